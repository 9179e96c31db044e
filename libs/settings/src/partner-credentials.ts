import { z } from 'zod';

export interface PartnerCredential {
  readonly name: string;
  readonly secret: string;
}

/** The pair that development runs with when no other is given; production refuses it. */
export const demoPartner: PartnerCredential = { name: 'demo', secret: 'demo-secret' };

/** A partner's name: no colon, which ends it in Basic credentials (RFC 7617 2). */
export const partnerNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** `name:secret[;name:secret…]`: the name ends at the first colon, further colons belong to the secret. */
export const partnerCredentials = z.string().transform((text, context): PartnerCredential[] => {
  const pairs = text
    .split(';')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split(':');
      return { name: name.trim(), secret: rest.join(':') };
    });
  const wellFormed = pairs.every(({ name, secret }) => partnerNamePattern.test(name) && secret.length > 0);
  if (!wellFormed || pairs.length === 0) {
    context.addIssue({
      code: 'custom',
      message: 'write name:secret[;name:secret…]; a name is 1 to 64 of A-Z a-z 0-9 . _ -',
    });
  } else if (new Set(pairs.map(({ name }) => name)).size !== pairs.length) {
    context.addIssue({
      code: 'custom',
      message: 'a partner is named twice: keep one secret here, add the second with the CLI',
    });
  }
  return pairs;
});
