import { button, digits, mailLayout } from './layout.js';
import type { TemplateSet } from './template.js';

export const emailChangeDigits: TemplateSet = {
  id: {
    subject: 'Konfirmasi alamat email baru',
    text: `Halo,

Kode untuk memakai alamat email ini di akun "<%= it.username %>": <%= it.digits %>
Berlaku <%= it.digitsMinutes %> menit. Bukan Anda? Abaikan email ini, dan jangan berikan kodenya kepada siapa pun.
`,
    html: mailLayout(
      'id',
      `<p>Halo,</p><p>Kode untuk memakai alamat email ini di akun <b><%= it.username %></b>:</p>${digits('<%= it.digits %>')}
<p>Berlaku <%= it.digitsMinutes %> menit. Bukan Anda? Abaikan email ini, dan jangan berikan kodenya kepada siapa pun.</p>`,
    ),
  },
  en: {
    subject: 'Confirm your new e-mail address',
    text: `Hello,

The code to use this e-mail address for the account "<%= it.username %>": <%= it.digits %>
Valid for <%= it.digitsMinutes %> minutes. Not you? Ignore this mail, and give the code to nobody.
`,
    html: mailLayout(
      'en',
      `<p>Hello,</p><p>The code to use this e-mail address for the account <b><%= it.username %></b>:</p>${digits('<%= it.digits %>')}
<p>Valid for <%= it.digitsMinutes %> minutes. Not you? Ignore this mail, and give the code to nobody.</p>`,
    ),
  },
};

export const phoneChangeDigits: TemplateSet = {
  id: {
    text: 'Kode konfirmasi nomor Anda: <%= it.digits %>. Berlaku <%= it.digitsMinutes %> menit. Jangan berikan kepada siapa pun.',
  },
  en: {
    text: 'Your number confirmation code: <%= it.digits %>. Valid for <%= it.digitsMinutes %> minutes. Give it to nobody.',
  },
};

export const emailChanged: TemplateSet = {
  id: {
    subject: 'Alamat email Anda diganti',
    text: `Halo,

Alamat email akun "<%= it.username %>" diganti menjadi <%= it.detail %>.

Bukan Anda? Kembalikan alamat ini dan keluarkan semua perangkat (berlaku <%= it.linkHours %> jam):
<%= it.link %>
`,
    html: mailLayout(
      'id',
      `<p>Halo,</p><p>Alamat email akun <b><%= it.username %></b> diganti menjadi <%= it.detail %>.</p>
<p>Bukan Anda? Kembalikan alamat ini dan keluarkan semua perangkat (berlaku <%= it.linkHours %> jam):</p>${button('Kembalikan alamat ini', '<%= it.link %>')}`,
    ),
  },
  en: {
    subject: 'Your e-mail address was changed',
    text: `Hello,

The e-mail address of the account "<%= it.username %>" was changed to <%= it.detail %>.

Not you? Bring this address back and sign out every device (valid for <%= it.linkHours %> hours):
<%= it.link %>
`,
    html: mailLayout(
      'en',
      `<p>Hello,</p><p>The e-mail address of the account <b><%= it.username %></b> was changed to <%= it.detail %>.</p>
<p>Not you? Bring this address back and sign out every device (valid for <%= it.linkHours %> hours):</p>${button('Bring this address back', '<%= it.link %>')}`,
    ),
  },
};
