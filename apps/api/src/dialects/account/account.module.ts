import { Module } from '@nestjs/common';
import { RegistrationFeature } from '@app/registration';
import { AccountController } from './account.controller.js';

@Module({ imports: [RegistrationFeature], controllers: [AccountController] })
export class AccountModule {}
