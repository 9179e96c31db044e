import { Module } from '@nestjs/common';
import { SignIn } from './sign-in.js';

/** Signing in and staying so. */
@Module({ providers: [SignIn], exports: [SignIn] })
export class AuthFeature {}
