import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { Clock, secondsAfter } from '@app/clock';
import { DataKeys } from '@app/settings';
import { removeBatch, UnitOfWork } from '@app/transactions';
import { CodeRejected } from './code-rejected.js';
import { OneTimeCode, type CodeBinding, type CodePurpose } from './one-time-code.entity.js';

/** A code is dead after so many evaluated attempts, whatever they were answered (CONTRACT 6). */
const maxTries = 5;

/**
 * Codes at rest: an HMAC-SHA-256 under a key that is not in the database, so that a dump of the table gives no code
 * away. Digits are hashed together with all they are bound to, so that they open nothing else.
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

  /** Makes `digits` the only live ones of their purpose and subject, for `ttl` seconds. Inside a unit of work. */
  async putDigits(binding: CodeBinding, digits: string, ttl: number): Promise<void> {
    const { purpose, subject } = binding;
    await this.unit.manager.delete(OneTimeCode, { purpose, subject });
    await this.insert(binding, this.digitsDigest(binding, digits), ttl);
  }

  /** The same for a link's code. The ones before stay known, so that an old mail can ask for a new one. */
  async putLink(binding: CodeBinding, code: string, ttl: number): Promise<void> {
    const { purpose, subject } = binding;
    await this.end(purpose, subject);
    await this.insert(binding, this.linkDigest(purpose, code), ttl);
  }

  /**
   * Costs what putting a code costs, two writes, and leaves nothing behind: for a code that nobody gets, where the time
   * of an answer must not tell. Inside a unit of work.
   */
  async putDecoy(binding: CodeBinding, code: string, ttl: number): Promise<void> {
    const digest = this.digitsDigest(binding, code);
    await this.insert(binding, digest, ttl, null);
    await this.unit.manager.delete(OneTimeCode, { digest });
  }

  /**
   * A link that neither `endAll` nor later links end, but its time, its own use and that of an older one: what a thief
   * of the account does next must not take the way back from its owner. Inside a unit of work.
   */
  async putUndoLink(binding: CodeBinding, code: string, ttl: number): Promise<void> {
    await this.insert(binding, this.linkDigest(binding.purpose, code), ttl, null);
  }

  /** Uses such a link up, with all that came after it. Inside a unit of work. @throws CodeRejected */
  async consumeUndoLink({ id, purpose, subject, createdAt }: OneTimeCode): Promise<void> {
    const { affected } = await this.unit.manager.delete(OneTimeCode, { id });
    if (affected !== 1) throw new CodeRejected('used-or-expired');
    await this.unit.manager.delete(OneTimeCode, { purpose, subject, createdAt: MoreThan(createdAt) });
  }

  /**
   * Pays for one attempt before the digits are looked at. Its own unit of work, so that the count stays when what
   * follows fails, and one conditional write, so that parallel attempts cannot share a try.
   * @throws CodeRejected when no live code has a try left
   */
  async countTry({ purpose, subject }: CodeBinding): Promise<void> {
    const usable = { purpose, subject, isLive: true as const, expiresAt: MoreThan(this.clock.now()) };
    const counted = await this.unit.run(() =>
      this.unit.manager
        .createQueryBuilder()
        .update(OneTimeCode)
        .set({ tries: () => 'tries + 1' })
        .where({ ...usable, tries: LessThan(maxTries) })
        .execute(),
    );
    if (counted.affected !== 1) throw new CodeRejected('tries');
  }

  /** Uses the digits up. Inside the caller's unit of work. @throws CodeRejected */
  consumeDigits(binding: CodeBinding, code: string): Promise<void> {
    return this.consume(this.digitsDigest(binding, code));
  }

  /** Uses the link's code up. Inside the caller's unit of work. @throws CodeRejected */
  consumeLink(purpose: CodePurpose, code: string): Promise<void> {
    return this.consume(this.linkDigest(purpose, code));
  }

  /** The code of a link, live or not: an old link still says whose it was. 256 random bits need no count of tries. */
  findLink(purpose: CodePurpose, code: string): Promise<OneTimeCode | null> {
    return this.unit.view.findOneBy(OneTimeCode, { digest: this.linkDigest(purpose, code) });
  }

  /** The live code of a purpose and subject, used or not yet. */
  findLive(purpose: CodePurpose, subject: string): Promise<OneTimeCode | null> {
    return this.unit.view.findOneBy(OneTimeCode, { purpose, subject, isLive: true });
  }

  /** Every code of a subject, live or not, for those who want to see what is held about them. */
  listAbout(subject: string): Promise<OneTimeCode[]> {
    return this.unit.view.find(OneTimeCode, { where: { subject }, order: { id: 'ASC' } });
  }

  /** Removes whatever is held about a subject. Inside a unit of work. */
  async removeAbout(subject: string): Promise<void> {
    await this.unit.manager.delete(OneTimeCode, { subject });
  }

  /** Ends the live code of a purpose and subject. Inside a unit of work. */
  async end(purpose: CodePurpose, subject: string): Promise<void> {
    await this.unit.manager.update(OneTimeCode, { purpose, subject, isLive: true }, { isLive: null });
  }

  /** Ends every live code of a subject, whatever its purpose. Inside a unit of work. */
  async endAll(subject: string): Promise<void> {
    await this.unit.manager.update(OneTimeCode, { subject, isLive: true }, { isLive: null });
  }

  /** Removes up to `most` that ended before `moment`. @returns how many */
  removeExpired(moment: Date, most: number): Promise<number> {
    return removeBatch(this.unit, OneTimeCode, { expiresAt: LessThan(moment) }, most);
  }

  /** One conditional write: of two correct attempts one wins, and a roll-back gives the code back. */
  private async consume(digest: string): Promise<void> {
    const live = { digest, isLive: true as const, expiresAt: MoreThan(this.clock.now()) };
    const { affected } = await this.unit.manager.update(OneTimeCode, live, { isLive: null });
    if (affected !== 1) throw new CodeRejected('wrong');
  }

  private async insert(
    binding: CodeBinding,
    digest: string,
    ttl: number,
    isLive: true | null = true,
  ): Promise<void> {
    const createdAt = this.clock.now();
    const expiresAt = secondsAfter(createdAt, ttl);
    await this.unit.manager.insert(OneTimeCode, {
      ...binding,
      digest,
      isLive,
      tries: 0,
      createdAt,
      expiresAt,
    });
  }

  private digitsDigest({ purpose, subject, target }: CodeBinding, code: string): string {
    return this.digestOf([purpose, subject, target, code]);
  }

  private linkDigest(purpose: CodePurpose, code: string): string {
    return this.digestOf([purpose, code]);
  }

  private digestOf(parts: readonly string[]): string {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest('base64url');
  }
}
