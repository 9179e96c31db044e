import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { customerToken } from '../dialects/newcomers.js';
import { somebody } from '../e2e/people.js';
import { basicProfile, profileForm } from '../profile/member.js';
import { nothingLike, reset, resetCode, said } from './letters.js';
import { Owner } from './owner.js';

const fresh = 'the sentence of the real owner';
const dead = '400 Invalid or expired code';

describe.each(engines)('An account under an unproven e-mail address on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('goes to the owner of the address empty: nothing of who typed it in opens or shows anything', async () => {
    const person = somebody();
    const apiToken = await customerToken(service, person);
    const thief = await Owner.signIn(service, person, { native: true });
    const phone_number = person.phone_number;
    const form = profileForm(basicProfile({ phone_number }), await picture(8, 8).jpeg().toBuffer());
    expect((await thief.post('/update-basic-profile', form)).status).toBe(200);
    await thief.askForEmail('thief-takes@example.com');
    const otp = await thief.digits('thief-takes@example.com');

    const code = await resetCode(service, person.email);
    expect(said(await reset(service, code, fresh))).toBe('200 Password has been changed');

    expect(await thief.door()).toBe(401);
    expect(await thief.isSignedIn()).toBe(false);
    expect((await service.http.get('/profile', { bearer: apiToken })).status).toBe(401);
    expect((await service.http.post('/auth/refresh', { refresh_token: thief.refresh })).status).toBe(401);
    const owner = await Owner.signIn(service, { ...person, password: fresh });
    const { body } = await owner.get('/profile');
    expect(body['profile']).toMatchObject({
      email: person.email,
      email_verified: true,
      phone_number: null,
      phone_verified: false,
      name: '',
      first_name: '',
      last_name: null,
      date_of_birth: null,
      gender: null,
      profile_img: null,
    });
    expect((await owner.get('/profile/image/small')).status).toBe(404);
    expect(said(await owner.post('/profile/email/confirm', { otp }))).toBe(dead);
    const sessions = (await owner.get('/auth/sessions')).body['sessions'] as unknown as object[];
    expect(sessions).toHaveLength(1);
  });

  it('shows its owner nothing of where the former user was, and whom they wrote to', async () => {
    const former = await Owner.join(service, {}, { device: 'FormerPhone/1' });
    const number = '6289912345678';
    await former.askForPhone(number);
    await former.digits(number);
    expect((await reset(service, await resetCode(service, former.person.email), fresh)).status).toBe(200);
    const owner = await Owner.signIn(service, { ...former.person, password: fresh });
    const { text } = await owner.get('/profile/export');
    expect(text).toContain(former.person.email);
    expect(text).not.toMatch(new RegExp(`FormerPhone|${number}`));
  });

  it('stays, though the former user had asked for its deletion', async () => {
    const former = await Owner.join(service);
    expect((await former.delete('/profile', { password: former.person.password })).status).toBe(200);
    expect((await reset(service, await resetCode(service, former.person.email), fresh)).status).toBe(200);
    expect((await former.row()).deletedAt).toBeNull();
  });

  it('stays with whoever proved its phone: the address alone leaves, quietly for everything else', async () => {
    const keeper = await Owner.join(service, {}, { native: true });
    await keeper.takePhone();
    const { email } = keeper.person;
    const code = await resetCode(service, email);
    expect((await reset(service, code, fresh)).status).toBe(200);
    expect([await keeper.door(), await keeper.door(fresh)]).toEqual([200, 401]);
    expect(await keeper.isSignedIn()).toBe(true);
    expect(await keeper.row()).toMatchObject({ email: null, phoneNumber: keeper.person.phone_number });
    expect(await nothingLike(service, email, /dilepas|diganti/)).toBe(true);
    expect(said(await reset(service, code, fresh))).toBe(dead);
    const owner = await Owner.join(service, { email });
    expect((await owner.row()).email).toBe(email);
  });

  it('does not lose its phone when that is proven while the owner of the address completes the reset', async () => {
    const keeper = await Owner.join(service);
    const { email, phone_number } = keeper.person;
    const code = await resetCode(service, email);
    await keeper.askForPhone(phone_number);
    const otp = await keeper.digits(phone_number);
    const [proof] = await Promise.all([
      keeper.post('/profile/phone/confirm', { otp }),
      reset(service, code, fresh),
    ]);
    const { phoneVerifiedAt, emailVerifiedAt } = await keeper.row();
    const outcome = {
      phone: [proof.status === 200, phoneVerifiedAt !== null],
      email: emailVerifiedAt !== null,
      doors: [await keeper.door(), await keeper.door(fresh)],
    };
    expect([
      { phone: [true, true], email: false, doors: [200, 401] },
      { phone: [false, false], email: true, doors: [401, 200] },
    ]).toContainEqual(outcome);
  });
});
