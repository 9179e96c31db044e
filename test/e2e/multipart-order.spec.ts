import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered, signedIn, somebody } from './people.js';

const path = '/update-basic-profile';

/** A form as it goes over the wire, so that the test can break it. */
const wire = (...parts: readonly string[]): string => [...parts, ''].map((part) => `--x${part}`).join('\r\n');
const part = (name: string, value: string): string =>
  `\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}`;
const formType = { 'content-type': 'multipart/form-data; boundary=x' };

describe.each(engines)('The order of checks of the profile form on %s', (engine) => {
  let service: Service;
  let bearer: string;
  let person: { phone_number: string };
  beforeAll(async () => {
    service = await startService(engine);
    const owner = await registered(service);
    [person, bearer] = [owner, await signedIn(service, owner)];
  });
  afterAll(() => service.stop());

  const answer = async (body: string, headers: Record<string, string>, token: string | null = bearer) => {
    const reply = await service.http.post(path, body, { headers, ...(token !== null && { bearer: token }) });
    return [reply.status, reply.body['message']];
  };
  const profile = async (value: object, photo?: string) => {
    const form = new FormData();
    form.set('basic_profile', JSON.stringify(value));
    if (photo !== undefined) form.set('profile_img', new Blob([photo]), 'image.jpg');
    const reply = await service.http.post(path, form, { bearer });
    return [reply.status, reply.body['message']];
  };

  it('is: credentials before the body is read, then type, size, syntax', async () => {
    const large = part('profile_img"; filename="a.jpg', 'x'.repeat(5_000_001));
    expect(await answer(wire(large), { 'content-type': 'text/xml' }, null)).toEqual([401, 'Unauthorized']);
    expect(await answer(wire(large), formType, null)).toEqual([401, 'Unauthorized']);
    const json = { 'content-type': 'application/json' };
    expect(await answer('{', json, null)).toEqual([401, 'Unauthorized']);
    expect(await answer('['.repeat(100_001), json, null)).toEqual([401, 'Unauthorized']);
    expect(await answer(wire(large), { 'content-type': 'text/xml' })).toEqual([
      415,
      'Unsupported media type',
    ]);
    expect(await answer('{}', json)).toEqual([415, 'Unsupported media type']);
    expect(await answer(`${wire(large)}--`, formType)).toEqual([413, 'Payload too large']);
    expect(await answer('no form at all', formType)).toEqual([400, 'Malformed request body']);
    expect(await answer(`${wire(part('gender', 'x'))}--`, formType)).toEqual([
      400,
      "Must have required property 'basic_profile'",
    ]);
  });

  it('is: missing, type, phone, enum, date, picture, duplicate', async () => {
    const other = await registered(service);
    const ladder: readonly [string, object][] = [
      ["Must have required property 'date_of_birth'", { date_of_birth: 1 }],
      ["Must have required property 'gender'", { gender: 1 }],
      ["Must have required property 'phone_number'", { phone_number: 1 }],
      ["Property 'date_of_birth' must be string", { date_of_birth: 'yesterday' }],
      ["Property 'gender' must be string", { gender: 'x' }],
      ["Property 'phone_number' must be string", { phone_number: '0812' }],
      ['Invalid phone number format', { phone_number: other.phone_number }],
      ["Property 'gender' must be one of: Laki-Laki, Perempuan", { gender: 'Perempuan' }],
      [
        "Property 'date_of_birth' must be a past date in the form YYYY-MM-DD, from 1900 on",
        { date_of_birth: '1996-10-18' },
      ],
    ];
    const body = {};
    for (const [message, repair] of ladder) {
      expect(await profile(body, '<svg/>')).toEqual([400, message]);
      Object.assign(body, repair);
    }
    const picture = "Property 'profile_img' must be a JPEG, PNG or WebP image of at most 25 megapixels";
    expect(await profile(body, '<svg/>')).toEqual([400, picture]);
    expect(await profile(body)).toEqual([400, 'Phone number already exist']);
    expect(await profile({ ...body, phone_number: person.phone_number })).toEqual([
      200,
      'Success update profile',
    ]);
    expect(await profile({ ...body, phone_number: somebody().phone_number })).toEqual([
      200,
      'Success update profile',
    ]);
  });
});
