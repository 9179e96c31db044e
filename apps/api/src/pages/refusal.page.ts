import type { ProblemCode } from '@app/problems';
import type { Locale } from '@app/settings';
import { notePage } from './confirmation.page.js';
import { words } from './words.js';

/** What a person sees when a page's form is refused. */
export function refusalPage(locale: Locale, code: ProblemCode): string {
  const text = words[locale];
  if (code.startsWith('identity.') && code.endsWith('_taken'))
    return notePage(locale, text.takenTitle, text.takenLead);
  if (code === 'verification.code_rejected') return notePage(locale, text.deadTitle, text.deadLead);
  if (code.startsWith('service.') || code === 'request.too_many')
    return notePage(locale, text.laterTitle, text.laterLead);
  return notePage(locale, text.badTitle, text.badLead);
}
