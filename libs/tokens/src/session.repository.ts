import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { asciiKey, Reader, removeBatch, UnitOfWork } from '@app/transactions';
import { User } from '@app/users';
import { Session, type SessionKind } from './session.entity.js';

/** Where sign-ins are kept. */
@Injectable()
export class SessionRepository {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  async add(session: Session): Promise<void> {
    // A copy: `insert` writes the generated id into what it is given, and a repeated unit would insert that id.
    await this.unit.run(() => this.unit.manager.insert(Session, Object.assign({}, session)));
  }

  /**
   * Opens a session for whoever proved to know the password, unless it has been replaced since, or the account closed:
   * what ends an account's sessions must not miss one that is about to begin. @returns whether it was opened
   */
  open(session: Session, verifiedHash: string): Promise<boolean> {
    return this.unit.insertIf(session, {
      sql: 'FROM users WHERE id = ? AND password_hash = ? AND is_active = 1 AND deleted_at IS NULL',
      values: [session.userId, verifiedHash],
    });
  }

  /** Ends every session of an account. Inside a unit of work. @returns how many were not revoked before */
  async revokeAllOf(userId: number, now: Date): Promise<number> {
    const open = { userId, revokedAt: IsNull(), expiresAt: MoreThan(now) };
    const { affected } = await this.unit.manager.update(Session, open, { revokedAt: now });
    return affected ?? 0;
  }

  /** Forgets every session of an account. Inside a unit of work. */
  async removeAllOf(userId: number): Promise<void> {
    await this.unit.manager.delete(Session, { userId });
  }

  /** Ends one session of an account. @returns whether it was alive */
  async revoke(uuid: string, userId: number, now: Date): Promise<boolean> {
    const open = { uuid: asciiKey(uuid), userId, revokedAt: IsNull(), expiresAt: MoreThan(now) };
    const { affected } = await this.unit.run(() =>
      this.unit.manager.update(Session, open, { revokedAt: now }),
    );
    return affected === 1;
  }

  /** Ends every session of an account but one, and every api token, that one too. Inside a unit of work. */
  async revokeOthers(userId: number, exceptUuid: string, now: Date): Promise<void> {
    const open = { userId, revokedAt: IsNull() };
    await this.unit.manager.update(Session, { ...open, uuid: Not(exceptUuid) }, { revokedAt: now });
    await this.unit.manager.update(Session, { ...open, kind: 'api' }, { revokedAt: now });
  }

  /** Newest first. */
  listLive(userId: number, now: Date): Promise<Session[]> {
    const live = { userId, revokedAt: IsNull(), expiresAt: MoreThan(now) };
    return this.unit.view.find(Session, { where: live, order: { id: 'DESC' }, take: 100 });
  }

  /** Live and ended ones, newest first. */
  listAll(userId: number, most: number): Promise<Session[]> {
    return this.unit.view.find(Session, { where: { userId }, order: { id: 'DESC' }, take: most });
  }

  /** Whether the account was ever signed in to from there. */
  async knowsNetwork(userId: number, network: string): Promise<boolean> {
    const found = await this.reader.rows('SELECT 1 FROM sessions WHERE user_id = ? AND network = ? LIMIT 1', [
      userId,
      network,
    ]);
    return found.length > 0;
  }

  /** Whether the session has not ended; inside a unit of work as that sees it. */
  isLive(uuid: string): Promise<boolean> {
    return this.unit.view.existsBy(Session, { uuid, revokedAt: IsNull() });
  }

  /** Every network the account was signed in to from, as long as its sessions are remembered. */
  async networksOf(userId: number): Promise<string[]> {
    const sql = 'SELECT DISTINCT network FROM sessions WHERE user_id = ?';
    const rows = await this.reader.rows<{ network: string }>(sql, [userId]);
    return rows.map(({ network }) => network);
  }

  /** A session that lives and can be refreshed, with its digests, by the part its refresh tokens share. */
  findRefreshable(credentialDigest: string, now: Date): Promise<Session | null> {
    const live = {
      kind: Not<SessionKind>('api'),
      credentialDigest,
      revokedAt: IsNull(),
      expiresAt: MoreThan(now),
    };
    return this.unit.view
      .createQueryBuilder(Session, 'session')
      .addSelect(['session.refreshDigest', 'session.previousRefreshDigest'])
      .where(live)
      .getOne();
  }

  /** Puts the successor in the place of the token that was used: one conditional write. @returns whether it was its turn */
  async rotate(id: number, used: string, successor: string, now: Date): Promise<boolean> {
    const turn = { id, refreshDigest: used, revokedAt: IsNull() };
    const next = { refreshDigest: successor, previousRefreshDigest: used, lastUsedAt: now };
    const { affected } = await this.unit.run(() => this.unit.manager.update(Session, turn, next));
    return affected === 1;
  }

  countLive(userId: number, now: Date): Promise<number> {
    return this.unit.view.countBy(Session, { userId, revokedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  /**
   * The active owner of a live session: the one query of every Bearer route. A revoked session or a disabled account
   * is refused from the next request on.
   */
  async findOwner(sessionId: string): Promise<User | null> {
    const [user] = await this.reader.entities(
      User,
      'u',
      `JOIN sessions s ON s.user_id = u.id
       WHERE s.uuid = ? AND s.revoked_at IS NULL AND u.is_active = 1 AND u.deleted_at IS NULL`,
      [sessionId],
    );
    return user ?? null;
  }

  findApiSession(credentialDigest: string, now: Date): Promise<Session | null> {
    const live = { kind: 'api' as const, credentialDigest, revokedAt: IsNull(), expiresAt: MoreThan(now) };
    return this.unit.view.findOneBy(Session, live);
  }

  async noteUse(id: number, lastUsedAt: Date, expiresAt: Date): Promise<void> {
    await this.unit.run(() => this.unit.manager.update(Session, { id }, { lastUsedAt, expiresAt }));
  }

  /** Removes up to `most` that ended before `moment`. @returns how many */
  async removeEnded(moment: Date, most: number): Promise<number> {
    // One after the other: asked for either at once, MariaDB would sort all there are for a few.
    const before = LessThan(moment);
    const expired = await removeBatch(this.unit, Session, { expiresAt: before }, most);
    if (expired === most) return expired;
    return expired + (await removeBatch(this.unit, Session, { revokedAt: before }, most - expired));
  }
}
