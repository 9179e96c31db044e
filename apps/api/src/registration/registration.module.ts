import { Module } from '@nestjs/common';
import { RegistrationFeature } from '@app/registration';
import { RegistrationController } from './registration.controller.js';

@Module({ imports: [RegistrationFeature], controllers: [RegistrationController] })
export class RegistrationModule {}
