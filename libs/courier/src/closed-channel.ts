import { Channel, DeliveryFailed } from './channel.js';

/** A channel that is switched off: what was queued before becomes a dead letter, and waits there for an operator. */
export class ClosedChannel extends Channel {
  deliver(): Promise<never> {
    return Promise.reject(new DeliveryFailed('none', true, 'the channel is switched off'));
  }
}
