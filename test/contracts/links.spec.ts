import { createHash } from 'node:crypto';
import {
  CodeGenerator,
  CodeRejected,
  OneTimeCode,
  OneTimeCodes,
  OneTimeCodesModule,
} from '@app/one-time-codes';
import { engines } from '../harness/engines.js';
import { openMigrated, type OpenedDatabase } from '../harness/opened-database.js';
import { build } from './blocks.js';

const purpose = 'signup-link';

describe.each(engines)('The code of a link on %s', (engine) => {
  let database: OpenedDatabase;
  let codes: OneTimeCodes;
  let generator: CodeGenerator;
  let subject: string;
  let code: string;
  beforeAll(async () => {
    database = await openMigrated(engine);
    const module = await build(database, [OneTimeCodesModule]);
    codes = module.get(OneTimeCodes);
    generator = module.get(CodeGenerator);
  });
  beforeEach(async () => {
    subject = crypto.randomUUID();
    code = await put();
  });
  afterAll(() => database.close());

  async function put(): Promise<string> {
    const made = generator.link();
    const binding = { purpose, subject, target: 'somebody@example.test' } as const;
    await database.unit.run(() => codes.putLink(binding, made, 18_000));
    return made;
  }
  const consume = async (given: string): Promise<boolean> => {
    try {
      await database.unit.run(() => codes.consumeLink(purpose, given));
      return true;
    } catch (error) {
      if (error instanceof CodeRejected) return false;
      throw error;
    }
  };

  it('has 256 random bits, so that no number of guesses finds one', () => {
    const made = new Set(Array.from({ length: 1000 }, () => generator.link()));
    expect(made.size).toBe(1000);
    expect([...made].filter((each) => !/^[\w-]{43}$/.test(each))).toEqual([]);
  });

  it('is used once, however many bring it at the same moment', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => consume(code)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  it('dies with the next one, and still says whose it was', async () => {
    const next = await put();
    expect(await consume(code)).toBe(false);
    const old = await codes.findLink(purpose, code);
    expect(old).toMatchObject({ subject, isLive: null });
    expect(old?.isUsable(database.clock.now())).toBe(false);
    expect((await codes.findLink(purpose, next))?.isUsable(database.clock.now())).toBe(true);
    expect(await consume(next)).toBe(true);
  });

  it('is one of which only one lives, even when several are made at the same moment', async () => {
    await Promise.allSettled(Array.from({ length: 10 }, put));
    const live = await database.reader.manager.countBy(OneTimeCode, { subject, isLive: true });
    expect(live).toBe(1);
  });

  it('dies when its time has come', async () => {
    database.clock.advance(18_000);
    expect((await codes.findLink(purpose, code))?.isUsable(database.clock.now())).toBe(false);
    expect(await consume(code)).toBe(false);
  });

  it('is found by all of its letters alone', async () => {
    const swapped = code.replaceAll(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    for (const given of ['', swapped, code.slice(1), `${code}=`, `${code}A`, '%']) {
      expect(await codes.findLink(purpose, given)).toBeNull();
      expect(await consume(given)).toBe(false);
    }
  });

  it('does not stand in the table, nor does its plain hash', async () => {
    const rows = JSON.stringify(await database.reader.manager.findBy(OneTimeCode, { subject }));
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(createHash('sha256').update(code).digest('base64url'));
  });
});
