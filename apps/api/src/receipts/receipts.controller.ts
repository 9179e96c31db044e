import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OutboxReceipts } from '@app/outbox';
import { Public } from '../access/policy.js';
import { KeepsRawBody } from '../http/media-types.js';
import { RefusalAnswers } from '../openapi/operation.js';
import { SmsReceiptDto } from './sms-receipt.dto.js';
import { WebhookGuard } from './webhook.guard.js';

/** What the SMS gateway reports. */
@ApiTags('Verification')
@Controller('sms')
export class ReceiptsController {
  constructor(private readonly receipts: OutboxReceipts) {}

  @Post('receipts')
  @Public()
  @KeepsRawBody()
  @UseGuards(WebhookGuard)
  @HttpCode(204)
  @ApiOperation({
    operationId: 'smsReceipt',
    summary: 'Report what became of an SMS',
    description:
      'For the SMS gateway, signed by Standard Webhooks with SMS_RECEIPTS_SECRET. Without that setting the route is not there.',
  })
  @ApiHeader({
    name: 'webhook-id',
    required: true,
    description: 'Id of the report',
    schema: { type: 'string' },
  })
  @ApiHeader({
    name: 'webhook-timestamp',
    required: true,
    description: 'Seconds since 1970',
    schema: { type: 'string' },
  })
  @ApiHeader({
    name: 'webhook-signature',
    required: true,
    description: 'v1,<base64 of HMAC-SHA-256>',
    schema: { type: 'string' },
  })
  @ApiResponse({ status: 204, description: 'Noted' })
  @RefusalAnswers({
    caller: 'public',
    body: true,
    refusals: {
      400: ["Must have required property 'id'", "Property 'status' must be one of: delivered, failed"],
      401: ['Unauthorized'],
      404: ['Not found'],
    },
  })
  async smsReceipt(@Body() { id, status }: SmsReceiptDto): Promise<void> {
    await this.receipts.record(id, status);
  }
}
