/** A message as a person will read it. */
export interface RenderedMessage {
  /** The outbox message's id: gateways drop a second sending of it. */
  readonly id: string;
  readonly to: string;
  /** Of a mail; null for an SMS. */
  readonly subject: string | null;
  readonly text: string;
  /** Of a mail; null for an SMS. */
  readonly html: string | null;
}
