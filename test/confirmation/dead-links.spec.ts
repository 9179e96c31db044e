import { randomBytes } from 'node:crypto';
import type { Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import {
  codeIn,
  formsIn,
  headingOf,
  newPerson,
  openLink,
  signInStatus,
  signUpByLink,
  submit,
} from './link-signup.js';

const linkTtl = 18_000;
const day = 24 * 3600;
const unknownCode = (): string => randomBytes(32).toString('base64url');

/** What a stranger can compare: all but what is his own or of the moment. */
const comparable = ({ status, headers, text }: Reply, code: string) => {
  const { 'x-request-id': _id, date: _date, 'content-length': _length, ...rest } = headers;
  return { status, headers: rest, text: text.replaceAll(code, '<code>') };
};

/** What a program and a browser are answered that ask for another message. */
const askAgain = async (service: Service, code: string): Promise<unknown[]> => [
  comparable(await service.http.post('/signup/resend', { code }), code),
  comparable(await submit(service, '/signup/resend', { code }), code),
];

describe.each(engines)('A link that does nothing on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const sentTo = async (email: string): Promise<number> => {
    const rows: unknown[] = await service.database.query(
      'SELECT id FROM outbox_messages WHERE recipient = ?',
      [email],
    );
    return rows.length;
  };

  const expired = async (): Promise<string> => {
    const { code } = await signUpByLink(service);
    service.clock.advance(linkTtl + 1);
    return code;
  };

  const replaced = async (): Promise<string> => {
    const { person, token, code } = await signUpByLink(service);
    service.clock.advance(61);
    await service.http.post('/signup/resend', { token });
    await service.mailbox(person.email, 2);
    return code;
  };

  const forgotten = async (): Promise<string> => {
    const { code } = await signUpByLink(service);
    service.clock.advance(day);
    return code;
  };

  it.each([
    ['wrong', async () => unknownCode()],
    ['expired', expired],
    ['replaced by a newer one', replaced],
    ['of a signup that is a day old', forgotten],
  ])('gets one friendly page with "send again" when it is %s', async (_why, make) => {
    const code = await make();
    for (const page of [await openLink(service, code), await submit(service, '/signup/confirm', { code })]) {
      expect([page.status, headingOf(page)]).toEqual([400, 'Tautan ini tidak berlaku']);
      expect(formsIn(page)).toEqual([{ action: 'resend', fields: { code } }]);
      const stranger = unknownCode();
      expect(comparable(await openLink(service, stranger), stranger).text).toBe(comparable(page, code).text);
    }
    const refused = await service.http.post('/signup/confirm', { code });
    expect([refused.status, refused.body]).toEqual([400, { message: 'Invalid or expired code' }]);
    const declined = await submit(service, '/signup/confirm', { code, decline: 'true' });
    expect([declined.status, headingOf(declined)]).toEqual([400, 'Tautan ini tidak berlaku']);
  });

  it('works to its last second', async () => {
    const { code, person } = await signUpByLink(service);
    service.clock.advance(linkTtl - 1);
    expect(headingOf(await openLink(service, code))).toBe('Selesaikan pendaftaran');
    expect((await submit(service, '/signup/confirm', { code })).status).toBe(200);
    expect(await signInStatus(service, person)).toBe(200);
  });

  it('does not work from the very moment it expires', async () => {
    const { code } = await signUpByLink(service);
    service.clock.advance(linkTtl);
    expect((await service.http.post('/signup/confirm', { code })).status).toBe(400);
  });

  it('brings a new link that works, and is itself still dead', async () => {
    const { person, code } = await signUpByLink(service);
    service.clock.advance(linkTtl + 1);
    const again = await submit(service, '/signup/resend', { code });
    expect([again.status, headingOf(again)]).toEqual([200, 'Periksa email Anda']);
    const [mail] = await service.mailbox(person.email, 2);
    const fresh = codeIn(mail?.text ?? '');
    expect(fresh).not.toBe(code);
    expect((await openLink(service, code)).status).toBe(400);
    expect((await service.http.post('/signup/confirm', { code: fresh })).status).toBe(200);
    expect(await signInStatus(service, person)).toBe(200);
  });

  describe('asked to be sent again, tells a stranger nothing:', () => {
    const cases: [string, () => Promise<{ code: string; email: string; mails: number }>][] = [
      [
        'an open signup',
        async () => {
          const { person, code } = await signUpByLink(service);
          service.clock.advance(61);
          return { code, email: person.email, mails: 2 };
        },
      ],
      [
        'within the cooldown',
        async () => {
          const { person, code } = await signUpByLink(service);
          return { code, email: person.email, mails: 1 };
        },
      ],
      [
        'a confirmed signup',
        async () => {
          const { person, code } = await signUpByLink(service);
          await service.http.post('/signup/confirm', { code });
          service.clock.advance(61);
          return { code, email: person.email, mails: 2 };
        },
      ],
      [
        'a signup that is a day old',
        async () => {
          const { person, code } = await signUpByLink(service);
          service.clock.advance(day);
          return { code, email: person.email, mails: 1 };
        },
      ],
    ];

    it.each(cases)('%s answers as an unknown code does', async (_what, make) => {
      const { code, email, mails } = await make();
      const stranger = unknownCode();
      expect(await askAgain(service, code)).toEqual(await askAgain(service, stranger));
      expect(await sentTo(email)).toBe(mails);
    });
  });

  it('leaves neither a message nor a code behind when strangers make links up', async () => {
    const rows = async (): Promise<unknown> =>
      service.database.query(
        'SELECT (SELECT COUNT(*) FROM outbox_messages) AS messages, (SELECT COUNT(*) FROM one_time_codes) AS codes',
      );
    await signUpByLink(service);
    const before = await rows();
    for (let call = 0; call < 20; call++) {
      const code = call % 2 === 0 ? unknownCode() : `made up ${call}`;
      expect((await service.http.post('/signup/resend', { code })).status).toBe(200);
    }
    expect(await rows()).toEqual(before);
  });

  it('sends one mail, however many ask at the same time', async () => {
    const { person, token, code } = await signUpByLink(service, newPerson());
    service.clock.advance(61);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        service.http.post('/signup/resend', number % 2 === 0 ? { code } : { token }),
      ),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].filter((status) => ![200, 429].includes(status))).toEqual([]);
    expect(await sentTo(person.email)).toBe(2);
  });
});
