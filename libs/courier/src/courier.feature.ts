import { Module } from '@nestjs/common';
import { Channels, mailboxProvider } from './channels.js';
import { Courier } from './courier.js';
import { DeliverMessage } from './deliver-message.js';
import { Mailbox } from './mailbox.js';
import { Templates } from './templates/templates.js';

/** Delivering what the outbox holds. */
@Module({
  providers: [Courier, DeliverMessage, Channels, Templates, mailboxProvider],
  exports: [Courier, Mailbox],
})
export class CourierFeature {}
