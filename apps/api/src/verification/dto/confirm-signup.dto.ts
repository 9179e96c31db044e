import { ApiProperty } from '@nestjs/swagger';
import type { PendingSignup } from '@app/pending-signups';
import { Flag, Text } from '../../input/properties.js';

/** Body of `POST /signup/confirm`, JSON or form. */
export class ConfirmSignupDto {
  @Text({ description: 'The code in the link', example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE' })
  code!: string;

  @Flag({ description: '"This was not me": ends the signup instead', example: false, optional: true })
  decline?: boolean | null;
}

/** Answer of `GET /signup/confirm` to a program: what the page shows a person. */
export class SignupConfirmationDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'Username as it was typed', example: 'test regis 3' })
  username!: string;

  @ApiProperty({
    description: 'Platform the person signed up at, if one was named',
    type: String,
    nullable: true,
    example: 'ONAPPS',
  })
  platform!: string | null;

  @ApiProperty({ description: 'When the person signed up, UTC', example: '2025-11-20T09:24:05.678Z' })
  created_at!: string;

  static of({ username, platform, createdAt }: PendingSignup): SignupConfirmationDto {
    const facts = { status: true, username, platform, created_at: createdAt.toISOString() };
    return Object.assign(new SignupConfirmationDto(), facts);
  }
}
