import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { TokenSettings } from '@app/settings';
import { User } from '@app/users';
import { Session } from './session.entity.js';
import { SessionRepository } from './session.repository.js';
import { digestOfToken } from './token-digest.js';

/** Who the token is for, and where it was asked for. */
export interface ApiTokenFacts {
  readonly userId: number;
  readonly device: string;
  readonly address: string;
}

/** Seconds between two notes of a token's use: one write an hour, not one a request. */
const noteEvery = 3600;

/** Opaque tokens of the `customer` dialect: one per registration, good as Bearer until idle for too long. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
  ) {}

  /** 32 lower-case hex digits: 128 random bits, in the form of the document's sample. */
  newToken(): string {
    return randomBytes(16).toString('hex');
  }

  /** Stores the session of a token, by its digest. */
  async open(token: string, facts: ApiTokenFacts): Promise<void> {
    const now = this.clock.now();
    const expiresAt = secondsAfter(now, this.settings.apiTokenTtl);
    const credential = { credentialDigest: digestOfToken(token), refreshDigest: null };
    await this.sessions.add(Session.open({ ...facts, ...credential, kind: 'api', expiresAt }, now));
  }

  /** The active owner of a live token and its session, or null. Its life starts anew with its use, to the hour. */
  async findOwner(token: string): Promise<{ user: User; sessionId: string } | null> {
    const now = this.clock.now();
    const session = await this.sessions.findApiSession(digestOfToken(token), now);
    if (!session) return null;
    const user = await this.sessions.findOwner(session.uuid);
    if (!user) return null;
    if (secondsAfter(session.lastUsedAt, noteEvery) <= now) {
      await this.sessions.noteUse(session.id, now, secondsAfter(now, this.settings.apiTokenTtl));
    }
    return { user, sessionId: session.uuid };
  }
}

/** Whether a Bearer token has the form of an api token. */
export const isApiToken = (token: string): boolean => /^[0-9a-f]{32}$/.test(token);
