import { HashingPool } from '@app/passwords';
import { ServiceUnavailable } from '@app/problems';

/** Work that lasts until the test ends it, and notes when it started. */
class Works {
  readonly started: string[] = [];
  private readonly ends = new Map<string, PromiseWithResolvers<string>>();

  named(name: string): () => Promise<string> {
    const end = Promise.withResolvers<string>();
    this.ends.set(name, end);
    return () => {
      this.started.push(name);
      return end.promise;
    };
  }

  end(name: string): void {
    this.ends.get(name)?.resolve(name);
  }

  fail(name: string): void {
    this.ends.get(name)?.reject(new Error(`${name} failed`));
  }
}

/** The reason of a refusal, taken hold of before it comes: a rejection nobody awaits ends the test run. */
const refusalOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );

/** Lets everything run that waits for nothing but promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the hashing pool', () => {
  let works: Works;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    works = new Works();
  });

  afterEach(() => jest.useRealTimers());

  it('hands back what the work gives', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 0, patience: 1000 });
    await expect(pool.run(async () => 'hash')).resolves.toBe('hash');
  });

  it('runs as many at once as it may, and no more', async () => {
    const pool = new HashingPool({ concurrency: 2, queue: 10, patience: 1000 });
    const answers = ['a', 'b', 'c'].map((name) => pool.run(works.named(name)));
    await settle();
    expect(works.started).toEqual(['a', 'b']);

    works.end('b');
    await settle();
    expect(works.started).toEqual(['a', 'b', 'c']);

    works.end('a');
    works.end('c');
    await expect(Promise.all(answers)).resolves.toEqual(['a', 'b', 'c']);
  });

  it('starts those who wait in the order they came', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 10, patience: 1000 });
    const names = ['a', 'b', 'c', 'd'];
    const answers = names.map((name) => pool.run(works.named(name)));
    for (const name of names) {
      await settle();
      works.end(name);
    }
    await Promise.all(answers);
    expect(works.started).toEqual(names);
  });

  it('lets nobody who comes later overtake one who waits', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 10, patience: 1000 });
    const answers = ['a', 'b'].map((name) => pool.run(works.named(name)));
    await settle();
    works.end('a');
    answers.push(pool.run(works.named('c')));
    await settle();
    expect(works.started).toEqual(['a', 'b']);
    works.end('b');
    works.end('c');
    await Promise.all(answers);
    expect(works.started).toEqual(['a', 'b', 'c']);
  });

  it('sends the one too many away at once, to come back in a second', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 1, patience: 1000 });
    const answers = ['a', 'b'].map((name) => pool.run(works.named(name)));

    // No timer moves: a refusal that waited for one would hang here.
    const refusal = await refusalOf(pool.run(works.named('c')));
    expect(refusal).toBeInstanceOf(ServiceUnavailable);
    expect(refusal).toMatchObject({ retryAfter: 1 });

    works.end('a');
    works.end('b');
    await Promise.all(answers);
    expect(works.started).toEqual(['a', 'b']);
  });

  it('lets nobody wait longer than its patience, nor starts that work later', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 1, patience: 1000 });
    const slow = pool.run(works.named('slow'));
    const impatient = refusalOf(pool.run(works.named('impatient')));
    await settle();
    jest.advanceTimersByTime(999);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(1);
    const refusal = await impatient;
    expect(refusal).toBeInstanceOf(ServiceUnavailable);
    expect(refusal).toMatchObject({ retryAfter: 1 });

    works.end('slow');
    await slow;
    expect(works.started).toEqual(['slow']);
  });

  it('gives the place of one whose patience ran out to the next who comes', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 1, patience: 1000 });
    const slow = pool.run(works.named('slow'));
    const impatient = refusalOf(pool.run(works.named('impatient')));
    await settle();
    jest.advanceTimersByTime(1000);
    expect(await impatient).toBeInstanceOf(ServiceUnavailable);

    const next = pool.run(works.named('next'));
    works.end('slow');
    works.end('next');
    await expect(Promise.all([slow, next])).resolves.toEqual(['slow', 'next']);
  });

  it('lets work that has started run to its end', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 1, patience: 1000 });
    const first = pool.run(works.named('first'));
    const second = pool.run(works.named('second'));
    works.end('first');
    await first;
    await settle();
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(5000);
    works.end('second');
    await expect(second).resolves.toBe('second');
  });

  it('takes the place back from work that fails, and passes the failure on', async () => {
    const pool = new HashingPool({ concurrency: 1, queue: 1, patience: 1000 });
    const failing = refusalOf(pool.run(works.named('failing')));
    const waiting = pool.run(works.named('waiting'));
    works.fail('failing');
    expect(await failing).toMatchObject({ message: 'failing failed' });
    works.end('waiting');
    await expect(waiting).resolves.toBe('waiting');

    const thrown = pool.run(() => {
      throw new Error('before any promise');
    });
    await expect(thrown).rejects.toThrow('before any promise');
    await expect(pool.run(async () => 'free')).resolves.toBe('free');
  });
});
