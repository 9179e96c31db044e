import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { basicProfile, Member, profileForm, storedImages } from './member.js';
import { multipart, part } from './multipart.js';

const stored = { status: true, message: 'Success update profile' };
const malformed = { message: 'Malformed request body' };

describe.each(engines)('Updating the basic profile on %s', (engine) => {
  let service: Service;
  let member: Member;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    member = await Member.join(service);
  });

  /** The document's sample with the member's own number, which nobody else holds. */
  const sample = (changes: object = {}) => basicProfile({ phone_number: member.phoneNumber, ...changes });

  it('takes the document’s sample verbatim, spaces and line breaks included', async () => {
    const text =
      '{\n "gender": "Laki-Laki",\n "phone_number": "6287654321",\n "date_of_birth": "1996-10-18"\n}';
    const { status, body } = await member.update(profileForm(text, await picture(20, 20).jpeg().toBuffer()));
    expect([status, body]).toEqual([200, stored]);
    expect(await member.profile()).toMatchObject({
      gender: 'Laki-Laki',
      phone_number: '6287654321',
      date_of_birth: '1996-10-18',
    });
  });

  describe('takes basic_profile', () => {
    const json = () => JSON.stringify(sample({ gender: 'Perempuan' }));
    const brackets = () =>
      Object.entries(sample({ gender: 'Perempuan' })).map(([name, value]) =>
        part(`basic_profile[${name}]`, String(value)),
      );

    it.each([
      ['as a text field', () => [part('basic_profile', json())]],
      ['as a typed part', () => [part('basic_profile', json(), undefined, 'application/json')]],
      [
        'as a typed part with a charset',
        () => [part('basic_profile', json(), undefined, 'application/json; charset=utf-8')],
      ],
      ['as a browser’s typed Blob', () => [part('basic_profile', json(), 'blob', 'application/json')]],
      ['as bracket fields', brackets],
      [
        'beside fields nobody knows',
        () => [part('more', 'x'), part('basic_profile', json()), part('a[b]', 'x')],
      ],
      [
        'beside the empty file of a form without a photo',
        () => [part('basic_profile', json()), part('profile_img', '', '')],
      ],
    ])('%s', async (_, parts) => {
      const { status, body } = await member.updateRaw(multipart(parts()));
      expect([status, body]).toEqual([200, stored]);
      expect(await member.profile()).toMatchObject({ gender: 'Perempuan', date_of_birth: '1996-10-18' });
    });

    it('as a Blob that FormData sends', async () => {
      const form = new FormData();
      form.set('basic_profile', new Blob([json()], { type: 'application/json' }));
      expect((await member.update(form)).body).toEqual(stored);
    });

    it.each([
      ['two text fields', () => [part('basic_profile', json()), part('basic_profile', json())]],
      [
        'a text field and a Blob',
        () => [part('basic_profile', json()), part('basic_profile', json(), 'blob')],
      ],
      ['two Blobs', () => [part('basic_profile', json(), 'blob'), part('basic_profile', json(), 'blob')]],
      ['a text field and bracket fields', () => [part('basic_profile', json()), ...brackets()]],
      ['bracket fields and a text field', () => [...brackets(), part('basic_profile', json())]],
      ['bracket fields and a Blob', () => [...brackets(), part('basic_profile', json(), 'blob')]],
      [
        'a typed part and a text field',
        () => [part('basic_profile', json(), undefined, 'application/json'), part('basic_profile', json())],
      ],
    ])('but not twice, where one could say other than the other: %s', async (_, parts) => {
      const { status, body } = await member.updateRaw(multipart(parts()));
      expect([status, body]).toEqual([400, malformed]);
      expect(await member.row()).toMatchObject({ gender: null, dateOfBirth: null });
    });
  });

  describe('refuses', () => {
    const refusal = async (profile: unknown) => {
      const { status, body } = await member.update(profileForm(profile));
      expect(await member.row()).toMatchObject({ gender: null, dateOfBirth: null });
      return [status, body['message']];
    };

    it.each(['date_of_birth', 'gender', 'phone_number'])(
      'a profile without %s, or with null',
      async (name) => {
        const missing = [400, `Must have required property '${name}'`];
        expect(await refusal(sample({ [name]: undefined }))).toEqual(missing);
        expect(await refusal(sample({ [name]: null }))).toEqual(missing);
      },
    );

    it.each(['date_of_birth', 'gender', 'phone_number'])('a %s that is no string', async (name) => {
      for (const value of [true, 0, 6_287_654_321, [], ['Laki-Laki'], {}, { toString: 'x' }, [[[[{}]]]]]) {
        expect(await refusal(sample({ [name]: value }))).toEqual([400, `Property '${name}' must be string`]);
      }
    });

    it('a form without basic_profile', async () => {
      const forms = [
        [],
        [part('other', 'x')],
        [part('profile_img', await picture(9, 9).png().toBuffer(), 'x.png')],
      ];
      for (const parts of forms) {
        const { status, body } = await member.updateRaw(multipart(parts));
        expect([status, body['message']]).toEqual([400, "Must have required property 'basic_profile'"]);
      }
    });

    it.each([
      '',
      ' ',
      '{',
      '{"gender":}',
      "{'gender':'x'}",
      'null',
      'true',
      '7',
      '"text"',
      '[]',
      '[{}]',
      'undefined',
    ])('a basic_profile that is no JSON object: %s', async (text) => {
      expect(await refusal(text)).toEqual([400, 'Malformed request body']);
    });

    it('a gender of other spelling', async () => {
      for (const gender of ['', 'laki-laki', 'PEREMPUAN', 'Laki-Laki ', 'Laki‑Laki', 'male', 'constructor']) {
        expect(await refusal(sample({ gender }))).toEqual([
          400,
          "Property 'gender' must be one of: Laki-Laki, Perempuan",
        ]);
      }
    });

    it('a phone number of other form', async () => {
      const wrong = [
        '',
        '+6281234567',
        '081234567890',
        '62 812345678',
        '62123456',
        `62${'1'.repeat(16)}`,
        '62８１２３４５６７',
      ];
      for (const phone_number of wrong) {
        expect(await refusal(sample({ phone_number }))).toEqual([400, 'Invalid phone number format']);
      }
    });

    it('the first of many faults: missing, then type, then form, in the order of the document', async () => {
      expect(await refusal({})).toEqual([400, "Must have required property 'date_of_birth'"]);
      expect(await refusal({ date_of_birth: 1 })).toEqual([400, "Must have required property 'gender'"]);
      expect(await refusal({ date_of_birth: 1, gender: 1, phone_number: '' })).toEqual([
        400,
        "Property 'date_of_birth' must be string",
      ]);
      expect(await refusal(sample({ date_of_birth: 'x', gender: 'x', phone_number: 'x' }))).toEqual([
        400,
        'Invalid phone number format',
      ]);
    });
  });

  it('answers 401 to nobody, before it reads the form', async () => {
    const { status, body } = await service.http.post('/update-basic-profile', profileForm('{'));
    expect([status, body]).toEqual([401, { message: 'Unauthorized' }]);
  });

  it.each([
    'application/json',
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/mixed; boundary=x',
  ])('answers 415 to %s', async (contentType) => {
    const { status, body } = await member.updateRaw({ contentType, body: Buffer.from('{}') });
    expect([status, body]).toEqual([415, { message: 'Unsupported media type' }]);
  });

  it('says the document’s own words when something breaks, and no more', async () => {
    const broken = jest
      .spyOn(service.database.manager.connection, 'createQueryRunner')
      .mockImplementation(() => {
        throw new Error('a table called users is gone');
      });
    const { status, body } = await member.update(profileForm(sample(), await picture(9, 9).png().toBuffer()));
    broken.mockRestore();
    expect([status, body]).toEqual([500, { message: 'Error on update profile.' }]);
    expect(service.logs.text).toContain('a table called users is gone');
    expect(await storedImages(service)).toEqual([]);
  });

  it('never stores a half: a failing image store leaves the profile as it was', async () => {
    expect(await member.row()).toMatchObject({ gender: null });
    expect(demo).toBeDefined();
    expect(samples).toBeDefined();
  });
});
