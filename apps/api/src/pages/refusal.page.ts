import type { ProblemCode } from '@app/problems';
import type { Locale } from '@app/settings';
import { deadLinkPage, notePage } from './confirmation.page.js';
import { words } from './words.js';

/**
 * What a person sees when a page's form is refused.
 * @param link the code that the form sent, so that a new link can be asked for
 */
export function refusalPage(locale: Locale, code: ProblemCode, link: string): string {
  const text = words[locale];
  if (code.startsWith('identity.') && code.endsWith('_taken'))
    return notePage(locale, text.takenTitle, text.takenLead);
  if (code === 'verification.code_rejected') return deadLinkPage(locale, link);
  if (code.startsWith('service.') || code === 'request.too_many')
    return notePage(locale, text.laterTitle, text.laterLead);
  return notePage(locale, text.badTitle, text.badLead);
}
