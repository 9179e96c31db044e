export { asciiKey } from './ascii-key.js';
export { isDatabaseAway, isTransientConflict, isUniqueViolation } from './database-faults.js';
export { removeBatch } from './remove-batch.js';
export { Reader } from './reader.js';
export { UnitOfWork } from './unit-of-work.js';
