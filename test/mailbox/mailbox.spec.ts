import { createHash } from 'node:crypto';
import { appendFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailboxEntry } from '@app/courier';
import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';

const link = { ...samples.signup, username: 'ada', email: 'ada@example.com', mode: 'LINK' };

describe.each(engines)('The development mailbox on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
    await signUp({ ...samples.signup, mode: 'OTP' }, samples.signup.phone_number);
    service.clock.advance(1);
    await signUp(link, link.email);
  });
  afterAll(() => service.stop());

  const signUp = async (body: object, to: string): Promise<MailboxEntry[]> => {
    const answer = await service.http.post('/signup', body, { basic: demo });
    expect(answer.status).toBe(200);
    return service.mailbox(to);
  };
  const json = async () => (await service.http.get('/dev/mailbox.json')).body as unknown as MailboxEntry[];
  const page = async () => (await service.http.get('/dev/mailbox')).text;

  it('lists mail and SMS as JSON, newest first, with all their words and nothing else', async () => {
    const [mail, sms] = await json();
    expect(mail).toEqual({
      id: expect.any(String),
      channel: 'mail',
      to: 'ada@example.com',
      subject: 'Konfirmasi pendaftaran ONAPPS',
      text: expect.stringContaining('http://localhost:3000/signup/confirm?code='),
      html: expect.stringMatching(/^<!doctype html>/),
      createdAt: service.clock.now().toISOString(),
    });
    expect(sms).toEqual({
      id: expect.any(String),
      channel: 'sms',
      to: '62123456789',
      subject: null,
      text: expect.stringMatching(/\d{6}/),
      html: null,
      createdAt: new Date(service.clock.now().getTime() - 1000).toISOString(),
    });
    expect(mail?.id).not.toBe(sms?.id);
  });

  it('shows the same on a page, newest first', async () => {
    const shown = await page();
    const places = ['Konfirmasi pendaftaran ONAPPS', 'ada@example.com', 'SMS', '62123456789'].map((words) =>
      shown.indexOf(words, shown.indexOf('<article>')),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('makes a link of every address in a message, and it leads to the signup', async () => {
    const [mail] = await json();
    const address = /https?:\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    expect(await page()).toContain(`<a href="${address}">${address}</a>`);
    const { pathname, search } = new URL(address);
    expect((await service.http.get(`${pathname}${search}`)).status).toBe(200);
  });

  it('lets the page load nothing, run nothing and be framed by nobody', async () => {
    const { headers, text } = await service.http.get('/dev/mailbox');
    const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(text).not.toMatch(/<script|<img|<link| style=| on\w+=/i);
  });

  it('keeps its file from other users of the machine', async () => {
    const { mode } = await stat(join(service.settings.storage.dataDir, 'mailbox.jsonl'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('shows the rest when a killed process has left half a message', async () => {
    const before = await json();
    await appendFile(join(service.settings.storage.dataDir, 'mailbox.jsonl'), '{"id":"half","chan\n');
    expect(await json()).toEqual(before);
  });

  it('is no part of the documented service', async () => {
    const { text } = await service.http.get('/openapi.json');
    expect(text).not.toContain('mailbox');
  });

  it.each(['POST', 'PUT', 'DELETE'])('refuses %s', async (method) => {
    const { status, headers } = await service.http.call(method, '/dev/mailbox', {});
    expect([status, headers['allow']]).toEqual([405, expect.stringContaining('GET')]);
  });
});
