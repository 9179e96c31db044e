import type { Locale } from '@app/settings';

const id = {
  forgotTitle: 'Lupa kata sandi?',
  forgotLead: 'Ketik alamat email akun Anda. Kami kirim tautan untuk mengatur kata sandi baru.',
  email: 'Alamat email',
  send: 'Kirim tautan',
  sentTitle: 'Periksa email Anda',
  sentLead: 'Jika alamat itu dikenal, sebuah pesan sudah dikirim. Tautannya berlaku 30 menit.',
  resetTitle: 'Atur kata sandi baru',
  resetLead: 'Semua perangkat akan keluar, dan Anda masuk lagi dengan kata sandi baru.',
  password: 'Kata sandi baru',
  length: 'Pakai 8 sampai 128 karakter.',
  common: 'Kata sandi itu terlalu umum. Pilih yang lain.',
  set: 'Atur kata sandi',
  // Also for an account that is somebody else's by another proof: it lets the address go, and keeps its password.
  changedTitle: 'Selesai',
  changedLead:
    'Kata sandi baru berlaku dan semua perangkat sudah keluar. Jika akun itu ternyata milik orang lain, alamat email Anda kini dilepas dari akun itu.',
  deadTitle: 'Tautan ini tidak berlaku',
  deadLead: 'Tautan salah, sudah dipakai, atau kedaluwarsa.',
  again: 'Minta tautan baru',
  undoTitle: 'Kembalikan alamat email ini?',
  undoLead: 'Akun Anda akan memakai alamat ini lagi, dan semua perangkat akan keluar.',
  undo: 'Ya, kembalikan',
  undoneTitle: 'Alamat email sudah kembali',
  undoneLead: 'Semua perangkat sudah keluar. Atur kata sandi baru sekarang.',
};

/** Every sentence of the pages about passwords and addresses, by language. */
type PasswordWords = Readonly<typeof id>;

const en: PasswordWords = {
  forgotTitle: 'Forgot your password?',
  forgotLead: 'Type the e-mail address of your account. We will send a link to set a new password.',
  email: 'E-mail address',
  send: 'Send the link',
  sentTitle: 'Check your e-mail',
  sentLead: 'If the address is known, a message has been sent. Its link is valid for 30 minutes.',
  resetTitle: 'Set a new password',
  resetLead: 'Every device will be signed out, and you sign in again with the new password.',
  password: 'New password',
  length: 'Use 8 to 128 characters.',
  common: 'That password is too common. Choose another.',
  set: 'Set the password',
  changedTitle: 'Done',
  changedLead:
    'The new password holds, and every device is signed out. If the account is somebody else’s, your e-mail address has left it.',
  deadTitle: 'This link does not work',
  deadLead: 'It is wrong, was used, or has expired.',
  again: 'Ask for a new link',
  undoTitle: 'Bring this e-mail address back?',
  undoLead: 'Your account will use this address again, and every device will be signed out.',
  undo: 'Yes, bring it back',
  undoneTitle: 'The e-mail address is back',
  undoneLead: 'Every device is signed out. Set a new password now.',
};

export const passwordWords: Readonly<Record<Locale, PasswordWords>> = { id, en };
