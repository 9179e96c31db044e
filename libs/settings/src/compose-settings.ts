import { join } from 'node:path';
import { demoPartner } from './partner-credentials.js';
import type { ChannelRoute, DatabaseLocation, MessageSettings, Settings, TokenSettings } from './settings.js';
import type { Variables } from './variables.js';

/** Seconds for which a signup's token still asks how far the signup is, long after it has expired. */
const signupStateFor = 24 * 3600;

/**
 * The settings that the variables amount to, defaults that depend on each other filled in.
 * @param secret the key of the tokens, generated in development
 */
export function composeSettings(
  given: Variables,
  returnUrls: Readonly<Record<string, string>>,
  secret: string,
): Settings {
  const production = given.NODE_ENV === 'production';
  const publicUrl = (given.PUBLIC_URL ?? `http://localhost:${given.PORT}`).replace(/\/+$/, '');
  const byDefault = production ? 'off' : 'on';
  return {
    http: {
      production,
      host: given.HOST,
      port: given.PORT,
      publicUrl,
      trustedProxies: given.TRUSTED_PROXIES ?? [],
      corsOrigins: given.CORS_ORIGINS ?? [],
      docs: (given.DOCS ?? byDefault) === 'on',
    },
    storage: { dataDir: given.DATA_DIR, database: databaseLocation(given) },
    tokens: tokenSettings(given, publicUrl, secret),
    partners: {
      credentials: given.PARTNER_CREDENTIALS ?? (production ? [] : [demoPartner]),
      passwordPolicy: given.PARTNER_PASSWORD_POLICY,
    },
    signup: {
      signupTtl: given.SIGNUP_TTL,
      otpTtl: given.OTP_TTL,
      linkTtl: given.LINK_TTL,
      resendCooldown: given.RESEND_COOLDOWN,
      returnUrls,
    },
    messages: messageSettings(given, publicUrl, production),
    limits: { loadBudgets: given.RATE_LIMITS === 'on' },
  };
}

function tokenSettings(given: Variables, issuer: string, secret: string): TokenSettings {
  return {
    issuer,
    secret,
    previousSecret: given.JWT_SECRET_PREVIOUS,
    algorithm: given.JWT_ALG,
    dataSecret: given.DATA_SECRET ?? secret,
    accessTokenTtl: given.ACCESS_TOKEN_TTL,
    refreshTokenTtl: given.REFRESH_TOKEN_TTL,
    webRefreshTokens: given.WEB_REFRESH_TOKENS === 'on',
    apiTokenTtl: given.API_TOKEN_TTL,
    longestTtl: Math.max(given.ACCESS_TOKEN_TTL, given.SIGNUP_TTL, signupStateFor),
  };
}

function messageSettings(given: Variables, publicUrl: string, production: boolean): MessageSettings {
  return {
    courier: given.COURIER,
    mail: channelRoute(given.SMTP_URL, production),
    mailFrom: given.MAIL_FROM ?? `no-reply@${new URL(publicUrl).hostname}`,
    sms: channelRoute(given.SMS_URL, production),
    smsFallbackUrl: given.SMS_FALLBACK_URL,
    smsReceiptsSecret: given.SMS_RECEIPTS_SECRET,
    templatesDir: given.TEMPLATES_DIR,
  };
}

function databaseLocation({ DATABASE_URL: url, DATA_DIR: dataDir }: Variables): DatabaseLocation {
  if (url === undefined) return { engine: 'sqlite', file: join(dataDir, 'usapi.db') };
  if (/^mysql:/i.test(url)) return { engine: 'mysql', url };
  return { engine: 'sqlite', file: url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') };
}

function channelRoute(url: string | undefined, production: boolean): ChannelRoute {
  if (url === undefined) return { kind: production ? 'none' : 'mailbox' };
  return url === 'none' ? { kind: 'none' } : { kind: 'server', url };
}
