import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodeRejected } from '@app/one-time-codes';
import type { PendingSignup } from '@app/pending-signups';
import { SignupSettings, type Locale } from '@app/settings';
import { SignupLinks } from '@app/verification';
import { Public } from '../access/policy.js';
import { RequestLocale } from '../http/locale.js';
import { ReadsForms } from '../http/media-types.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { PageAnswers } from '../openapi/page-answers.js';
import { confirmationPage, confirmedPage, deadLinkPage, notePage } from '../pages/confirmation.page.js';
import { prefersHtml } from '../pages/page-routes.js';
import { asPage, sendPage } from '../pages/page.js';
import { words } from '../pages/words.js';
import { confirmSignup } from './confirmation.operations.js';
import { ConfirmSignupDto } from './dto/confirm-signup.dto.js';

/** The link of a signup mail: a page that asks, and the answer to it. The same route speaks JSON to JSON callers. */
@ApiTags('Verification')
@Controller('signup/confirm')
export class ConfirmationController {
  constructor(
    private readonly links: SignupLinks,
    private readonly settings: SignupSettings,
  ) {}

  @Get()
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'showSignupConfirmation',
    summary: 'Show what a signup link would confirm',
    description:
      'A page with two buttons: confirm, and "this was not me". Opening it changes nothing, however often.',
  })
  @ApiQuery({
    name: 'code',
    description: 'The code in the link',
    required: true,
    example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE',
  })
  @PageAnswers({
    200: 'The question, or that it is confirmed already',
    400: 'The link does not work',
    500: 'Something unforeseen',
    503: 'Try again later',
  })
  async show(
    @Query('code') given: unknown,
    @RequestLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = typeof given === 'string' ? given : '';
    const link = await this.links.look(code);
    if (link.state === 'open') return sendPage(reply, confirmationPage(locale, link.signup, code));
    if (link.state === 'confirmed') return sendPage(reply, this.confirmed(locale, 'already', link.signup));
    return sendPage(reply, deadLinkPage(locale, code), 400);
  }

  @Post()
  @Public()
  @ReadsForms('decline')
  @Operation(confirmSignup)
  async confirm(
    @Body() { code, decline }: ConfirmSignupDto,
    @RequestLocale() locale: Locale,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneDto | string> {
    const inBrowser = prefersHtml(request);
    if (decline === true) {
      await this.links.decline(code);
      const { declinedTitle, declinedLead } = words[locale];
      if (!inBrowser) return DoneDto.of('Registration has been declined');
      return asPage(reply, notePage(locale, declinedTitle, declinedLead));
    }
    if (!inBrowser) {
      await this.links.confirm(code);
      return DoneDto.of('Account has been created');
    }
    return asPage(reply, await this.confirmAsPage(code, locale));
  }

  /** A double click or the back button finds the signup confirmed already, which is no fault. */
  private async confirmAsPage(code: string, locale: Locale): Promise<string> {
    try {
      return this.confirmed(locale, 'now', await this.links.confirm(code));
    } catch (refusal) {
      if (!(refusal instanceof CodeRejected)) throw refusal;
      const link = await this.links.look(code);
      if (link.state !== 'confirmed') throw refusal;
      return this.confirmed(locale, 'already', link.signup);
    }
  }

  private confirmed(locale: Locale, state: 'now' | 'already', { platform }: PendingSignup): string {
    return confirmedPage(
      locale,
      state,
      platform,
      platform === null ? undefined : this.settings.returnUrls[platform],
    );
  }
}
