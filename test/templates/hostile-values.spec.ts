import { builtInTemplates } from '@app/courier';
import type { MessageType } from '@app/outbox';
import type { Locale } from '@app/settings';
import { mails, saying, templatesWith, typesAndLocales, usual } from './message-samples.js';

const templates = templatesWith();
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
/** No control, no format character, no half one, no separator of lines. */
const visible = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;
const linesOf = (text: string): number => text.split(/[\n\r\u2028\u2029]/).length;
const tagsOf = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.split(/[\s>]/)[0] ?? '');

/** What came in, and how it must read in plain text. */
const hostile: [string, string, string][] = [
  [
    'markup',
    `<img src=x onerror="alert('x')">&amp;</b><!--`,
    `<img src=x onerror="alert('x')">&amp;</b><!--`,
  ],
  ['an attribute’s end', `" onmouseover="x`, `" onmouseover="x`],
  [
    'every template syntax',
    '{{7*7}} ${7*7} <%=7*7%> #{7*7} {%raw%} [[x]] <%= it.digits %> <%~ it %> \\u003c `${it}`',
    '{{7*7}} ${7*7} <%=7*7%> #{7*7} {%raw%} [[x]] <%= it.digits %> <%~ it %> \\u003c `${it}`',
  ],
  ['a second header', 'Ada\r\nBcc: eve@example.test\r\n\r\nbody', 'Ada Bcc: eve@example.test body'],
  ['every line break', 'a\nb\rc\u2028d\u2029e\vf\fg\u0085h', 'a b c d e f g h'],
  ['right-to-left overrides', 'ada\u202Eecalevol\u202C\u2066x\u2069\u200F', 'ada ecalevol x '],
  ['Arabic letters', 'عمر الخيام', 'عمر الخيام'],
  ['Hebrew letters', 'דוד בן־גוריון', 'דוד בן־גוריון'],
  ['NUL and other controls', 'ada\u0000\u0007\u001B[31mlovelace\u007F', 'ada [31mlovelace '],
  ['half a character', 'ada\uD83D lovelace', 'ada  lovelace'],
  ['a zero-width joiner', 'ada\u200D\uFEFFlovelace', 'ada lovelace'],
  ['replacement patterns', "$& $1 $` $' $$", "$& $1 $` $' $$"],
  ['8 kB', 'x'.repeat(8192), 'x'.repeat(8192)],
];

/** Whether the subject has a value of the message in it. */
const namesSomeone = (type: MessageType, locale: Locale): boolean => {
  const template = builtInTemplates[type][locale];
  return 'subject' in template && template.subject.includes('<%=');
};

describe.each(typesAndLocales)('The text of %s (%s)', (type, locale) => {
  const calm = templates.render(type, locale, usual[type]);

  it.each(hostile)('shows %s as text, and is no other message for it', (_what, value, shown) => {
    const { text } = templates.render(type, locale, saying(type, value));
    expect(text).toContain(shown);
    expect(text.replaceAll('\n', '')).toMatch(visible);
    expect(linesOf(text)).toBe(linesOf(calm.text));
  });
});

describe.each(mails)('The mail of %s (%s)', (type, locale) => {
  const calm = templates.render(type, locale, usual[type]);

  it.each(hostile)('shows %s as text in HTML, and in a subject of one line', (_what, value, shown) => {
    const { subject, html } = templates.render(type, locale, saying(type, value));
    expect(html).toContain(escaped(shown));
    expect(tagsOf(html ?? '')).toEqual(tagsOf(calm.html ?? ''));
    expect(linesOf(html ?? '')).toBe(linesOf(calm.html ?? ''));
    expect(subject).toMatch(visible);
    expect(subject).toContain(namesSomeone(type, locale) ? shown : calm.subject);
  });
});
