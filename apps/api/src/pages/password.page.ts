import { Eta } from 'eta';
import type { PasswordRefused } from '@app/passwords';
import type { Locale } from '@app/settings';
import { notePage } from './confirmation.page.js';
import { passwordWords } from './password.words.js';

const eta = new Eta({ autoEscape: true });

// Targets are relative to the page's own route, which may stand below a path of PUBLIC_URL.
const resetFromUndo = '../../password/reset';

/** Asks for the address that a link shall go to. */
export function forgotPage(locale: Locale): string {
  const text = passwordWords[locale];
  const form = `<form method="post" action="forgot"><p><label for="email"><%= it.text.email %></label><br>
<input id="email" name="email" type="email" autocomplete="email" required></p><button type="submit"><%= it.text.send %></button></form>`;
  return notePage(locale, text.forgotTitle, text.forgotLead, eta.renderString(form, { text }));
}

/** Says the same whether anybody has the address or not. */
export const sentPage = (locale: Locale): string =>
  notePage(locale, passwordWords[locale].sentTitle, passwordWords[locale].sentLead);

/** @param refusal why the password before was not taken */
export function resetPage(locale: Locale, code: string, refusal?: PasswordRefused): string {
  const text = passwordWords[locale];
  const fault = refusal === undefined ? null : refusal.message.endsWith('common') ? text.common : text.length;
  const form = `<form method="post" action="reset"><input type="hidden" name="code" value="<%= it.code %>">
<% if (it.fault) { %><p role="alert" id="fault"><strong><%= it.fault %></strong></p><% } %>
<p><label for="password"><%= it.text.password %></label><br>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="8" maxlength="128" required aria-describedby="hint<% if (it.fault) { %> fault<% } %>"></p>
<p id="hint"><%= it.text.length %></p><button type="submit"><%= it.text.set %></button></form>`;
  return notePage(locale, text.resetTitle, text.resetLead, eta.renderString(form, { text, code, fault }));
}

export const changedPage = (locale: Locale): string =>
  notePage(locale, passwordWords[locale].changedTitle, passwordWords[locale].changedLead);

/** For a reset link that does nothing, with the way to a new one. */
export const deadResetPage = (locale: Locale): string => deadPage(locale, 'reset');

/** For an undo link that does nothing. */
export const deadUndoPage = (locale: Locale): string => deadPage(locale, resetFromUndo);

function deadPage(locale: Locale, target: string): string {
  const { deadTitle, deadLead, again } = passwordWords[locale];
  return notePage(locale, deadTitle, deadLead, buttonTo(target, again));
}

/** Asks whether the address before shall come back. */
export function undoPage(locale: Locale, code: string): string {
  const text = passwordWords[locale];
  const form = `<form method="post" action="undo"><input type="hidden" name="code" value="<%= it.code %>"><button type="submit"><%= it.undo %></button></form>`;
  return notePage(locale, text.undoTitle, text.undoLead, eta.renderString(form, { code, undo: text.undo }));
}

/** It is back; now the password. */
export function undonePage(locale: Locale): string {
  const { undoneTitle, undoneLead, set } = passwordWords[locale];
  return notePage(locale, undoneTitle, undoneLead, buttonTo(resetFromUndo, set));
}

const buttonTo = (target: string, label: string): string =>
  eta.renderString('<p><a class="button" href="<%= it.target %>"><%= it.label %></a></p>', { target, label });
