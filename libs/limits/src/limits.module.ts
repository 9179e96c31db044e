import { Global, Module } from '@nestjs/common';
import { FailureBudget } from './failure-budget.js';
import { FailureDelays } from './failure-delays.js';
import { Limits } from './limits.js';

@Global()
@Module({
  providers: [Limits, FailureDelays, FailureBudget],
  exports: [Limits, FailureDelays, FailureBudget],
})
export class LimitsModule {}
