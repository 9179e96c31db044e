import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import { NoFilesInterceptor } from '@nestjs/platform-fastify/multipart';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RegisterOpenly } from '@app/registration';
import { Public } from '../../access/policy.js';
import { Consumes } from '../../http/media-types.js';
import { AccountAnswers } from './account.answers.js';
import { AccountDto, AccountRegisterDto } from './account.dto.js';
import { PasswordsDiffer } from './passwords-differ.js';

/** Five small fields and what a client may add. */
const limits = { fields: 20, parts: 20, fieldSize: 4_000, fieldNameSize: 100, fieldNestingDepth: 2 };

/** Registration as seed 004 documents it. */
@ApiTags('Account')
@Controller('api/v1/auth')
export class AccountController {
  constructor(private readonly registration: RegisterOpenly) {}

  @Post('register')
  @Public()
  @Consumes('multipart/form-data', 'application/x-www-form-urlencoded', 'application/json')
  @UseInterceptors(NoFilesInterceptor({ limits }))
  @HttpCode(200)
  @ApiOperation({
    operationId: 'accountRegister',
    summary: 'Register an account',
    description:
      'Opens an account and answers with its public fields. Everything but the five inputs is output only. `is_verified` means admitted: this system has no proof step.',
  })
  @AccountAnswers()
  async accountRegister(
    @Body() body: AccountRegisterDto,
    @Req() request: FastifyRequest,
  ): Promise<AccountDto> {
    const { name, account: username, email, password } = body;
    if (password !== body.password_confirm) throw new PasswordsDiffer();
    const { user } = await this.registration.register({ name, username, email, password });
    request.log.info({ event: 'user_created', user: user.uuid }, 'registered');
    return AccountDto.of(user);
  }
}
