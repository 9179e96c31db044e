import { lasting } from '../faults/length.js';
import { fleets, forgetLimits, Replicas } from '../harness/replicas.js';
import { startService, type Served } from '../harness/service.js';
import { registered, type Person } from '../e2e/people.js';
import { pendingSignup } from '../e2e/signups.js';
import { allSent, codeIn, forget } from './letters.js';
import { Owner, tryToSignIn } from './owner.js';
import { areaUnderCurve, interleaved, type Times } from './timing.js';

/** Of each class (SECURITY D). Of processes `npm run test:faults` takes as many, and `npm test` enough for a look. */
const most = 300;

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

/** In the process of the test nothing but the work itself is in the time; over sockets it is what a stranger sees. */
const houses = [
  { house: 'sqlite', samples: most, start: () => startService('sqlite', { realHashes: true }) },
  ...fleets
    .filter(({ processes }) => processes > 1)
    .map(({ engine, processes }) => ({
      house: `${engine} by ${processes} processes`,
      samples: lasting(60, most),
      start: () => Replicas.start(engine, processes),
    })),
];

describe.each(houses)('The time of an answer on $house', ({ house, samples, start }) => {
  let service: Served;
  beforeAll(async () => {
    service = await start();
  }, 240_000);
  afterAll(() => service.stop());

  it(
    'to a wrong password does not tell whether there is such an account',
    async () => {
      const owner = await Owner.join(service);
      const name = owner.person.username;
      const wrong = async (username: string): Promise<void> => {
        await forgetLimits(service);
        await tryToSignIn(service, username, 'not the password');
      };
      const unknown = 'person of no account';
      await interleaved(5, [() => wrong(name), () => wrong(unknown)]);
      const measure = (): Promise<Times> => interleaved(samples, [() => wrong(name), () => wrong(unknown)]);
      const area = await areaOf(`/auth on ${house}`, measure);
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
        for (let round = 0; round < samples / 10; round++) {
          // No budget of an address spent, so that each request does its work; and past what is left to send.
          await forgetLimits(service);
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
      const area = await areaOf(`/password/forgot on ${house}`, measure);
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
      const measure = (): Promise<Times> => interleaved(samples, [() => resend(code), () => resend(unknown)]);
      const area = await areaOf(`/signup/resend on ${house}`, measure);
      expect(area).toBeGreaterThanOrEqual(telling.least);
      expect(area).toBeLessThanOrEqual(telling.most);
    },
    patience,
  );
});
