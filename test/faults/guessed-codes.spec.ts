import { createConnection } from 'mysql2/promise';
import { describeOnMariadb } from '../harness/engines.js';
import { call, freePort } from '../harness/process.js';
import { Installation } from '../harness/installation.js';
import { startsWithin } from './length.js';
import { Sendings } from './sendings.js';
import { taken } from './signup-load.js';

describeOnMariadb('Guessing a code over two processes', () => {
  it('looks at five of 120 parallel guesses, and refuses the right digits after them', async () => {
    const sendings = await Sendings.start();
    const installation = await Installation.on('mariadb', { SMS_URL: sendings.sms.url, RATE_LIMITS: 'off' });
    try {
      const second = { PORT: String(await freePort()) };
      const services = await Promise.all([installation.start('api'), installation.start('api', second)]);
      for (const service of services) await service.untilReady(startsWithin);
      const [url = '', other = ''] = services.map((service) => service.url);
      const signUp = { ...taken, mode: 'OTP', platform: 'ONAPPS' };
      const { body } = await call(`${url}/signup`, { json: signUp, basic: 'demo:demo-secret' });
      const right = await digitsOf(sendings);
      const verify = (at: string, otp: string) =>
        call(`${at}/signup/verify`, { json: { token: body['token'], otp } });
      const wrong = Array.from({ length: 121 }, (_, guess) => String(guess).padStart(6, '0'))
        .filter((guess) => guess !== right)
        .slice(0, 120);
      const answers = await Promise.all(wrong.map((guess, n) => verify(n % 2 === 0 ? url : other, guess)));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
        new Set(['400 {"message":"Invalid or expired code"}']),
      );
      expect((await verify(other, right)).status).toBe(400);
      expect(await triesIn(installation.place.url)).toEqual([{ tries: 5 }]);
    } finally {
      await installation.remove();
      await sendings.stop();
    }
  }, 240_000);
});

async function digitsOf({ sms }: Sendings): Promise<string> {
  for (const end = Date.now() + 5000; Date.now() < end; await new Promise((next) => setTimeout(next, 20))) {
    const { message } = (sms.requests[0]?.body ?? {}) as { message?: string };
    if (message !== undefined) return /\b\d{6}\b/.exec(message)?.[0] ?? '';
  }
  throw new Error('No SMS came');
}

async function triesIn(url: string): Promise<unknown> {
  const connection = await createConnection(url);
  try {
    return (await connection.query('SELECT tries FROM one_time_codes'))[0];
  } finally {
    await connection.end();
  }
}
