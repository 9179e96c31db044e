import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Mailbox, type MailboxEntry } from '@app/courier';
import { MessageSettings } from '@app/settings';
import { Public } from '../access/policy.js';
import { MailboxGuard } from './mailbox.guard.js';
import { mailboxPage } from './mailbox.page.js';
import { sendPage } from './page.js';

/** The development mailbox. Mounted outside production alone. */
@ApiExcludeController()
@Controller('dev')
@UseGuards(MailboxGuard)
export class MailboxController {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly settings: MessageSettings,
  ) {}

  @Get('mailbox')
  @Public()
  async show(@Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, mailboxPage(await this.entries(), this.channels()));
  }

  @Get('mailbox.json')
  @Public()
  async list(): Promise<MailboxEntry[]> {
    return this.entries();
  }

  /** Those without a server: the others' messages are none of the mailbox's business. */
  private channels(): ('mail' | 'sms')[] {
    return (['mail', 'sms'] as const).filter((id) => this.settings[id].kind === 'mailbox');
  }

  private async entries(): Promise<MailboxEntry[]> {
    const channels = this.channels();
    return (await this.mailbox.list()).filter(({ channel }) => channels.includes(channel));
  }
}
