import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '@app/clock';
import { StorageSettings } from '@app/settings';
import { Reader, UnitOfWork } from '@app/transactions';
import { Connections } from './connections.js';
import { openReader, openWriter } from './data-source.js';
import { Migrator } from './migrator.js';
import { ready } from './readiness.js';
import { SingleService } from './single-service.js';
import { refuseLaxServer } from './strict-mode.js';

/** The database of a service process: held alone if embedded, its schema brought or checked before anything starts. */
@Global()
@Module({
  providers: [
    {
      provide: SingleService,
      inject: [StorageSettings],
      useFactory: ({ database }: StorageSettings) => new SingleService(database),
    },
    {
      provide: DataSource,
      // The hold comes before the first look at the file.
      inject: [StorageSettings, Clock, SingleService],
      useFactory: async ({ database }: StorageSettings, clock: Clock) => {
        const writer = await openWriter(database);
        if (database.engine === 'mysql') await refuseLaxServer(writer);
        await ready(new Migrator(writer, clock), database.engine);
        return writer;
      },
    },
    {
      provide: Reader,
      inject: [StorageSettings, DataSource],
      useFactory: ({ database }: StorageSettings, writer: DataSource) => openReader(database, writer),
    },
    {
      provide: UnitOfWork,
      inject: [DataSource, Reader],
      useFactory: (writer: DataSource, reader: Reader) => new UnitOfWork(writer, reader),
    },
    {
      provide: Migrator,
      inject: [DataSource, Clock],
      useFactory: (writer: DataSource, clock: Clock) => new Migrator(writer, clock),
    },
    Connections,
  ],
  exports: [DataSource, Reader, UnitOfWork, Migrator],
})
export class DatabaseModule {}
