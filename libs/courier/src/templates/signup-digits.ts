import type { TemplateSet } from './template.js';

export const signupDigits: TemplateSet = {
  id: {
    text: 'Kode pendaftaran Anda: <%= it.digits %>. Berlaku <%= it.digitsMinutes %> menit. Jangan berikan kode ini kepada siapa pun.',
  },
  en: {
    text: 'Your registration code: <%= it.digits %>. Valid for <%= it.digitsMinutes %> minutes. Give this code to nobody.',
  },
};
