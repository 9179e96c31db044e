import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '@app/clock';
import { removeBatch, UnitOfWork } from '@app/transactions';
import { PendingSignup, type SignupFacts } from './pending-signup.entity.js';

/** Where pending signups are kept. */
@Injectable()
export class PendingSignupRepository {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A signup as it begins; not stored yet. */
  draft(facts: SignupFacts): PendingSignup {
    return PendingSignup.begin(facts, randomUUIDv7(), this.clock.now());
  }

  async add(signup: PendingSignup): Promise<void> {
    // A copy: `insert` writes the generated id into what it is given, and a repeated unit would insert that id.
    await this.unit.manager.insert(PendingSignup, Object.assign({}, signup));
  }

  findByUuid(uuid: string): Promise<PendingSignup | null> {
    return this.unit.view.findOneBy(PendingSignup, { uuid });
  }

  /** With its password hash, for the one who completes it. */
  findWithSecret(uuid: string): Promise<PendingSignup | null> {
    return this.unit.view
      .createQueryBuilder(PendingSignup, 'signup')
      .addSelect('signup.passwordHash')
      .where({ uuid })
      .getOne();
  }

  /** "This was not me": whether this call was the one that ended it. */
  async markDeclined(uuid: string, now: Date): Promise<boolean> {
    const open = { uuid, verifiedAt: IsNull(), declinedAt: IsNull() };
    const { affected } = await this.unit.manager.update(PendingSignup, open, { declinedAt: now });
    return affected === 1;
  }

  /** Whether this call was the one that completed it: one conditional write. */
  async markVerified(uuid: string, now: Date): Promise<boolean> {
    const open = { uuid, verifiedAt: IsNull(), declinedAt: IsNull(), expiresAt: MoreThan(now) };
    const { affected } = await this.unit.manager.update(PendingSignup, open, { verifiedAt: now });
    return affected === 1;
  }

  /** Removes up to `most` that ended before `moment`. @returns how many */
  removeExpired(moment: Date, most: number): Promise<number> {
    return removeBatch(this.unit, PendingSignup, { expiresAt: LessThan(moment) }, most);
  }
}
