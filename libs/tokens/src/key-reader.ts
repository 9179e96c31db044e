import { createSecretKey } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { TokenSettings } from '@app/settings';
import { KeyInUse } from './key-in-use.js';
import { ActiveKeySealed } from './key-refusals.js';
import { KeySeal } from './key-seal.js';
import { KeySet } from './key-set.js';
import { settingsKey, type SigningKey } from './signing-key.entity.js';

const namesOf = (rows: readonly SigningKey[]): string =>
  rows.map(({ kid, state }) => `${kid} ${state}`).join();

/** Makes the rows of the ring into keys that sign and verify. */
@Injectable()
export class KeyReader {
  private readonly logger = new Logger(KeyReader.name);
  private opened: { readonly names: string; readonly keys: KeySet } | undefined;

  constructor(
    private readonly settings: TokenSettings,
    private readonly seal: KeySeal,
  ) {}

  /** The same set as the last time where nothing has changed. @throws ActiveKeySealed */
  async open(rows: readonly SigningKey[]): Promise<KeySet> {
    const names = namesOf(rows);
    if (this.opened?.names !== names) {
      const keys = await Promise.all(rows.map((row) => this.keysOf(row)));
      this.opened = { names, keys: new KeySet(keys.flat()) };
    }
    return this.opened.keys;
  }

  private async keysOf(row: SigningKey): Promise<KeyInUse[]> {
    if (row.kid === settingsKey) return this.keysOfSettings(row);
    const key = await this.seal.open(row.sealed ?? '', row);
    if (key) return [new KeyInUse(row, key)];
    if (row.state === 'active') throw new ActiveKeySealed(row.kid);
    this.logger.warn({ kid: row.kid }, 'A key was sealed under another DATA_SECRET, and is left out');
    return [];
  }

  /** JWT_SECRET, and for as long as it is in the ring the one before it. */
  private keysOfSettings({ kid, algorithm, state }: SigningKey): KeyInUse[] {
    const { secret, previousSecret } = this.settings;
    const own = new KeyInUse({ kid, algorithm, state }, createSecretKey(secret, 'utf8'));
    if (previousSecret === undefined) return [own];
    const previous = createSecretKey(previousSecret, 'utf8');
    return [own, new KeyInUse({ kid, algorithm, state: 'retiring' }, previous)];
  }
}
