import type { User } from '@app/users';

/** Who a Bearer request comes from. */
export interface SignedIn {
  readonly user: User;
  readonly sessionId: string;
}
