import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { registered } from '../e2e/people.js';
import { basicProfile, profileForm } from '../profile/member.js';
import { letters, nothingLike, reset, resetCode, said, undo, undoCode } from './letters.js';
import { Owner } from './owner.js';

const news = /perubahan penting/;
const replaced = /Alamat email akun Anda diganti/;
const taken = /dilepas dari akun Anda/;

describe.each(engines)('News of a changed address on %s', (engine) => {
  let service: Service;
  let made = 0;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  const newPhone = (): string => `62855${String(++made).padStart(7, '0')}`;
  /** Both addresses proven. */
  const provenOwner = async (): Promise<Owner> => {
    const owner = await Owner.join(service);
    await owner.takeEmail();
    await owner.takePhone();
    return owner;
  };

  it('reaches the number before and the proven e-mail address, when another number is proven', async () => {
    const owner = await provenOwner();
    await owner.takePhone(newPhone());
    const [sms] = await letters(service, owner.person.phone_number, news);
    const [mail] = await letters(service, owner.person.email, /Nomor telepon Anda diganti/);
    expect([sms?.channel, mail?.channel]).toEqual(['sms', 'mail']);
  });

  it('reaches both when the form of the profile replaces a proven number, and nobody when none was proven', async () => {
    const [owner, other] = [await provenOwner(), await Owner.join(service)];
    for (const each of [owner, other]) {
      const form = profileForm(basicProfile({ phone_number: newPhone() }));
      expect((await each.post('/update-basic-profile', form)).status).toBe(200);
    }
    await letters(service, owner.person.phone_number, news);
    await letters(service, owner.person.email, /Nomor telepon Anda diganti/);
    expect(await nothingLike(service, other.person.email, /diganti/)).toBe(true);
    expect(await nothingLike(service, other.person.phone_number, /./)).toBe(true);
  });

  it('reaches an address that nobody had proven, without a way back', async () => {
    const owner = await Owner.join(service);
    await owner.takeEmail(`moved-${owner.person.email}`);
    const [mail] = await letters(service, owner.person.email, replaced);
    // Nor to which address: this one may be a stranger's.
    expect(mail?.text).not.toMatch(/undo|moved-/);
  });

  it('goes to the proven phone instead, where there is one', async () => {
    const owner = await Owner.join(service);
    await owner.takePhone();
    await owner.takeEmail(`moved-${owner.person.email}`);
    await letters(service, owner.person.phone_number, news);
    expect(await nothingLike(service, owner.person.email, replaced)).toBe(true);
  });

  it('reaches the address that has to go when the one before is brought back, and who held that meanwhile', async () => {
    const owner = await provenOwner();
    const { email } = owner.person;
    const moved = `moved-${email}`;
    await owner.takeEmail(moved);
    const squatter = await Owner.signIn(service, await registered(service, { email }));
    await squatter.takePhone();
    expect(said(await undo(service, await undoCode(service, email)))).toBe('200 Success update profile');
    await letters(service, moved, replaced);
    await letters(service, squatter.person.phone_number, news);
    expect(await nothingLike(service, email, taken)).toBe(true);
  });

  it('ends the link that was on its way to the address before, also where the address comes back', async () => {
    const owner = await provenOwner();
    const { email } = owner.person;
    const code = await resetCode(service, email);
    await owner.takeEmail(`moved-${email}`);
    service.clock.advance(60);
    await owner.takeEmail(email, 2);
    expect(said(await reset(service, code, 'a wholly different sentence'))).toBe(
      '400 Invalid or expired code',
    );
  });
});
