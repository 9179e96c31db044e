import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { demo } from '../harness/client.js';
import { registered, somebody } from '../e2e/people.js';
import { letters, nothingLike, said } from './letters.js';
import { Owner } from './owner.js';

describe.each(engines)('The proof of an address on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('wins over holding it: the holder keeps all but the address, and is told nothing there', async () => {
    const [squatter, owner] = [await Owner.join(service), await Owner.join(service)];
    const { email, phone_number } = squatter.person;
    expect(said(await owner.takeEmail(email))).toBe('200 Success update profile');
    expect(said(await owner.takePhone(phone_number))).toBe('200 Success update profile');
    expect(await owner.row()).toMatchObject({ email, phoneNumber: phone_number });
    expect(await squatter.row()).toMatchObject({ email: null, phoneNumber: null, firstName: 'Siti' });
    expect([await squatter.isSignedIn(), await squatter.door()]).toEqual([true, 200]);
    expect(await nothingLike(service, email, /dilepas/)).toBe(true);
  });

  it('tells the holder who loses it, on an address of theirs that is proven', async () => {
    const [byPhone, byMail, owner] = [
      await Owner.join(service),
      await Owner.join(service),
      await Owner.join(service),
    ];
    await byPhone.takePhone();
    await byMail.takeEmail();
    await owner.takeEmail(byPhone.person.email);
    await owner.takePhone(byMail.person.phone_number);
    const [sms] = await letters(service, byPhone.person.phone_number, /perubahan penting/);
    expect(sms?.text).toContain(byPhone.person.username);
    const [mail] = await letters(service, byMail.person.email, /Nomor telepon dilepas/);
    expect(mail?.text).toContain(byMail.person.phone_number);
  });

  it('gives the uuid to a holder whose username was the address', async () => {
    const email = 'was-my-name@example.com';
    const squatter = await Owner.join(service, { username: email, email });
    const { uuid } = await squatter.row();
    const owner = await Owner.join(service);
    await owner.takeEmail(email);
    const { body } = await squatter.get('/profile');
    expect(body['profile']).toMatchObject({ username: uuid, email: null });
  });

  it('does not win over another proof', async () => {
    const [first, second] = [await Owner.join(service), await Owner.join(service)];
    await first.takeEmail();
    await first.takePhone();
    expect(said(await second.askForEmail(first.person.email))).toBe('400 Email already exist');
    expect(said(await second.askForPhone(first.person.phone_number))).toBe('400 Phone number already exist');
  });

  it('is what the address is taken without on registering routes and checks', async () => {
    const { http } = service;
    const held = await registered(service);
    const other = somebody({ email: held.email });
    expect(said(await http.post('/internal/register', other, { basic: demo }))).toBe(
      '400 Email already exist',
    );
    expect((await http.post('/check/email', { email: held.email })).status).toBe(409);
  });

  it.each(['email', 'phone'] as const)('of two at once (%s) is one’s, the other is told', async (kind) => {
    const holder = await registered(service);
    const provers = [await Owner.join(service), await Owner.join(service)];
    const to = kind === 'email' ? holder.email : holder.phone_number;
    const codes: string[] = [];
    for (const [met, prover] of provers.entries()) {
      await (kind === 'email' ? prover.askForEmail(to) : prover.askForPhone(to));
      codes.push(await prover.digits(to, met + 1));
      service.clock.advance(60);
    }
    const answers = await Promise.all(
      provers.map((prover, met) => prover.post(`/profile/${kind}/confirm`, { otp: codes[met] })),
    );
    const taken = kind === 'email' ? '400 Email already exist' : '400 Phone number already exist';
    expect(answers.map(said).toSorted()).toEqual(['200 Success update profile', taken]);
    const column = kind === 'email' ? 'email' : 'phone_number';
    const rows: { username: string }[] = await service.database.query(
      `SELECT username FROM users WHERE ${column} = ?`,
      [to],
    );
    const winner = provers[answers.findIndex(({ status }) => status === 200)];
    expect(rows).toEqual([{ username: winner?.person.username }]);
  });
});
