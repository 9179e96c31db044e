import { DoneDto } from '../openapi/answers.dto.js';
import type { OperationFacts } from '../openapi/operation.js';
import { ResentDto, SignupAnswerDto } from './dto/signup-answer.dto.js';
import { phoneText } from './dto/signup.dto.js';

const duplicates = ['Phone number already exist', 'Username already exist', 'Email already exist'];
const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoidGVzdCJ9.c2lnbmF0dXJl';

export const internalRegister: OperationFacts = {
  id: 'internalRegister',
  summary: 'Register an account for a partner',
  description:
    'For back ends with the scope internal:register. The account is active at once; its addresses are held, and proven later.',
  caller: 'basic',
  body: true,
  answer: {
    type: DoneDto,
    description: 'The account exists',
    examples: { created: { status: true, message: 'Account has been created' } },
  },
  refusals: {
    400: [
      "Must have required property 'username'",
      "Property 'username' must be string",
      'Invalid phone number format',
      'Invalid email format',
      ...duplicates,
    ],
  },
};

export const signup: OperationFacts = {
  id: 'signup',
  summary: 'Sign a person up',
  description:
    'For platforms with the scope signup. Sends a link by e-mail (LINK) or six digits by SMS (OTP); the account comes into being when the address is proven, and no name is reserved until then.',
  caller: 'basic',
  body: true,
  answer: {
    type: SignupAnswerDto,
    description: 'The message is on its way',
    examples: {
      LINK: {
        status: true,
        message: 'Please check your email to complete registration',
        token,
        exp: 1740368964,
        exp_otp: 18000,
      },
      OTP: {
        status: true,
        message: 'Please check your phone to complete registration',
        token,
        exp: 1740368964,
        exp_otp: 600,
      },
    },
  },
  refusals: {
    400: [
      "Must have required property 'email'",
      "Property 'mode' must be one of: LINK, OTP",
      phoneText,
      'Invalid email format',
      ...duplicates,
    ],
    429: ['Too many requests'],
  },
};

export const resendSignup: OperationFacts = {
  id: 'resendSignup',
  summary: 'Send the proof again',
  description:
    'Sends a new link or new digits; those sent before are dead. One message a minute to one address. With the code of an old link the answer is always the same.',
  caller: 'public',
  body: true,
  page: true,
  answer: {
    type: ResentDto,
    description: 'The message is on its way',
    examples: {
      LINK: {
        status: true,
        message: 'Please check your email to complete registration',
        exp: 1740368964,
        exp_otp: 18000,
      },
    },
  },
  refusals: {
    400: ["Must have required property 'token'", 'Invalid or expired code'],
    429: ['Too many requests'],
  },
};
