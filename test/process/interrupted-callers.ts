import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MailboxEntry } from '@app/courier';
import { call } from '../harness/process.js';
import { person } from '../harness/installation.js';

const demo = 'demo:demo-secret';

/** Usernames of those who were told that it worked. */
export class Acknowledged {
  readonly registrations = new Set<string>();
  readonly signups = new Set<string>();
  readonly completions = new Set<string>();

  get count(): number {
    return this.registrations.size + this.signups.size + this.completions.size;
  }

  /** Until so many answers have come, or none comes any more. */
  async reaches(count: number): Promise<void> {
    for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(2))
      if (this.count >= count) return;
  }
}

/** What the development mailbox in this folder has received. */
export function mailboxIn(directory: string): MailboxEntry[] {
  const lines = readFileSync(join(directory, 'mailbox.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as MailboxEntry);
}

/** Registers, signs up and completes signups, one after the other, until the connection breaks. */
export class Caller {
  constructor(
    private readonly url: string,
    private readonly mailbox: string,
    private readonly acknowledged: Acknowledged,
    private readonly nextNumber: () => number,
  ) {}

  async callUntilKilled(): Promise<void> {
    try {
      for (;;) {
        await this.register();
        await this.signUp();
      }
    } catch {
      // The service is gone; what it had answered is noted down.
    }
  }

  private async register(): Promise<void> {
    const json = person(this.nextNumber());
    const { status } = await call(`${this.url}/internal/register`, { json, basic: demo });
    if (status === 200) this.acknowledged.registrations.add(json.username);
  }

  private async signUp(): Promise<void> {
    const json = { ...person(this.nextNumber()), mode: 'OTP' };
    const { status, body } = await call(`${this.url}/signup`, { json, basic: demo });
    if (status !== 200) return;
    this.acknowledged.signups.add(json.username);
    const otp = await this.digitsFor(json.phone_number);
    if (otp === undefined) return;
    const verified = await call(`${this.url}/signup/verify`, { json: { token: body['token'], otp } });
    if (verified.status === 200) this.acknowledged.completions.add(json.username);
  }

  private async digitsFor(phone: string): Promise<string | undefined> {
    for (const deadline = Date.now() + 500; Date.now() < deadline; await sleep(20)) {
      const sms = mailboxIn(this.mailbox).find(({ to }) => to === phone);
      if (sms) return /\d{6}/.exec(sms.text)?.[0];
    }
    return undefined;
  }
}
