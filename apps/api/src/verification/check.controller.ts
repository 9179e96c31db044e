import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CheckIdentity } from '@app/verification';
import { BasicAuth, Public } from '../access/policy.js';
import { CheckOperation } from './check.operation.js';
import { CheckDto, CheckEmailDto, CheckPhoneDto, CheckUsernameDto } from './dto/verification.dto.js';

const answer = (
  reply: FastifyReply,
  what: Parameters<typeof CheckDto.of>[0],
  registered: boolean,
): CheckDto => {
  reply.status(registered ? 409 : 200);
  return CheckDto.of(what, registered);
};

/** Whether an address or a name is taken. Pending signups do not count. */
@ApiTags('Verification')
@Controller('check')
export class CheckController {
  constructor(private readonly identities: CheckIdentity) {}

  @Post('email')
  @Public()
  @CheckOperation({
    id: 'checkEmail',
    what: 'Email',
    summary: 'Ask whether an e-mail address is registered',
    description: 'Answers 200 when it is free and 409 when an account holds it. What is no address is free.',
    caller: 'public',
    refusals: { 400: ["Must have required property 'email'", "Property 'email' must be string"] },
  })
  async email(
    @Body() { email }: CheckEmailDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CheckDto> {
    return answer(reply, 'Email', await this.identities.emailIsRegistered(email));
  }

  @Post('username')
  @Public()
  @CheckOperation({
    id: 'checkUsername',
    what: 'Username',
    summary: 'Ask whether a username is registered',
    description:
      'Answers 200 when it is free and 409 when an account has it. Spelling variants of one name count as one.',
    caller: 'public',
    refusals: { 400: ["Must have required property 'username'", "Property 'username' must be string"] },
  })
  async username(
    @Body() { username }: CheckUsernameDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CheckDto> {
    return answer(reply, 'Username', await this.identities.usernameIsRegistered(username));
  }

  @Post('phone')
  @BasicAuth('signup')
  @CheckOperation({
    id: 'checkPhone',
    what: 'Phone number',
    summary: 'Ask whether a phone number is registered',
    description:
      'For platforms with the scope signup. Answers 200 when it is free and 409 when an account holds it.',
    caller: 'basic',
    refusals: { 400: ["Must have required property 'phone_number'", 'Invalid phone number format'] },
  })
  async phone(
    @Body() body: CheckPhoneDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CheckDto> {
    return answer(reply, 'Phone number', await this.identities.phoneNumberIsRegistered(body.phone_number));
  }
}
