import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodeRejected } from '@app/one-time-codes';
import type { PendingSignup } from '@app/pending-signups';
import { SignupSettings, type Locale } from '@app/settings';
import { SignupLinks, type SignupLink } from '@app/verification';
import { Public } from '../access/policy.js';
import { RequestLocale } from '../http/locale.js';
import { ReadsForms } from '../http/media-types.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { confirmationPage, confirmedPage, deadLinkPage, declinedPage } from '../pages/confirmation.page.js';
import { prefersHtml, prefersJson } from '../pages/page-routes.js';
import { asPage, sendPage } from '../pages/page.js';
import * as operations from './confirmation.operations.js';
import { ConfirmSignupDto, SignupConfirmationDto } from './dto/confirm-signup.dto.js';

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
  @Operation(operations.showSignupConfirmation)
  @ApiQuery({
    name: 'code',
    description: 'The code in the link',
    required: true,
    example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE',
  })
  async show(
    @Query('code') given: unknown,
    @RequestLocale() locale: Locale,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = typeof given === 'string' ? given : '';
    const link = await this.links.look(code);
    if (prefersJson(request)) return void reply.send(confirmationIn(link));
    if (link.state === 'open') return sendPage(reply, confirmationPage(locale, link.signup, code));
    const decided = this.decidedPage(link, locale);
    return decided === null ? sendPage(reply, deadLinkPage(locale, code), 400) : sendPage(reply, decided);
  }

  @Post()
  @Public()
  @ReadsForms('decline')
  @Operation(operations.confirmSignup)
  async confirm(
    @Body() body: ConfirmSignupDto,
    @RequestLocale() locale: Locale,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneDto | string> {
    if (prefersHtml(request)) return asPage(reply, await this.decideAsPage(body, locale));
    await this.decide(body);
    return DoneDto.of(body.decline ? 'Registration has been declined' : 'Account has been created');
  }

  private async decide({ code, decline }: ConfirmSignupDto): Promise<void> {
    if (decline) await this.links.decline(code);
    else await this.links.confirm(code);
  }

  /** A double click or the back button finds the signup decided already, which is no fault. */
  private async decideAsPage({ code, decline }: ConfirmSignupDto, locale: Locale): Promise<string> {
    try {
      if (!decline) return this.confirmed(locale, 'now', await this.links.confirm(code));
      await this.links.decline(code);
      return declinedPage(locale);
    } catch (refusal) {
      const link = refusal instanceof CodeRejected ? await this.links.look(code) : null;
      const decided = link && this.decidedPage(link, locale);
      if (decided === null) throw refusal;
      return decided;
    }
  }

  /** What became of a signup that was decided before, or null. */
  private decidedPage(link: SignupLink, locale: Locale): string | null {
    if (link.state === 'confirmed') return this.confirmed(locale, 'already', link.signup);
    return link.state === 'declined' ? declinedPage(locale) : null;
  }

  private confirmed(locale: Locale, state: 'now' | 'already', { platform }: PendingSignup): string {
    const returnUrl = platform === null ? undefined : this.settings.returnUrls[platform];
    return confirmedPage(locale, state, platform, returnUrl);
  }
}

/** What a program is shown of a link. @throws CodeRejected unless it can still be decided on */
function confirmationIn(link: SignupLink): SignupConfirmationDto {
  if (link.state !== 'open') throw new CodeRejected('used-or-expired');
  return SignupConfirmationDto.of(link.signup);
}
