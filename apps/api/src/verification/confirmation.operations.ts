import { DoneDto } from '../openapi/answers.dto.js';
import type { OperationFacts } from '../openapi/operation.js';

export const confirmSignup: OperationFacts = {
  id: 'confirmSignup',
  summary: 'Confirm or decline a signup by its link',
  description:
    'Turns the pending signup into an account whose e-mail address is proven, or ends it. Answers JSON, or a page to callers whose Accept prefers HTML; a used code of a completed signup shows "already confirmed" there.',
  caller: 'public',
  body: true,
  page: true,
  answer: {
    type: DoneDto,
    description: 'The account exists, or the signup is ended',
    examples: {
      confirmed: { status: true, message: 'Account has been created' },
      declined: { status: true, message: 'Registration has been declined' },
    },
  },
  refusals: {
    400: [
      "Must have required property 'code'",
      'Invalid or expired code',
      'Phone number already exist',
      'Username already exist',
      'Email already exist',
    ],
  },
};
