import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { basicProfile, Member, profileForm } from './member.js';
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

  const json = () => JSON.stringify(sample({ gender: 'Perempuan' }));
  const brackets = () =>
    Object.entries(sample({ gender: 'Perempuan' })).map(([name, value]) =>
      part(`basic_profile[${name}]`, String(value)),
    );

  describe('takes basic_profile', () => {
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
});
