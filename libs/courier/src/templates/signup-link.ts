import { button, digits, mailLayout } from './layout.js';
import type { TemplateSet } from './template.js';

export const signupLink: TemplateSet = {
  id: {
    subject: 'Konfirmasi pendaftaran <%= it.platform %>',
    text: `Halo <%= it.firstName %>,

Seseorang, semoga Anda sendiri, mendaftarkan akun "<%= it.username %>" di <%= it.platform %> dengan alamat email ini.

Buka tautan ini untuk menyelesaikan pendaftaran (berlaku <%= it.linkHours %> jam):
<%= it.link %>

Atau ketik kode ini (berlaku <%= it.digitsMinutes %> menit): <%= it.digits %>

Bukan Anda? Abaikan email ini, atau buka tautan di atas lalu pilih "Ini bukan saya". Jangan berikan kode ini kepada siapa pun.
`,
    html: mailLayout(
      'id',
      `<p>Halo <%= it.firstName %>,</p>
<p>Seseorang, semoga Anda sendiri, mendaftarkan akun <b><%= it.username %></b> di <%= it.platform %> dengan alamat email ini.</p>
${button('Selesaikan pendaftaran', '<%= it.link %>')}
<p>Tautan ini berlaku <%= it.linkHours %> jam. Atau ketik kode ini (berlaku <%= it.digitsMinutes %> menit):</p>
${digits('<%= it.digits %>')}
<p>Bukan Anda? Abaikan email ini, atau buka tautan di atas lalu pilih "Ini bukan saya". Jangan berikan kode ini kepada siapa pun.</p>`,
    ),
  },
  en: {
    subject: 'Confirm your registration at <%= it.platform %>',
    text: `Hello <%= it.firstName %>,

Someone, hopefully you, registered the account "<%= it.username %>" at <%= it.platform %> with this e-mail address.

Open this link to complete the registration (valid for <%= it.linkHours %> hours):
<%= it.link %>

Or type this code (valid for <%= it.digitsMinutes %> minutes): <%= it.digits %>

Not you? Ignore this mail, or open the link above and choose "This was not me". Give this code to nobody.
`,
    html: mailLayout(
      'en',
      `<p>Hello <%= it.firstName %>,</p>
<p>Someone, hopefully you, registered the account <b><%= it.username %></b> at <%= it.platform %> with this e-mail address.</p>
${button('Complete the registration', '<%= it.link %>')}
<p>The link is valid for <%= it.linkHours %> hours. Or type this code (valid for <%= it.digitsMinutes %> minutes):</p>
${digits('<%= it.digits %>')}
<p>Not you? Ignore this mail, or open the link above and choose "This was not me". Give this code to nobody.</p>`,
    ),
  },
};
