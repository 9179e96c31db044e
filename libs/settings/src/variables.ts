import { z } from 'zod';
import { partnerCredentials } from './partner-credentials.js';
import { tokenAlgorithms } from './settings.js';
import {
  baseUrl,
  commaList,
  databaseUrl,
  onOff,
  port,
  seconds,
  secondsUpTo,
  secretOfBytes,
  url,
} from './value-types.js';

const webUrl = url(['http:', 'https:'], 'give an http or https URL');
const urlOrNone = (schemes: readonly string[], mend: string) =>
  z.union([z.literal('none'), url(schemes, mend)]);

/**
 * Every variable the service reads, in the order of `.env.example`; the description is printed there.
 * A default that depends on other variables is filled in by `readSettings`.
 */
export const variables = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'give development, test or production' })
    .default('development')
    .describe('production turns every development convenience off'),
  PORT: port.default(3000).describe('TCP port'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('address to listen on; beyond loopback only without the demo partner and the mailbox'),
  PUBLIC_URL: baseUrl
    .optional()
    .describe('the only base of links; default http://localhost:$PORT; production: https'),
  DATA_DIR: z
    .string()
    .default('var')
    .describe('folder of the database, generated development keys and images'),
  DATABASE_URL: databaseUrl
    .optional()
    .describe(
      'sqlite:<file> (default sqlite:$DATA_DIR/usapi.db) or mysql://user:password@host:3306/database',
    ),
  JWT_SECRET: secretOfBytes(32)
    .optional()
    .describe('key of the HS256 tokens, at least 32 bytes; development: generated once'),
  JWT_SECRET_PREVIOUS: secretOfBytes(32)
    .optional()
    .describe('the key before this one: its tokens stay valid until they expire'),
  JWT_ALG: z
    .enum(tokenAlgorithms, { error: 'give HS256, ES256 or RS256' })
    .default('HS256')
    .describe(
      'algorithm of new keys of tokens; the public keys of ES256 and RS256 are at /.well-known/jwks.json',
    ),
  DATA_SECRET: secretOfBytes(32)
    .optional()
    .describe('root of the keys of codes and sealed messages, at least 32 bytes; default: JWT_SECRET'),
  PARTNER_CREDENTIALS: partnerCredentials
    .optional()
    .describe(
      'name:secret[;name:secret…], created at start when new; development: demo:demo-secret; production: at least 22 characters each',
    ),
  PARTNER_PASSWORD_POLICY: z
    .enum(['documented', 'strict'], { error: 'give documented or strict' })
    .default('documented')
    .describe(
      'passwords on the partner routes: documented (from 6 characters) or strict (from 8, no common ones)',
    ),
  SMTP_URL: urlOrNone(['smtp:', 'smtps:'], 'give smtp://user:password@host:587, smtps://… or none')
    .optional()
    .describe('mail server, or none; development: unset delivers to the mailbox'),
  MAIL_FROM: z
    .email({ error: 'give one plain e-mail address' })
    .optional()
    .describe('sender of every mail; default no-reply@ the host of PUBLIC_URL'),
  SMS_URL: urlOrNone(['http:', 'https:'], 'give an http or https URL or none')
    .optional()
    .describe(
      'SMS gateway (POST {"id","to","message"}), or none; development: unset delivers to the mailbox',
    ),
  SMS_FALLBACK_URL: webUrl.optional().describe('second SMS gateway, used after the first fails'),
  SMS_RECEIPTS_SECRET: z
    .string()
    .refine((value) => /^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/.test(value), {
      error: 'give whsec_ and at least 24 bytes in base64',
    })
    .optional()
    .describe('Standard Webhooks secret of POST /sms/receipts; unset: the route is 404'),
  TEMPLATES_DIR: z
    .string()
    .optional()
    .describe('folder whose templates replace the built-in ones of the same name'),
  RETURN_URLS: z
    .string()
    .optional()
    .describe('where a confirmed person goes back to: ONMART=https://…;ONAPPS=https://…'),
  COURIER: z
    .enum(['inline', 'off'], { error: 'give inline or off' })
    .default('inline')
    .describe(
      'inline delivers messages in this process; off when the courier process runs (MySQL and MariaDB only)',
    ),
  SIGNUP_TTL: seconds(1800).describe('seconds a signup token lives'),
  // SECURITY R21 and R27 set the ends; messages tell whole minutes of digits, and whole hours of a link.
  OTP_TTL: secondsUpTo(600, 600).describe('seconds a six-digit code lives, at most 600'),
  LINK_TTL: secondsUpTo(86_400, 18_000).describe(
    'seconds the link of a signup lives, at most 86400; never longer than the signup, which is kept 24 hours',
  ),
  RESEND_COOLDOWN: seconds(60).describe('seconds between two messages of one purpose to one address'),
  ACCESS_TOKEN_TTL: seconds(3600).describe('seconds an access token lives'),
  REFRESH_TOKEN_TTL: seconds(2_592_000).describe('seconds a session of a native app lives at the most'),
  WEB_REFRESH_TOKENS: onOff.default('off').describe('on: web clients get a refresh token, too'),
  API_TOKEN_TTL: seconds(7_776_000).describe('seconds an api token lives after its last use'),
  TRUSTED_PROXIES: commaList
    .optional()
    .describe('CIDR list of proxies whose X-Forwarded-For is believed; default none'),
  CORS_ORIGINS: commaList
    .optional()
    .describe('origins that may call from a browser, never with credentials; default none'),
  RATE_LIMITS: onOff
    .default('on')
    .describe(
      'off lifts the budgets of a minute, an hour and a day, for load tests; production refuses it; cooldown and tries always hold',
    ),
  DOCS: onOff
    .optional()
    .describe('Swagger UI and /openapi.json; default on in development, off in production'),
});

/** What the variables say, before defaults that depend on each other. */
export type Variables = z.infer<typeof variables>;
