import { notice } from './notice.js';
import type { TemplateSet } from './template.js';

export const newDevice = notice(
  {
    subject: 'Masuk dari perangkat baru',
    sentence:
      'Akun "<%= it.username %>" baru saja dimasuki dari perangkat yang belum pernah kami lihat: <%= it.detail %>.',
  },
  {
    subject: 'Sign-in from a new device',
    sentence:
      'The account "<%= it.username %>" was just signed in to from a device we have not seen before: <%= it.detail %>.',
  },
);

export const passwordChanged = notice(
  {
    subject: 'Kata sandi Anda diganti',
    sentence: 'Kata sandi akun "<%= it.username %>" baru saja diganti. Perangkat lain sudah keluar.',
  },
  {
    subject: 'Your password was changed',
    sentence:
      'The password of the account "<%= it.username %>" was just changed. Other devices are signed out.',
  },
);

export const phoneChanged = notice(
  {
    subject: 'Nomor telepon Anda diganti',
    sentence: 'Nomor telepon akun "<%= it.username %>" baru saja diganti menjadi <%= it.detail %>.',
  },
  {
    subject: 'Your phone number was changed',
    sentence: 'The phone number of the account "<%= it.username %>" was just changed to <%= it.detail %>.',
  },
);

/** Does not say by which: the address it goes to may never have been proven, and be a stranger's. */
export const emailReplaced = notice(
  {
    subject: 'Alamat email akun Anda diganti',
    sentence: 'Alamat email akun "<%= it.username %>" baru saja diganti.',
  },
  {
    subject: 'The e-mail address of your account was changed',
    sentence: 'The e-mail address of the account "<%= it.username %>" was just changed.',
  },
);

export const emailTaken = notice(
  {
    subject: 'Alamat email dilepas dari akun Anda',
    sentence:
      'Pemilik alamat <%= it.detail %> membuktikan bahwa alamat itu miliknya. Alamat itu belum dibuktikan di akun "<%= it.username %>" dan kini dilepas.',
  },
  {
    subject: 'An e-mail address left your account',
    sentence:
      'The owner of <%= it.detail %> proved that the address is theirs. It was not proven on the account "<%= it.username %>", and has left it.',
  },
);

export const phoneTaken = notice(
  {
    subject: 'Nomor telepon dilepas dari akun Anda',
    sentence:
      'Pemilik nomor <%= it.detail %> membuktikan bahwa nomor itu miliknya. Nomor itu belum dibuktikan di akun "<%= it.username %>" dan kini dilepas.',
  },
  {
    subject: 'A phone number left your account',
    sentence:
      'The owner of <%= it.detail %> proved that the number is theirs. It was not proven on the account "<%= it.username %>", and has left it.',
  },
);

export const deletionAsked = notice(
  {
    subject: 'Akun Anda akan dihapus',
    sentence:
      'Akun "<%= it.username %>" akan dihapus pada <%= it.detail %>. Masuk sebelum itu untuk membatalkan.',
  },
  {
    subject: 'Your account will be deleted',
    sentence:
      'The account "<%= it.username %>" will be deleted on <%= it.detail %>. Sign in before then to keep it.',
  },
);

export const noticeSms: TemplateSet = {
  id: { text: 'Ada perubahan penting pada akun <%= it.username %>. Bukan Anda? <%= it.link %>' },
  en: { text: 'Something important changed on the account <%= it.username %>. Not you? <%= it.link %>' },
};
