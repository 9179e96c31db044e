import { Module } from '@nestjs/common';
import { VerificationFeature } from '@app/verification';
import { CheckController } from './check.controller.js';
import { VerificationController } from './verification.controller.js';

@Module({ imports: [VerificationFeature], controllers: [VerificationController, CheckController] })
export class VerificationModule {}
