import { createHash, randomUUIDv7 } from 'node:crypto';
import { PendingSignup } from '@app/pending-signups';

/**
 * A signup that nobody began, for a link that leads nowhere: asking for a new mail by it does the same work, under a
 * cooldown of its own, as by a real one. What was typed does not rest in it.
 */
export function decoySignup(code: string, now: Date): PendingSignup {
  const email = `${createHash('sha256').update(code).digest('hex')}@decoy.invalid`;
  const facts = {
    username: { shown: 'decoy', key: 'decoy' },
    email,
    phoneNumber: null,
    passwordHash: '',
    firstName: 'decoy',
    lastName: 'decoy',
    mode: 'LINK' as const,
    platform: null,
    partnerId: 0,
    locale: 'id' as const,
  };
  return PendingSignup.begin(facts, randomUUIDv7(), now);
}
