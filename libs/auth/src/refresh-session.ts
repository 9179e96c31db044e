import { Injectable, Logger } from '@nestjs/common';
import { Clock, secondsAfter } from '@app/clock';
import { Unauthorized } from '@app/problems';
import { DataKeys } from '@app/settings';
import { AccessTokens, RefreshToken, SessionRepository, type IssuedTokens, type Session } from '@app/tokens';

/** Seconds in which the token used last may come again: a mobile network lost the reply (SECURITY R08). */
const retryWindow = 10;

/** Turns a refresh token into a fresh access token and its own successor. */
@Injectable()
export class RefreshSession {
  private readonly logger = new Logger(RefreshSession.name);

  constructor(
    private readonly sessions: SessionRepository,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
    private readonly keys: DataKeys,
  ) {}

  /**
   * Of any number of uses at once one turns the token over; the others, and retries within ten seconds, get the same
   * successor. A token that comes later still was stolen, from the app or from its thief: the session ends.
   * @throws Unauthorized
   */
  async refresh(text: string): Promise<IssuedTokens> {
    const token = RefreshToken.read(text);
    const session = token && (await this.sessions.findRefreshable(token.familyDigest, this.clock.now()));
    if (!token || !session) throw new Unauthorized('refresh token');
    const successor = token.successor(this.keys.for('refresh-tokens'));
    const rotated = await this.sessions.rotate(session.id, token.digest, successor.digest, this.clock.now());
    if (!rotated && !(await this.isRetry(token, successor))) {
      await this.endStolen(session);
      throw new Unauthorized('refresh token reused');
    }
    const owner = await this.sessions.findOwner(session.uuid);
    if (!owner) throw new Unauthorized('refresh token');
    return this.tokens.tokensOf(session, owner, successor.text);
  }

  private async isRetry(token: RefreshToken, successor: RefreshToken): Promise<boolean> {
    const now = this.clock.now();
    const session = await this.sessions.findRefreshable(token.familyDigest, now);
    return (
      session !== null &&
      session.previousRefreshDigest === token.digest &&
      session.refreshDigest === successor.digest &&
      now <= secondsAfter(session.lastUsedAt, retryWindow)
    );
  }

  private async endStolen({ uuid, userId }: Session): Promise<void> {
    const ended = await this.sessions.revoke(uuid, userId, this.clock.now());
    if (ended)
      this.logger.warn({ event: 'authn_token_reuse', session: uuid }, 'A used refresh token came back');
  }
}
