import type { OutboxMessage } from '@app/outbox';

/** What an operator may see of a message: every column but the payload and the lease. */
export const summary = (message: OutboxMessage) => ({
  id: message.id,
  status: message.status,
  channel: message.channel,
  type: message.type,
  recipient: message.recipient,
  locale: message.locale,
  subject: message.subject,
  attempts: message.attempts,
  createdAt: message.createdAt,
  nextAttemptAt: message.status === 'queued' ? message.nextAttemptAt : null,
  finishedAt: message.finishedAt,
  receipt: message.receipt,
});
