import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { basicProfile, Member, profileForm } from './member.js';

describe.each(engines)('The date of birth on %s', (engine) => {
  let service: Service;
  let member: Member;
  beforeAll(async () => {
    service = await startService(engine);
    // In Jakarta it is the 21st already.
    service.clock.set(new Date('2026-11-20T18:30:00Z'));
    member = await Member.join(service);
  });
  afterAll(() => service.stop());

  const update = (date_of_birth: string) =>
    member.update(profileForm(basicProfile({ phone_number: member.phoneNumber, date_of_birth })));

  it.each(['1900-01-01', '1996-10-18', '1969-12-31', '2000-02-29', '2024-02-29', '2026-11-19'])(
    'takes %s and reads back the same day',
    async (day) => {
      expect((await update(day)).status).toBe(200);
      expect(await member.profile()).toMatchObject({ date_of_birth: day });
    },
  );

  it.each([
    ['today', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['a year of five digits', '10000-01-01'],
    ['before anybody living', '1899-12-31'],
    ['the year 0', '0000-01-01'],
    ['a thirtieth of February', '2023-02-30'],
    ['a leap day without a leap year', '2023-02-29'],
    ['a leap day of a century', '1900-02-29'],
    ['a thirty-first of April', '2001-04-31'],
    ['a thirteenth month', '2000-13-01'],
    ['a month 0', '2000-00-10'],
    ['a day 0', '2000-01-00'],
    ['a day 32', '2000-01-32'],
    ['digits left out', '2000-1-1'],
    ['day first', '18-10-1996'],
    ['slashes', '1996/10/18'],
    ['no separators', '19961018'],
    ['a time behind it', '1996-10-18T00:00:00Z'],
    ['a sign before it', '+001996-10-18'],
    ['a blank before it', ' 1996-10-18'],
    ['a line break behind it', '1996-10-18\n'],
    ['a zero byte behind it', '1996-10-18\0'],
    ['digits of another script', '１９９６-10-18'],
    ['a dash of another kind', '1996–10–18'],
    ['words', 'yesterday'],
    ['nothing', ''],
    ['SQL', "1996-10-18' OR '1'='1"],
    ['a megabyte of digits', '1'.repeat(50_000)],
  ])('refuses %s', async (_, text) => {
    const before = await member.row();
    const { status, body } = await update(text);
    expect([status, body]).toEqual([
      400,
      { message: "Property 'date_of_birth' must be a past date in the form YYYY-MM-DD, from 1900 on" },
    ]);
    expect(await member.row()).toEqual(before);
  });

  it('takes the day that was today once it has passed', async () => {
    service.clock.advance(6 * 3600);
    const later = await Member.signIn(service, member.username, 'test regis 3', member.phoneNumber);
    const form = profileForm(basicProfile({ phone_number: member.phoneNumber, date_of_birth: '2026-11-20' }));
    expect((await later.update(form)).status).toBe(200);
  });
});
