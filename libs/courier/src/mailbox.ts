import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A message that stayed in the house, as `/dev/mailbox.json` shows it. */
export interface MailboxEntry {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly createdAt: string;
}

/** How many of the latest messages are shown. */
const shown = 200;

/** The development mailbox: a file of JSON lines (mode 0600) in the data folder, so that it survives a restart. */
export class Mailbox {
  constructor(private readonly file: string) {}

  async put(entry: MailboxEntry): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    await appendFile(this.file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  /** Newest first. */
  async list(): Promise<MailboxEntry[]> {
    const lines = (await this.read()).split('\n').slice(-shown - 1);
    return lines.toReversed().flatMap(entryIn);
  }

  private async read(): Promise<string> {
    try {
      return await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }
}

/** A line that a process killed in the middle of it has left is no entry. */
function entryIn(line: string): MailboxEntry[] {
  try {
    return [JSON.parse(line) as MailboxEntry];
  } catch {
    return [];
  }
}
