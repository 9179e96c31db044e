import type { RenderedMessage } from './rendered-message.js';

/** What the other side said when it took a message. */
export interface Acceptance {
  /** What carried it, for the record of attempts. */
  readonly channel: string;
  readonly providerId?: string | undefined;
}

/** The message was not taken. */
export class DeliveryFailed extends Error {
  /**
   * @param permanent whether trying again is of no use
   * @param retryAfter seconds the other side asked to wait
   */
  constructor(
    readonly channel: string,
    readonly permanent: boolean,
    detail: string,
    readonly retryAfter?: number,
  ) {
    super(detail);
    this.name = 'DeliveryFailed';
  }
}

/** Carries messages out of the house. */
export abstract class Channel {
  /** @throws DeliveryFailed */
  abstract deliver(message: RenderedMessage): Promise<Acceptance>;
}
