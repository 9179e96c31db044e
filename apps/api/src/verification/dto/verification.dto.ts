import { ApiProperty } from '@nestjs/swagger';
import type { SignupState } from '@app/verification';
import { Text } from '../../input/properties.js';
import { phoneFormat } from '../../input/text-rules.js';

const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoidGVzdCJ9.c2lnbmF0dXJl';

/** Body of `POST /signup/verify`. */
export class VerifySignupDto {
  @Text({ description: 'The token that /signup answered with', example: token })
  token!: string;

  @Text({ description: 'The six digits that were sent', example: '012345' })
  otp!: string;
}

/** Body of `POST /signup/status`. */
export class SignupStatusDto {
  @Text({ description: 'The token that /signup answered with; may have expired', example: token })
  token!: string;
}

/** Answer of `POST /signup/status`. */
export class SignupStateDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({
    description: 'How far the signup is',
    enum: ['pending', 'verified', 'expired'],
    example: 'pending',
  })
  state!: SignupState;

  static of(state: SignupState): SignupStateDto {
    return Object.assign(new SignupStateDto(), { status: true, state });
  }
}

/** Body of `POST /check/email` (seed 002). */
export class CheckEmailDto {
  @Text({ description: 'The address to look for; what is no address is not registered', example: 'value' })
  email!: string;
}

/** Body of `POST /check/username`. */
export class CheckUsernameDto {
  @Text({ description: 'The username to look for', example: 'test regis 3' })
  username!: string;
}

/** Body of `POST /check/phone`. */
export class CheckPhoneDto {
  @Text({ description: 'The phone number to look for', example: '621234567891' }, phoneFormat())
  phone_number!: string;
}

/** Answer of the `/check` routes: 200 with `true`, 409 with `false`. */
export class CheckDto {
  @ApiProperty({ description: 'Whether it can be registered', example: true })
  status!: boolean;

  @ApiProperty({ description: 'The same in words', example: 'Email is not registered' })
  message!: string;

  static of(what: 'Email' | 'Username' | 'Phone number', registered: boolean): CheckDto {
    const words = registered ? 'is already registered' : 'is not registered';
    return Object.assign(new CheckDto(), { status: !registered, message: `${what} ${words}` });
  }
}
