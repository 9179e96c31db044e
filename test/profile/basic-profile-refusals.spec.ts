import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { basicProfile, Member, profileForm } from './member.js';
import { multipart, part } from './multipart.js';

describe.each(engines)('A basic profile is refused on %s', (engine) => {
  let service: Service;
  let member: Member;
  beforeAll(async () => {
    service = await startService(engine);
    member = await Member.join(service);
  });
  afterAll(() => service.stop());

  /** The document's sample with the member's own number, which nobody else holds. */
  const sample = (changes: object = {}) => basicProfile({ phone_number: member.phoneNumber, ...changes });

  const refusal = async (profile: unknown) => {
    const { status, body } = await member.update(profileForm(profile));
    expect(await member.row()).toMatchObject({ gender: null, dateOfBirth: null });
    return [status, body['message']];
  };

  it.each(['date_of_birth', 'gender', 'phone_number'])('without %s, or with null there', async (name) => {
    const missing = [400, `Must have required property '${name}'`];
    expect(await refusal(sample({ [name]: undefined }))).toEqual(missing);
    expect(await refusal(sample({ [name]: null }))).toEqual(missing);
  });

  it.each(['date_of_birth', 'gender', 'phone_number'])('with a %s that is no string', async (name) => {
    for (const value of [true, 0, 6_287_654_321, [], ['Laki-Laki'], {}, { toString: 'x' }, [[[[{}]]]]]) {
      expect(await refusal(sample({ [name]: value }))).toEqual([400, `Property '${name}' must be string`]);
    }
  });

  it('when the form has none', async () => {
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
  ])('when it is no JSON object: %s', async (text) => {
    expect(await refusal(text)).toEqual([400, 'Malformed request body']);
  });

  it('with a gender of other spelling', async () => {
    for (const gender of ['', 'laki-laki', 'PEREMPUAN', 'Laki-Laki ', 'Laki‑Laki', 'male', 'constructor']) {
      expect(await refusal(sample({ gender }))).toEqual([
        400,
        "Property 'gender' must be one of: Laki-Laki, Perempuan",
      ]);
    }
  });

  it('with a phone number of other form', async () => {
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

  it('for the first of many faults: missing, then type, then form, in the order of the document', async () => {
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
