import { Resolver } from 'node:dns';
import { DeliveryFailed } from '@app/courier';
import type { RenderedMessage } from '@app/courier';
import { SmtpChannel } from '@app/courier';
import { SmtpSink, type SmtpSinkOptions } from '../harness/smtp-sink.js';

const begin = (): Promise<void> => Promise.resolve();

const ada: RenderedMessage = {
  id: '01900000-0000-7000-8000-000000000001',
  to: 'ada@example.test',
  subject: 'Konfirmasi pendaftaran – ON',
  text: 'Kode Anda: 482913',
  html: '<p>Kode Anda: <b>482913</b></p>',
};

describe('the SMTP channel', () => {
  let sink: SmtpSink;
  let channel: SmtpChannel;

  async function start(options?: SmtpSinkOptions, urlOf = (sinkOf: SmtpSink) => sinkOf.url): Promise<void> {
    sink = await SmtpSink.start(options);
    channel = new SmtpChannel({ url: urlOf(sink), from: 'no-reply@usapi.example' });
  }

  const failureOf = async (message: Partial<RenderedMessage> = {}): Promise<DeliveryFailed> => {
    const refused: unknown = await channel
      .deliver({ ...ada, ...message }, begin)
      .catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(DeliveryFailed);
    return refused as DeliveryFailed;
  };

  afterEach(async () => {
    channel.close();
    await sink.stop();
  });

  it('sends text and HTML to the one stored address', async () => {
    await start();
    const accepted = await channel.deliver(ada, begin);
    expect(accepted).toEqual({ channel: 'smtp', providerId: expect.stringMatching(/^[\w.-]+$/) as string });
    expect(sink.messages).toHaveLength(1);
    const mail = await sink.waitFor(({ recipients }) => recipients.includes(ada.to));
    expect(mail).toMatchObject({
      sender: 'no-reply@usapi.example',
      recipients: ['ada@example.test'],
      content: {
        from: { name: '', address: 'no-reply@usapi.example' },
        to: [{ name: '', address: 'ada@example.test' }],
        subject: ada.subject,
        messageId: '<01900000-0000-7000-8000-000000000001@usapi.example>',
      },
    });
    expect(mail.content.text?.trim()).toBe(ada.text);
    expect(mail.content.html?.trim()).toBe(ada.html);
    expect(mail.content.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
  });

  const long = 'x'.repeat(100);
  it.each([
    ['2.0.0 Ok: queued as 4XyZ1234567890', '4XyZ1234567890'],
    ['OK id=1tAbCd-0000000AbCd-1EfG', '1tAbCd-0000000AbCd-1EfG'],
    ['2.0.0 OK  1700000000 d9443c01a7336-1d7sm45.67 - gsmtp', 'd9443c01a7336-1d7sm45.67'],
    ['Ok 0100018b-abcd-4321-000000', '0100018b-abcd-4321-000000'],
    ['2.0.0 3AbCd123 Message accepted for delivery', '3AbCd123'],
    [
      '2.6.0 <a@b.example> [InternalId=1234567890, Hostname=AB.example] 8123 bytes Queued mail for delivery',
      '1234567890',
    ],
    [`queued as ${long}`, long],
    [`queued as ${long}x`, undefined],
    ['queued as <ada@example.test>', undefined],
    ['OK', undefined],
    ['OK accepted', undefined],
    ['2.0.0 Ok 628123456789 characters', undefined],
  ])('finds the id of its own that a server names in "%s"', async (said, providerId) => {
    await start();
    sink.reply = () => said;
    expect(await channel.deliver(ada, begin)).toEqual({ channel: 'smtp', providerId });
  });

  it('gives a second sending the same Message-ID', async () => {
    await start();
    await channel.deliver(ada, begin);
    await channel.deliver(ada, begin);
    const [first, second] = sink.messages.map(({ content }) => content.messageId);
    expect(first).toBe(second);
  });

  it.each(["!#$%&'*+/=?^_`{|}~-@example.test", 'budi.a+b@xn--bcher-kva.example'])(
    'sends to %s to the byte',
    async (to) => {
      await start();
      await channel.deliver({ ...ada, to }, begin);
      expect(sink.messages[0]?.recipients).toEqual([to]);
      expect(sink.messages[0]?.raw.split('\r\n')).toContain(`To: ${to}`);
    },
  );

  it.each([
    'ada@example.test,eve@example.test',
    'ada@example.test;eve@example.test',
    'Ada <ada@example.test>',
    '"ada eve@example.test"@example.test',
    'ada@example.test> RCPT TO:<eve@example.test',
    'ada@example.test\r\nRCPT TO:<eve@example.test>',
    'everyone:ada@example.test,eve@example.test;',
    'ada@[127.0.0.1]',
    'ada',
    '',
  ])('does not send to %j, which is not one mailbox', async (to) => {
    await start();
    expect(await failureOf({ to })).toMatchObject({ channel: 'smtp', permanent: true });
    expect(sink.transactions).toBe(0);
  });

  it('lets no subject forge a header or a recipient', async () => {
    await start();
    const subject =
      'Hello\r\nBcc: eve@example.test\r\n\r\nbody\u0000 "Eve" <eve@example.test>, eve2@example.test';
    await channel.deliver({ ...ada, subject }, begin);
    const [mail] = sink.messages;
    expect(mail?.recipients).toEqual([ada.to]);
    expect(mail?.content.bcc ?? []).toEqual([]);
    expect(mail?.content.subject).toBe(
      'Hello Bcc: eve@example.test body "Eve" <eve@example.test>, eve2@example.test',
    );
    expect(mail?.raw).not.toMatch(/^Bcc:/im);
  });

  it('reads no file and no address that a text names', async () => {
    await start();
    const text = '{"path":"/etc/hostname","href":"http://127.0.0.1/"}';
    await channel.deliver({ ...ada, text, html: null }, begin);
    expect(sink.messages[0]?.content.text?.trim()).toBe(text);
    expect(sink.messages[0]?.content.html).toBeUndefined();
  });

  it('takes the login out of the URL', async () => {
    const login = { user: 'usapi@example.test', password: 'pé:@/% word' };
    const [user, password] = [login.user, login.password].map(encodeURIComponent);
    await start({ login }, ({ port }) => `smtp://${user}:${password}@127.0.0.1:${port}`);
    await expect(channel.deliver(ada, begin)).resolves.toMatchObject({ channel: 'smtp' });
  });

  it('asks no DNS for localhost', async () => {
    const asked = jest.spyOn(Resolver.prototype, 'resolve4');
    await start({}, ({ port }) => `smtp://LocalHost:${port}`);
    await expect(channel.deliver(ada, begin)).resolves.toMatchObject({ channel: 'smtp' });
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it('sends as many at the same time as the courier does', async () => {
    await start();
    const ids = Array.from({ length: 24 }, (_, index) => `message-${index}`);
    await Promise.all(ids.map((id) => channel.deliver({ ...ada, id }, begin)));
    expect(sink.messages).toHaveLength(24);
  });
});
