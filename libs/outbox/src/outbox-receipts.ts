import { Injectable } from '@nestjs/common';
import { NotFound } from '@app/problems';
import { asciiKey, UnitOfWork } from '@app/transactions';
import { OutboxMessage, type Receipt } from './outbox-message.entity.js';

/** What gateways report about messages they took. */
@Injectable()
export class OutboxReceipts {
  constructor(private readonly unit: UnitOfWork) {}

  /** The last report counts: gateways repeat and correct themselves. @throws NotFound */
  async record(id: string, receipt: Receipt): Promise<void> {
    const isOurs = await this.unit.run(async () => {
      const sms = { id: asciiKey(id), channel: 'sms' as const };
      await this.unit.manager.update(OutboxMessage, sms, { receipt });
      // MySQL counts changed rows: a repeated report changes none and is no fault.
      return this.unit.manager.existsBy(OutboxMessage, sms);
    });
    if (!isOurs) throw new NotFound();
  }
}
