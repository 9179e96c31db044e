import { button, mailLayout } from './layout.js';
import type { TemplateSet } from './template.js';

export const passwordReset: TemplateSet = {
  id: {
    subject: 'Atur kata sandi baru',
    text: `Halo,

Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk akun "<%= it.username %>".

Buka tautan ini untuk mengaturnya (berlaku <%= it.linkMinutes %> menit, satu kali):
<%= it.link %>

Bukan Anda? Abaikan email ini; tidak ada yang berubah.
`,
    html: mailLayout(
      'id',
      `<p>Halo,</p><p>Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk akun <b><%= it.username %></b>.</p>
${button('Atur kata sandi baru', '<%= it.link %>')}
<p>Tautan ini berlaku <%= it.linkMinutes %> menit, satu kali. Bukan Anda? Abaikan email ini; tidak ada yang berubah.</p>`,
    ),
  },
  en: {
    subject: 'Set a new password',
    text: `Hello,

Someone, hopefully you, asked for a new password for the account "<%= it.username %>".

Open this link to set it (valid for <%= it.linkMinutes %> minutes, once):
<%= it.link %>

Not you? Ignore this mail; nothing has changed.
`,
    html: mailLayout(
      'en',
      `<p>Hello,</p><p>Someone, hopefully you, asked for a new password for the account <b><%= it.username %></b>.</p>
${button('Set a new password', '<%= it.link %>')}
<p>The link is valid for <%= it.linkMinutes %> minutes, once. Not you? Ignore this mail; nothing has changed.</p>`,
    ),
  },
};
