import { Injectable } from '@nestjs/common';
import { FailureDelays } from '@app/limits';
import type { Turn } from '@app/passwords';
import { networkOf, SessionRepository } from '@app/tokens';

/** One attempt to prove who one is. */
export interface Attempt {
  /** The account's uuid whatever identifier was typed, or for nobody's identifier its key. */
  readonly account: string;
  /** Null when there is no such account. */
  readonly userId: number | null;
  readonly address: string;
}

/**
 * Slows guessing down. Strangers share one counter per account; a network the account was signed in to from has its
 * own, so that a stranger cannot keep the owner out. Counts are committed although the request fails.
 */
@Injectable()
export class SignInProtection {
  constructor(
    private readonly delays: FailureDelays,
    private readonly sessions: SessionRepository,
  ) {}

  /** Lets a password be looked at only when nobody has to wait, and counts it before the next one is. */
  turnOf(attempt: Attempt): Turn {
    return { begin: () => this.refuseDelayed(attempt), failed: () => this.failed(attempt) };
  }

  /** @throws TooManyRequests while the one who tries has to wait; the same for accounts that do not exist */
  private async refuseDelayed(attempt: Attempt): Promise<void> {
    const standing = await this.delays.standing(keysOf(attempt));
    // Nothing failed lately, which is nearly always: no second question.
    if (standing.size > 0) this.delays.refuseDelayed(standing.get(await this.keyFor(attempt)));
  }

  async failed(attempt: Attempt): Promise<void> {
    await this.delays.fail(await this.keyFor(attempt));
  }

  /** A success ends the delays it went through; nothing is written where nothing had failed. */
  async succeeded(attempt: Attempt): Promise<void> {
    const standing = await this.delays.standing(keysOf(attempt));
    if (standing.size > 0) await this.delays.clear([await this.keyFor(attempt)]);
  }

  /** The owner proved an address: strangers begin anew, and the owner's way is free. */
  async forgive(attempt: Attempt): Promise<void> {
    await this.delays.clear(keysOf(attempt));
  }

  private async keyFor(attempt: Attempt): Promise<string> {
    const { userId, address } = attempt;
    // Nobody has the id 0: who does not exist is asked about too, because the time must not tell.
    const isKnown = await this.sessions.knows(userId ?? 0, { network: networkOf(address) });
    return isKnown === true ? ofNetwork(attempt) : ofStrangers(attempt);
  }
}

const ofStrangers = ({ account }: Attempt): string => `sign-in:${account}`;
const ofNetwork = ({ account, address }: Attempt): string => `sign-in:${account}:${networkOf(address)}`;
const keysOf = (attempt: Attempt): string[] => [ofStrangers(attempt), ofNetwork(attempt)];
