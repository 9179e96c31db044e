import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** One style sheet for every page, inside the page: nothing is fetched from anywhere. */
const style = `
:root{color-scheme:light dark;--ink:#1c2733;--soft:#4a5665;--paper:#f4f5f7;--card:#fff;--link:#0b5fff;--on-link:#fff;--line:#d5dae1}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#aab6c4;--paper:#12181f;--card:#1c2530;--link:#7fb0ff;--on-link:#0b1620;--line:#3a4654}}
*{box-sizing:border-box}
body{margin:0;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto}
article,section{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25}h2{font-size:1.05rem;margin:0 0 .5rem}
a{color:var(--link)}
pre{white-space:pre-wrap;font:inherit;margin:.5rem 0 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{font-weight:600}dd{margin:0}
button,.button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;border-radius:.375rem;border:1px solid var(--link);background:var(--link);color:var(--on-link);cursor:pointer;text-decoration:none;display:inline-block;text-align:center}
input:not([type=hidden]){font:inherit;width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--soft);border-radius:.375rem;background:var(--card);color:var(--ink)}label{font-weight:600}
button.quiet{background:transparent;color:var(--link)}
button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.note{max-width:32rem;margin:0 auto;padding-top:min(6vh,3rem)}
.note section{padding:1.5rem;margin-top:.5rem}.note h1{margin:0 0 .75rem}.note p{margin:.75rem 0 0}
.brand{color:var(--soft);font-weight:600}.hint{color:var(--soft);font-size:.9rem}
.note dl,.note form,.note .choices,.note p+button{margin-top:1.25rem}.choices form{margin:0}
.choices{display:flex;flex-wrap:wrap;gap:.75rem}
@media(max-width:30rem){.note{padding-top:0}.note dl{grid-template-columns:1fr;gap:0}.note dd+dt{margin-top:.5rem}.choices form,.note button,.note .button{width:100%}}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** No script, no frame, no outside asset; forms go back to this service alone. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

/** A page around `content`, which is markup of our own with escaped values. */
export const page = (language: string, title: string, content: string): string =>
  `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title><style>${style}</style></head>
<body><main>${content}</main></body>
</html>
`;

/** Marks the answer as a page with its policy; the handler returns the page. */
export function asPage(reply: FastifyReply, html: string): string {
  void reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8');
  return html;
}

/** Sends a page, for handlers that answer by themselves. */
export function sendPage(reply: FastifyReply, html: string, status = 200): void {
  void reply.status(status).send(asPage(reply, html));
}
