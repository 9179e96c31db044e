import { FailureDelay, LimitCounter } from '@app/limits';
import { OneTimeCode } from '@app/one-time-codes';
import { OutboxAttempt, OutboxMessage } from '@app/outbox';
import { Partner, PartnerSecret } from '@app/partners';
import { PendingSignup } from '@app/pending-signups';
import { Session, SigningKey } from '@app/tokens';
import { User } from '@app/users';

/** Every table but the migration lock, by name: nothing is found by searching folders. */
export const entities = [
  User,
  Session,
  SigningKey,
  Partner,
  PartnerSecret,
  PendingSignup,
  OneTimeCode,
  OutboxMessage,
  OutboxAttempt,
  LimitCounter,
  FailureDelay,
];
