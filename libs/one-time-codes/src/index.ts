export { CodeGenerator } from './code-generator.js';
export { CodeRejected } from './code-rejected.js';
export { OneTimeCode, type CodeBinding } from './one-time-code.entity.js';
export { OneTimeCodes } from './one-time-codes.js';
export { OneTimeCodesModule } from './one-time-codes.module.js';
