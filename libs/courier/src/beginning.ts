import type { Readable } from 'node:stream';
import type { Begin } from './channel.js';

/** One beginning, over however many connections a message is tried; and what went wrong with it. */
export class Beginning {
  private begun: Promise<void> | undefined;
  private fault: { readonly error: unknown } | undefined;

  constructor(private readonly begin: Begin) {}

  /** The bytes of a message; it begins when the first of them is asked for. */
  async *before(content: Readable): AsyncGenerator<Buffer> {
    await this.once();
    yield* content;
  }

  throwFault(): void {
    if (this.fault) throw this.fault.error;
  }

  private once(): Promise<void> {
    this.begun ??= this.begin().catch((error: unknown) => {
      this.fault = { error };
      throw error;
    });
    return this.begun;
  }
}
