import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { malformedForms, soundForms, whole, type Ingredients } from './malformed-forms.js';
import { Member, storedImages, type RawForm } from './member.js';
import { contentType } from './multipart.js';
import { exchange, hangUpAfter, openFiles, requestBytes, until } from './raw-http.js';

describe('A malformed form', () => {
  let service: Service;
  let member: Member;
  let port: number;
  let ingredients: Ingredients;
  let openAtRest: number;

  beforeAll(async () => {
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
    port = Number(new URL(await service.app.getUrl()).port);
    member = await Member.join(service);
    const { phoneNumber: phone_number } = member;
    ingredients = {
      json: JSON.stringify({ date_of_birth: '1996-10-18', gender: 'Laki-Laki', phone_number }),
      photo: await picture(9, 9).png().toBuffer(),
    };
    await send(whole(ingredients));
    openAtRest = await openFiles();
  });
  afterAll(() => service.stop());

  const send = (form: RawForm) => exchange(port, requestBytes(member.bearer, form));

  /** The process answers, no file or socket stays open, no half image is left. */
  const expectNothingLeft = async (): Promise<void> => {
    expect((await service.http.get('/health/live')).status).toBe(200);
    await until(async () => (await openFiles()) <= openAtRest);
    expect(await storedImages(service)).toEqual([(await member.row()).avatarPhotoId]);
  };

  it.each(malformedForms)('is refused %s', async (_, form, status, message) => {
    expect(await send(form(ingredients))).toEqual({ status, body: { message } });
    await expectNothingLeft();
  });

  it.each(soundForms)('is a sound one %s', async (_, form) => {
    expect((await send(form(ingredients))).status).toBe(200);
    await expectNothingLeft();
  });

  it('is refused wherever it is cut off, but for the line break at its end', async () => {
    const { body } = whole(ingredients);
    const sound: number[] = [];
    for (let length = 0; length <= body.length; length++) {
      const { status } = await send({ contentType, body: body.subarray(0, length) });
      if (status !== 400) sound.push(length);
    }
    expect(sound).toEqual([body.length - 2, body.length - 1, body.length]);
    await expectNothingLeft();
  }, 60_000);

  it('leaves nothing behind when the client hangs up in the middle of it', async () => {
    const before = await member.row();
    const request = requestBytes(member.bearer, whole(ingredients));
    for (let length = 1; length < request.length - 2; length += 7)
      await hangUpAfter(port, request.subarray(0, length));
    expect(await member.row()).toEqual(before);
    await expectNothingLeft();
  });
});
