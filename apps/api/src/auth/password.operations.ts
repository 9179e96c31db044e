import { DoneDto } from '../openapi/answers.dto.js';
import type { OperationFacts } from '../openapi/operation.js';

const done = (description: string, message: string): OperationFacts['answer'] => ({
  type: DoneDto,
  description,
  examples: { done: { status: true, message } },
});

const unfit = (first: string, password: string): string[] => [
  `Must have required property '${first}'`,
  `Property '${password}' must be 8 to 128 characters`,
  `Property '${password}' is too common`,
];

export const forgotPassword: OperationFacts = {
  id: 'forgotPassword',
  summary: 'Ask for a new password',
  description:
    'Sends a link to the address if an account has it. The answer, and the time it takes, never tell.',
  caller: 'public',
  body: true,
  page: true,
  answer: done('Always', 'If the address is known, a message has been sent'),
  refusals: { 400: ["Must have required property 'email'", "Property 'email' must be string"] },
};

export const resetPassword: OperationFacts = {
  id: 'resetPassword',
  summary: 'Set a new password',
  description:
    'With the code of the link. Ends every session, api token and outstanding code of the account, and signs nobody in. An account whose address nobody had proven is handed over empty.',
  caller: 'public',
  body: true,
  page: true,
  answer: done('The password is the new one', 'Password has been changed'),
  refusals: { 400: [...unfit('code', 'password'), 'Invalid or expired code'] },
};

export const changePassword: OperationFacts = {
  id: 'changePassword',
  summary: 'Change the password',
  description:
    'Asks for the present one; a wrong one counts as a failed sign-in. Ends every other session, api tokens and outstanding codes.',
  caller: 'bearer',
  body: true,
  answer: done('The password is the new one', 'Password has been changed'),
  refusals: {
    400: [...unfit('current_password', 'new_password'), 'Current password is wrong'],
    429: ['Too many requests'],
  },
};
