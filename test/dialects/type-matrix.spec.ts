import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { rowCounts } from '../e2e/row-counts.js';
import { part } from '../profile/multipart.js';
import { json, multipartForm, urlencoded, without, type Encoded, type Fields } from './encodings.js';
import { answer, customerError, fieldFault, paths } from './newcomers.js';

/** A wrong way to send a field: the body, and as what an answer that repeats values shows it. Undefined: missing. */
interface Wrong {
  readonly encoded: Encoded;
  readonly shown?: unknown;
}
type Spoil = (fields: Fields, name: string) => Wrong;

const value =
  (shown: unknown): Spoil =>
  (fields, name) => ({ encoded: json({ ...fields, [name]: shown }), shown });
const typedPart =
  (shown: unknown): Spoil =>
  (fields, name) => {
    const { headers, content } = part(name, JSON.stringify(shown));
    const typed = { headers: [...headers, 'Content-Type: application/json'], content };
    return { encoded: multipartForm(without(fields, name), typed), shown };
  };

const spoils: Readonly<Record<string, Readonly<Record<string, Spoil>>>> = {
  json: {
    true: value(true),
    'a number': value(7),
    'a fraction': value(1e21),
    'an empty array': value([]),
    'an array of one string': value(['x']),
    'an empty object': value({}),
    'an object with methods': value({ toString: 'x', length: 9 }),
    null: (fields, name) => ({ encoded: json({ ...fields, [name]: null }) }),
    nothing: (fields, name) => ({ encoded: json(without(fields, name)) }),
  },
  urlencoded: {
    twice: (fields, name) => ({
      encoded: urlencoded(fields, [name, 'x']),
      shown: [fields[name], 'x'],
    }),
    // Brackets are part of a name here, and nobody has that name.
    'in brackets': (fields, name) => ({ encoded: urlencoded(without(fields, name), [`${name}[0]`, 'x']) }),
    nothing: (fields, name) => ({ encoded: urlencoded(without(fields, name)) }),
  },
  multipart: {
    twice: (fields, name) => ({
      encoded: multipartForm(fields, part(name, 'x')),
      shown: [fields[name], 'x'],
    }),
    'an index': (fields, name) => ({
      encoded: multipartForm(without(fields, name), part(`${name}[0]`, 'x')),
      shown: ['x'],
    }),
    'a key': (fields, name) => ({
      encoded: multipartForm(without(fields, name), part(`${name}[a]`, 'x')),
      shown: { a: 'x' },
    }),
    'a file': (fields, name) => ({
      encoded: multipartForm(without(fields, name), part(name, 'x', 'a.txt', 'text/plain')),
      shown: { file: 'a.txt' },
    }),
    'a number in JSON': typedPart(7),
    'an object in JSON': typedPart({ a: [1] }),
    'the empty file of a browser': (fields, name) => ({
      encoded: multipartForm(without(fields, name), part(name, '', '')),
    }),
    nothing: (fields, name) => ({ encoded: multipartForm(without(fields, name)) }),
  },
};

const customer: Fields = {
  username: 'nobody',
  email_address: 'nobody@example.com',
  password: 'il1kep1es',
};
const account: Fields = {
  name: 'Nobody At All',
  account: 'nobody',
  email: 'nobody@example.com',
  password: 'yourpassword',
  password_confirm: 'yourpassword',
};
const rows = (types: readonly string[], fields: Fields) =>
  types.flatMap((type) => Object.keys(fields).map((name) => [type, name] as const));

describe.each(engines)('Every field of the other systems on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const send = async (path: string, { contentType, body }: Encoded) =>
    answer(await service.http.post(path, body, { headers: { 'content-type': contentType } }));

  it.each(rows(['json', 'urlencoded'], { ...customer, email: '' }))(
    'customer, %s: every ill-typed %s is -4',
    async (type, name) => {
      const fields =
        name === 'email' ? { ...without(customer, 'email_address'), email: 'nobody@example.com' } : customer;
      for (const [how, spoil] of Object.entries(spoils[type] ?? {})) {
        const { encoded } = spoil(fields, name);
        expect([how, ...(await send(paths.customer, encoded))]).toEqual([how, ...customerError('-4')]);
      }
      expect(await rowCounts(service)).toMatchObject({ users: 0 });
    },
  );

  it.each(rows(['json', 'urlencoded', 'multipart'], account))(
    'account, %s: every ill-typed %s is told, its value too unless it is a password',
    async (type, name) => {
      for (const [how, spoil] of Object.entries(spoils[type] ?? {})) {
        const { encoded, shown } = spoil(account, name);
        const input = name.startsWith('password') ? null : shown;
        const fault =
          shown === undefined
            ? fieldFault('missing', name, 'Field required')
            : fieldFault('string_type', name, 'Input should be a valid string', input);
        expect([how, ...(await send(paths.account, encoded))]).toEqual([how, 422, { detail: [fault] }]);
      }
      expect(await rowCounts(service)).toMatchObject({ users: 0 });
    },
  );

  it('customer reads an ill-typed second address as one that is there', async () => {
    for (const email of [7, [], {}, ['nobody@example.com']]) {
      expect(await send(paths.customer, json({ ...customer, email }))).toEqual(customerError('-4'));
    }
  });
});
