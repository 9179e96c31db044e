/** The keys an account is known by. Null: the account has none of that kind, or keeps the one it has. */
export interface Identity {
  readonly phoneNumber: string | null;
  readonly usernameKey: string | null;
  readonly email: string | null;
}
