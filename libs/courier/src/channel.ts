import type { RenderedMessage } from './rendered-message.js';

/** What the other side said when it took a message. */
export interface Acceptance {
  /** What carried it, for the record of attempts. */
  readonly channel: string;
  readonly providerId?: string | undefined;
  /** Who would not take it before, and why. */
  readonly detail?: string | undefined;
}

/** The message was not taken. */
export class DeliveryFailed extends Error {
  /**
   * @param permanent whether trying again is of no use
   * @param retryAfter seconds the other side asked to wait
   * @param isUnclear whether it may have been taken nevertheless, by somebody who would take it a second time
   */
  constructor(
    readonly channel: string,
    readonly permanent: boolean,
    detail: string,
    readonly retryAfter?: number,
    readonly isUnclear = false,
  ) {
    super(detail);
    this.name = 'DeliveryFailed';
  }
}

/** Notes that a message is on its way. When it throws, the message must not leave. */
export type Begin = () => Promise<void>;

/** Carries messages out of the house. */
export abstract class Channel {
  /**
   * @param begin awaited as late as can be before the other side can act on the message: it may have arrived from then
   * on. A process that dies earlier, while it connects say, leaves a message that nobody takes for sent.
   * @throws DeliveryFailed, and whatever `begin` throws
   */
  abstract deliver(message: RenderedMessage, begin: Begin): Promise<Acceptance>;
}
