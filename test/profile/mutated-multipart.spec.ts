import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { Member, storedImages } from './member.js';
import { contentType, multipart, part } from './multipart.js';
import { mutated } from './mutations.js';
import { exchange, openFiles, requestBytes, until } from './raw-http.js';

/** The texts of the contract with which a form can be refused. */
const texts = [
  /^Malformed request body$/,
  /^Payload too large$/,
  /^Must have required property '(basic_profile|date_of_birth|gender|phone_number)'$/,
  /^Property '(date_of_birth|gender|phone_number)' must be string$/,
  /^Property 'gender' must be one of: Laki-Laki, Perempuan$/,
  /^Property 'date_of_birth' must be a past date in the form YYYY-MM-DD, from 1900 on$/,
  /^Property 'profile_img' must be a JPEG, PNG or WebP image of at most 25 megapixels$/,
  /^Invalid phone number format$/,
  /^Success update profile$/,
];

describe('A form that was damaged on its way', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
  });
  afterAll(() => service.stop());

  it('is refused in the contract’s words or still sound, 400 times, and leaves nothing open', async () => {
    const port = Number(new URL(await service.app.getUrl()).port);
    const member = await Member.join(service);
    const profile = { date_of_birth: '1996-10-18', gender: 'Laki-Laki', phone_number: member.phoneNumber };
    const sound = multipart([
      part('basic_profile', JSON.stringify(profile), undefined, 'application/json'),
      part('profile_img', await picture(9, 9).png().toBuffer(), 'image.png', 'image/png'),
      part('more[0][name]', 'x'),
    ]);
    const send = (body: Buffer) => exchange(port, requestBytes(member.bearer, { contentType, body }));
    expect(await send(sound.body)).toMatchObject({ status: 200 });
    const openAtRest = await openFiles();

    const seen = new Map<number, number>();
    for (let seed = 1; seed <= 400; seed++) {
      const { status, body } = await send(mutated(sound.body, seed));
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const { message } = body as { message: string };
      if (![200, 400, 413].includes(status) || !texts.some((text) => text.test(message)))
        throw new Error(`Damage ${seed} is answered ${status} ${JSON.stringify(body)}`);
    }
    // Damage that always, or never, hurts would try nothing.
    expect(seen.get(400)).toBeGreaterThan(200);
    expect(seen.get(200)).toBeGreaterThan(5);

    await until(async () => (await openFiles()) <= openAtRest);
    expect((await service.http.get('/health/live')).status).toBe(200);
    expect(await storedImages(service)).toEqual([(await member.row()).avatarPhotoId]);
  }, 60_000);
});
