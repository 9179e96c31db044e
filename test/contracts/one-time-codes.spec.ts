import { createHash } from 'node:crypto';
import {
  CodeRejected,
  OneTimeCode,
  OneTimeCodes,
  OneTimeCodesModule,
  type CodeBinding,
} from '@app/one-time-codes';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { build } from './blocks.js';

const right = '012345';

describe.each(engines)('Six digits on %s', (engine) => {
  let database: OpenedDatabase;
  let codes: OneTimeCodes;
  let binding: CodeBinding;
  let people = 0;
  beforeAll(async () => {
    database = await openMigrated(engine);
    codes = (await build(database, [OneTimeCodesModule])).get(OneTimeCodes);
  });
  beforeEach(async () => {
    people++;
    binding = { purpose: 'signup-digits', subject: `person-${people}`, target: `62123456${1000 + people}` };
    await put(binding, right);
  });
  afterAll(() => database.close());

  const put = (at: CodeBinding, digits: string): Promise<void> =>
    database.unit.run(() => codes.putDigits(at, digits, 600));
  const consume = (at: CodeBinding, digits: string): Promise<boolean> =>
    accepted(database.unit.run(() => codes.consumeDigits(at, digits)));
  const attempt = (digits: string): Promise<boolean> =>
    accepted(
      codes.countTry(binding).then(() => database.unit.run(() => codes.consumeDigits(binding, digits))),
    );

  it('of 120 wrong guesses at once look at 5 at the most, and are dead then even to the right one', async () => {
    const tries = await Promise.all(Array.from({ length: 120 }, () => accepted(codes.countTry(binding))));
    expect(tries.filter(Boolean)).toHaveLength(5);
    expect(await attempt(right)).toBe(false);
  });

  it('are looked at no sixth time, right or wrong', async () => {
    for (let guess = 0; guess < 4; guess++) expect(await attempt(`00000${guess}`)).toBe(false);
    expect(await attempt(right)).toBe(true);
    expect(await attempt(right)).toBe(false);
  });

  it('are used once, however many bring them at the same moment', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => consume(binding, right)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  it('can be used again when what they were used for failed', async () => {
    const broken = database.unit.run(async () => {
      await codes.consumeDigits(binding, right);
      throw new Error('given up');
    });
    await expect(broken).rejects.toThrow('given up');
    expect(await consume(binding, right)).toBe(true);
  });

  it('keep the count of tries when what follows the try fails', async () => {
    for (let guess = 0; guess < 5; guess++) await attempt('999999');
    const [row] = await database.reader.manager.findBy(OneTimeCode, { subject: binding.subject });
    expect(row?.tries).toBe(5);
  });

  it('die with the next ones, which have tries of their own', async () => {
    for (let guess = 0; guess < 5; guess++) await attempt('999999');
    await put(binding, '678901');
    expect(await attempt(right)).toBe(false);
    expect(await attempt('678901')).toBe(true);
  });

  it('open nothing but what they were sent for', async () => {
    const others: CodeBinding[] = [
      { ...binding, purpose: 'signup-link' },
      { ...binding, subject: 'someone else' },
      { ...binding, target: '6299999999999' },
    ];
    for (const other of others) {
      await put(
        other.subject === binding.subject ? { ...other, subject: `${other.subject}-beside` } : other,
        '111111',
      );
      expect(await consume(other, right)).toBe(false);
    }
    expect(await consume(binding, right)).toBe(true);
  });

  it('that two people happen to get alike stay each one’s own', async () => {
    const other = { ...binding, subject: `${binding.subject}-twin` };
    await put(other, right);
    expect(await consume(other, right)).toBe(true);
    expect(await consume(binding, right)).toBe(true);
  });

  it('live until their time has come, to the millisecond', async () => {
    database.clock.advance(599.999);
    expect(await accepted(codes.countTry(binding))).toBe(true);
    database.clock.advance(0.001);
    expect(await accepted(codes.countTry(binding))).toBe(false);
    expect(await consume(binding, right)).toBe(false);
  });

  it('end with everything else their subject was sent', async () => {
    await database.unit.run(() => codes.endAll(binding.subject));
    expect(await accepted(codes.countTry(binding))).toBe(false);
    expect(await consume(binding, right)).toBe(false);
  });

  it('that nobody gets leave nothing, and kill none of whoever they name', async () => {
    await database.unit.run(() => codes.putDecoy(binding, '999999', 600));
    expect(await database.reader.manager.countBy(OneTimeCode, { subject: binding.subject })).toBe(1);
    expect(await consume(binding, '999999')).toBe(false);
    expect(await consume(binding, right)).toBe(true);
  });

  it('cannot be found from a dump of the table: a million plain hashes would give them away', async () => {
    const [row] = await database.reader.manager.findBy(OneTimeCode, { subject: binding.subject });
    const { purpose, subject, target } = binding;
    const guesses = [
      right,
      JSON.stringify([purpose, subject, target, right]),
      `${subject}${right}`,
      `${target}${right}`,
    ];
    const plain = guesses.map((text) => createHash('sha256').update(text).digest('base64url'));
    expect(row?.digest).toMatch(/^[\w-]{43}$/);
    expect(plain).not.toContain(row?.digest);
    expect(JSON.stringify(row)).not.toContain(right);
  });

  it('are worthless under another key: a dump cannot be checked on another installation', async () => {
    const elsewhere = (
      await build(database, [OneTimeCodesModule], 'another root of keys, of another installation')
    ).get(OneTimeCodes);
    expect(await accepted(database.unit.run(() => elsewhere.consumeDigits(binding, right)))).toBe(false);
  });
});

async function accepted(use: Promise<void>): Promise<boolean> {
  try {
    await use;
    return true;
  } catch (error) {
    if (error instanceof CodeRejected) return false;
    throw error;
  }
}
