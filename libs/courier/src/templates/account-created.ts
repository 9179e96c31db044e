import { button, mailLayout } from './layout.js';
import type { TemplateSet } from './template.js';

export const accountCreated: TemplateSet = {
  id: {
    subject: 'Akun <%= it.platform %> Anda sudah aktif',
    text: `Halo <%= it.firstName %>,

Akun "<%= it.username %>" di <%= it.platform %> sudah aktif dengan alamat email ini.

Bukan Anda yang mendaftar? Ambil alih akun ini dengan mengatur kata sandi baru:
<%= it.link %>
`,
    html: mailLayout(
      'id',
      `<p>Halo <%= it.firstName %>,</p>
<p>Akun <b><%= it.username %></b> di <%= it.platform %> sudah aktif dengan alamat email ini.</p>
<p>Bukan Anda yang mendaftar? Ambil alih akun ini dengan mengatur kata sandi baru:</p>
${button('Atur kata sandi baru', '<%= it.link %>')}`,
    ),
  },
  en: {
    subject: 'Your <%= it.platform %> account is active',
    text: `Hello <%= it.firstName %>,

The account "<%= it.username %>" at <%= it.platform %> is active with this e-mail address.

Not you who registered? Take the account over by setting a new password:
<%= it.link %>
`,
    html: mailLayout(
      'en',
      `<p>Hello <%= it.firstName %>,</p>
<p>The account <b><%= it.username %></b> at <%= it.platform %> is active with this e-mail address.</p>
<p>Not you who registered? Take the account over by setting a new password:</p>
${button('Set a new password', '<%= it.link %>')}`,
    ),
  },
};

export const accountCreatedSms: TemplateSet = {
  id: { text: 'Akun <%= it.username %> di <%= it.platform %> sudah aktif. Bukan Anda? <%= it.link %>' },
  en: { text: 'The account <%= it.username %> at <%= it.platform %> is active. Not you? <%= it.link %>' },
};
