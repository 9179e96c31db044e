import { KeyAdministration, KeyRotation, SigningKeyRepository, type PublicKey } from '@app/tokens';
import type { Service } from '../harness/service.js';

/** Seconds after which every process has read the ring again. */
export const known = 11;

/** The ring of a service, in an operator's hands. */
export class Ring {
  readonly rotation: KeyRotation;
  readonly administration: KeyAdministration;

  constructor(private readonly service: Service) {
    const { app, settings, clock } = service;
    this.rotation = app.get(KeyRotation);
    this.administration = new KeyAdministration(settings.tokens, clock, app.get(SigningKeyRepository));
  }

  /** The whole way: publishes a key, waits as long as one has to, and lets it sign. @returns its kid */
  async rotate(): Promise<string> {
    const { signsFrom } = await this.rotation.rotate(false);
    this.service.clock.set(signsFrom);
    const { next } = await this.rotation.rotate(false);
    this.service.clock.advance(known);
    return next.kid;
  }

  /** `kid state` of every live key. */
  async states(): Promise<string[]> {
    return (await this.administration.list()).map(({ kid, state }) => `${kid} ${state}`);
  }

  /** As it is served. */
  async published(): Promise<readonly PublicKey[]> {
    const { body } = await this.service.http.get('/.well-known/jwks.json');
    return body['keys'] as unknown as readonly PublicKey[];
  }
}

export const opens = async ({ http }: Service, bearer: string): Promise<boolean> =>
  (await http.get('/profile', { bearer })).status === 200;
