export { isDatabaseAway, isTransientConflict, isUniqueViolation } from './database-faults.js';
export { Reader } from './reader.js';
export { UnitOfWork } from './unit-of-work.js';
