import { allSent, codeIn, forget, letters, reset, resetCode, said } from '../account/letters.js';
import { Owner, tryToSignIn } from '../account/owner.js';
import { fleets, forgetLimits, Replicas } from '../harness/replicas.js';

describe.each(fleets)('Recovery by $processes process(es) on $engine', ({ engine, processes }) => {
  let replicas: Replicas;
  beforeAll(async () => {
    replicas = await Replicas.start(engine, processes);
  }, 240_000);
  afterAll(() => replicas.stop());

  it('by fifty resets at once with fifty passwords: the one that was answered 200 is the one that works', async () => {
    const owner = await Owner.join(replicas);
    const code = await resetCode(replicas, owner.person.email);
    const wishes = Array.from({ length: 50 }, (_, number) => `sentence number ${number}`);
    const replies = await Promise.all(wishes.map((wish) => reset(replicas, code, wish)));
    const won = wishes.filter((_, number) => replies[number]?.status === 200);
    expect(won).toHaveLength(1);
    expect(new Set(replies.map(said))).toEqual(
      new Set(['200 Password has been changed', '400 Invalid or expired code']),
    );
    expect(await owner.door(won[0])).toBe(200);
    const loser = wishes.find((wish) => wish !== won[0]);
    expect([await owner.door(loser), await owner.door()]).toEqual([401, 401]);
    expect(await owner.isSignedIn()).toBe(false);
  });

  it('leaves no session of the password before, however many were signing in with it', async () => {
    const owner = await Owner.join(replicas, {}, { native: true });
    const { username, password, email } = owner.person;
    const code = await resetCode(replicas, email);
    const storm = Array.from({ length: 12 }, () => tryToSignIn(replicas, username, password));
    const [replies, done] = await Promise.all([
      Promise.all(storm),
      reset(replicas, code, 'a wholly new sentence'),
    ]);
    expect(done.status).toBe(200);
    const tokens = replies.filter(({ status }) => status === 200).map(({ body }) => String(body['token']));
    for (const bearer of [owner.bearer, ...tokens])
      expect((await replicas.http.get('/profile', { bearer })).status).toBe(401);
  });

  it('asked for twenty times at once brings one mail', async () => {
    const { person } = await Owner.join(replicas);
    const replies = await Promise.all(Array.from({ length: 20 }, () => forget(replicas, person.email)));
    expect(new Set(replies.map(said)).size).toBe(1);
    await allSent(replicas);
    const mails = await letters(replicas, person.email, /password\/reset\?code=/);
    expect(mails.map(({ text }) => codeIn(text).length)).toEqual([43]);
  });

  const proofs = [
    {
      kind: 'email' as const,
      wanted: `wanted-by-two-on-${engine}@example.com`,
      ask: (owner: Owner, wanted: string) => owner.askForEmail(wanted),
      taken: '400 Email already exist',
    },
    {
      kind: 'phone' as const,
      wanted: `62855111000${processes}`,
      ask: (owner: Owner, wanted: string) => owner.askForPhone(wanted),
      taken: '400 Phone number already exist',
    },
  ];

  it.each(proofs)(
    'two who prove one $kind at the same moment: one has it, and the other is told',
    async ({ kind, wanted, ask, taken }) => {
      const [one, other] = [await Owner.join(replicas), await Owner.join(replicas)];
      await ask(one, wanted);
      const first = await one.digits(wanted);
      await forgetLimits(replicas);
      await ask(other, wanted);
      const second = await other.digits(wanted, 2);
      const replies = await Promise.all([
        one.post(`/profile/${kind}/confirm`, { otp: first }),
        other.post(`/profile/${kind}/confirm`, { otp: second }),
      ]);
      expect(replies.map(said).toSorted()).toEqual(['200 Success update profile', taken]);
      const column = kind === 'email' ? 'email' : 'phone_number';
      const held = `SELECT id FROM users WHERE ${column} = ?`;
      const holders: unknown[] = await replicas.database.query(held, [wanted]);
      expect(holders).toHaveLength(1);
    },
  );
});
