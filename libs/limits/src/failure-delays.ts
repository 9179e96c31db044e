import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Clock, secondsAfter } from '@app/clock';
import { TooManyRequests } from '@app/problems';
import { Reader, UnitOfWork } from '@app/transactions';
import { FailureDelay } from './failure-delay.entity.js';

/** Failures that cost nothing; each after them doubles the wait, from one second to fifteen minutes (SECURITY R18). */
const free = 10;
const longest = 900;
/** Seconds without a failure after which all is forgotten. */
const memory = 3600;

const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
const delayAfter = (failures: number): number =>
  failures <= free ? 0 : Math.min(longest, 2 ** (failures - free - 1));

/** Growing delays for what keeps failing, kept in the database: shared by replicas and surviving restarts. */
@Injectable()
export class FailureDelays {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** What is remembered of the keys; nothing at all for keys that never failed. One query. */
  async standing(keys: readonly string[]): Promise<ReadonlyMap<string, FailureDelay>> {
    const byDigest = new Map(keys.map((key) => [digestOf(key), key]));
    const places = keys.map(() => '?').join(', ');
    const rows = await this.reader.entities(FailureDelay, 'd', `WHERE d.key_digest IN (${places})`, [
      ...byDigest.keys(),
    ]);
    return new Map(rows.map((row) => [byDigest.get(row.keyDigest) ?? '', row]));
  }

  /** @throws TooManyRequests while the key has to wait */
  refuseDelayed(standing: FailureDelay | undefined): void {
    const now = this.clock.now();
    if (!standing || standing.delayedUntil <= now) return;
    throw new TooManyRequests(Math.ceil((standing.delayedUntil.getTime() - now.getTime()) / 1000));
  }

  /** Counts a failure, in a unit of its own, so that the count stays although the request fails. */
  async fail(key: string): Promise<void> {
    await this.unit.run(async () => {
      const now = this.clock.now();
      const keyDigest = digestOf(key);
      const fresh = { failures: 0, lastFailedAt: now, delayedUntil: now };
      // An upsert that changes nothing takes the row's exclusive lock; ignoring the duplicate would share it, and two
      // sharers both wait to write for ever.
      const insert = this.unit.manager.createQueryBuilder().insert().into(FailureDelay);
      await insert
        .values({ keyDigest, ...fresh })
        .orUpdate(['key_digest'], ['key_digest'])
        .updateEntity(false)
        .execute();
      const stale = { keyDigest, lastFailedAt: LessThan(secondsAfter(now, -memory)) };
      await this.unit.manager.update(FailureDelay, stale, fresh);
      await this.unit.manager.update(
        FailureDelay,
        { keyDigest },
        { failures: () => 'failures + 1', lastFailedAt: now },
      );
      // The row is ours until the commit: nobody else changes it between these two statements.
      const { failures } = await this.unit.manager.findOneByOrFail(FailureDelay, { keyDigest });
      const delayedUntil = secondsAfter(now, delayAfter(failures));
      await this.unit.manager.update(FailureDelay, { keyDigest }, { delayedUntil });
    });
  }

  /** Forgets the keys' failures. */
  async clear(keys: readonly string[]): Promise<void> {
    await this.unit.run(() => this.unit.manager.delete(FailureDelay, { keyDigest: In(keys.map(digestOf)) }));
  }

  /** Removes up to `most` that failed last before `moment`. @returns how many */
  async removeForgotten(moment: Date, most: number): Promise<number> {
    const rows = await this.unit.view.find(FailureDelay, {
      where: { lastFailedAt: LessThan(moment) },
      take: most,
    });
    if (rows.length === 0) return 0;
    const keyDigest = In(rows.map((row) => row.keyDigest));
    await this.unit.run(() =>
      this.unit.manager.delete(FailureDelay, { keyDigest, lastFailedAt: LessThan(moment) }),
    );
    return rows.length;
  }
}
