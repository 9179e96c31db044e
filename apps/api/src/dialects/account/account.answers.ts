import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from '../../openapi/answers.dto.js';
import { AccountDto, DetailDto, FieldFaultsDto } from './account.dto.js';

const details: Readonly<Record<number, readonly string[]>> = {
  400: ['Passwords do not match', 'Account already exists', 'Email already exists', 'Malformed request body'],
  413: ['Payload too large'],
  415: ['Unsupported media type'],
  429: ['Too many requests'],
  500: ['Internal error'],
  503: ['Service unavailable'],
};

const problem = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } };

const sample = {
  name: 'Test User',
  email: 'user@example.com',
  account: 'testuser',
  id: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
  roles: 'user',
  is_active: true,
  is_verified: true,
  is_superuser: false,
  bio: null,
  dob: null,
  phone: null,
  avatar_photo_id: null,
  deleted_at: null,
  created_at: '2023-11-07T05:31:56Z',
  updated_at: '2023-11-07T05:31:56Z',
};

const faults = {
  missing: [{ type: 'missing', loc: ['body', 'email'], msg: 'Field required', input: null }],
  'too-short': [
    {
      type: 'string_too_short',
      loc: ['body', 'name'],
      msg: "Property 'name' must be 8 to 40 characters",
      input: 'Test',
    },
  ],
  'bad-value': [{ type: 'value_error', loc: ['body', 'email'], msg: 'Invalid email format', input: 'user@' }],
};

/** Documents every answer of the route. */
export function AccountAnswers() {
  const listed = Object.entries(faults).map(([name, detail]) => [name, { value: { detail } }] as const);
  return applyDecorators(
    ApiExtraModels(AccountDto, DetailDto, FieldFaultsDto, ProblemDto),
    ApiResponse({
      status: 200,
      description: 'The account exists',
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(AccountDto) },
          examples: { registered: { value: sample } },
        },
      },
    }),
    ApiResponse({
      status: 422,
      description: 'Fields are missing or unusable',
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(FieldFaultsDto) },
          examples: Object.fromEntries(listed),
        },
      },
    }),
    ...Object.entries(details).map(([status, texts]) =>
      ApiResponse({
        status: Number(status),
        description: texts[0] ?? 'Refused',
        content: {
          'application/json': {
            schema: { $ref: getSchemaPath(DetailDto) },
            examples: Object.fromEntries(
              texts.map((detail, index) => [`refusal-${index + 1}`, { value: { detail } }]),
            ),
          },
          ...problem,
        },
      }),
    ),
  );
}
