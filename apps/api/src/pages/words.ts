import type { Locale } from '@app/settings';

const id = {
  confirmTitle: 'Selesaikan pendaftaran',
  confirmLead: 'Seseorang mendaftarkan akun ini dengan alamat email Anda. Apakah itu Anda?',
  username: 'Nama pengguna',
  platform: 'Platform',
  time: 'Waktu',
  confirm: 'Ya, selesaikan pendaftaran',
  decline: 'Ini bukan saya',
  declineHint: 'Jika Anda tidak mendaftar, pilih "Ini bukan saya": akunnya tidak akan dibuat.',
  confirmedTitle: 'Pendaftaran selesai',
  confirmedLead: 'Akun Anda sudah aktif. Anda bisa masuk sekarang.',
  alreadyTitle: 'Sudah dikonfirmasi',
  alreadyLead: 'Pendaftaran ini sudah selesai. Anda bisa masuk.',
  goBack: 'Kembali ke',
  declinedTitle: 'Pendaftaran dibatalkan',
  declinedLead: 'Terima kasih. Akun itu tidak dibuat, dan tautannya tidak berlaku lagi.',
  deadTitle: 'Tautan ini tidak berlaku',
  deadLead:
    'Tautan salah, sudah dipakai, atau kedaluwarsa. Mungkin ada email yang lebih baru di kotak masuk Anda.',
  again: 'Kirim lagi',
  againTitle: 'Periksa email Anda',
  againLead:
    'Jika pendaftaran ini masih terbuka, email baru sedang dikirim. Tunggu sebentar, dan gunakan tautan yang terbaru.',
  takenTitle: 'Pendaftaran tidak bisa diselesaikan',
  takenLead:
    'Nama pengguna, email, atau nomor telepon ini sudah dipakai akun lain. Jika akun itu milik Anda, silakan masuk; jika bukan, daftar lagi dengan data lain.',
  laterTitle: 'Coba lagi nanti',
  laterLead: 'Layanan sedang tidak bisa menjawab. Tunggu sebentar, lalu coba lagi.',
  badTitle: 'Permintaan tidak dimengerti',
  badLead: 'Kembali dan coba lagi, atau buka lagi tautan dari email Anda.',
};

/** Every sentence of the pages, by language. */
export type Words = Readonly<typeof id>;

const en: Words = {
  confirmTitle: 'Complete your registration',
  confirmLead: 'Someone registered this account with your e-mail address. Was it you?',
  username: 'Username',
  platform: 'Platform',
  time: 'Time',
  confirm: 'Yes, complete the registration',
  decline: 'This was not me',
  declineHint: 'If you did not register, choose "This was not me": the account will not be created.',
  confirmedTitle: 'Registration complete',
  confirmedLead: 'Your account is active. You can sign in now.',
  alreadyTitle: 'Already confirmed',
  alreadyLead: 'This registration is complete. You can sign in.',
  goBack: 'Back to',
  declinedTitle: 'Registration cancelled',
  declinedLead: 'Thank you. The account was not created, and its link no longer works.',
  deadTitle: 'This link does not work',
  deadLead: 'It is wrong, was used, or has expired. There may be a newer mail in your inbox.',
  again: 'Send again',
  againTitle: 'Check your e-mail',
  againLead:
    'If this registration is still open, a new mail is on its way. Give it a moment, and use the newest link.',
  takenTitle: 'The registration cannot be completed',
  takenLead:
    'Another account uses this username, e-mail address or phone number by now. If it is yours, sign in; if not, register again with other details.',
  laterTitle: 'Try again later',
  laterLead: 'The service cannot answer right now. Wait a moment, then try again.',
  badTitle: 'The request was not understood',
  badLead: 'Go back and try again, or open the link in your mail again.',
};

export const words: Readonly<Record<Locale, Words>> = { id, en };
