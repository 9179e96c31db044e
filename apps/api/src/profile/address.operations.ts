import { DoneDto } from '../openapi/answers.dto.js';
import type { OperationFacts } from '../openapi/operation.js';
import { DigitsSentDto } from './dto/address.dto.js';

const wrongPassword = 'Current password is wrong';
const done: OperationFacts['answer'] = {
  type: DoneDto,
  description: 'The profile is stored',
  examples: { updated: { status: true, message: 'Success update profile' } },
};

const sent = (where: 'email' | 'phone'): OperationFacts['answer'] => ({
  type: DigitsSentDto,
  description: 'The digits are on their way',
  examples: { sent: { status: true, message: `Please check your ${where} to confirm`, exp_otp: 600 } },
});

export const changeEmail: OperationFacts = {
  id: 'changeEmail',
  summary: 'Change the e-mail address',
  description:
    'Sends six digits to the new address; it takes effect when they come back. An address that another account holds without proof counts as free.',
  caller: 'bearer',
  body: true,
  answer: sent('email'),
  refusals: {
    400: [
      "Must have required property 'email'",
      'Invalid email format',
      wrongPassword,
      'Email already exist',
    ],
    429: ['Too many requests'],
  },
};

export const confirmEmail: OperationFacts = {
  id: 'confirmEmail',
  summary: 'Prove the new e-mail address',
  description:
    'With the digits that were sent to it. The address before is told, and can be brought back for 72 hours.',
  caller: 'bearer',
  body: true,
  answer: done,
  refusals: { 400: ["Must have required property 'otp'", 'Invalid or expired code', 'Email already exist'] },
};

export const changePhone: OperationFacts = {
  id: 'changePhone',
  summary: 'Change the phone number',
  description:
    'Sends six digits to the new number; it takes effect when they come back. A number that another account holds without proof counts as free.',
  caller: 'bearer',
  body: true,
  answer: sent('phone'),
  refusals: {
    400: [
      "Must have required property 'phone_number'",
      'Invalid phone number format',
      wrongPassword,
      'Phone number already exist',
    ],
    429: ['Too many requests'],
  },
};

export const confirmPhone: OperationFacts = {
  id: 'confirmPhone',
  summary: 'Prove the new phone number',
  description: 'With the digits that were sent to it. The owner is told.',
  caller: 'bearer',
  body: true,
  answer: done,
  refusals: {
    400: ["Must have required property 'otp'", 'Invalid or expired code', 'Phone number already exist'],
  },
};

export const undoEmailChange: OperationFacts = {
  id: 'undoEmailChange',
  summary: 'Bring the e-mail address before back',
  description: 'With the code of the link that went to it. Signs everybody out.',
  caller: 'public',
  body: true,
  page: true,
  answer: done,
  refusals: { 400: ["Must have required property 'code'", 'Invalid or expired code', 'Email already exist'] },
};
