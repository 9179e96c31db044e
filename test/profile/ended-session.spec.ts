import { setTimeout as sleep } from 'node:timers/promises';
import { reset, resetCode } from '../account/letters.js';
import { Owner } from '../account/owner.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { storedImages } from './member.js';
import { multipart, part } from './multipart.js';
import { exchangeAround, requestBytes } from './raw-http.js';

const form = async () => {
  const profile = { date_of_birth: '1996-10-18', gender: 'Laki-Laki', phone_number: '62811000999' };
  const photo = await picture(400, 300).jpeg().toBuffer();
  return multipart([
    part('basic_profile', JSON.stringify(profile)),
    part('profile_img', photo, 'image.jpg', 'image/jpeg'),
  ]);
};

describe.each(engines)('An upload that outlives its session on %s', (engine) => {
  let service: Service;
  let port: number;
  beforeAll(async () => {
    service = await startService(engine);
    await service.app.listen(0, '127.0.0.1');
    port = Number(new URL(await service.app.getUrl()).port);
  });
  afterAll(() => service.stop());

  const ends: [string, (owner: Owner) => Promise<unknown>][] = [
    ['is signed out', (owner) => owner.post('/auth/logout')],
    [
      'is handed over to the owner of its address',
      async ({ person: { email } }) =>
        reset(service, await resetCode(service, email), 'the true owner’s own'),
    ],
  ];

  it.each(ends)(
    'of an account that %s meanwhile is refused, and nothing of it is kept',
    async (_how, end) => {
      const squatter = await Owner.join(service);
      const bytes = requestBytes(squatter.bearer, await form());
      const reply = await exchangeAround(port, bytes, async () => {
        // The guard has looked at the token by now: it reads the head alone.
        await sleep(200);
        await end(squatter);
      });
      expect(reply).toEqual({ status: 401, body: { message: 'Unauthorized' } });
      expect(await squatter.row()).toMatchObject({ dateOfBirth: null, gender: null, avatarPhotoId: null });
      expect((await squatter.row()).phoneNumber).not.toBe('62811000999');
      expect(await storedImages(service)).toEqual([]);
    },
  );
});
