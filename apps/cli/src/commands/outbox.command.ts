import { Argument, Command, Option } from 'commander';
import { messageStatuses, OutboxInspection, type MessageStatus, type OutboxMessage } from '@app/outbox';
import { wholeNumber } from '../whole-number.js';
import { CommandRefused } from '../command-refused.js';
import { withMigratedDatabase } from '../context.js';
import { examples } from '../output/examples.js';
import { printFacts, printJson, printLine, printTable } from '../output/print.js';

const ids = (): Argument => new Argument('[id...]', 'message ids, as list shows them');
const json = (): Option => new Option('--json', 'for a program to read');

/** Looks at messages that wait, were sent or were given up; what they say is never shown. */
export function outboxCommand(): Command {
  const command = new Command('outbox')
    .description('shows the messages of the outbox, dead letters included')
    .addHelpText(
      'after',
      examples(
        'usapi outbox list --status dead',
        'usapi outbox retry --all-dead',
        'usapi outbox list --to ada@example.com --json',
      ),
    );
  command
    .command('list')
    .description('lists messages, newest first')
    .addOption(new Option('--status <status>', 'only these').choices([...messageStatuses]))
    .option('--to <recipient>', 'only to this address or number')
    .option('--limit <n>', 'at the most so many', wholeNumber, 50)
    .addOption(json())
    .action(list);
  command
    .command('show')
    .description('shows one message and every attempt to send it')
    .argument('<id>')
    .addOption(json())
    .action(show);
  command
    .command('retry')
    .description('lets the courier begin again with dead messages')
    .addArgument(ids())
    .option('--all-dead', 'every dead message')
    .action(retry);
  command
    .command('discard')
    .description('gives waiting or dead messages up and wipes what they said')
    .addArgument(ids())
    .option('--yes', 'does it')
    .action(discard);
  return command;
}

const withInspection = <Result>(work: (outbox: OutboxInspection) => Promise<Result>): Promise<Result> =>
  withMigratedDatabase(({ unit, clock }) => work(new OutboxInspection(unit, clock)));

interface ListOptions {
  readonly status?: MessageStatus;
  readonly to?: string;
  readonly limit: number;
  readonly json?: boolean;
}

const list = ({ status, to, limit, json: asJson }: ListOptions): Promise<void> =>
  withInspection(async (outbox) => {
    const messages = await outbox.list({ status, recipient: to, limit });
    if (asJson) return printJson(messages.map(summary));
    printTable(
      ['ID', 'STATUS', 'CHANNEL', 'TYPE', 'TO', 'ATTEMPTS', 'CREATED'],
      messages.map((message) => [
        message.id,
        message.status,
        message.channel,
        message.type,
        message.recipient,
        message.attempts,
        message.createdAt,
      ]),
    );
  });

const show = (id: string, { json: asJson }: { json?: boolean }): Promise<void> =>
  withInspection(async (outbox) => {
    const found = await outbox.show(id);
    if (!found) throw new CommandRefused(`The outbox has no message ${id}.`);
    const attempts = found.attempts.map(({ at, channel, outcome, detail, providerId }) => ({
      at,
      channel,
      outcome,
      detail,
      providerId,
    }));
    if (asJson) return printJson({ ...summary(found.message), log: attempts });
    printFacts(summary(found.message));
    printLine('');
    printTable(
      ['AT', 'CHANNEL', 'OUTCOME', 'DETAIL', 'PROVIDER ID'],
      attempts.map((attempt) => Object.values(attempt)),
    );
  });

const retry = (chosen: string[], { allDead }: { allDead?: boolean }): Promise<void> =>
  withInspection(async (outbox) => {
    if (Boolean(allDead) === chosen.length > 0)
      throw new CommandRefused('Name the messages to retry, or give --all-dead.');
    const count = await outbox.retry(allDead ? 'all-dead' : chosen);
    told(count, 'put back into the queue', allDead ? count : chosen.length, 'dead');
  });

const discard = (chosen: string[], { yes }: { yes?: boolean }): Promise<void> =>
  withInspection(async (outbox) => {
    if (chosen.length === 0) throw new CommandRefused('Name the messages to discard.');
    if (!yes) throw new CommandRefused(`This would discard ${chosen.length} message(s) for good. Add --yes.`);
    told(await outbox.discard(chosen), 'discarded', chosen.length, 'waiting or dead');
  });

function told(count: number, done: string, asked: number, state: string): void {
  printLine(`${count} message(s) ${done}.`);
  if (count < asked)
    throw new CommandRefused(`${asked - count} of those named are not ${state}: see usapi outbox show <id>.`);
}

/** Every column but the payload and the lease. */
function summary({
  id,
  status,
  channel,
  type,
  recipient,
  locale,
  subject,
  attempts,
  ...times
}: OutboxMessage) {
  const { createdAt, nextAttemptAt, finishedAt } = times;
  const next = status === 'queued' ? nextAttemptAt : null;
  return {
    id,
    status,
    channel,
    type,
    recipient,
    locale,
    subject,
    attempts,
    createdAt,
    nextAttemptAt: next,
    finishedAt,
  };
}
