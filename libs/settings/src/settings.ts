import type { PartnerCredential } from './partner-credentials.js';

/** Where and how the service answers. */
export abstract class HttpSettings {
  declare readonly production: boolean;
  declare readonly host: string;
  declare readonly port: number;
  /** The only base of links, without a trailing slash. */
  declare readonly publicUrl: string;
  declare readonly trustedProxies: readonly string[];
  declare readonly corsOrigins: readonly string[];
  declare readonly docs: boolean;
}

/** Where things are kept. */
export abstract class StorageSettings {
  declare readonly dataDir: string;
  declare readonly database: DatabaseLocation;
}

export type DatabaseLocation =
  { readonly engine: 'sqlite'; readonly file: string } | { readonly engine: 'mysql'; readonly url: string };

/** What tokens may be signed with: by a secret, or by a private key whose public half is shown. */
export const tokenAlgorithms = ['HS256', 'ES256', 'RS256'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

/** Keys and lifetimes of tokens; lifetimes in seconds. */
export abstract class TokenSettings {
  declare readonly issuer: string;
  declare readonly secret: string;
  declare readonly previousSecret: string | undefined;
  /** Of the keys that are made from now on. */
  declare readonly algorithm: TokenAlgorithm;
  /** Root from which the keys of codes and sealed messages are derived. */
  declare readonly dataSecret: string;
  declare readonly accessTokenTtl: number;
  declare readonly refreshTokenTtl: number;
  /** Whether web clients get a refresh token, too. */
  declare readonly webRefreshTokens: boolean;
  /** Since the last use. */
  declare readonly apiTokenTtl: number;
  /** The longest that anything signed here is still looked at. */
  declare readonly longestTtl: number;
}

/** The partner platforms and what their routes accept. */
export abstract class PartnerSettings {
  declare readonly credentials: readonly PartnerCredential[];
  declare readonly passwordPolicy: 'documented' | 'strict';
}

/** Lifetimes of a signup and of what proves it, in seconds. */
export abstract class SignupSettings {
  declare readonly signupTtl: number;
  declare readonly otpTtl: number;
  declare readonly linkTtl: number;
  declare readonly resendCooldown: number;
  /** Where a confirmed person goes back to, by platform. */
  declare readonly returnUrls: Readonly<Record<string, string>>;
}

/** Whether budgets that only bound load and cost are kept. */
export abstract class LimitSettings {
  declare readonly loadBudgets: boolean;
}

/** How a channel sends: to a server, to the development mailbox, or not at all. */
export type ChannelRoute =
  { readonly kind: 'server'; readonly url: string } | { readonly kind: 'mailbox' | 'none' };

/** Delivery of mail and SMS. */
export abstract class MessageSettings {
  declare readonly courier: 'inline' | 'off';
  declare readonly mail: ChannelRoute;
  declare readonly mailFrom: string;
  declare readonly sms: ChannelRoute;
  declare readonly smsFallbackUrl: string | undefined;
  declare readonly smsReceiptsSecret: string | undefined;
  declare readonly templatesDir: string | undefined;
}

/** Everything the environment decides, frozen. */
export interface Settings {
  readonly http: HttpSettings;
  readonly storage: StorageSettings;
  readonly tokens: TokenSettings;
  readonly partners: PartnerSettings;
  readonly signup: SignupSettings;
  readonly messages: MessageSettings;
  readonly limits: LimitSettings;
}
