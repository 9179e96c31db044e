import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { PublicKey } from '@app/tokens';

/** One public key (RFC 7517): of the type EC with `crv`, `x` and `y`, of the type RSA with `n` and `e`. */
export class JwkDto {
  @ApiProperty({ description: 'Type of the key', enum: ['EC', 'RSA'], example: 'EC' })
  kty!: 'EC' | 'RSA';

  @ApiProperty({ description: 'What it is for: verifying signatures', enum: ['sig'], example: 'sig' })
  use!: 'sig';

  @ApiProperty({
    description: 'The one algorithm it verifies',
    enum: ['ES256', 'RS256'],
    example: 'ES256',
  })
  alg!: string;

  @ApiProperty({
    description: 'Its name, which tokens carry in their header',
    example: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70',
  })
  kid!: string;

  @ApiPropertyOptional({ description: 'Curve (EC)', example: 'P-256' })
  crv?: string;

  @ApiPropertyOptional({
    description: 'First coordinate, base64url (EC)',
    example: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  })
  x?: string;

  @ApiPropertyOptional({
    description: 'Second coordinate, base64url (EC)',
    example: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  })
  y?: string;

  @ApiPropertyOptional({
    description: 'Modulus, base64url (RSA)',
    example: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd',
  })
  n?: string;

  @ApiPropertyOptional({ description: 'Exponent, base64url (RSA)', example: 'AQAB' })
  e?: string;
}

/** The key set of RFC 7517. */
export class JwkSetDto {
  @ApiProperty({
    description: 'Every key that has signed a token still valid, and the one that will sign next',
    type: [JwkDto],
    example: [],
  })
  keys!: JwkDto[];

  static of(keys: readonly PublicKey[]): JwkSetDto {
    return Object.assign(new JwkSetDto(), { keys: [...keys] });
  }
}
