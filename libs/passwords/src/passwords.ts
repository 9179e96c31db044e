import { Injectable } from '@nestjs/common';
import { PartnerSettings } from '@app/settings';
import { CommonPasswords } from './common-passwords.js';
import { HashingPool } from './hashing-pool.js';
import { PasswordHasher } from './password-hasher.js';
import { isHashable, passwordFault, PasswordRefused } from './password-policy.js';

/** Hashes and checks passwords, within what the machine can bear. */
@Injectable()
export class Passwords {
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly hasher: PasswordHasher,
    private readonly pool: HashingPool,
    private readonly common: CommonPasswords,
    private readonly partners: PartnerSettings,
  ) {}

  /**
   * @param route whose rules apply: the partner routes' are set by PARTNER_PASSWORD_POLICY, all others are strict
   * @throws PasswordRefused when the password cannot be set there
   */
  refuseUnfit(password: string, route: 'partner' | 'public'): void {
    const policy = route === 'partner' ? this.partners.passwordPolicy : 'strict';
    const fault = passwordFault(password, policy, this.common);
    if (fault !== null) throw new PasswordRefused(`Property 'password' ${fault}`);
  }

  /** @throws ServiceUnavailable when overloaded */
  hash(password: string): Promise<string> {
    return this.pool.run(() => this.hasher.hash(password));
  }

  /**
   * Whether `password` opens `stored`. Without a stored hash a decoy of the same cost is checked, so that an unknown
   * user takes the time of a known one. `inTurn` is called right before the hash, and may still refuse: of a burst of
   * attempts those that waited see what the ones before them came to. Text that no policy ever accepted is refused without hashing.
   * @throws ServiceUnavailable when overloaded
   */
  async matches(password: string, stored: string | null, inTurn?: () => Promise<void>): Promise<boolean> {
    if (!isHashable(password)) return false;
    const known = stored !== null && this.hasher.understands(stored);
    const hash = known ? stored : await this.decoyHash();
    const matched = await this.pool.run(async () => {
      await inTurn?.();
      return this.hasher.matches(password, hash);
    });
    return matched && known;
  }

  isOutdated(stored: string): boolean {
    return this.hasher.isOutdated(stored);
  }

  /** Makes the decoy before the first stranger comes. */
  async onModuleInit(): Promise<void> {
    await this.decoyHash();
  }

  private decoyHash(): Promise<string> {
    this.decoy ??= this.hasher.hash('no account has this password');
    return this.decoy;
  }
}
