import { Module } from '@nestjs/common';
import { AuthFeature } from '@app/auth';
import { AuthController } from './auth.controller.js';

@Module({ imports: [AuthFeature], controllers: [AuthController] })
export class AuthModule {}
