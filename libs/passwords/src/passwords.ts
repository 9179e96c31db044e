import { Injectable } from '@nestjs/common';
import { PartnerSettings } from '@app/settings';
import { CommonPasswords } from './common-passwords.js';
import { HashingPool } from './hashing-pool.js';
import { PasswordHasher } from './password-hasher.js';
import { isHashable, passwordFault, PasswordRefused } from './password-policy.js';

/** What surrounds one look at a password. Both are awaited in its turn: of a burst, those that waited see what came of the ones before. */
export interface Turn {
  /** Right before the hash; may still refuse. */
  begin(): Promise<void>;
  /** The password was not the one. */
  failed(): Promise<void>;
}

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
   * @param property under which the caller was sent it
   * @throws PasswordRefused when the password cannot be set there
   */
  refuseUnfit(password: string, route: 'partner' | 'public', property = 'password'): void {
    const policy = route === 'partner' ? this.partners.passwordPolicy : 'strict';
    const fault = passwordFault(password, policy, this.common);
    if (fault !== null) throw new PasswordRefused(`Property '${property}' ${fault}`);
  }

  /** @throws ServiceUnavailable when overloaded */
  hash(password: string): Promise<string> {
    return this.pool.run(() => this.hasher.hash(password));
  }

  /**
   * Whether `password` opens `stored`. Without a stored hash a decoy of the same cost is checked, so that an unknown
   * user takes the time of a known one. Text that no policy ever accepted is refused without hashing.
   * @throws ServiceUnavailable when overloaded
   */
  async matches(password: string, stored: string | null, turn?: Turn): Promise<boolean> {
    if (!isHashable(password)) {
      await turn?.begin();
      await turn?.failed();
      return false;
    }
    const known = stored !== null && this.hasher.understands(stored);
    const hash = known ? stored : await this.decoyHash();
    return this.pool.run(async () => {
      await turn?.begin();
      const matches = (await this.hasher.matches(password, hash)) && known;
      if (!matches) await turn?.failed();
      return matches;
    });
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
