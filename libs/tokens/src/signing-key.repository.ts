import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { isUniqueViolation, UnitOfWork } from '@app/transactions';
import { RotationRefused } from './key-refusals.js';
import { SigningKey } from './signing-key.entity.js';

/** Where the keys of the ring are kept. Every change of state names the state it starts from. */
@Injectable()
export class SigningKeyRepository {
  constructor(private readonly unit: UnitOfWork) {}

  /** All of them, without what they are. */
  all(): Promise<SigningKey[]> {
    return this.unit.view.find(SigningKey);
  }

  allWithSecrets(): Promise<SigningKey[]> {
    return this.unit.view.createQueryBuilder(SigningKey, 'k').addSelect('k.sealed').getMany();
  }

  /** @returns false when another key has its role */
  add(key: SigningKey): Promise<boolean> {
    return this.orTaken(() => this.unit.manager.insert(SigningKey, Object.assign({}, key)));
  }

  /** The next key, in the place of one that was next and never signed. @returns false when another was published at once */
  publish(key: SigningKey): Promise<boolean> {
    return this.orTaken(async () => {
      await this.unit.manager.delete(SigningKey, { role: 'next', algorithm: Not(key.algorithm) });
      await this.unit.manager.insert(SigningKey, Object.assign({}, key));
    });
  }

  /** The next key signs from now on, and the active one verifies until `endsAt`. @throws RotationRefused, and nothing is changed */
  async promote(next: SigningKey, active: SigningKey, now: Date, endsAt: Date): Promise<void> {
    await this.unit.run(async () => {
      const { manager } = this.unit;
      const retired = await manager.update(
        SigningKey,
        { kid: active.kid, role: 'active' },
        { role: null, since: now, endsAt },
      );
      const raised = await manager.update(
        SigningKey,
        { kid: next.kid, role: 'next' },
        { role: 'active', since: now },
      );
      if (retired.affected !== 1 || raised.affected !== 1) throw RotationRefused.tooLate();
    });
  }

  /** Never the key that signs. @returns whether it was there */
  async remove(kid: string): Promise<boolean> {
    const { affected } = await this.unit.run(async () => {
      const { manager } = this.unit;
      const retiring = await manager.delete(SigningKey, { kid, role: IsNull() });
      return retiring.affected === 1 ? retiring : manager.delete(SigningKey, { kid, role: 'next' });
    });
    return affected === 1;
  }

  async removeEnded(now: Date): Promise<void> {
    const ended = { role: IsNull(), endsAt: LessThanOrEqual(now) };
    await this.unit.run(() => this.unit.manager.delete(SigningKey, ended));
  }

  private async orTaken(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await this.unit.run(write);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}
