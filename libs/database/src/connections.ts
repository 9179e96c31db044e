import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Reader } from '@app/transactions';
import { SingleService } from './single-service.js';

/** Closes the connections last, when nothing writes any more. */
@Injectable()
export class Connections implements OnApplicationShutdown {
  constructor(
    private readonly writer: DataSource,
    private readonly reader: Reader,
    private readonly single: SingleService,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
    if (this.writer.isInitialized) await this.writer.destroy();
    this.single.release();
  }
}
