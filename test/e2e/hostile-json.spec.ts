import { ownTime } from '../harness/busy-machine.js';
import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { somebody } from './people.js';
import { rowCounts } from './row-counts.js';

const person = somebody();
const free = [200, 'Email is not registered'];
const malformed = [400, 'Malformed request body'];
const unsupported = [415, 'Unsupported media type'];

/** A body whose deepest value lies `levels` below the body itself. */
const nested = (levels: number): string =>
  `{"email":"value","x":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
/** A good body of exactly so many bytes. */
const ofBytes = (bytes: number): string =>
  `{"email":"value"${' '.repeat(bytes - '{"email":"value"}'.length)}}`;

/** Bodies of /check/email with something in them that no route asks for. */
const harmless = [
  '{"email":"value","x":{"constructor":1}}',
  '{"email":"value","x":{"constructor":{}}}',
  '{"email":"value","x":[{"constructor":"Function"}]}',
  '{"email":"value","constructor":1}',
  '{"email":"value","prototype":{"email":1}}',
  '{"email":"value","x":{"then":1,"toString":2,"valueOf":3}}',
];

/** Bodies of /check/email that no parser of ours may take for an object of plain properties. */
const refused: Readonly<Record<string, string | Buffer>> = {
  'an assignment to __proto__': '{"email":"value","__proto__":{"is_superuser":true}}',
  'an escaped __proto__': String.raw`{"email":"value","\u005f_proto__":{}}`,
  'a nested __proto__': '{"email":"value","x":[{"__proto__":1}]}',
  'constructor.prototype': '{"email":"value","constructor":{"prototype":{"is_superuser":true}}}',
  'a key twice with different values': '{"email":"value","email":"other"}',
  'a key twice, once escaped': String.raw`{"email":"value","\u0065mail":"other"}`,
  'a nested key twice': '{"email":"value","x":{"a":1,"a":2}}',
  'a byte order mark': '\uFEFF{"email":"value"}',
  'UTF-16': Buffer.from('{"email":"value"}', 'utf16le'),
  'UTF-16 with a byte order mark': Buffer.from('\uFEFF{"email":"value"}', 'utf16le'),
  'invalid UTF-8': Buffer.from([...Buffer.from('{"email":"'), 0xc3, 0x28, ...Buffer.from('"}')]),
  'over-long UTF-8': Buffer.from([...Buffer.from('{"email":"'), 0xc0, 0xaf, ...Buffer.from('"}')]),
  'Latin-1': Buffer.from('{"email":"é"}', 'latin1'),
  'an array': '[{"email":"value"}]',
  'a number': '1',
  'a string': '"value"',
  null: 'null',
  nothing: '',
  'white space': '  ',
  'half an object': '{"email":"value"',
  'two objects': '{"email":"value"}{}',
  'a comment': '{"email":"value"/**/}',
  'a trailing comma': '{"email":"value",}',
  'single quotes': "{'email':'value'}",
  NaN: '{"email":"value","x":NaN}',
  'a raw line break in a string': '{"email":"val\nue"}',
  '33 levels': nested(33),
  '50,000 levels': `{"email":"value","x":${'['.repeat(50_000)}`,
};

describe.each(engines)('Hostile JSON on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const check = async (body: string | Buffer, headers?: Record<string, string>) => {
    const reply = await service.http.post('/check/email', body, headers && { headers });
    return [reply.status, reply.body['message']];
  };

  it.each(harmless)('%s is what it is without the rest', async (body) => {
    expect(await check(body)).toEqual(free);
  });

  it('a record in the place of a text is none, whatever it holds', async () => {
    const answer = await check('{"email":{"constructor":1}}');
    expect(answer).toEqual([400, "Property 'email' must be string"]);
  });

  it.each(Object.keys(refused))('%s is malformed', async (name) => {
    const passed = ownTime();
    expect(await check(refused[name] ?? '')).toEqual(malformed);
    expect(passed()).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['is_superuser']).toBeUndefined();
  });

  it.each([
    '{"email":"value","email":"value"}',
    '{"email":"value","x":{"a":1},"x":{"a":1}}',
    '{"email":"value","constructor":1,"toString":2,"hasOwnProperty":3,"then":4,"length":5}',
    '{"email":"value","prototype":{"a":1}}',
    ' \t\r\n{"email":"value"}\n',
    nested(32),
  ])('%s is as good as any', async (body) => {
    expect(await check(body)).toEqual(free);
  });

  it('100,000 bytes are read and one more is not', async () => {
    expect(await check(ofBytes(100_000))).toEqual(free);
    expect(await check(ofBytes(100_001))).toEqual([413, 'Payload too large']);
  });

  it.each([
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'application/json;charset=utf-7',
    'text/plain',
    'text/json',
    'application/jsonp',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json, text/plain',
    'json',
    '',
  ])('the type %j is not read', async (type) => {
    expect(await check('{"email":"value"}', { 'content-type': type })).toEqual(unsupported);
  });

  it.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'APPLICATION/JSON'])(
    'the type %s is read',
    async (type) => {
      expect(await check('{"email":"value"}', { 'content-type': type })).toEqual(free);
    },
  );

  it('stores nothing of any of it', async () => {
    const before = await rowCounts(service);
    for (const path of ['/internal/register', '/signup']) {
      const text = JSON.stringify(person);
      for (const extra of ['"__proto__":{}', '"constructor":{"prototype":{}}', '"username":"other"']) {
        const reply = await service.http.post(path, `${text.slice(0, -1)},${extra}}`, { basic: demo });
        expect([extra, reply.status]).toEqual([extra, 400]);
      }
    }
    expect(await rowCounts(service)).toEqual(before);
  });
});
