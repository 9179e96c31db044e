import { Command, Option } from 'commander';
import { messageStatuses, type MessageStatus } from '@app/outbox';
import { canonicalEmail } from '@app/users';
import { examples } from '../output/examples.js';
import { printJson, printTable } from '../output/print.js';
import { wholeNumber } from '../whole-number.js';
import { summary } from './summary.js';
import { withOutbox } from './with-outbox.js';

export const listCommand = (): Command =>
  new Command('list')
    .description('lists messages, newest first')
    .addOption(new Option('--status <status>', 'only these').choices([...messageStatuses]))
    .option('--to <recipient>', 'only to this address or number')
    .option('--limit <n>', 'at the most so many', wholeNumber, 50)
    .option('--json', 'for a program to read')
    .addHelpText(
      'after',
      examples('usapi outbox list --status dead', 'usapi outbox list --to ada@example.com --json'),
    )
    .action(list);

interface ListOptions {
  readonly status?: MessageStatus;
  readonly to?: string;
  readonly limit: number;
  readonly json?: boolean;
}

const list = ({ status, to, limit, json }: ListOptions): Promise<void> =>
  withOutbox(async (outbox) => {
    // As it was stored, however it is typed.
    const recipient = to && (canonicalEmail(to) ?? to);
    const messages = (await outbox.list({ status, recipient, limit })).map(summary);
    if (json) return printJson(messages);
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
