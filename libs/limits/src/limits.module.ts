import { Global, Module } from '@nestjs/common';
import { FailureDelays } from './failure-delays.js';
import { Limits } from './limits.js';

@Global()
@Module({ providers: [Limits, FailureDelays], exports: [Limits, FailureDelays] })
export class LimitsModule {}
