import { setTimeout as sleep } from 'node:timers/promises';
import { call, type Answer } from '../harness/process.js';

const demo = 'demo:demo-secret';

/** Registered beforehand: signups with it are refused. */
export const taken = {
  username: 'taken',
  password: 'correct horse',
  first_name: 'Taken',
  last_name: 'Name',
  phone_number: '6280000000',
  email: 'taken@example.test',
};

/** People who sign up without end, by link and by SMS, some of them twice at the same moment. */
export class SignupLoad {
  /** Addresses of those who were told to look for a message. */
  readonly acknowledged = new Set<string>();
  /** Of those who got no answer: it may have been stored or not. */
  readonly unanswered = new Set<string>();
  /** Anything but 200, and 429 where two signed up at the same moment. */
  readonly surprises: string[] = [];
  /** Milliseconds of each that was acknowledged. */
  readonly times: number[] = [];
  private people = 0;
  private running = false;
  private workers: Promise<void>[] = [];

  constructor(readonly url: string) {}

  start(workers = 2): void {
    this.running = true;
    this.workers = Array.from({ length: workers }, () => this.work());
  }

  /** Waits until so many more were acknowledged, however slow the machine is. */
  async moves(more: number): Promise<void> {
    const goal = this.acknowledged.size + more;
    for (const end = Date.now() + 20_000; this.acknowledged.size < goal; await sleep(5))
      if (Date.now() > end) throw new Error(`No ${more} signups within 20 s: ${this.surprises.join(', ')}`);
  }

  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.workers);
  }

  private async work(): Promise<void> {
    while (this.running) {
      await this.signUp((this.people += 1));
      await sleep(20);
    }
  }

  private async signUp(number: number): Promise<void> {
    const isMail = number % 2 === 0;
    const body = {
      ...taken,
      username: `person ${number}`,
      email: `person${number}@example.test`,
      phone_number: `62${String(number).padStart(9, '0')}`,
      mode: isMail ? 'LINK' : 'OTP',
      platform: 'ONAPPS',
    };
    const address = isMail ? body.email : body.phone_number;
    const rivals = number % 5 === 0 ? [body, { ...body, username: `rival ${number}` }] : [body];
    await Promise.all(rivals.map((each) => this.send(address, each)));
    if (number % 7 === 0) await this.refuse({ ...body, mode: 'LINK', email: taken.email });
  }

  private async send(address: string, body: object): Promise<void> {
    const begin = performance.now();
    const answer = await this.post('/signup', body);
    if (answer === null) this.unanswered.add(address);
    else if (answer.status === 200) {
      this.acknowledged.add(address);
      this.times.push(performance.now() - begin);
    } else if (answer.status !== 429) this.surprises.push(`${answer.status} ${answer.text}`);
  }

  private async refuse(body: object): Promise<void> {
    const answer = await this.post('/signup', body);
    if (answer && answer.status !== 400) this.surprises.push(`${answer.status} for a taken address`);
  }

  private post(path: string, json: object): Promise<Answer | null> {
    return call(`${this.url}${path}`, { json, basic: demo }).catch(() => null);
  }
}
