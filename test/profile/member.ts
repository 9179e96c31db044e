import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { User } from '@app/users';
import { demo, type Reply } from '../harness/client.js';
import { samples } from '../harness/samples.js';
import type { Service } from '../harness/service.js';

let people = 0;

/** Somebody with an account, signed in. */
export class Member {
  private constructor(
    private readonly service: Service,
    readonly username: string,
    readonly phoneNumber: string,
    readonly bearer: string,
  ) {}

  /** A new person, whose addresses are held and unproven. */
  static async join(service: Service): Promise<Member> {
    people += 1;
    const [username, phone_number] = [`member ${people}`, `6281${String(people).padStart(8, '0')}`];
    const email = `member${people}@example.com`;
    const account = { ...samples.internalRegister, username, phone_number, email };
    await service.http.post('/internal/register', account, { basic: demo });
    return Member.signIn(service, username, account.password, phone_number);
  }

  static async signIn(service: Service, username: string, password: string, phone: string): Promise<Member> {
    const { body } = await service.http.post('/auth', { username, password });
    return new Member(service, username, phone, String(body['token']));
  }

  /** Everything the table holds of the person. */
  async row(): Promise<User> {
    const users = this.service.database.getRepository(User);
    return users.findOneByOrFail({ username: this.username });
  }

  async profile(): Promise<Record<string, unknown>> {
    const { body } = await this.service.http.get('/profile', { bearer: this.bearer });
    return body['profile'] as unknown as Record<string, unknown>;
  }

  /** A form that a client of the person sends. */
  update(form: FormData): Promise<Reply> {
    return this.service.http.post('/update-basic-profile', form, { bearer: this.bearer });
  }

  /** A multipart body as bytes, for what FormData would not write. */
  updateRaw({ contentType, body }: RawForm): Promise<Reply> {
    const headers = { 'content-type': contentType };
    return this.service.http.post('/update-basic-profile', body, { bearer: this.bearer, headers });
  }

  image(size: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.service.http.get(`/profile/image/${size}`, { bearer: this.bearer, headers });
  }
}

/** A multipart body and the header that says how to read it. */
export interface RawForm {
  readonly contentType: string;
  readonly body: Buffer;
}

/** What `basic_profile` holds when nothing is wrong with it. */
export const basicProfile = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...samples.basicProfile,
  ...changes,
});

/** The form as documented: a JSON text, and a photo if there is one. */
export function profileForm(profile: unknown, photo?: Buffer, filename = 'image.jpg'): FormData {
  const form = new FormData();
  form.set('basic_profile', typeof profile === 'string' ? profile : JSON.stringify(profile));
  if (photo) form.set('profile_img', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), filename);
  return form;
}

/** Names in the folder of images, whole or not. */
export async function storedImages({ settings }: Service): Promise<string[]> {
  return readdir(join(settings.storage.dataDir, 'images')).catch(() => []);
}
