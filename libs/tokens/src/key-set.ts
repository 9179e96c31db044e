import type { KeyInUse, PublicKey } from './key-in-use.js';
import { hasLowS, readToken } from './key-spelling.js';

/** The live keys of the ring. */
export class KeySet {
  readonly active: KeyInUse;
  readonly shown: readonly PublicKey[];
  private readonly byHeader = new Map<string, KeyInUse[]>();

  /** @param keys one of them active */
  constructor(keys: readonly KeyInUse[]) {
    const active = keys.find(({ state }) => state === 'active');
    if (!active) throw new Error('A key ring without an active key.');
    this.active = active;
    this.shown = keys.flatMap(({ shown }) => shown ?? []);
    // The one that signs first: most tokens are its.
    for (const key of [active, ...keys.filter((other) => other !== active)])
      this.byHeader.set(key.header, [...(this.byHeader.get(key.header) ?? []), key]);
  }

  /**
   * The key a token is to be verified with, if it can be of ours at all: its header is, to the letter, that of a key of
   * the ring. So the algorithm is the key's, and whatever keys and addresses a stranger writes there are never read. Of
   * several secrets it is the one that has signed.
   */
  keyOf(token: string): KeyInUse | undefined {
    const read = readToken(token);
    if (!read) return undefined;
    const [only, ...more] = this.byHeader.get(read.header) ?? [];
    if (!only || (only.algorithm === 'ES256' && !hasLowS(read.signature))) return undefined;
    return more.length === 0 ? only : [only, ...more].find((key) => key.hasSigned(read));
  }
}
