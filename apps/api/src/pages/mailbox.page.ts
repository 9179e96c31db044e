import { Eta } from 'eta';
import type { MailboxEntry } from '@app/courier';
import { page } from './page.js';

const eta = new Eta({ autoEscape: true });

/** A text in pieces, so that links can be made of its addresses without touching the rest. */
const pieces = (text: string): { readonly text: string; readonly isLink: boolean }[] =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((piece, index) => ({ text: piece, isLink: index % 2 === 1 }));

const template = `
<h1>Development mailbox</h1>
<p>Mail and SMS that would have been sent (<%= it.channels %>), newest first. Reload to look again. As JSON: <a href="mailbox.json">mailbox.json</a></p>
<% if (it.entries.length === 0) { %><section><p>Nothing yet. Sign someone up and come back.</p></section><% } %>
<% for (const entry of it.entries) { %>
<article>
<h2><%= entry.subject ?? 'SMS' %></h2>
<dl><dt>To</dt><dd><%= entry.to %></dd><dt>At</dt><dd><time datetime="<%= entry.createdAt %>"><%= entry.createdAt %></time></dd></dl>
<pre><% for (const piece of entry.pieces) { %><% if (piece.isLink) { %><a href="<%= piece.text %>"><%= piece.text %></a><% } else { %><%= piece.text %><% } %><% } %></pre>
</article>
<% } %>`;

/** The mailbox as a page. */
export function mailboxPage(entries: readonly MailboxEntry[], channels: readonly string[]): string {
  const shown = entries.map((entry) => ({ ...entry, pieces: pieces(entry.text) }));
  return page(
    'en',
    'Development mailbox',
    eta.renderString(template, { entries: shown, channels: channels.join(', ') }),
  );
}
