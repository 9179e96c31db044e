import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpSettings } from '@app/settings';

/** An incoming id is kept when it can be logged as it is; anything else is replaced. */
export function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(given) ? given : randomUUID();
}

/** What every answer carries; routes that show pages or images replace single ones. */
export function standingHeaders({ publicUrl }: HttpSettings): Record<string, string> {
  const headers = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  // Announced only where TLS answers: over plain http the header means nothing (RFC 6797 7.2).
  return publicUrl.startsWith('https:')
    ? { ...headers, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : headers;
}
