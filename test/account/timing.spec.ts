import { startService, type Service } from '../harness/service.js';
import { registered, type Person } from '../e2e/people.js';
import { pendingSignup } from '../e2e/signups.js';
import { allSent, codeIn, forget } from './letters.js';
import { Owner, tryToSignIn } from './owner.js';
import { areaUnderCurve, interleaved, type Times } from './timing.js';

/** A class. Signing in costs a hash each time: in full only where it is asked for. */
const quick = 300;
const hashed = Number(process.env['USAPI_TEST_TIMING_SAMPLES'] ?? 60);

/** Milliseconds a measurement may take on a machine that has much else to do. */
const patience = 120_000;

/** What an area has to lie in for times to tell nothing (SECURITY R15). */
const telling = { least: 0.4, most: 0.6 };

/**
 * The area, which is printed for those who keep an eye on it. Chance alone leaves the bounds now and then with few
 * samples, a difference does every time: the third measurement is final.
 */
async function areaOf(name: string, measure: () => Promise<Times>): Promise<number> {
  let area = 0;
  for (let attempt = 0; attempt < 3; attempt++) {
    const times = await measure();
    area = areaUnderCurve(...times);
    process.stderr.write(`AUC of ${name}: ${area.toFixed(3)} over ${times[0].length} samples a class\n`);
    if (area >= telling.least && area <= telling.most) break;
  }
  return area;
}

/** SQLite alone: in one process nothing but the work itself is in the time. */
describe('The time of an answer', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService('sqlite', { realHashes: true });
  });
  afterAll(() => service.stop());

  it(
    'to a wrong password does not tell whether there is such an account',
    async () => {
      const owner = await Owner.join(service);
      const name = owner.person.username;
      const wrong = async (username: string): Promise<void> => {
        // An hour later nothing is held against anybody.
        service.clock.advance(3601);
        await tryToSignIn(service, username, 'not the password');
      };
      const unknown = 'person of no account';
      await interleaved(5, [() => wrong(name), () => wrong(unknown)]);
      const measure = (): Promise<Times> => interleaved(hashed, [() => wrong(name), () => wrong(unknown)]);
      const area = await areaOf('/auth', measure);
      expect(area).toBeGreaterThanOrEqual(telling.least);
      expect(area).toBeLessThanOrEqual(telling.most);
    },
    patience,
  );

  it(
    'to a forgotten password does not tell whether anybody has the address',
    async () => {
      const people: Person[] = [];
      for (let met = 0; met < 10; met++) people.push(await registered(service));
      const known = (sample: number): Promise<unknown> => forget(service, people[sample % 10]?.email ?? '');
      const measure = async (): Promise<Times> => {
        const [ones, others]: Times = [[], []];
        for (let round = 0; round < quick / 10; round++) {
          // Past the day’s budget of an address, so that each request does its work; and past what is left to send.
          service.clock.advance(24 * 3600);
          await allSent(service);
          const [one, other] = await interleaved(10, [
            known,
            (sample) => forget(service, `nobody${sample}@example.net`),
          ]);
          ones.push(...one);
          others.push(...other);
        }
        return [ones, others];
      };
      const area = await areaOf('/password/forgot', measure);
      expect(area).toBeGreaterThanOrEqual(telling.least);
      expect(area).toBeLessThanOrEqual(telling.most);
    },
    patience,
  );

  it(
    'to a link sent back for a new one does not tell whether there is such a signup',
    async () => {
      const { person } = await pendingSignup(service, {}, 'LINK');
      const [mail] = await service.mailbox(person.email);
      const code = codeIn(mail?.text);
      const resend = (link: string): Promise<unknown> => service.http.post('/signup/resend', { code: link });
      const unknown = code.toLowerCase();
      await interleaved(10, [() => resend(code), () => resend(unknown)]);
      const times = await interleaved(quick, [() => resend(code), () => resend(unknown)]);
      const area = areaUnderCurve(...times);
      process.stderr.write(`AUC of /signup/resend: ${area.toFixed(3)}\n`);
      expect(area).toBeGreaterThanOrEqual(telling.least);
      expect(area).toBeLessThanOrEqual(telling.most);
      expect(times.map(({ length }) => length)).toEqual([quick, quick]);
    },
    patience,
  );
});
