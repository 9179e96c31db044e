import { button, mailLayout } from './layout.js';
import type { MailTemplate, TemplateSet } from './template.js';

/** The words of one notice: what happened, in a subject and a sentence. */
interface NoticeWords {
  readonly subject: string;
  readonly sentence: string;
}

const frames = {
  id: {
    greeting: 'Halo,',
    time: 'Waktu',
    unlike: 'Bukan Anda? Atur kata sandi baru sekarang juga; semua perangkat akan keluar:',
    button: 'Atur kata sandi baru',
  },
  en: {
    greeting: 'Hello,',
    time: 'Time',
    unlike: 'Not you? Set a new password right away; every device will be signed out:',
    button: 'Set a new password',
  },
} as const;

function mail(language: 'id' | 'en', { subject, sentence }: NoticeWords): MailTemplate {
  const frame = frames[language];
  return {
    subject,
    text: `${frame.greeting}\n\n${sentence}\n${frame.time}: <%= it.time %>\n\n${frame.unlike}\n<%= it.link %>\n`,
    html: mailLayout(
      language,
      `<p>${frame.greeting}</p><p>${sentence}</p><p>${frame.time}: <%= it.time %></p><p>${frame.unlike}</p>${button(frame.button, '<%= it.link %>')}`,
    ),
  };
}

/** A notice in both languages, all in one frame: what happened, when, and what to do if it was not you. */
export const notice = (id: NoticeWords, en: NoticeWords): TemplateSet => ({
  id: mail('id', id),
  en: mail('en', en),
});
