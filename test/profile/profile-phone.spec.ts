import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { basicProfile, Member, profileForm, storedImages } from './member.js';

describe.each(engines)('The phone number of a profile on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const taken = { message: 'Phone number already exist' };

  /** Signed up by SMS, so the number is proven. */
  const provenMember = async (): Promise<Member> => {
    const { username, password, phone_number } = samples.signup;
    const { body } = await service.http.post('/signup', samples.signup, { basic: demo });
    const [sms] = await service.mailbox(phone_number);
    const otp = /\d{6}/.exec(sms?.text ?? '')?.[0];
    await service.http.post('/signup/verify', { token: body['token'], otp });
    return Member.signIn(service, username, password, phone_number);
  };

  it('is refused when another account holds it, and nothing of the form is kept', async () => {
    const [holder, other] = [await Member.join(service), await Member.join(service)];
    const before = await other.row();
    const photo = await picture(40, 40).jpeg().toBuffer();
    const { status, body } = await other.update(
      profileForm(basicProfile({ phone_number: holder.phoneNumber }), photo),
    );
    expect([status, body]).toEqual([400, taken]);
    expect(await other.row()).toEqual(before);
    expect(await storedImages(service)).toEqual([]);
  });

  it('goes to one of many who ask for it at once', async () => {
    const members = await Promise.all(Array.from({ length: 8 }, () => Member.join(service)));
    const photo = await picture(40, 40).jpeg().toBuffer();
    const form = () => profileForm(basicProfile({ phone_number: '6281999999999' }), photo);
    const replies = await Promise.all(members.map((member) => member.update(form())));
    const answers = replies.map(({ status, body }) => `${status} ${String(body['message'])}`);
    expect(answers.toSorted()).toEqual([
      '200 Success update profile',
      ...Array<string>(7).fill(`400 ${taken.message}`),
    ]);
    const rows = await Promise.all(members.map((member) => member.row()));
    expect(rows.filter(({ phoneNumber }) => phoneNumber === '6281999999999')).toHaveLength(1);
    const photos = rows.map(({ avatarPhotoId }) => avatarPhotoId).filter((id) => id !== null);
    expect(await storedImages(service)).toEqual(photos);
  });

  it('keeps its proof when it stays, and loses it when it changes', async () => {
    const member = await provenMember();
    const { phoneNumber } = member;
    expect(await member.profile()).toMatchObject({ phone_verified: true });

    await member.update(profileForm(basicProfile({ phone_number: phoneNumber, gender: 'Perempuan' })));
    expect(await member.profile()).toMatchObject({
      phone_number: phoneNumber,
      phone_verified: true,
      gender: 'Perempuan',
    });

    await member.update(profileForm(basicProfile({ phone_number: '6281777777777' })));
    expect(await member.profile()).toMatchObject({ phone_number: '6281777777777', phone_verified: false });

    await member.update(profileForm(basicProfile({ phone_number: phoneNumber })));
    expect(await member.profile()).toMatchObject({ phone_number: phoneNumber, phone_verified: false });
  });

  it('is free for others once it has been given up', async () => {
    const [one, other] = [await Member.join(service), await Member.join(service)];
    await one.update(profileForm(basicProfile({ phone_number: '6281666666666' })));
    const { status } = await other.update(profileForm(basicProfile({ phone_number: one.phoneNumber })));
    expect(status).toBe(200);
  });
});
