import { Global, Module } from '@nestjs/common';
import { AttemptLog } from './attempt-log.js';
import { OutboxInspection } from './outbox-inspection.js';
import { OutboxQueue } from './outbox-queue.js';
import { OutboxReceipts } from './outbox-receipts.js';
import { OutboxUpkeep } from './outbox-upkeep.js';
import { Outbox } from './outbox.js';
import { OwnerNotices } from './owner-notices.js';
import { PayloadSeal } from './payload-seal.js';

@Global()
@Module({
  providers: [
    Outbox,
    OutboxQueue,
    OutboxInspection,
    OutboxReceipts,
    OutboxUpkeep,
    OwnerNotices,
    AttemptLog,
    PayloadSeal,
  ],
  exports: [Outbox, OutboxQueue, OutboxInspection, OutboxReceipts, OutboxUpkeep, OwnerNotices],
})
export class OutboxModule {}
