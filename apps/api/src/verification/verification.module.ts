import { Module } from '@nestjs/common';
import { VerificationFeature } from '@app/verification';
import { CheckController } from './check.controller.js';
import { ConfirmationController } from './confirmation.controller.js';
import { VerificationController } from './verification.controller.js';

@Module({
  imports: [VerificationFeature],
  controllers: [VerificationController, ConfirmationController, CheckController],
})
export class VerificationModule {}
