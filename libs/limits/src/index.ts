export { LimitCounter } from './limit-counter.entity.js';
export { Limits, type Budget } from './limits.js';
export { LimitsModule } from './limits.module.js';
