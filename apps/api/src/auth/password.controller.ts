import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePassword, ForgotPassword, ResetPassword } from '@app/auth';
import { CodeRejected } from '@app/one-time-codes';
import { PasswordRefused } from '@app/passwords';
import type { Locale } from '@app/settings';
import type { User } from '@app/users';
import { Public } from '../access/policy.js';
import { CurrentSession, CurrentUser } from '../access/principals.js';
import { RequestCaller, type Caller } from '../http/caller.js';
import { ReadsForms } from '../http/media-types.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { PageAnswers } from '../openapi/page-answers.js';
import { prefersHtml } from '../pages/page-routes.js';
import { asPage, sendPage } from '../pages/page.js';
import * as pages from '../pages/password.page.js';
import { ChangePasswordDto, ForgotPasswordDto, ResetPasswordDto } from './dto/password.dto.js';
import * as operations from './password.operations.js';

/** Getting a new password: by the present one, or by the mailbox. */
@ApiTags('Auth')
@Controller('password')
export class PasswordController {
  constructor(
    private readonly forgetting: ForgotPassword,
    private readonly resetting: ResetPassword,
    private readonly changing: ChangePassword,
  ) {}

  @Post('forgot')
  @Public()
  @ReadsForms()
  @Operation(operations.forgotPassword)
  async forgot(
    @Body() { email }: ForgotPasswordDto,
    @RequestCaller() { locale }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneDto | string> {
    await this.forgetting.send(email, locale);
    if (prefersHtml(request)) return asPage(reply, pages.sentPage(locale));
    return DoneDto.of('If the address is known, a message has been sent');
  }

  @Get('reset')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'showPasswordReset',
    summary: 'Show the form for a new password',
    description:
      'With a code: the form for the new password. Without one: the form that asks for a link. Opening it changes nothing.',
  })
  @ApiQuery({
    name: 'code',
    description: 'The code in the link',
    required: false,
    example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE',
  })
  @PageAnswers({
    200: 'A form',
    400: 'The link does not work',
    500: 'Something unforeseen',
    503: 'Try again later',
  })
  async show(
    @Query('code') given: unknown,
    @RequestCaller() { locale }: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (given === undefined) return sendPage(reply, pages.forgotPage(locale));
    const code = typeof given === 'string' ? given : '';
    const isUsable = await this.resetting.isUsable(code);
    return isUsable
      ? sendPage(reply, pages.resetPage(locale, code))
      : sendPage(reply, pages.deadResetPage(locale), 400);
  }

  @Post('reset')
  @Public()
  @ReadsForms()
  @Operation(operations.resetPassword)
  async reset(
    @Body() { code, password }: ResetPasswordDto,
    @RequestCaller() { locale }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneDto | string> {
    const inBrowser = prefersHtml(request);
    try {
      await this.resetting.reset({ code, password, locale });
    } catch (refusal) {
      const page = inBrowser ? pageOf(refusal, locale, code) : null;
      if (page === null) throw refusal;
      void reply.status(400);
      return asPage(reply, page);
    }
    return inBrowser ? asPage(reply, pages.changedPage(locale)) : DoneDto.of('Password has been changed');
  }

  @Post('change')
  @Operation(operations.changePassword)
  async change(
    @Body() body: ChangePasswordDto,
    @CurrentUser() user: User,
    @CurrentSession() sessionId: string,
    @RequestCaller() { address, locale }: Caller,
  ): Promise<DoneDto> {
    const { current_password: current, new_password: next } = body;
    await this.changing.change(user, { current, next, address, sessionId, locale });
    return DoneDto.of('Password has been changed');
  }
}

/** What a person can do next: choose another password, or ask for another link. Null for what is no answer of theirs. */
function pageOf(refusal: unknown, locale: Locale, code: string): string | null {
  if (refusal instanceof PasswordRefused) return pages.resetPage(locale, code, refusal);
  return refusal instanceof CodeRejected ? pages.deadResetPage(locale) : null;
}
