import { OneTimeCode } from '@app/one-time-codes';
import { OutboxMessage } from '@app/outbox';
import { PendingSignup } from '@app/pending-signups';
import { User } from '@app/users';
import type { Service } from '../harness/service.js';

/** How many rows there are of everything a registration could leave behind. */
export async function rowCounts({ database }: Service): Promise<object> {
  const tables = { users: User, signups: PendingSignup, codes: OneTimeCode, messages: OutboxMessage };
  const counts = Object.entries(tables).map(
    async ([name, entity]) => [name, await database.manager.count(entity)] as const,
  );
  return Object.fromEntries(await Promise.all(counts));
}
