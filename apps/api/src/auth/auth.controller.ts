import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { SignIn } from '@app/auth';
import { Public } from '../access/policy.js';
import { RequestCaller, type Caller } from '../http/caller.js';
import { Operation } from '../openapi/operation.js';
import { SignInDto } from './dto/sign-in.dto.js';
import { TokenDto } from './dto/token.dto.js';

const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2Vy';

/** Signing in. */
@ApiTags('Auth')
@Controller()
export class AuthController {
  constructor(private readonly signIn: SignIn) {}

  @Post('auth')
  @Public()
  @Operation({
    id: 'login',
    summary: 'Sign in',
    description:
      'Opens a session and answers with its access token. An unknown user, a wrong password and a disabled account get the same answer.',
    caller: 'public',
    body: true,
    answer: {
      type: TokenDto,
      description: 'Signed in',
      examples: {
        web: { token },
        native: { token, refresh_token: 'Vv0aTqyR1Yt2uJc3ZkWm4s5x6B7n8M9q0LwErTyUiOp', expires_in: 3600 },
      },
    },
    refusals: {
      400: ["Must have required property 'username'", "Property 'nativeApp' must be boolean"],
      401: ['Invalid username or password'],
      429: ['Too many requests'],
    },
  })
  async login(
    @Body() { username, password, options }: SignInDto,
    @RequestCaller() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<TokenDto> {
    const native = options?.nativeApp ?? false;
    const issued = await this.signIn.signIn({ identifier: username, password, native, ...caller });
    request.log.info({ event: 'authn_login_success', session: issued.session.uuid }, 'signed in');
    return TokenDto.of(issued);
  }
}
