import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadSignupState, VerifySignup } from '@app/verification';
import { Public } from '../access/policy.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { SignupStateDto, SignupStatusDto, VerifySignupDto } from './dto/verification.dto.js';

const badToken = ["Must have required property 'token'", 'Invalid or expired code'];

/** Proving the address of a signup. */
@ApiTags('Verification')
@Controller('signup')
export class VerificationController {
  constructor(
    private readonly verifySignup: VerifySignup,
    private readonly signupState: ReadSignupState,
  ) {}

  @Post('verify')
  @Public()
  @Operation({
    id: 'verifySignup',
    summary: 'Prove a signup with its digits',
    description:
      'Turns the pending signup into an account whose address is proven. A code dies after five attempts; whatever is wrong with token or digits gets the same answer.',
    caller: 'public',
    body: true,
    answer: {
      type: DoneDto,
      description: 'The account exists',
      examples: { created: { status: true, message: 'Account has been created' } },
    },
    refusals: {
      400: [...badToken, 'Phone number already exist', 'Username already exist', 'Email already exist'],
    },
  })
  async verify(@Body() { token, otp }: VerifySignupDto): Promise<DoneDto> {
    await this.verifySignup.verify(token, otp);
    return DoneDto.of('Account has been created');
  }

  @Post('status')
  @Public()
  @Operation({
    id: 'signupStatus',
    summary: 'Ask how far a signup is',
    description:
      'For the platform that waits while the person looks for the message. The token may have expired.',
    caller: 'public',
    body: true,
    answer: {
      type: SignupStateDto,
      description: 'How far it is',
      examples: {
        pending: { status: true, state: 'pending' },
        verified: { status: true, state: 'verified' },
      },
    },
    refusals: { 400: badToken },
  })
  async status(@Body() { token }: SignupStatusDto): Promise<SignupStateDto> {
    return SignupStateDto.of(await this.signupState.read(token));
  }
}
