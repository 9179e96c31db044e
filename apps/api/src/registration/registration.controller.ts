import { Body, Controller, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '@app/settings';
import type { Partner } from '@app/partners';
import { RegisterInternally, ResendSignup, StartSignup } from '@app/registration';
import { BasicAuth, Public } from '../access/policy.js';
import { CurrentPartner } from '../access/principals.js';
import { RequestLocale } from '../http/locale.js';
import { ReadsForms } from '../http/media-types.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { notePage } from '../pages/confirmation.page.js';
import { prefersHtml } from '../pages/page-routes.js';
import { asPage } from '../pages/page.js';
import { words } from '../pages/words.js';
import { InternalRegisterDto } from './dto/internal-register.dto.js';
import { ResendSignupDto } from './dto/resend-signup.dto.js';
import { ResentDto, SignupAnswerDto } from './dto/signup-answer.dto.js';
import { SignupDto } from './dto/signup.dto.js';
import { PlatformGuard } from './platform.guard.js';
import * as operations from './registration.operations.js';

/** Making accounts: at once for a partner's back end, or after the person proved an address. */
@ApiTags('Registration')
@Controller()
export class RegistrationController {
  constructor(
    private readonly registerInternally: RegisterInternally,
    private readonly startSignup: StartSignup,
    private readonly resendSignup: ResendSignup,
  ) {}

  @Post('internal/register')
  @BasicAuth('internal:register')
  @Operation(operations.internalRegister)
  async internalRegister(
    @Body() body: InternalRegisterDto,
    @CurrentPartner() { id }: Partner,
  ): Promise<DoneDto> {
    const {
      username,
      password,
      first_name: firstName,
      last_name: lastName,
      phone_number: phoneNumber,
      email,
    } = body;
    await this.registerInternally.register({
      username,
      password,
      firstName,
      lastName,
      phoneNumber,
      email,
      partnerId: id,
    });
    return DoneDto.of('Account has been created');
  }

  @Post('signup')
  @BasicAuth('signup')
  @UseGuards(PlatformGuard)
  @Operation(operations.signup)
  async signup(
    @Body() body: SignupDto,
    @CurrentPartner() partner: Partner,
    @RequestLocale() locale: Locale,
  ): Promise<SignupAnswerDto> {
    const { username, password, email, first_name: firstName, last_name: lastName } = body;
    const { mode, phone_number: phoneNumber = null, platform = null } = body;
    const person = { username, password, email, firstName, lastName, phoneNumber };
    const request = { ...person, mode: mode ?? 'LINK', platform, partnerId: partner.id, locale };
    return SignupAnswerDto.of(request.mode, await this.startSignup.start(request));
  }

  @Post('signup/resend')
  @Public()
  @ReadsForms()
  @Operation(operations.resendSignup)
  async resend(
    @Body() { token, code }: ResendSignupDto,
    @RequestLocale() locale: Locale,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResentDto | string> {
    // An empty token is a token, and a wrong one.
    const resent =
      typeof token === 'string'
        ? await this.resendSignup.resend(token, locale)
        : await this.resendSignup.resendByLink(code ?? '', locale);
    if (!prefersHtml(request)) return ResentDto.of(resent);
    const { againTitle, againLead } = words[locale];
    return asPage(reply, notePage(locale, againTitle, againLead));
  }
}
