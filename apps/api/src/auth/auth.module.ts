import { Module } from '@nestjs/common';
import { AuthFeature } from '@app/auth';
import { AuthController } from './auth.controller.js';
import { PasswordController } from './password.controller.js';
import { SessionController } from './session.controller.js';

@Module({ imports: [AuthFeature], controllers: [AuthController, SessionController, PasswordController] })
export class AuthModule {}
