export { DeliveryFailed, type Acceptance } from './channel.js';
export { CourierFeature } from './courier.feature.js';
export { Courier } from './courier.js';
export { Mailbox, type MailboxEntry } from './mailbox.js';
export type { RenderedMessage } from './rendered-message.js';
export { SmsHttpChannel } from './sms-http-channel.js';
export { SmtpChannel } from './smtp-channel.js';
