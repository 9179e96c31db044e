import { readdir } from 'node:fs/promises';
import { startService, type Service } from '../harness/service.js';
import { picture } from '../images/samples.js';
import { Member } from './member.js';
import { contentType, multipart, part } from './multipart.js';
import { exchange, hangUpAfter, openFiles, requestBytes, until } from './raw-http.js';

describe('An upload that does not come to its end', () => {
  let service: Service;
  let member: Member;
  let port: number;
  beforeAll(async () => {
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
    port = Number(new URL(await service.app.getUrl()).port);
    member = await Member.join(service);
  });
  afterAll(() => service.stop());

  const kept = () => readdir(service.settings.storage.dataDir, { recursive: true });
  const form = async () => {
    const profile = { date_of_birth: '1996-10-18', gender: 'Laki-Laki', phone_number: member.phoneNumber };
    const photo = await picture(1500, 1000).png().toBuffer();
    return multipart([
      part('basic_profile', JSON.stringify(profile)),
      part('profile_img', photo, 'image.png', 'image/png'),
    ]);
  };

  it('leaves no file, no socket and no change when the client hangs up', async () => {
    const whole = requestBytes(member.bearer, await form());
    expect(whole.length).toBeGreaterThan(1_000_000);
    const [files, open, row] = [await kept(), await openFiles(), await member.row()];
    const cuts = Array.from({ length: 30 }, (_, index) => Math.floor((whole.length * (index + 1)) / 32));
    await Promise.all(cuts.map((length) => hangUpAfter(port, whole.subarray(0, length))));
    await until(async () => (await openFiles()) <= open);
    expect(await kept()).toEqual(files);
    expect(await member.row()).toEqual(row);
  });

  it('is refused at once, unread, when it announces more than any form can have', async () => {
    const bytes = requestBytes(member.bearer, { contentType, body: Buffer.from('--') }, [
      'Content-Length: 50000000',
    ]);
    expect(await exchange(port, bytes)).toEqual({ status: 413, body: { message: 'Payload too large' } });
  });

  it('is not read at all, however large, before its sender is known', async () => {
    const bytes = requestBytes('nobody', { contentType, body: Buffer.from('--') }, [
      'Content-Length: 50000000',
    ]);
    expect(await exchange(port, bytes)).toEqual({ status: 401, body: { message: 'Unauthorized' } });
  });

  it('is refused when it grows over the limit without having announced it', async () => {
    const { body } = multipart([part('profile_img', Buffer.alloc(5_100_000), 'image.png')]);
    const chunk = Buffer.concat([
      Buffer.from(`${body.length.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const bytes = requestBytes(member.bearer, { contentType, body: chunk }, ['Transfer-Encoding: chunked']);
    expect(await exchange(port, bytes)).toEqual({ status: 413, body: { message: 'Payload too large' } });
  });

  it('leaves the way free for the next one', async () => {
    expect((await exchange(port, requestBytes(member.bearer, await form()))).status).toBe(200);
    const { avatarPhotoId } = await member.row();
    const images = (await kept()).filter((name) => name.startsWith('images/'));
    expect(images.every((name) => name.startsWith(`images/${avatarPhotoId}`))).toBe(true);
  });
});
