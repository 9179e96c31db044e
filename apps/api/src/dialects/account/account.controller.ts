import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RegisterOpenly } from '@app/registration';
import { Public } from '../../access/policy.js';
import { AccountAnswers } from './account.answers.js';
import { AccountDto, AccountRegisterDto } from './account.dto.js';
import { ReadsAccountForm } from './account.form.js';
import { namesFrom } from './account.names.js';
import { PasswordsDiffer } from './passwords-differ.js';

/** Registration as seed 004 documents it. */
@ApiTags('Account')
@Controller('api/v1/auth')
export class AccountController {
  constructor(private readonly registration: RegisterOpenly) {}

  @Post('register')
  @Public()
  @ReadsAccountForm()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'accountRegister',
    summary: 'Register an account',
    description:
      'Opens an account and answers with its public fields. Everything but the five inputs is output only. `is_verified` means admitted: this system has no proof step.',
  })
  @AccountAnswers()
  async accountRegister(@Body() body: AccountRegisterDto): Promise<AccountDto> {
    const { account: username, email, password } = body;
    if (password !== body.password_confirm) throw new PasswordsDiffer();
    const registration = { username, email, password, passwordRules: 'public' as const };
    const { user } = await this.registration.register({ ...registration, names: namesFrom(body.name) });
    return AccountDto.of(user);
  }
}
