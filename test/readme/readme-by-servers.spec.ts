import { setTimeout as sleep } from 'node:timers/promises';
import type { MailboxEntry } from '@app/courier';
import { killAll } from '../harness/process.js';
import { SmsGateway } from '../harness/sms-gateway.js';
import { SmtpSink } from '../harness/smtp-sink.js';
import { receivedBy, showReceived } from './received-messages.js';
import type { Said } from './shell.js';
import { describeStory, printedBy, shownBy, story, Telling } from './told-story.js';

/** Milliseconds in which the courier looks at the outbox once more: a message that comes twice has come by then. */
const anotherLook = 2000;
const sender = 'house@usapi.example';

interface Outcome {
  readonly said: Said;
  readonly received: readonly MailboxEntry[];
  /** MAIL FROM of each mail. */
  readonly senders: readonly string[];
}

/** The story, with messages read where they really came. */
async function tellByServers(smtp: SmtpSink, sms: SmsGateway): Promise<Outcome> {
  const env = { SMTP_URL: smtp.url, MAIL_FROM: sender, SMS_URL: sms.url };
  const telling = await Telling.begin(env);
  const mailbox = await fetch(`${telling.service.url}/dev/mailbox.json`);
  if (mailbox.status !== 404) throw new Error(`The service has a mailbox all the same: ${mailbox.status}`);
  const shown = await showReceived(smtp, sms);
  const said = await telling.tell(shown.address);
  await sleep(anotherLook);
  await telling.end();
  await shown.stop();
  return { said, received: receivedBy(smtp, sms), senders: smtp.messages.map((mail) => mail.sender) };
}

describeStory('The story of the README, with a mail server and an SMS gateway', () => {
  let outcome: Outcome;

  beforeAll(async () => {
    const [smtp, sms] = await Promise.all([SmtpSink.start(), SmsGateway.start()]);
    try {
      outcome = await tellByServers(smtp, sms);
    } finally {
      await killAll();
      await Promise.all([smtp.stop(), sms.stop()]);
    }
  }, 240_000);

  it.each(story)('line $line prints what the README says', (step) => {
    expect(printedBy(outcome.said, step)).toBe(shownBy(step));
  });

  it('sends each message once', () => {
    const { received } = outcome;
    expect(received.map(({ to, subject, text }) => [to, subject ?? text])).toEqual([
      ['test.account@example.com', 'Confirm your registration at ONMART'],
      ['test.account@example.com', 'Your ONMART account is active'],
      ['62123456789', expect.stringMatching(/^Your registration code: \d{6}\./)],
      ['62123456789', expect.stringMatching(/^The account test20250219000 at ONAPPS is active\./)],
      // The story puts another number in this one's place.
      ['62123456789', expect.stringMatching(/^Ada perubahan penting pada akun test20250219000\./)],
    ]);
    expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
  });

  it('sends mail from the address of the settings', () => {
    expect(new Set(outcome.senders)).toEqual(new Set([sender]));
  });
});
