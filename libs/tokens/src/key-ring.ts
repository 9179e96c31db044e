import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeyObject } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { Clock } from '@app/clock';
import { TokenSettings } from '@app/settings';
import type { PublicKey } from './key-in-use.js';
import { KeyReader } from './key-reader.js';
import { usableFor } from './key-delays.js';
import { KeyRotation } from './key-rotation.js';
import type { KeySet } from './key-set.js';
import { SigningKeyRepository } from './signing-key.repository.js';

/** Who a token is for: `usapi` opens the Bearer routes, `signup` only verifies and resends. */
export type Audience = 'usapi' | 'signup';

/** Seconds after which the ring is read again beside the work, and between two looks because of unknown tokens. */
const freshFor = 5;
const patience = 1;

/** Signs tokens with the active key and verifies those of every live one. The ring is read now and then, never per request. */
@Injectable()
export class KeyRing implements OnModuleInit {
  private readonly logger = new Logger(KeyRing.name);
  /** A look serves whoever comes along, so it belongs to nobody's unit of work. */
  private readonly apart = AsyncLocalStorage.snapshot();
  private known: { readonly keys: KeySet; readonly readAt: Date } | undefined;
  private looking: Promise<KeySet> | undefined;

  constructor(
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
    private readonly repository: SigningKeyRepository,
    private readonly reader: KeyReader,
    private readonly rotation: KeyRotation,
  ) {}

  /** @throws ActiveKeySealed */
  async onModuleInit(): Promise<void> {
    await this.rotation.begin();
    await this.look();
  }

  /** Claims keep their order. */
  async sign(claims: JWTPayload): Promise<string> {
    return (await this.current()).active.sign(claims);
  }

  /**
   * The claims of a token made here for `audience`, or null. RFC 8725 3.1: the key decides the algorithm, not the token.
   * `expired: 'allowed'` skips the look at `exp`, for questions that grant nothing.
   */
  async verify(
    token: string,
    audience: Audience,
    expired: 'refused' | 'allowed' = 'refused',
  ): Promise<JWTPayload | null> {
    const at = expired === 'allowed' ? new Date(0) : this.clock.now();
    const claims = await this.claimsOf(token, audience, at);
    if (claims !== undefined || !(await this.lookAgain())) return claims ?? null;
    return (await this.claimsOf(token, audience, at)) ?? null;
  }

  /** The key that `token` is to be verified with: a secret or a public key. Undefined when no known key can have made it. */
  async verificationKey(token: string): Promise<KeyObject | undefined> {
    return (await this.current()).keyOf(token)?.verifying;
  }

  /** The public halves of the live keys, the next one included. */
  async publicKeys(): Promise<readonly PublicKey[]> {
    return (await this.current()).shown;
  }

  /**
   * For a token that no known key has signed: another replica may have a key that is new. However many such tokens
   * come, the ring is read once a second for them. @returns whether it was read
   */
  async lookAgain(): Promise<boolean> {
    if (this.age() < patience) return false;
    await this.look();
    return true;
  }

  /** The ring, never older than a rotation takes it to be. */
  private async current(): Promise<KeySet> {
    const age = this.age();
    if (!this.known || age > usableFor) return this.look();
    if (age > freshFor)
      this.look().catch((error: unknown) => this.logger.warn({ err: error }, 'The keys cannot be read'));
    return this.known.keys;
  }

  /** Seconds since the ring was read. A clock that was set back makes it old, too. */
  private age(): number {
    if (!this.known) return Infinity;
    return Math.abs(this.clock.now().getTime() - this.known.readAt.getTime()) / 1000;
  }

  /** Undefined when no known key has signed it. */
  private async claimsOf(
    token: string,
    audience: Audience,
    at: Date,
  ): Promise<JWTPayload | null | undefined> {
    const key = (await this.current()).keyOf(token);
    if (!key) return undefined;
    try {
      const { payload } = await jwtVerify(token, key.verifying, {
        algorithms: [key.algorithm],
        audience,
        issuer: this.settings.issuer,
        requiredClaims: ['exp', 'iat', 'jti'],
        currentDate: at,
      });
      return payload;
    } catch (error) {
      return error instanceof errors.JWSSignatureVerificationFailed ? undefined : null;
    }
  }

  private look(): Promise<KeySet> {
    this.looking ??= this.apart(() => this.readRing()).finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async readRing(): Promise<KeySet> {
    const readAt = this.clock.now();
    const rows = await this.repository.allWithSecrets();
    const keys = await this.reader.open(rows.filter((row) => !row.hasEnded(readAt)));
    this.known = { keys, readAt };
    this.rotation.tend(rows);
    return keys;
  }
}
