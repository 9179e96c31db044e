/** How mail servers name what they took: Postfix, Exchange, Exim, Gmail, Sendmail, Amazon SES. */
const sayings = [
  /\bqueued as ([\w.-]{1,100})(?![\w.-])/i,
  /\[InternalId=([\w.-]{1,100})(?![\w.-])/i,
  /\bid=([\w.-]{1,100})(?![\w.-])/i,
  /\bok +\d+ ([\w.-]{1,100}) - gsmtp\b/i,
  /^250 2\.0\.0 ([\w.-]{1,100}) message accepted\b/i,
  // Nothing but a word with a digit in it: others are only polite.
  /^250 ok (?=[\w.-]*\d)([\w.-]{1,100})$/i,
];

/** A mail server's own id of a message, out of its answer. */
export function providerIdIn(answer: string): string | undefined {
  for (const saying of sayings) {
    const id = saying.exec(answer.trim())?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}
