import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageSizeNames, imageSizes, type ImageSize, type ProcessedImage } from './image-sizes.js';
import { ImageStore } from './image-store.js';

/** Exactly what `randomUUID` makes (RFC 9562 version 4, lower case): nothing else ever becomes part of a path. */
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const fileOf = (size: ImageSize): string => `${size}.webp`;
const partOf = (id: string): string => `.${id}.part`;
/** The id in a folder's name, if it is one of ours: `<id>` or `.<id>.part`. */
const idIn = (name: string): string => name.replace(/^\.(.*)\.part$/, '$1');

/**
 * One folder per image, named by its id, readable by the service's own account alone. It is filled under the name
 * `.<id>.part` and renamed when whole, so a process that dies on the way leaves no half image, only such a folder.
 */
export class DiskImageStore extends ImageStore {
  /** @param directory made on the first save; holds images and nothing else */
  constructor(private readonly directory: string) {
    super();
  }

  async save(image: ProcessedImage): Promise<string> {
    const id = randomUUID();
    const part = join(this.directory, partOf(id));
    await mkdir(part, { recursive: true, mode: 0o700 });
    try {
      for (const size of imageSizeNames) {
        // Flushed before the rename, or a power cut could leave a whole folder of empty files.
        await writeFile(join(part, fileOf(size)), image[size], { mode: 0o600, flag: 'wx', flush: true });
      }
      await rename(part, join(this.directory, id));
    } catch (fault) {
      await rm(part, { recursive: true, force: true });
      throw fault;
    }
    return id;
  }

  async read(id: string, size: ImageSize): Promise<Buffer | null> {
    if (!idPattern.test(id) || !Object.hasOwn(imageSizes, size)) return null;
    return nullWhenMissing(readFile(join(this.directory, id, fileOf(size))));
  }

  async remove(id: string): Promise<void> {
    if (!idPattern.test(id)) return;
    for (const name of [id, partOf(id)]) {
      await rm(join(this.directory, name), { recursive: true, force: true });
    }
  }

  async listOlderThan(moment: Date): Promise<string[]> {
    const names = await this.namesOlderThan(moment);
    return names.map(idIn);
  }

  /** Removes saves that never finished. Leave the ones still at work alone: a save takes well under a minute. */
  async removeLeftovers(olderThan: Date): Promise<void> {
    const names = await this.namesOlderThan(olderThan);
    for (const name of names.filter((candidate) => candidate !== idIn(candidate))) {
      // Not `remove`: should the save finish this moment after all, its image stays.
      await rm(join(this.directory, name), { recursive: true, force: true });
    }
  }

  /**
   * Folders of ours, whole or not, last written before the moment by the disk's clock. Anything else is not ours
   * to name.
   */
  private async namesOlderThan(moment: Date): Promise<string[]> {
    const names = (await nullWhenMissing(readdir(this.directory))) ?? [];
    const older: string[] = [];
    for (const name of names) {
      if (!idPattern.test(idIn(name))) continue;
      const found = await nullWhenMissing(lstat(join(this.directory, name)));
      if (found && found.mtimeMs < moment.getTime()) older.push(name);
    }
    return older;
  }
}

const nullWhenMissing = async <T>(reading: Promise<T>): Promise<T | null> => {
  try {
    return await reading;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
};
