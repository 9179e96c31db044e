import { isIP } from 'node:net';
import { demoPartner } from './partner-credentials.js';
import { isPlaceholder } from './placeholders.js';
import type { Settings } from './settings.js';
import type { Variables } from './variables.js';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const isCidr = (text: string): boolean => {
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  );
};

const isOrigin = (text: string): boolean => URL.parse(text)?.origin === text && /^https?:/.test(text);

/** Faults that only show when variables are seen together, each naming the variable and its mend. */
export function crossChecks(given: Variables, settings: Settings): string[] {
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string): void => void (holds || faults.push(fault));

  demand(
    (given.TRUSTED_PROXIES ?? []).every(isCidr),
    'TRUSTED_PROXIES: give addresses or CIDR ranges, between commas.',
  );
  demand(
    (given.CORS_ORIGINS ?? []).every(isOrigin),
    'CORS_ORIGINS: give origins such as https://app.example.id, between commas.',
  );
  demand(
    settings.storage.database.engine === 'mysql' || given.COURIER === 'inline',
    'COURIER: off needs MySQL or MariaDB; on SQLite one process does everything, use inline.',
  );
  if (settings.http.production) faults.push(...productionChecks(given, settings));
  else
    demand(
      isLoopback(given.HOST) || !hasDevelopmentDoors(settings),
      'HOST: an address beyond loopback would open the demo partner or the mailbox to the network; set PARTNER_CREDENTIALS, SMTP_URL and SMS_URL, or use 127.0.0.1.',
    );
  return faults;
}

const hasDevelopmentDoors = ({ partners, messages }: Settings): boolean =>
  messages.mail.kind === 'mailbox' ||
  messages.sms.kind === 'mailbox' ||
  partners.credentials.some(({ name, secret }) => name === demoPartner.name && secret === demoPartner.secret);

function productionChecks(given: Variables, { http, partners }: Settings): string[] {
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const { protocol, hostname } = new URL(http.publicUrl);

  demand(
    given.PUBLIC_URL !== undefined,
    'PUBLIC_URL: production needs the https address people reach the service at.',
  );
  demand(
    protocol === 'https:' || isLoopback(hostname),
    'PUBLIC_URL: production needs https (http for localhost only).',
  );
  demand(
    given.JWT_SECRET !== undefined,
    'JWT_SECRET: production needs a key of at least 32 random bytes, for example from: openssl rand -base64 48',
  );
  for (const name of ['JWT_SECRET', 'JWT_SECRET_PREVIOUS', 'DATA_SECRET'] as const) {
    demand(
      !isPlaceholder(given[name]),
      `${name}: production refuses what anybody would guess; take random bytes, for example from: openssl rand -base64 48`,
    );
  }
  demand(given.RATE_LIMITS === 'on', 'RATE_LIMITS: production keeps every budget; leave it on.');
  demand(given.SMTP_URL !== undefined, 'SMTP_URL: production needs a mail server, or none.');
  demand(given.SMS_URL !== undefined, 'SMS_URL: production needs an SMS gateway, or none.');
  demand(
    !partners.credentials.some(({ secret }) => secret === demoPartner.secret || isPlaceholder(secret)),
    'PARTNER_CREDENTIALS: production refuses the demo secret and what anybody would guess.',
  );
  demand(
    partners.credentials.every(({ secret }) => secret.length >= 22),
    'PARTNER_CREDENTIALS: production needs secrets of at least 22 characters, for example from: openssl rand -base64 24',
  );
  return faults;
}
