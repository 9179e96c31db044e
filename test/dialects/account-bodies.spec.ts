import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { part, multipart } from '../profile/multipart.js';
import { accountFields as good, twice } from './account-fields.js';
import { json, urlencoded, type Encoded } from './encodings.js';
import { answer } from './newcomers.js';

const path = '/api/v1/auth/register';

describe.each(engines)('Bodies that the account system reads and does not read on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const send = async ({ contentType, body }: Encoded) =>
    answer(await service.http.post(path, body, { headers: { 'content-type': contentType } }));

  const malformed = [400, { detail: 'Malformed request body' }];

  it.each(['', '{', '[]', 'null', '"text"', '{"name":"a","name":"b"}'])(
    '400 to JSON that is no object: %s',
    async (body) => {
      expect(await send({ contentType: 'application/json', body })).toEqual(malformed);
    },
  );

  it.each([
    ['without its end', multipart([part('name', 'x')]).body.subarray(0, -12)],
    ['that is none', Buffer.from('no form at all')],
    ['with a name that reaches for a prototype', multipart([part('__proto__[roles]', 'admin')]).body],
    ['with a name of ten levels', multipart([part(`a${'[b]'.repeat(10)}`, 'x')]).body],
    ['of 101 fields', multipart(Array.from({ length: 101 }, (_, index) => part(`f${index}`, 'x'))).body],
    [
      'whose password is no UTF-8',
      multipart([
        ...Object.entries(good())
          .filter(([name]) => !name.startsWith('password'))
          .map(([name, value]) => part(name, value)),
        part('password', Buffer.from('FFFE3132333435363738', 'hex')),
      ]).body,
    ],
  ])('400 to a multipart form %s', async (_what, body) => {
    const { contentType } = multipart([]);
    expect(await send({ contentType, body })).toEqual(malformed);
  });

  it('400 to urlencoded bytes that are no UTF-8: two passwords must not become one', async () => {
    const body = new URLSearchParams(good()).toString().replaceAll(/(password\w*=)[^&]*/g, '$1%FF2345678');
    expect(await send({ contentType: 'application/x-www-form-urlencoded', body })).toEqual(malformed);
  });

  it('reads escaped UTF-8 as everybody does, the replacement character included', async () => {
    const fields = good(twice('\uFFFD+ %25 \u{1F511} 100%'));
    const body = new URLSearchParams(fields).toString();
    expect((await send({ contentType: 'application/x-www-form-urlencoded; charset=UTF-8', body }))[0]).toBe(
      200,
    );
    const { account: username, password } = fields;
    expect((await service.http.post('/auth', { username, password })).status).toBe(200);
  });

  it('never says a password again, not even one it could not read', async () => {
    const secret = 'the secret itself';
    for (const password of [[secret], { secret }, { [secret]: 1 }, 1, `${secret}\0`]) {
      const { text } = await service.http.post(path, { ...good(), password, password_confirm: password });
      expect(text).toMatch(/^\{"detail":\[\{/);
      expect(text).not.toContain(secret);
      expect(text).not.toMatch(/"input":(?!null)/);
    }
    expect(service.logs.text).not.toContain(secret);
  });

  it('tells every fault in problem+json too, under the same status', async () => {
    const headers = { accept: 'application/problem+json' };
    const { status, body } = await service.http.post(path, { ...good(), name: 'x', email: 7 }, { headers });
    expect([status, body]).toMatchObject([
      422,
      {
        type: 'urn:usapi:problem:request.invalid',
        title: 'Unprocessable Entity',
        status: 422,
        code: 'request.invalid',
        errors: [{ pointer: '#/email' }, { pointer: '#/name' }],
      },
    ]);
  });

  it('drops what it does not know, files included', async () => {
    const form = multipart([
      ...Object.entries(good()).map(([name, value]) => part(name, value)),
      part('remark', 'x'),
      part('avatar', 'GIF89a', 'me.gif', 'image/gif'),
    ]);
    expect((await send(form))[0]).toBe(200);
    expect((await send(json({ ...good(), remark: { a: [1] } })))[0]).toBe(200);
    const names = ['constructor', 'toString', 'hasOwnProperty', 'length', 'then', 'prototype', ''];
    const strange = Object.fromEntries(names.map((name) => [name, 'x']));
    expect((await send(urlencoded({ ...good(), ...strange })))[0]).toBe(200);
    expect((await send(json({ ...good(), ...strange })))[0]).toBe(200);
  });
});
