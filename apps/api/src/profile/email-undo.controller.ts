import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodeRejected } from '@app/one-time-codes';
import { UndoEmailChange } from '@app/profile';
import type { Locale } from '@app/settings';
import { Public } from '../access/policy.js';
import { RequestLocale } from '../http/locale.js';
import { ReadsForms } from '../http/media-types.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { PageAnswers } from '../openapi/page-answers.js';
import { prefersHtml } from '../pages/page-routes.js';
import { asPage, sendPage } from '../pages/page.js';
import { deadUndoPage, undonePage, undoPage } from '../pages/password.page.js';
import { undoEmailChange } from './address.operations.js';
import { UndoEmailDto } from './dto/address.dto.js';

/** The way back that the old address gets when an e-mail address changes. */
@ApiTags('Profile')
@Controller('profile/email/undo')
export class EmailUndoController {
  constructor(private readonly undoing: UndoEmailChange) {}

  @Get()
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'showEmailUndo',
    summary: 'Show what an undo link would bring back',
    description: 'A page with one button. Opening it changes nothing.',
  })
  @ApiQuery({
    name: 'code',
    description: 'The code in the link',
    required: true,
    example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE',
  })
  @PageAnswers({
    200: 'The question',
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
    const isUsable = await this.undoing.isUsable(code);
    return isUsable ? sendPage(reply, undoPage(locale, code)) : sendPage(reply, deadUndoPage(locale), 400);
  }

  @Post()
  @Public()
  @ReadsForms()
  @Operation(undoEmailChange)
  async undo(
    @Body() { code }: UndoEmailDto,
    @RequestLocale() locale: Locale,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneDto | string> {
    const inBrowser = prefersHtml(request);
    try {
      await this.undoing.undo(code, locale);
    } catch (refusal) {
      if (!inBrowser || !(refusal instanceof CodeRejected)) throw refusal;
      void reply.status(400);
      return asPage(reply, deadUndoPage(locale));
    }
    return inBrowser ? asPage(reply, undonePage(locale)) : DoneDto.of('Success update profile');
  }
}
