import type { Readable } from 'node:stream';
import type { Begin } from './channel.js';

/** One beginning, over however many connections a message is tried; and what went wrong with it. */
export class Beginning {
  private begun: Promise<void> | undefined;
  private hasBegun = false;
  private fault: { readonly error: unknown } | undefined;

  constructor(private readonly begin: Begin) {}

  /**
   * The bytes of a mail. It begins after the last of them and before the end of DATA, without which no server takes it
   * (RFC 5321 4.1.1.4): that is as late as can be.
   */
  async *withinDataOf(content: Readable): AsyncGenerator<Buffer> {
    yield* content;
    await this.once();
  }

  /** Whether the other side may have the message. */
  get isNoted(): boolean {
    return this.hasBegun;
  }

  /** @throws whatever the beginning threw, however that came out on the way */
  throwFault(): void {
    if (this.fault) throw this.fault.error;
  }

  once(): Promise<void> {
    this.begun ??= this.begin().then(
      () => void (this.hasBegun = true),
      (error: unknown) => {
        this.fault = { error };
        throw error;
      },
    );
    return this.begun;
  }
}
