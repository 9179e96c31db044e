export { codeMessages } from './budgets.js';
export { FailureBudget } from './failure-budget.js';
export { FailureDelay } from './failure-delay.entity.js';
export { FailureDelays } from './failure-delays.js';
export { LimitCounter } from './limit-counter.entity.js';
export { Limits, type Budget } from './limits.js';
export { LimitsModule } from './limits.module.js';
