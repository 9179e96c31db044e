import { Argon2Hasher } from '@app/passwords';

/** Looks at the next password for as long as the test likes: what happens meanwhile overtakes the request. */
export class SlowHasher extends Argon2Hasher {
  private meanwhile: (() => Promise<unknown>) | undefined;

  constructor() {
    super({ memoryCost: 8, timeCost: 1, parallelism: 1 });
  }

  during(meanwhile: () => Promise<unknown>): void {
    this.meanwhile = meanwhile;
  }

  override async matches(password: string, stored: string): Promise<boolean> {
    const answer = await super.matches(password, stored);
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    return answer;
  }
}
