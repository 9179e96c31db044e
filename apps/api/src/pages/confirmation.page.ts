import { Eta } from 'eta';
import type { PendingSignup } from '@app/pending-signups';
import type { Locale } from '@app/settings';
import { page } from './page.js';
import { words } from './words.js';

const eta = new Eta({ autoEscape: true });

/** Who is asking, to a person who may never have heard of us. */
const house = 'ON Indonesia';

/** A page of a heading and a sentence, with whatever follows (escaped markup of our own). */
export function notePage(locale: Locale, title: string, lead: string, rest = ''): string {
  const template = `<div class="note"><p class="brand"><%= it.house %></p>
<section><h1><%= it.title %></h1><p><%= it.lead %></p><%~ it.rest %></section></div>`;
  return page(locale, title, eta.renderString(template, { house, title, lead, rest }));
}

/**
 * The question a signup link asks: who, where, when, and was it you? Works without script. Its forms name their targets
 * relative to the page, which may stand below a path of PUBLIC_URL.
 */
export function confirmationPage(locale: Locale, signup: PendingSignup, code: string): string {
  const text = words[locale];
  const moment = { dateStyle: 'long', timeStyle: 'long', timeZone: 'Asia/Jakarta' } as const;
  const at = new Intl.DateTimeFormat(locale, moment).format(signup.createdAt);
  const template = `<dl>
<dt><%= it.text.username %></dt><dd><bdi><%= it.username %></bdi></dd>
<dt><%= it.text.platform %></dt><dd><%= it.platform %></dd>
<dt><%= it.text.time %></dt><dd><%= it.at %></dd></dl>
<div class="choices">
<form method="post" action="confirm"><input type="hidden" name="code" value="<%= it.code %>"><button type="submit"><%= it.text.confirm %></button></form>
<form method="post" action="confirm"><input type="hidden" name="code" value="<%= it.code %>"><input type="hidden" name="decline" value="true"><button type="submit" class="quiet"><%= it.text.decline %></button></form>
</div><p class="hint"><%= it.text.declineHint %></p>`;
  const { username, platform } = signup;
  const values = { text, username, platform: platform ?? house, at, code };
  return notePage(locale, text.confirmTitle, text.confirmLead, eta.renderString(template, values));
}

/** @param returnUrl where the platform wants its people back, from RETURN_URLS */
export function confirmedPage(
  locale: Locale,
  state: 'now' | 'already',
  platform: string | null,
  returnUrl?: string,
): string {
  const { confirmedTitle, confirmedLead, alreadyTitle, alreadyLead, goBack } = words[locale];
  const template = '<p><a class="button" href="<%= it.url %>"><%= it.goBack %> <%= it.platform %></a></p>';
  const back =
    returnUrl === undefined ? '' : eta.renderString(template, { url: returnUrl, goBack, platform });
  return state === 'now'
    ? notePage(locale, confirmedTitle, confirmedLead, back)
    : notePage(locale, alreadyTitle, alreadyLead, back);
}

export const declinedPage = (locale: Locale): string =>
  notePage(locale, words[locale].declinedTitle, words[locale].declinedLead);

/** One friendly page for every link that does nothing, with the way to a new one. */
export function deadLinkPage(locale: Locale, code: string): string {
  const { deadTitle, deadLead, again } = words[locale];
  const template =
    '<form method="post" action="resend"><input type="hidden" name="code" value="<%= it.code %>"><button type="submit"><%= it.again %></button></form>';
  return notePage(locale, deadTitle, deadLead, eta.renderString(template, { code, again }));
}
