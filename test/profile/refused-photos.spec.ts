import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { animatedPng, blackPixels, manyBlackPixels, picture, pngOf, twoFrames } from '../images/samples.js';
import { basicProfile, Member, profileForm, storedImages } from './member.js';
import { multipart, part } from './multipart.js';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

describe.each(engines)('A photo is refused on %s', (engine) => {
  let service: Service;
  let member: Member;
  beforeAll(async () => {
    service = await startService(engine);
    member = await Member.join(service);
  });
  afterAll(() => service.stop());

  const profile = () => basicProfile({ phone_number: member.phoneNumber });
  const text = "Property 'profile_img' must be a JPEG, PNG or WebP image of at most 25 megapixels";
  const refused = { status: 400, message: text };

  /** Every one is called image.jpg and said to be image/jpeg. */
  const upload = async (photo: Buffer) => {
    const { status, body } = await member.update(profileForm(profile(), photo));
    return { status, message: body['message'] };
  };

  /** Neither the profile beside it nor a file. */
  const expectNothingKept = async (): Promise<void> => {
    expect(await member.row()).toMatchObject({ gender: null, dateOfBirth: null, avatarPhotoId: null });
    expect(await storedImages(service)).toEqual([]);
  };

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['empty', () => Buffer.alloc(0)],
    ['SVG', () => Buffer.from(svg)],
    ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['HTML behind the signature of a JPEG', () => Buffer.from('\xff\xd8\xff<html><script>', 'latin1')],
    ['PDF', () => Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF')],
    ['GIF', () => picture(20, 20).gif().toBuffer()],
    ['TIFF', () => picture(20, 20).tiff().toBuffer()],
    [
      'an animated WebP',
      () =>
        twoFrames()
          .webp({ loop: 0, delay: [100, 100] })
          .toBuffer(),
    ],
    ['an animated PNG', () => animatedPng()],
    ['half a JPEG', async () => (await picture(400, 300).jpeg().toBuffer()).subarray(0, 3000)],
    ['5 MB of zeros', () => Buffer.alloc(5_000_000)],
  ])('that is %s under the name of a JPEG', async (_, make) => {
    expect(await upload(await make())).toEqual(refused);
    await expectNothingKept();
  });

  it('that is a bomb of 400 megapixels in half a megabyte, and soon', async () => {
    const bomb = pngOf(20_000, 20_000, [await manyBlackPixels(4000, 20_000)]);
    expect(bomb.length).toBeLessThan(500_000);
    const start = process.cpuUsage();
    expect(await upload(bomb)).toEqual(refused);
    expect(await upload(pngOf(2_147_483_647, 2_147_483_647, [blackPixels(10, 10)]))).toEqual(refused);
    expect(process.cpuUsage(start).user).toBeLessThan(1_500_000);
    await expectNothingKept();
  });

  it('that is one byte larger than 5 MB', async () => {
    expect(await upload(Buffer.alloc(5_000_001))).toEqual({ status: 413, message: 'Payload too large' });
    await expectNothingKept();
  });

  it('that comes as text, which would look like success if it were dropped', async () => {
    const json = part('basic_profile', JSON.stringify(profile()));
    for (const parts of [
      [json, part('profile_img', 'data:image/png;base64,iVBORw0KGgo=')],
      [json, part('profile_img', '{"url":"https://elsewhere.example/x.png"}', undefined, 'application/json')],
      [json, part('profile_img[0]', 'x')],
    ]) {
      const { status, body } = await member.updateRaw(multipart(parts));
      expect({ status, message: body['message'] }).toEqual(refused);
    }
    await expectNothingKept();
  });

  it('only after the profile beside it, whose fault is told first', async () => {
    const form = profileForm({ ...profile(), date_of_birth: 'x' }, Buffer.from(svg));
    const { body } = await member.update(form);
    expect(body['message']).toMatch(/^Property 'date_of_birth'/);
    await expectNothingKept();
  });
});
