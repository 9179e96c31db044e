import { Module, type DynamicModule } from '@nestjs/common';
import { CourierFeature } from '@app/courier';
import type { Settings } from '@app/settings';
import { MailboxController } from './mailbox.controller.js';

/** Pages for people. */
@Module({})
export class PagesModule {
  static of({ http, messages }: Settings): DynamicModule {
    const hasMailbox =
      !http.production && (messages.mail.kind === 'mailbox' || messages.sms.kind === 'mailbox');
    return {
      module: PagesModule,
      imports: [CourierFeature],
      controllers: hasMailbox ? [MailboxController] : [],
    };
  }
}
