import { Module, type DynamicModule } from '@nestjs/common';
import { ClockModule } from '@app/clock';
import { CourierFeature } from '@app/courier';
import { DatabaseModule } from '@app/database';
import { OutboxModule } from '@app/outbox';
import { SettingsModule, type Settings } from '@app/settings';
import { Delivery } from './delivery.js';

/** The courier process: the outbox and the channels, and nothing that listens. */
@Module({})
export class CourierModule {
  static of(settings: Settings): DynamicModule {
    return {
      module: CourierModule,
      imports: [SettingsModule.of(settings), ClockModule, DatabaseModule, OutboxModule, CourierFeature],
      providers: [Delivery],
    };
  }
}
