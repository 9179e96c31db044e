import { ApiProperty } from '@nestjs/swagger';
import type { SignupMode } from '@app/pending-signups';

const sent = {
  LINK: 'Please check your email to complete registration',
  OTP: 'Please check your phone to complete registration',
} as const;

/** Answer of `POST /signup/resend`. */
export class ResentDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'Where to look', example: sent.LINK, enum: Object.values(sent) })
  message!: string;

  @ApiProperty({ description: 'When the signup token expires, in seconds since 1970', example: 1740368964 })
  exp!: number;

  @ApiProperty({
    description: 'Seconds for which what was sent can be used: the link 18000, the digits 600',
    example: 18000,
  })
  exp_otp!: number;

  static of(facts: { mode: SignupMode; expiresAt: number; usableFor: number }): ResentDto {
    return Object.assign(new ResentDto(), {
      status: true,
      message: sent[facts.mode],
      exp: facts.expiresAt,
      exp_otp: facts.usableFor,
    });
  }
}

/** Answer of `POST /signup` (seed 001). */
export class SignupAnswerDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'Where to look', example: sent.LINK, enum: Object.values(sent) })
  message!: string;

  @ApiProperty({
    description: 'Signup token (JWT): verifies and resends this signup until `exp`, and opens nothing else',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoidGVzdCJ9.c2lnbmF0dXJl',
  })
  token!: string;

  @ApiProperty({ description: 'When the token expires, in seconds since 1970', example: 1740368964 })
  exp!: number;

  @ApiProperty({
    description: 'Seconds for which what was sent can be used: the link 18000, the digits 600',
    example: 18000,
  })
  exp_otp!: number;

  static of(
    mode: SignupMode,
    started: { token: string; expiresAt: number; usableFor: number },
  ): SignupAnswerDto {
    return Object.assign(new SignupAnswerDto(), {
      status: true,
      message: sent[mode],
      token: started.token,
      exp: started.expiresAt,
      exp_otp: started.usableFor,
    });
  }
}
