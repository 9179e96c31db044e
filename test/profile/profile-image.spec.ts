import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { picture, redThenBlue } from '../images/samples.js';
import { basicProfile, Member, profileForm, storedImages } from './member.js';

const sizes = { small: '96x72', medium: '320x240', large: '1080x810' };

describe.each(engines)('The profile photo on %s', (engine) => {
  let service: Service;
  let member: Member;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    member = await Member.join(service);
  });

  const upload = (photo: Buffer, filename?: string) =>
    member.update(profileForm(basicProfile({ phone_number: member.phoneNumber }), photo, filename));

  it.each(['jpeg', 'png', 'webp'] as const)(
    'is taken as %s and given back in three sizes',
    async (format) => {
      expect((await member.profile())['profile_img']).toBeNull();
      expect((await upload(await picture(1200, 900).toFormat(format).toBuffer())).status).toBe(200);
      const links = (await member.profile())['profile_img'] as Record<string, string>;
      for (const [size, dimensions] of Object.entries(sizes)) {
        expect(links[size]).toBe(`http://localhost:3000/profile/image/${size}`);
        const { status, bytes } = await member.image(size);
        const { width, height, format: made } = await sharp(bytes).metadata();
        expect([status, made, `${width}x${height}`]).toEqual([200, 'webp', dimensions]);
      }
    },
  );

  it('stands upright and tells neither place nor camera', async () => {
    const photo = await redThenBlue()
      .withExif({ IFD0: { Model: 'TellTale' }, IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).orientation).toBe(6);
    await upload(photo);
    for (const size of Object.keys(sizes)) {
      const { bytes } = await member.image(size);
      const { width, height, exif, xmp, icc, orientation } = await sharp(bytes).metadata();
      expect({ exif, xmp, icc, orientation }).toEqual({});
      expect(height).toBeGreaterThan(width);
      expect(bytes.includes('TellTale')).toBe(false);
    }
  });

  it('keeps its place when a profile comes without one', async () => {
    await upload(await picture(40, 30).png().toBuffer());
    const { bytes } = await member.image('small');
    await member.update(profileForm(basicProfile({ phone_number: member.phoneNumber })));
    expect((await member.image('small')).bytes).toEqual(bytes);
  });

  it('comes with headers under which a browser can do no more than show it', async () => {
    await upload(await picture(40, 30).png().toBuffer());
    const { headers } = await member.image('large');
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': 'inline; filename="profile.webp"',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=0',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('is not sent again to who has it, and sent anew once it has changed', async () => {
    await upload(await picture(40, 30).png().toBuffer());
    const tag = String((await member.image('medium')).headers['etag']);
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, `W/"other",W/${tag} , "more"`, '*']) {
      const reply = await member.image('medium', { 'if-none-match': known });
      expect([reply.status, reply.text, reply.headers['etag']]).toEqual([304, '', tag]);
      expect(reply.headers).toMatchObject({
        'cache-control': 'private, max-age=0',
        'x-content-type-options': 'nosniff',
      });
    }
    for (const unknown of ['"other"', tag.replaceAll('"', ''), `${tag.slice(0, -1)}x"`, '']) {
      expect((await member.image('medium', { 'if-none-match': unknown })).status).toBe(200);
    }
    await upload(await picture(50, 30).png().toBuffer());
    expect((await member.image('medium', { 'if-none-match': tag })).status).toBe(200);
  });

  it.each([
    'huge',
    'Small',
    'small.webp',
    '..',
    '%2e%2e%2fsmall',
    'constructor',
    '__proto__',
    '0',
    'small%00',
  ])('has no size %s', async (size) => {
    await upload(await picture(40, 30).png().toBuffer());
    const { status, body } = await member.image(size);
    expect([status, body]).toEqual([404, { message: 'Not found' }]);
  });

  it('is its owner’s alone', async () => {
    await upload(await picture(40, 30).png().toBuffer());
    const { avatarPhotoId } = await member.row();
    const stranger = await Member.join(service);
    expect((await stranger.image('small')).status).toBe(404);
    expect((await stranger.image(`../../profile/image/small?id=${avatarPhotoId}`)).status).toBe(404);
    const { status, headers } = await service.http.get('/profile/image/small');
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="usapi"']);
    expect((await service.http.get(`/profile/image/small?token=${member.bearer}`)).status).toBe(401);
  });

  it.each([
    '../../x.png',
    '/etc/passwd',
    String.raw`..\..\x.png`,
    'a%00.png',
    'x'.repeat(5000),
    '.png',
    '📷.heic',
  ])('rests under a name of our own, whatever the file was called: %s', async (filename) => {
    const before = await storedImages(service);
    expect((await upload(await picture(20, 20).png().toBuffer(), filename)).status).toBe(200);
    const { avatarPhotoId } = await member.row();
    expect(avatarPhotoId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await storedImages(service)).toSorted()).toEqual([...before, String(avatarPhotoId)].toSorted());
    const kept = await readdir(service.settings.storage.dataDir, { recursive: true });
    expect(kept.filter((name) => /x\.png|passwd|heic/.test(name))).toEqual([]);
  });

  it('replaces the one before: after 50 there is one', async () => {
    const before = await storedImages(service);
    const ids = new Set<string | null>();
    for (let count = 1; count <= 50; count++) {
      expect((await upload(await picture(8, 8).png().toBuffer())).status).toBe(200);
      ids.add((await member.row()).avatarPhotoId);
    }
    expect(ids.size).toBe(50);
    expect(await storedImages(service)).toHaveLength(before.length + 1);
  });

  it('is one even when ten come at once, and no other is left on the disk', async () => {
    await upload(await picture(8, 8).png().toBuffer());
    const before = await storedImages(service);
    const photos = await Promise.all(Array.from({ length: 10 }, () => picture(8, 8).png().toBuffer()));
    const replies = await Promise.all(photos.map((photo) => upload(photo)));
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const after = await storedImages(service);
    expect(after).toHaveLength(before.length);
    expect(after).toContain((await member.row()).avatarPhotoId);
    expect((await member.image('small')).status).toBe(200);
  });
});
