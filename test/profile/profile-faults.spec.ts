import { ImageStore } from '@app/images';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { basicProfile, Member, profileForm, storedImages } from './member.js';

describe.each(engines)('When updating a profile breaks on %s', (engine) => {
  let service: Service;
  let member: Member;
  beforeAll(async () => {
    service = await startService(engine);
    member = await Member.join(service);
  });
  afterAll(() => service.stop());
  afterEach(() => jest.restoreAllMocks());

  const form = async () =>
    profileForm(basicProfile({ phone_number: member.phoneNumber }), await picture(9, 9).png().toBuffer());

  it('in the database, the answer is the document’s, and neither profile nor photo is kept', async () => {
    jest.spyOn(service.database, 'createQueryRunner').mockImplementation(() => {
      throw new Error('the table users is gone');
    });
    const { status, body, headers } = await member.update(await form());
    jest.restoreAllMocks();
    expect([status, body]).toEqual([500, { message: 'Error on update profile.' }]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(await member.row()).toMatchObject({ gender: null, avatarPhotoId: null });
    expect(await storedImages(service)).toEqual([]);
  });

  it('on a full disk, the answer is the same, and the profile is as it was', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on /srv/images'), { code: 'ENOSPC' });
    jest.spyOn(service.app.get(ImageStore), 'save').mockRejectedValue(full);
    const { status, body } = await member.update(await form());
    expect([status, body]).toEqual([500, { message: 'Error on update profile.' }]);
    expect(await member.row()).toMatchObject({ gender: null, avatarPhotoId: null });
  });

  it('only the log learns why', () => {
    expect(service.logs.text).toContain('the table users is gone');
    expect(service.logs.text).toContain('ENOSPC');
  });

  it('a problem document keeps to the code', async () => {
    jest.spyOn(service.app.get(ImageStore), 'save').mockRejectedValue(new Error('x'));
    const { bearer } = member;
    const headers = { accept: 'application/problem+json' };
    const { status, body } = await service.http.post('/update-basic-profile', await form(), {
      bearer,
      headers,
    });
    expect([status, body]).toEqual([500, expect.objectContaining({ code: 'service.internal_error' })]);
  });

  it('the next try succeeds', async () => {
    expect((await member.update(await form())).status).toBe(200);
    expect(await storedImages(service)).toHaveLength(1);
  });
});
