import { DoneDto } from '../openapi/answers.dto.js';
import type { OperationFacts } from '../openapi/operation.js';
import { SignupConfirmationDto } from './dto/confirm-signup.dto.js';

export const showSignupConfirmation: OperationFacts = {
  id: 'showSignupConfirmation',
  summary: 'Show what a signup link would confirm',
  description:
    'A page with two buttons: confirm, and "this was not me"; or, to callers whose Accept names JSON above HTML, who signed up where and when. A program is refused what is not open any more; a person is told what became of it. Opening it changes nothing, however often.',
  caller: 'public',
  page: true,
  answer: {
    type: SignupConfirmationDto,
    description: 'The question, or that it is confirmed already',
    examples: {
      open: {
        status: true,
        username: 'test regis 3',
        platform: 'ONAPPS',
        created_at: '2025-11-20T09:24:05.678Z',
      },
    },
  },
  refusals: { 400: ['Invalid or expired code'] },
};

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
