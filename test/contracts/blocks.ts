import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Clock } from '@app/clock';
import { readSettings, SettingsModule } from '@app/settings';
import { Reader, UnitOfWork } from '@app/transactions';
import type { OpenedDatabase } from '../harness/opened-database.js';

/** What every block stands on. */
@Global()
@Module({})
class Ground {
  static under({ unit, reader, clock }: OpenedDatabase): DynamicModule {
    const providers = [
      { provide: UnitOfWork, useValue: unit },
      { provide: Reader, useValue: reader },
      { provide: Clock, useValue: clock },
    ];
    return { module: Ground, providers, exports: providers };
  }
}

/** The named blocks on this database, and no application around them. `secret` is DATA_SECRET. */
export function build(
  database: OpenedDatabase,
  blocks: readonly (new () => object)[],
  secret = 'the root of the keys of data at rest, of this suite',
): Promise<TestingModule> {
  const { url, directory } = database.place;
  const environment = { NODE_ENV: 'test', DATA_DIR: directory, DATABASE_URL: url, DATA_SECRET: secret };
  const settings = SettingsModule.of(readSettings(environment));
  return Test.createTestingModule({ imports: [settings, Ground.under(database), ...blocks] }).compile();
}
