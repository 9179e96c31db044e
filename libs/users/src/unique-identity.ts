import { Injectable } from '@nestjs/common';
import { isUniqueViolation, UnitOfWork } from '@app/transactions';
import type { Identity } from './identity.js';
import { UserRepository } from './user.repository.js';

const maxTries = 5;

/** Decides who gets an identity: the unique indexes do, and the loser is told which of its keys was taken. */
@Injectable()
export class UniqueIdentity {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
  ) {}

  /**
   * Runs `work` as one unit of work. When an index refuses it, a fresh read after the roll-back finds the text to
   * tell; when that read finds nothing (the other was rolled back or removed meanwhile) the unit is tried again.
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken
   */
  async claim<Result>(identity: Identity, work: () => Promise<Result>, ownId?: number): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.unit.run(work);
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        const problem = await this.users.takenProblem(identity, ownId);
        if (problem) throw problem;
        if (attempt === maxTries) throw error;
      }
    }
  }

  /** Refuses early what is taken already, before a hash or a message is spent on it. */
  async refuseTaken(identity: Identity, ownId?: number): Promise<void> {
    const problem = await this.users.takenProblem(identity, ownId);
    if (problem) throw problem;
  }
}
