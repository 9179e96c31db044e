import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskImageStore, type ImageSize, type ProcessedImage } from '@app/images';

const image: ProcessedImage = {
  small: Buffer.from('small bytes'),
  medium: Buffer.from('medium bytes'),
  large: Buffer.from('large bytes'),
};
const unknownId = '5f0c6b1e-7a54-4c0f-9d55-2f7f3a1b9c00';
const noon = new Date('2030-01-01T12:00:00Z');
const hourBefore = new Date('2030-01-01T11:00:00Z');
const hourAfter = new Date('2030-01-01T13:00:00Z');

describe('DiskImageStore', () => {
  let directory: string;
  let images: DiskImageStore;

  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'images-')), 'data', 'images');
    images = new DiskImageStore(directory);
  });
  afterEach(() => rm(join(directory, '..', '..'), { recursive: true, force: true }));

  /** A folder as a save leaves it that was killed on the way. */
  const leftover = async (id: string): Promise<void> => {
    await mkdir(join(directory, `.${id}.part`), { recursive: true });
    await writeFile(join(directory, `.${id}.part`, 'small.webp'), 'sm');
  };
  const touch = (name: string, moment: Date): Promise<void> => utimes(join(directory, name), moment, moment);
  const modeOf = async (...path: string[]): Promise<string> =>
    ((await stat(join(directory, ...path))).mode & 0o777).toString(8);

  it('reads what was saved, under a new random id each time', async () => {
    const id = await images.save(image);
    const other = await images.save({ ...image, small: Buffer.from('another') });

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other).not.toBe(id);
    for (const size of ['small', 'medium', 'large'] as const) {
      expect(await images.read(id, size)).toEqual(image[size]);
    }
    expect(await images.read(other, 'small')).toEqual(Buffer.from('another'));
  });

  it('keeps everything from other accounts and leaves nothing unfinished', async () => {
    const id = await images.save(image);
    expect(await readdir(directory)).toEqual([id]);
    expect(await modeOf()).toBe('700');
    expect(await modeOf(id)).toBe('700');
    for (const file of await readdir(join(directory, id))) expect(await modeOf(id, file)).toBe('600');
  });

  it('leaves nothing behind when a save fails', async () => {
    const broken = { ...image, large: null as unknown as Buffer };
    await expect(images.save(broken)).rejects.toThrow('data');
    expect(await readdir(directory)).toEqual([]);
  });

  it('answers null for an unknown image, also before the first save', async () => {
    expect(await images.read(unknownId, 'small')).toBeNull();
    await images.save(image);
    expect(await images.read(unknownId, 'small')).toBeNull();
  });

  it('does not hide that the disk cannot be read', async () => {
    const id = await images.save(image);
    await rm(join(directory, id, 'small.webp'));
    await mkdir(join(directory, id, 'small.webp'));
    await expect(images.read(id, 'small')).rejects.toThrow('EISDIR');
  });

  it('removes an image for good, and removing again is no fault', async () => {
    const id = await images.save(image);
    const kept = await images.save(image);
    await images.remove(id);
    await images.remove(id);
    await images.remove(unknownId);
    expect(await images.read(id, 'small')).toBeNull();
    expect(await readdir(directory)).toEqual([kept]);
  });

  it.each([
    '',
    '.',
    '..',
    '../../secret',
    '/etc',
    'secret\0',
    '%2e%2e%2fsecret',
    `../secret/${unknownId}`,
    `${unknownId}/../../secret`,
    `${unknownId}\n`,
    `.${unknownId}.part`,
    unknownId.toUpperCase(),
    '5f0c6b1e-7a54-1c0f-9d55-2f7f3a1b9c00',
  ])('touches nothing for the id %j', async (id) => {
    await images.save(image);
    await leftover(unknownId);
    await mkdir(join(directory, '..', 'secret'));
    await writeFile(join(directory, '..', 'secret', 'small.webp'), 'secret');
    const before = await readdir(join(directory, '..'), { recursive: true });

    expect(await images.read(id, 'small')).toBeNull();
    await images.remove(id);
    expect(await readdir(join(directory, '..'), { recursive: true })).toEqual(before);
  });

  it.each(['../small', 'huge', '__proto__', 'toString'])('answers null for the size %j', async (size) => {
    const id = await images.save(image);
    expect(await images.read(id, size as ImageSize)).toBeNull();
  });

  it('lists what is older than a moment, finished or not, and nothing that is not its own', async () => {
    expect(await images.listOlderThan(noon)).toEqual([]);
    const old = await images.save(image);
    const recent = await images.save(image);
    await leftover(unknownId);
    await writeFile(join(directory, 'README'), 'not an image');
    await mkdir(join(directory, '.not-an-id.part'));
    await touch(old, hourBefore);
    await touch(`.${unknownId}.part`, hourBefore);
    await touch('README', hourBefore);
    await touch('.not-an-id.part', hourBefore);
    await touch(recent, hourAfter);

    expect((await images.listOlderThan(noon)).toSorted()).toEqual([old, unknownId].toSorted());
  });

  it('removes old leftovers alone', async () => {
    const whole = await images.save(image);
    const atWork = '0b6f7a3c-3d0e-4e58-8a57-6f0f0f0f0f0f';
    await leftover(unknownId);
    await leftover(atWork);
    await touch(whole, hourBefore);
    await touch(`.${unknownId}.part`, hourBefore);
    await touch(`.${atWork}.part`, hourAfter);

    await images.removeLeftovers(noon);
    expect((await readdir(directory)).toSorted()).toEqual([`.${atWork}.part`, whole].toSorted());
  });

  it('removes a leftover by its id', async () => {
    await leftover(unknownId);
    await images.remove(unknownId);
    expect(await readdir(directory)).toEqual([]);
  });
});
