import { Clock } from '@app/clock';
import { TokenSettings } from '@app/settings';
import { RotationRefused } from './key-refusals.js';
import { settingsKey, type KeyState, type SigningKey } from './signing-key.entity.js';
import { SigningKeyRepository } from './signing-key.repository.js';

/** A key as an operator sees it: never what it is. */
export type ListedKey = Pick<SigningKey, 'kid' | 'algorithm'> & {
  readonly state: KeyState;
  /** Null: the settings have it, and nobody noted since when. */
  readonly since: Date | null;
  /** When it verifies no more; null while nothing is said about that. */
  readonly endsAt: Date | null;
};

const previousKey = 'JWT_SECRET_PREVIOUS';
const order: readonly KeyState[] = ['active', 'next', 'retiring'];

/** Shows the ring to an operator, and ends keys before their time. */
export class KeyAdministration {
  constructor(
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
    private readonly repository: SigningKeyRepository,
  ) {}

  /** Live keys: the active one, the next one, then those retiring. */
  async list(): Promise<ListedKey[]> {
    const now = this.clock.now();
    const live = (await this.repository.all()).filter((row) => !row.hasEnded(now));
    const listed = live.map(({ kid, algorithm, state, since, endsAt }) => ({
      kid,
      algorithm,
      state,
      since,
      endsAt,
    }));
    return [...listed, ...this.previous(live)].toSorted(
      (one, other) => order.indexOf(one.state) - order.indexOf(other.state),
    );
  }

  /** The key that `retire` would end. @throws RotationRefused when that is not possible */
  async find(kid: string): Promise<ListedKey> {
    const key = (await this.list()).find((listed) => listed.kid === kid);
    if (!key) throw new RotationRefused(`There is no key ${kid}. See: usapi keys list`);
    if (key.state === 'active')
      throw new RotationRefused(`${kid} signs. Let another key sign first: usapi keys rotate`);
    if (kid === previousKey)
      throw new RotationRefused(`${kid} is in the settings: take it out there, and restart.`);
    return key;
  }

  /** Refuses what the key has signed, from the next look at the ring on. @throws RotationRefused */
  async retire(kid: string): Promise<void> {
    await this.find(kid);
    if (!(await this.repository.remove(kid))) throw RotationRefused.tooLate();
  }

  private previous(live: readonly SigningKey[]): ListedKey[] {
    const isLive = this.settings.previousSecret !== undefined && live.some(({ kid }) => kid === settingsKey);
    return isLive
      ? [{ kid: previousKey, algorithm: 'HS256', state: 'retiring', since: null, endsAt: null }]
      : [];
  }
}
