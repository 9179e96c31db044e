import { existsSync } from 'node:fs';
import { OutboxInspection } from '@app/outbox';
import { PartnerRepository } from '@app/partners';
import { tellFault } from '@app/problems';
import type { DatabaseLocation, Settings } from '@app/settings';
import { withDatabase, type Context } from '../context.js';
import { fault, note, well, type Finding } from './finding.js';

/** Looking at more would not change what is said. */
const mostCounted = 1000;

/** Whether it answers, and what it holds. */
export async function examineDatabase({ storage: { database } }: Settings): Promise<readonly Finding[]> {
  if (database.engine === 'sqlite' && !existsSync(database.file))
    return [note('database', `${database.file} is not there yet: the first start makes it`)];
  try {
    return await withDatabase(async (context) => [
      well('database', `${placeOf(database)} answers`),
      ...(await examineSchema(context)),
    ]);
  } catch (error) {
    return [fault('database', tellFault(error))];
  }
}

/** The password stays out of it. */
const placeOf = (location: DatabaseLocation): string =>
  location.engine === 'sqlite' ? location.file : new URL(location.url).host;

async function examineSchema(context: Context): Promise<readonly Finding[]> {
  const pending = await context.migrator.pending();
  if (pending.length === 0)
    return [
      well('migrations', 'none is pending'),
      await examinePartners(context),
      await examineOutbox(context),
    ];
  const words = `${pending.length} pending (${pending.join(', ')})`;
  return context.settings.storage.database.engine === 'sqlite'
    ? [note('migrations', `${words}: the next start runs them`)]
    : [fault('migrations', `${words}: run usapi migrate up`)];
}

async function examinePartners({ unit, settings }: Context): Promise<Finding> {
  const partners = new PartnerRepository(unit);
  const refused: string[] = [];
  for (const { name, secret } of settings.partners.credentials) {
    const isKnown = (await partners.findByName(name)) !== null;
    if (isKnown && (await partners.authenticate(name, secret)) === null) refused.push(name);
  }
  return refused.length === 0
    ? well('partners', 'those of PARTNER_CREDENTIALS are let in')
    : fault(
        'partners',
        `${refused.join(', ')}: PARTNER_CREDENTIALS holds another secret, or the partner is disabled`,
      );
}

async function examineOutbox({ unit, clock }: Context): Promise<Finding> {
  const dead = await new OutboxInspection(unit, clock).list({ status: 'dead', limit: mostCounted });
  return dead.length === 0
    ? well('outbox', 'no dead message')
    : note('outbox', `${dead.length} dead message(s): see usapi outbox list --status dead`);
}
