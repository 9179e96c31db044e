import { Text } from '../input/properties.js';
import { oneOf } from '../input/text-rules.js';

const reports = ['delivered', 'failed'] as const;

/** Body of `POST /sms/receipts`. */
export class SmsReceiptDto {
  @Text({ description: 'The id that came with the message', example: '01a1f831-199d-72fe-9f0a-3969205222ae' })
  id!: string;

  @Text(
    { description: 'What became of it', example: 'delivered', schema: { enum: [...reports] } },
    oneOf(reports),
  )
  status!: (typeof reports)[number];
}
