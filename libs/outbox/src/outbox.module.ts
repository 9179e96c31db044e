import { Global, Module } from '@nestjs/common';
import { OutboxQueue } from './outbox-queue.js';
import { Outbox } from './outbox.js';
import { PayloadSeal } from './payload-seal.js';

@Global()
@Module({ providers: [Outbox, OutboxQueue, PayloadSeal], exports: [Outbox, OutboxQueue] })
export class OutboxModule {}
