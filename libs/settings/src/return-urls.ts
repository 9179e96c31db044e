/** `ONMART=https://…;ONAPPS=https://…` as a record; what is not an http(s) or app URL becomes a fault. */
export function readReturnUrls(text: string | undefined, faults: string[]): Record<string, string> {
  const pairs = (text ?? '').split(';').filter((pair) => pair.trim() !== '');
  const urls = pairs.map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
  });
  const sound = urls.every(([platform, url]) => /^[A-Z]{2,20}$/.test(platform) && isReturnUrl(url));
  if (!sound)
    faults.push(
      'RETURN_URLS: write ONMART=https://…;ONAPPS=https://… with https URLs (http for localhost only).',
    );
  return sound ? Object.fromEntries(urls) : {};
}

function isReturnUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname))
  );
}
