/** What people write of themselves, in whatever script: it must not turn the words around it about. */
const givenNames = /<%= it\.(?:username|firstName|detail) %>/g;

/** The frame of every HTML mail: no script, no outside asset, readable at 320 px. */
export const mailLayout = (language: string, content: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px;background:#f4f5f7;font-family:Arial,sans-serif;color:#1c2733">
<div style="max-width:480px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px;line-height:1.5">
${content.replaceAll(givenNames, '<bdi>$&</bdi>')}
</div>
</body>
</html>
`;

/** A link that looks like a button and is one for a screen reader's ear: a plain link. */
export const button = (label: string, href: string): string =>
  `<p><a href="${href}" style="display:inline-block;padding:12px 20px;background:#0b5fff;color:#ffffff;border-radius:6px;text-decoration:none">${label}</a></p>`;

/** Six digits that can be read aloud and copied. */
export const digits = (value: string): string =>
  `<p style="font-size:28px;letter-spacing:6px;font-weight:bold;margin:16px 0">${value}</p>`;
