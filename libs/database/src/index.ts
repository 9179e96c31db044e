export { openReader, openWriter } from './data-source.js';
export { DatabaseModule } from './database.module.js';
export { DatabaseUnreachable } from './database-unreachable.js';
export { Migrator, type MigrationState } from './migrator.js';
export { MigrationsPending } from './readiness.js';
export { AlreadyServed } from './single-service.js';
