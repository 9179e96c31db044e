export { CourierFeature } from './courier.feature.js';
export { Courier } from './courier.js';
export { Mailbox, type MailboxEntry } from './mailbox.js';
