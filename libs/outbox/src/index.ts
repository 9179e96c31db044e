export type { ChannelId, MessageCatalogue, MessageType } from './message-catalogue.js';
export { OutboxAttempt } from './outbox-attempt.entity.js';
export { OutboxInspection, type InspectedMessage } from './outbox-inspection.js';
export { messageStatuses, OutboxMessage, type MessageStatus } from './outbox-message.entity.js';
export { OutboxQueue, type ClaimedMessage } from './outbox-queue.js';
export { OutboxModule } from './outbox.module.js';
export { Outbox, type SealedMessage } from './outbox.js';
export { OutboxReceipts } from './outbox-receipts.js';
export { OutboxUpkeep } from './outbox-upkeep.js';
