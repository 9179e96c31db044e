import { Module } from '@nestjs/common';
import { AccountTakeover } from './account-takeover.js';
import { ChangePassword } from './change-password.js';
import { CompleteReset } from './complete-reset.js';
import { ConfirmPassword } from './confirm-password.js';
import { ForgotPassword } from './forgot-password.js';
import { FormerUser } from './former-user.js';
import { ManageSessions } from './manage-sessions.js';
import { OpenSession } from './open-session.js';
import { RefreshSession } from './refresh-session.js';
import { ReplaceCredentials } from './replace-credentials.js';
import { ResetLinks } from './reset-links.js';
import { ResetPassword } from './reset-password.js';
import { SignInProtection } from './sign-in-protection.js';
import { SignInRecords } from './sign-in-records.js';
import { SignIn } from './sign-in.js';

const inside = [
  AccountTakeover,
  CompleteReset,
  FormerUser,
  OpenSession,
  ReplaceCredentials,
  ResetLinks,
  SignInProtection,
  SignInRecords,
];
const offered = [
  ChangePassword,
  ConfirmPassword,
  ForgotPassword,
  ManageSessions,
  RefreshSession,
  ResetPassword,
  SignIn,
];

/** Signing in, staying so, and getting back in. */
@Module({ providers: [...inside, ...offered], exports: offered })
export class AuthFeature {}
