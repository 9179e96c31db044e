import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const quotedHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const hashesOf = (html: string, inline: RegExp): string =>
  [...new Set([...html.matchAll(inline)].map(([, text = '']) => quotedHash(text)))].join(' ');

/**
 * What Swagger UI's page may do: run the scripts and show the styles of this service, and call this service alone, so
 * that credentials typed into it go nowhere else. The page's own inline styles are named one by one.
 */
function policyFor(html: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' ${hashesOf(html, /<style>([^]*?)<\/style>/g)}`,
    `style-src-attr 'unsafe-hashes' ${hashesOf(html, / style="([^"]*)"/g)}`,
    // A photo that came back is shown from a blob.
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Gives the page under `path` the policy it can run with; everything else there keeps the standing one. */
export function letDocsRun(instance: FastifyInstance, path: string): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    const isPage =
      request.routeOptions.url?.startsWith(path) === true &&
      String(reply.getHeader('content-type')).startsWith('text/html');
    if (isPage && typeof payload === 'string') reply.header('content-security-policy', policyFor(payload));
    done(null, payload);
  });
}
