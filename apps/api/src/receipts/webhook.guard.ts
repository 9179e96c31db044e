import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { NotFound, Unauthorized } from '@app/problems';
import { MessageSettings } from '@app/settings';
import type { RawBodyRequest } from '../http/body-parsers.js';

/**
 * Lets in what the gateway signed: Standard Webhooks, HMAC-SHA-256 over id, time and the bytes of the body, five
 * minutes old at the most. Without SMS_RECEIPTS_SECRET the route does not exist.
 */
@Injectable()
export class WebhookGuard implements CanActivate {
  private readonly webhook: Webhook | undefined;

  constructor({ smsReceiptsSecret }: MessageSettings) {
    this.webhook = smsReceiptsSecret === undefined ? undefined : new Webhook(smsReceiptsSecret);
  }

  canActivate(context: ExecutionContext): boolean {
    if (!this.webhook) throw new NotFound();
    const { rawBody, headers } = context.switchToHttp().getRequest<RawBodyRequest>();
    try {
      this.webhook.verify(rawBody ?? '', headers as Record<string, string>);
      return true;
    } catch (fault) {
      throw new Unauthorized(fault);
    }
  }
}
