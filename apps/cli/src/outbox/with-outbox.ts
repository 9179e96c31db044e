import { OutboxInspection } from '@app/outbox';
import { CommandRefused } from '../command-refused.js';
import { withMigratedDatabase } from '../context.js';
import { printLine } from '../output/print.js';

/** Opens the outbox for one command. */
export const withOutbox = <Result>(work: (outbox: OutboxInspection) => Promise<Result>): Promise<Result> =>
  withMigratedDatabase(({ unit, clock }) => work(new OutboxInspection(unit, clock)));

/** Says how many messages were changed. @throws CommandRefused when some of those asked for were not fit for it */
export function tellCount(done: string, count: number, asked: number, fit: string): void {
  printLine(`${count} message(s) ${done}.`);
  if (count < asked)
    throw new CommandRefused(`${asked - count} of those named are not ${fit}: see usapi outbox show <id>.`);
}
