import { existsSync } from 'node:fs';
import { tellFault } from '@app/problems';
import { OutboxInspection } from '@app/outbox';
import type { DatabaseLocation } from '@app/settings';
import { withDatabase, type Context } from '../context.js';
import { fault, note, well, type Finding } from './finding.js';

/** Looking at more would not change what is said. */
const mostCounted = 1000;

export async function examineDatabase(location: DatabaseLocation): Promise<readonly Finding[]> {
  if (location.engine === 'sqlite' && !existsSync(location.file))
    return [note('database', `${location.file} is not there yet: the first start makes it`)];
  try {
    return await withDatabase(async (context) => [
      well('database', `${placeOf(location)} answers`),
      ...(await examineSchema(context, location)),
    ]);
  } catch (error) {
    return [fault('database', tellFault(error))];
  }
}

/** The password stays out of it. */
const placeOf = (location: DatabaseLocation): string =>
  location.engine === 'sqlite' ? location.file : new URL(location.url).host;

async function examineSchema(context: Context, { engine }: DatabaseLocation): Promise<readonly Finding[]> {
  const pending = await context.migrator.pending();
  if (pending.length === 0) return [well('migrations', 'none is pending'), await examineOutbox(context)];
  const words = `${pending.length} pending (${pending.join(', ')})`;
  return engine === 'sqlite'
    ? [note('migrations', `${words}: the next start runs them`)]
    : [fault('migrations', `${words}: run usapi migrate up`)];
}

async function examineOutbox({ unit, clock }: Context): Promise<Finding> {
  const dead = await new OutboxInspection(unit, clock).list({ status: 'dead', limit: mostCounted });
  return dead.length === 0
    ? well('outbox', 'no dead message')
    : note('outbox', `${dead.length} dead message(s): see usapi outbox list --status dead`);
}
