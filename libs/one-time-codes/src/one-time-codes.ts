import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock, secondsAfter } from '@app/clock';
import { DataKeys } from '@app/settings';
import { UnitOfWork } from '@app/transactions';
import { CodeRejected } from './code-rejected.js';
import { OneTimeCode, type CodeBinding } from './one-time-code.entity.js';

/** A code is dead after so many evaluated attempts, whatever they were answered (CONTRACT 6). */
export const maxTries = 5;

/**
 * Codes at rest: HMAC-SHA-256 of the code with all it is bound to, under a key that is not in the database, so that a
 * dump of the table gives no code away and a code opens nothing else.
 */
@Injectable()
export class OneTimeCodes {
  private readonly key: Buffer;

  constructor(
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
    keys: DataKeys,
  ) {
    this.key = keys.for('one-time-codes');
  }

  /** Makes `code` the only live one of its purpose and subject, for `ttl` seconds; the one before dies. */
  async put(binding: CodeBinding, code: string, ttl: number): Promise<void> {
    const now = this.clock.now();
    await this.unit.manager.upsert(
      OneTimeCode,
      {
        ...binding,
        digest: this.digestOf(binding, code),
        tries: 0,
        createdAt: now,
        expiresAt: secondsAfter(now, ttl),
        consumedAt: null,
      },
      { conflictPaths: ['purpose', 'subject'], skipUpdateIfNoValuesChanged: false },
    );
  }

  /**
   * Pays for one attempt before the code is looked at. Its own unit of work, so that the count stays when what
   * follows fails, and one conditional write, so that parallel attempts cannot share a try.
   * @throws CodeRejected when no live code has a try left
   */
  async countTry({ purpose, subject }: CodeBinding): Promise<void> {
    const counted = await this.unit.run(() =>
      this.unit.manager
        .createQueryBuilder()
        .update(OneTimeCode)
        .set({ tries: () => 'tries + 1' })
        .where({
          purpose,
          subject,
          consumedAt: IsNull(),
          expiresAt: MoreThan(this.clock.now()),
          tries: LessThan(maxTries),
        })
        .execute(),
    );
    if (counted.affected !== 1) throw new CodeRejected('tries');
  }

  /**
   * Uses the code up: one conditional write, inside the caller's unit of work, so that of two correct attempts one
   * wins and a roll-back gives the code back.
   * @throws CodeRejected
   */
  async consume(binding: CodeBinding, code: string): Promise<void> {
    const now = this.clock.now();
    const live = {
      ...binding,
      digest: this.digestOf(binding, code),
      consumedAt: IsNull(),
      expiresAt: MoreThan(now),
    };
    const { affected } = await this.unit.manager.update(OneTimeCode, live, { consumedAt: now });
    if (affected !== 1) throw new CodeRejected('wrong');
  }

  /** Ends every code of a subject, whatever its purpose. */
  async endAll(subject: string): Promise<void> {
    await this.unit.manager.delete(OneTimeCode, { subject });
  }

  private digestOf({ purpose, subject, target }: CodeBinding, code: string): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([purpose, subject, target, code]))
      .digest('base64url');
  }
}
