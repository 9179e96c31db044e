import { Injectable } from '@nestjs/common';
import { Clock } from '@app/clock';
import { CodeRejected, OneTimeCodes } from '@app/one-time-codes';
import { PendingSignupRepository, type PendingSignup } from '@app/pending-signups';
import { UnitOfWork } from '@app/transactions';
import { CompleteSignup } from './complete-signup.js';

/** What a link leads to: a signup to decide on, one that is done, or nothing that can still be done. */
export type SignupLink =
  | { readonly state: 'open' | 'confirmed' | 'declined'; readonly signup: PendingSignup }
  | { readonly state: 'dead' };

const purpose = 'signup-link';

/** The link of a signup mail: looked at as often as one likes, used once. */
@Injectable()
export class SignupLinks {
  constructor(
    private readonly signups: PendingSignupRepository,
    private readonly codes: OneTimeCodes,
    private readonly completion: CompleteSignup,
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Changes nothing, so that a mail scanner may follow the link (SECURITY R27). */
  async look(code: string): Promise<SignupLink> {
    const link = await this.codes.findLink(purpose, code);
    const signup = link && (await this.signups.findWithSecret(link.subject));
    if (!signup) return { state: 'dead' };
    if (signup.verifiedAt) return { state: 'confirmed', signup };
    if (signup.declinedAt) return { state: 'declined', signup };
    const now = this.clock.now();
    return link.isUsable(now) && signup.isOpen(now) ? { state: 'open', signup } : { state: 'dead' };
  }

  /**
   * Completes the signup.
   * @throws CodeRejected when the link is dead or was used
   * @throws PhoneNumberTaken | UsernameTaken | EmailTaken
   */
  async confirm(code: string): Promise<PendingSignup> {
    const link = await this.look(code);
    if (link.state !== 'open') throw new CodeRejected('used-or-expired');
    await this.completion.complete(link.signup, this.clock.now(), () =>
      this.codes.consumeLink(purpose, code),
    );
    return link.signup;
  }

  /** "This was not me": ends the signup and every code of it. @throws CodeRejected when the link is dead or was used */
  async decline(code: string): Promise<void> {
    const link = await this.look(code);
    if (link.state !== 'open') throw new CodeRejected('used-or-expired');
    await this.unit.run(async () => {
      await this.codes.consumeLink(purpose, code);
      await this.signups.markDeclined(link.signup.uuid, this.clock.now());
      await this.codes.endAll(link.signup.uuid);
    });
  }
}
