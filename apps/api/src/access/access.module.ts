import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MultipartTypeGuard } from '../http/media-types.js';
import { BasicGuard, BearerGuard } from './access.guards.js';
import { BasicStrategy } from './basic.strategy.js';
import { BearerStrategy } from './bearer.strategy.js';

/** Every route is closed until a policy opens it. The guards run in this order. */
@Module({
  providers: [
    BasicStrategy,
    BearerStrategy,
    { provide: APP_GUARD, useClass: BearerGuard },
    { provide: APP_GUARD, useClass: BasicGuard },
    { provide: APP_GUARD, useClass: MultipartTypeGuard },
  ],
})
export class AccessModule {}
