import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { BasicStrategy as HttpBasicStrategy } from 'passport-http';
import { Partner, PartnerRepository } from '@app/partners';
import { readBasicCredentials } from './basic-credentials.js';

/** The part of passport's strategy that a subclass calls. */
interface Outcome {
  success(user: object): void;
  fail(status: number): void;
  error(fault: unknown): void;
}

/**
 * passport-http under the guard. Its own reading of the header is replaced: it matches the scheme loosely and cuts the
 * secret at its first colon.
 */
@Injectable()
export class BasicStrategy extends PassportStrategy(HttpBasicStrategy, 'basic') {
  constructor(private readonly partners: PartnerRepository) {
    super();
  }

  override authenticate(request: { headers: { authorization?: string } }): void {
    const outcome = this as unknown as Outcome;
    const credentials = readBasicCredentials(request.headers.authorization);
    if (!credentials) return outcome.fail(401);
    this.validate(credentials.name, credentials.secret).then(
      (partner) => (partner ? outcome.success(partner) : outcome.fail(401)),
      (fault: unknown) => outcome.error(fault),
    );
    return undefined;
  }

  validate(name: string, secret: string): Promise<Partner | null> {
    return this.partners.authenticate(name, secret);
  }
}
