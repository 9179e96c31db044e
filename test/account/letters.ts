import { setTimeout as sleep } from 'node:timers/promises';
import type { MailboxEntry } from '@app/courier';
import type { Reply } from '../harness/client.js';
import type { Served } from '../harness/service.js';

/** Messages to somebody that read like this, newest first, once there are `count`. */
export async function letters(
  service: Served,
  to: string,
  pattern: RegExp,
  count = 1,
): Promise<MailboxEntry[]> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const all = await service.mailbox(to, 0);
    const fitting = all.filter(({ subject, text }) => pattern.test(`${subject}\n${text}`));
    if (fitting.length >= count) return fitting;
    await sleep(15);
  }
  throw new Error(`Fewer than ${count} messages like ${pattern} to ${to}`);
}

/** Whether nothing like this has come, once everything that waits is out. */
export async function nothingLike(service: Served, to: string, pattern: RegExp): Promise<boolean> {
  await allSent(service);
  const all = await service.mailbox(to, 0);
  return !all.some(({ subject, text }) => pattern.test(`${subject}\n${text}`));
}

/** Waits until no message is queued. */
export async function allSent({ database }: Served): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const waiting: unknown[] = await database.query("SELECT 1 FROM outbox_messages WHERE status = 'queued'");
    if (waiting.length === 0) return;
    await sleep(15);
  }
  throw new Error('Messages still wait');
}

export const codeIn = (text: string | undefined): string => /\?code=([\w-]{43})/.exec(text ?? '')?.[1] ?? '';

/** Asks for a new password. */
export const forget = ({ http }: Served, email: string): Promise<Reply> =>
  http.post('/password/forgot', { email });

/** Asks for a new password, and reads the code in the newest of `count` mails. */
export async function resetCode(service: Served, email: string, count = 1): Promise<string> {
  await forget(service, email);
  const [mail] = await letters(service, email, /password\/reset\?code=/, count);
  return codeIn(mail?.text);
}

export const reset = ({ http }: Served, code: string, password: string): Promise<Reply> =>
  http.post('/password/reset', { code, password });

/** The code of the way back that the address before a change was sent. */
export async function undoCode(service: Served, email: string): Promise<string> {
  const [mail] = await letters(service, email, /email\/undo\?code=/);
  return codeIn(mail?.text);
}

export const undo = ({ http }: Served, code: string): Promise<Reply> =>
  http.post('/profile/email/undo', { code });

/** Status and words. */
export const said = ({ status, body }: Reply): string => `${status} ${body['message'] ?? ''}`.trim();
