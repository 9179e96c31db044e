export type { ChannelId, Locale, MessageCatalogue, MessageType } from './message-catalogue.js';
export { OutboxAttempt } from './outbox-attempt.entity.js';
export { OutboxMessage } from './outbox-message.entity.js';
export { OutboxQueue, type ClaimedMessage } from './outbox-queue.js';
export { OutboxModule } from './outbox.module.js';
export { Outbox, type SealedMessage } from './outbox.js';
