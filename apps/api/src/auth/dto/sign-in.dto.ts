import { Flag, Part, Text } from '../../input/properties.js';

/** Seed 002: where the payload comes from. */
export class SignInOptionsDto {
  @Flag({
    description: 'Whether the mobile app ONAPPS asks; it then gets a refresh token, too',
    example: false,
  })
  nativeApp!: boolean;
}

/** Body of `POST /auth`. */
export class SignInDto {
  @Text({ description: 'Username or e-mail address', example: 'usernew1' })
  username!: string;

  @Text({ description: 'Password', example: 'abc123', schema: { format: 'password' } })
  password!: string;

  @Part(() => SignInOptionsDto, { description: 'May be left out', optional: true })
  options?: SignInOptionsDto | null;
}
