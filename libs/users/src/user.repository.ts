import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { Reader, UnitOfWork } from '@app/transactions';
import type { Identity } from './identity.js';
import { EmailTaken, PhoneNumberTaken, UsernameTaken } from './identity-problems.js';
import { User } from './user.entity.js';

type KeyColumn = 'username_key' | 'email' | 'phone_number';

/** Where accounts are kept. */
@Injectable()
export class UserRepository {
  private readonly logger = new Logger(UserRepository.name);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** @returns its inner id @throws QueryFailedError on a taken key; `UniqueIdentity` turns it into the problem to tell */
  async add(user: User): Promise<number> {
    // A copy: `insert` writes the generated id into what it is given, and a repeated unit would insert that id.
    const { identifiers } = await this.unit.manager.insert(User, Object.assign({}, user));
    this.unit.onCommit(() => this.logger.log({ event: 'user_created', user: user.uuid }, 'registered'));
    return (identifiers[0] as { id: number }).id;
  }

  findByUuid(uuid: string): Promise<User | null> {
    return this.unit.view.findOneBy(User, { uuid });
  }

  /** @param email canonical */
  findByEmail(email: string): Promise<User | null> {
    return this.unit.view.findOneBy(User, { email });
  }

  findByPhoneNumber(phoneNumber: string): Promise<User | null> {
    return this.unit.view.findOneBy(User, { phoneNumber });
  }

  findByUsernameKey(usernameKey: string): Promise<User | null> {
    return this.unit.view.findOneBy(User, { usernameKey });
  }

  /** One index look-up, no row read. */
  async isHeld(column: KeyColumn, key: string): Promise<boolean> {
    const rows = await this.reader.rows(`SELECT 1 FROM users WHERE ${column} = ? LIMIT 1`, [key]);
    return rows.length > 0;
  }

  /**
   * The problem to tell for an identity that another account holds: phone, then username, then e-mail, whatever index
   * the engine named (CONTRACT 1, Uniqueness). Null when nothing is taken.
   */
  async takenProblem(identity: Identity, exceptId = 0): Promise<Error | null> {
    const { phoneNumber, usernameKey, email } = identity;
    const held = await this.reader.rows<{ phone: string | null; username: string; email: string | null }>(
      `SELECT phone_number AS phone, username_key AS username, email FROM users
       WHERE (phone_number = ? OR username_key = ? OR email = ?) AND id <> ?`,
      [phoneNumber, usernameKey, email, exceptId],
    );
    if (phoneNumber !== null && held.some((row) => row.phone === phoneNumber)) return new PhoneNumberTaken();
    if (usernameKey !== null && held.some((row) => row.username === usernameKey)) return new UsernameTaken();
    return held.length > 0 ? new EmailTaken() : null;
  }

  /** Replaces the hash only while it is still the one that was verified. @returns whether it was */
  replacePasswordHash(id: number, from: string, to: string, now: Date): Promise<boolean> {
    return this.unit.run(() => this.replaceCredentials(id, { passwordHash: to, updatedAt: now }, from));
  }

  /** One conditional write. Inside a unit of work. @returns whether `verified`, if given, was still the hash */
  async replaceCredentials(id: number, changes: Partial<User>, verified?: string): Promise<boolean> {
    const which = verified === undefined ? { id } : { id, passwordHash: verified };
    const { affected } = await this.unit.manager.update(User, which, changes);
    return affected === 1;
  }

  async update(id: number, changes: Partial<User>): Promise<void> {
    await this.unit.manager.update(User, { id }, changes);
  }

  /** Takes the account's row for this unit, so that its changes take turns. Inside a unit of work. */
  async lock({ id, uuid }: User): Promise<void> {
    await this.update(id, { uuid });
  }

  /** With its password hash, for those who verify or replace it. */
  findWithSecret(uuid: string): Promise<User | null> {
    return this.unit.view
      .createQueryBuilder(User, 'user')
      .addSelect('user.passwordHash')
      .where({ uuid })
      .getOne();
  }

  /** Ends a wish for deletion that is younger than `since`. @returns whether there was one */
  async restore(id: number, since: Date, now: Date): Promise<boolean> {
    const leaving = { id, deletedAt: MoreThan(since) };
    const { affected } = await this.unit.run(() =>
      this.unit.manager.update(User, leaving, { deletedAt: null, updatedAt: now }),
    );
    return affected === 1;
  }

  /** Marks the e-mail address proven if it is this one and nothing of the account was. Inside a unit of work. @returns whether it did */
  async proveEmail(id: number, email: string, now: Date): Promise<boolean> {
    const unproven = { id, email, emailVerifiedAt: IsNull(), phoneVerifiedAt: IsNull() };
    const { affected } = await this.unit.manager.update(User, unproven, {
      emailVerifiedAt: now,
      updatedAt: now,
    });
    return affected === 1;
  }

  /**
   * Takes an address off the account that holds it unproven; a username that was the address becomes the uuid. Inside a
   * unit of work. @returns whether there was one
   */
  async releaseUnprovenEmail(email: string, now: Date): Promise<boolean> {
    const holder = await this.unit.manager.findOneBy(User, { email, emailVerifiedAt: IsNull() });
    if (!holder) return false;
    const unproven = { id: holder.id, email, emailVerifiedAt: IsNull() };
    const username = await this.usernameWithoutAddress(holder);
    const { affected } = await this.unit.manager.update(User, unproven, {
      email: null,
      ...username,
      updatedAt: now,
    });
    return affected === 1;
  }

  /** Somebody may be called like the uuid, which must not keep the address from its owner. */
  private async usernameWithoutAddress(holder: User): Promise<Pick<User, 'username' | 'usernameKey'>> {
    const username = holder.usernameFor(null);
    const { usernameKey } = username;
    if (usernameKey === holder.usernameKey) return username;
    const isTaken = await this.unit.manager.existsBy(User, { usernameKey });
    const free = randomUUID();
    return isTaken ? { username: free, usernameKey: free } : username;
  }

  /** Takes a number off the account that holds it unproven. Inside a unit of work. @returns whether there was one */
  async releaseUnprovenPhone(phoneNumber: string, now: Date): Promise<boolean> {
    const unproven = { phoneNumber, phoneVerifiedAt: IsNull() };
    const { affected } = await this.unit.manager.update(User, unproven, {
      phoneNumber: null,
      updatedAt: now,
    });
    return affected === 1;
  }

  /** Those who asked for their deletion before `moment`. */
  findLeaving(moment: Date, most: number): Promise<User[]> {
    return this.unit.view.find(User, { where: { deletedAt: LessThan(moment) }, take: most });
  }

  /** Inside a unit of work. @returns false for one who came back */
  async removeLeaving(id: number, moment: Date): Promise<boolean> {
    const { affected } = await this.unit.manager.delete(User, { id, deletedAt: LessThan(moment) });
    return affected === 1;
  }

  /** A number that changes is unproven; one that stays keeps its proof. Inside a unit of work. */
  async changePhoneNumber(id: number, phoneNumber: string): Promise<void> {
    await this.unit.manager
      .createQueryBuilder()
      .update(User)
      .set({ phoneNumber, phoneVerifiedAt: null })
      .where({ id })
      .andWhere('(phone_number IS NULL OR phone_number <> :phoneNumber)', { phoneNumber })
      .execute();
  }
}
