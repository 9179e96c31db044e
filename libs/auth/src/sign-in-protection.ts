import { Injectable } from '@nestjs/common';
import { FailureBudget, FailureDelays } from '@app/limits';
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

/** Who proved an address of theirs. */
export interface Owner {
  readonly account: string;
  readonly userId: number;
}

/** One attempt in its turn. */
export interface SignInTurn extends Turn {
  /** @throws TooManyRequests while the one who tries has to wait; the same for accounts that do not exist */
  begin(): Promise<void>;
  /** Ends the delays that stood against it when it began; nothing is written where nothing had failed. */
  succeeded(): Promise<void>;
}

/**
 * Slows guessing down. Strangers share one counter per account; a network the account was signed in to from has its
 * own, so that a stranger cannot keep the owner out. A network that fails at many accounts is stopped for all of them.
 * Counts are committed although the request fails.
 */
@Injectable()
export class SignInProtection {
  constructor(
    private readonly delays: FailureDelays,
    private readonly failures: FailureBudget,
    private readonly sessions: SessionRepository,
  ) {}

  /** Lets a password be looked at only when nobody has to wait, and counts it before the next one is. */
  turnOf(attempt: Attempt): SignInTurn {
    const network = networkOf(attempt.address);
    const key = (): Promise<string> => this.keyFor(attempt);
    const turn = this.turn(keysOf(attempt), key, async () => {
      await this.delays.fail(await key());
      await this.failures.fail(network);
    });
    return {
      ...turn,
      begin: async () => {
        this.failures.refuseSpent(network);
        await turn.begin();
      },
    };
  }

  /**
   * The same for a password that a session is asked for once more. It waits for its own failures alone, so that a
   * stranger's keep nobody from closing the account to them; its own count against the account, too.
   */
  turnOfSession(attempt: Attempt, sessionId: string): SignInTurn {
    const own = `sign-in:${attempt.account}:session:${sessionId}`;
    return this.turn(
      [own],
      async () => own,
      async () => {
        await this.delays.fail(own);
        await this.delays.fail(await this.keyFor(attempt));
      },
    );
  }

  /** @param keys under which a delay may stand @param keyOf the one of them that holds for this attempt */
  private turn(keys: string[], keyOf: () => Promise<string>, failed: () => Promise<void>): SignInTurn {
    let hasFailures = false;
    return {
      begin: async () => {
        const standing = await this.delays.standing(keys);
        hasFailures = standing.size > 0;
        // Nothing failed lately, which is nearly always: no second question.
        if (hasFailures) this.delays.refuseDelayed(standing.get(await keyOf()));
      },
      failed,
      succeeded: async () => {
        if (hasFailures) await this.delays.clear([await keyOf()]);
      },
    };
  }

  /** The owner proved an address: strangers begin anew, and the owner's ways are free. */
  async forgive({ account, userId }: Owner): Promise<void> {
    const networks = await this.sessions.networksOf(userId);
    await this.delays.clear([
      ofStrangers(account),
      ...networks.map((network) => ofNetwork(account, network)),
    ]);
  }

  private async keyFor(attempt: Attempt): Promise<string> {
    const network = networkOf(attempt.address);
    // Nobody has the id 0: who does not exist is asked about too, because the time must not tell.
    const isKnown = await this.sessions.knowsNetwork(attempt.userId ?? 0, network);
    return isKnown ? ofNetwork(attempt.account, network) : ofStrangers(attempt.account);
  }
}

const ofStrangers = (account: string): string => `sign-in:${account}`;
const ofNetwork = (account: string, network: string): string => `sign-in:${account}:${network}`;
const keysOf = ({ account, address }: Attempt): string[] => [
  ofStrangers(account),
  ofNetwork(account, networkOf(address)),
];
