import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/clock';
import { StorageSettings, TokenSettings } from '@app/settings';
import { newKey } from './key-algorithms.js';
import { dueAt, endOf } from './key-delays.js';
import { RotationRefused } from './key-refusals.js';
import { KeySeal } from './key-seal.js';
import { settingsKey, SigningKey } from './signing-key.entity.js';
import { SigningKeyRepository } from './signing-key.repository.js';

/** HS256 tokens name no key, so each secret is tried on them. */
const mostSecrets = 3;

/** What a rotation does now: publishes a key, lets the next one sign, or both. */
export interface RotationPlan {
  readonly active: SigningKey;
  /** Null: one has to be made and published first. */
  readonly next: SigningKey | null;
  readonly promotes: boolean;
}

/** What it did. */
export interface Rotation {
  readonly next: SigningKey;
  /** When it signs: in future as long as it is only published. */
  readonly signsFrom: Date;
  /** Who signed before, and until when it verifies; null when the next key is only published. */
  readonly retiring: { readonly kid: string; readonly endsAt: Date } | null;
}

/** Moves keys through the ring: next, active, retiring. Any number of processes may try at once; one of them does it. */
@Injectable()
export class KeyRotation {
  private readonly logger = new Logger(KeyRotation.name);

  constructor(
    private readonly settings: TokenSettings,
    private readonly storage: StorageSettings,
    private readonly clock: Clock,
    private readonly repository: SigningKeyRepository,
    private readonly seal: KeySeal,
  ) {}

  /** At the start of a process: makes the first key of an empty ring, and sets out to obey a JWT_ALG that has changed. */
  async begin(): Promise<void> {
    const rows = await this.live();
    const active = rows.find(({ state }) => state === 'active');
    if (!active) await this.addFirst();
    else if (active.algorithm !== this.settings.algorithm) await this.beginChange();
  }

  /** What `rotate` would do. @throws RotationRefused */
  async plan(immediately: boolean): Promise<RotationPlan> {
    const rows = await this.live();
    const active = rows.find(({ state }) => state === 'active');
    if (!active) throw new RotationRefused('There is no key yet: the first start of the service makes it.');
    const next = this.nextIn(rows) ?? null;
    if (!next) this.refuseFourthSecret(rows);
    else if (!immediately && dueAt(next, active) > this.clock.now())
      throw RotationRefused.tooEarly(next, dueAt(next, active));
    return { active, next, promotes: next !== null || immediately };
  }

  /**
   * Publishes the next key, or lets it sign once every replica knows it. `immediately` does both without waiting, which
   * a single process can do at any time.
   * @throws RotationRefused
   */
  async rotate(immediately: boolean): Promise<Rotation> {
    const { active, next: known, promotes } = await this.plan(immediately);
    const next = known ?? (await this.publish());
    if (!promotes) return { next, signsFrom: dueAt(next, active), retiring: null };
    const now = this.clock.now();
    const endsAt = endOf(now, this.settings.longestTtl);
    await this.repository.promote(next, active, now, endsAt);
    return { next, signsFrom: now, retiring: { kid: active.kid, endsAt } };
  }

  /** Beside the work, with the ring as it was just read: forgets keys that have ended, and goes on with a change of JWT_ALG. */
  tend(rows: readonly SigningKey[]): void {
    const now = this.clock.now();
    const ended = rows.some((row) => row.hasEnded(now)) ? this.repository.removeEnded(now) : undefined;
    const changed = this.isChangeDue(rows, now) ? this.rotate(false) : undefined;
    Promise.all([ended, changed]).catch((error: unknown) => this.tellRefusal(error));
  }

  private async live(): Promise<SigningKey[]> {
    const now = this.clock.now();
    return (await this.repository.all()).filter((row) => !row.hasEnded(now));
  }

  private nextIn(rows: readonly SigningKey[]): SigningKey | undefined {
    return rows.find(({ role, algorithm }) => role === 'next' && algorithm === this.settings.algorithm);
  }

  /** Whoever comes second finds its role taken, which is as well. */
  private async addFirst(): Promise<void> {
    const { algorithm } = this.settings;
    const key = algorithm === 'HS256' ? SigningKey.ofSettings(this.clock.now()) : await this.newKey('active');
    await this.repository.add(key);
  }

  /** The embedded database serves this process alone; elsewhere other replicas have to learn the key first. */
  private async beginChange(): Promise<void> {
    try {
      if (this.storage.database.engine === 'sqlite') await this.rotate(true);
      else if (!(await this.plan(true)).next) await this.publish();
    } catch (error) {
      this.tellRefusal(error);
    }
  }

  private isChangeDue(rows: readonly SigningKey[], now: Date): boolean {
    const active = rows.find(({ role }) => role === 'active');
    const next = this.nextIn(rows);
    if (!active || !next || active.algorithm === next.algorithm) return false;
    return dueAt(next, active) <= now;
  }

  private async publish(): Promise<SigningKey> {
    const key = await this.newKey('next');
    if (!(await this.repository.publish(key))) throw RotationRefused.tooLate();
    return key;
  }

  private async newKey(role: 'next' | 'active'): Promise<SigningKey> {
    const name = { kid: SigningKey.newKid(), algorithm: this.settings.algorithm };
    const sealed = await this.seal.seal(await newKey(name.algorithm), name);
    return SigningKey.with({ ...name, role, sealed }, this.clock.now());
  }

  private refuseFourthSecret(rows: readonly SigningKey[]): void {
    const secrets = rows.filter(({ algorithm }) => algorithm === 'HS256');
    const previous =
      secrets.some(({ kid }) => kid === settingsKey) && this.settings.previousSecret !== undefined;
    if (this.settings.algorithm === 'HS256' && secrets.length + Number(previous) >= mostSecrets)
      throw RotationRefused.tooMany(mostSecrets);
  }

  private tellRefusal(error: unknown): void {
    if (error instanceof RotationRefused) this.logger.warn(error.message);
    else this.logger.warn({ err: error }, 'The keys cannot be changed');
  }
}
