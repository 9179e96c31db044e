import { Injectable } from '@nestjs/common';
import { CodeGenerator, OneTimeCodes } from '@app/one-time-codes';
import { Outbox } from '@app/outbox';
import { ServiceUnavailable } from '@app/problems';
import { HttpSettings, MessageSettings, type Locale } from '@app/settings';

/** Whose new password it is about. */
export interface ResetFacts {
  readonly email: string;
  readonly subject: string;
  readonly username: string;
  readonly locale: Locale;
}

/** Seconds a reset link lives (SECURITY R29: at most 60 minutes). */
const lifetime = 1800;
const hour = 3600;

/** The link behind which a new password is set. */
@Injectable()
export class ResetLinks {
  constructor(
    private readonly generator: CodeGenerator,
    private readonly codes: OneTimeCodes,
    private readonly outbox: Outbox,
    private readonly http: HttpSettings,
    private readonly messages: MessageSettings,
  ) {}

  /** Outside the unit of work; `store` goes inside. @throws ServiceUnavailable when mail is switched off */
  async prepare({
    email,
    subject,
    username,
    locale,
  }: ResetFacts): Promise<{ store(isReal: boolean): Promise<void> }> {
    if (this.messages.mail.kind === 'none') throw new ServiceUnavailable(hour);
    const code = this.generator.link();
    const link = `${this.http.publicUrl}/password/reset?code=${encodeURIComponent(code)}`;
    const payload = { username, link, linkMinutes: lifetime / 60 };
    const envelope = { type: 'password-reset', channel: 'mail', to: email, locale, subject } as const;
    const message = await this.outbox.seal({ ...envelope, payload });
    return {
      store: async (isReal) => {
        const binding = { purpose: 'password-reset', subject, target: email } as const;
        if (isReal) {
          await this.codes.putLink(binding, code, lifetime);
          await this.outbox.replace(message);
        } else {
          await this.codes.putDecoy(binding, code, lifetime);
          await this.outbox.addDecoy(message);
        }
      },
    };
  }
}
