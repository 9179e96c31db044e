export { openReader, openWriter } from './data-source.js';
export { DatabaseModule } from './database.module.js';
export { Migrator } from './migrator.js';
export { MigrationsPending } from './readiness.js';
export { limitPatience } from './pool-patience.js';
