import { ApiProperty } from '@nestjs/swagger';
import type { IssuedTokens } from '@app/tokens';

/** Answer of `POST /auth`. */
export class TokenDto {
  @ApiProperty({
    description: 'Access token (JWT), for Authorization: Bearer',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2Vy',
  })
  token!: string;

  @ApiProperty({
    description: 'Only for native apps: gets a new access token when this one has expired',
    example: 'Vv0aTqyR1Yt2uJc3ZkWm4s5x6B7n8M9q0LwErTyUiOp',
    required: false,
  })
  refresh_token?: string;

  @ApiProperty({
    description: 'Only for native apps: seconds the access token lives',
    example: 3600,
    required: false,
  })
  expires_in?: number;

  /** Exactly `{"token"}` for the web (seed 002). */
  static of({ accessToken, refreshToken, expiresIn }: IssuedTokens): TokenDto {
    const native = refreshToken === null ? {} : { refresh_token: refreshToken, expires_in: expiresIn };
    return Object.assign(new TokenDto(), { token: accessToken, ...native });
  }
}
