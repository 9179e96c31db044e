import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from '../../openapi/answers.dto.js';
import { customerErrors } from './customer.dialect.js';
import { CustomerRefusalDto, CustomerRegisteredDto } from './customer.dto.js';

const others: Readonly<Record<number, string>> = {
  413: 'Payload too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Service unavailable',
};

const envelope = (status: number, code: number, text: string) => ({
  value: { results: null, message: text, error: text, error_code: code, status },
});

const refusal = (status: number, description: string, examples: Record<string, object>): MethodDecorator =>
  ApiResponse({
    status,
    description,
    content: {
      'application/json': { schema: { $ref: getSchemaPath(CustomerRefusalDto) }, examples },
      'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } },
    },
  });

const sample = {
  results: {
    id: 412,
    username: 'tim1990',
    email: 'tim.smith12@aol.com',
    email_address: 'tim.smith12@aol.com',
    account_type: 'customer',
    api_token: 'de305d5475b4431badb2eb6b9e546014',
  },
  message: 'New user successfully registered',
  error: null,
  error_code: 0,
  status: 201,
};

/** Documents every answer of the route, each error code with its example. */
export function CustomerAnswers() {
  const coded = Object.entries(customerErrors).map(([name, { code, text }]) => [
    name,
    envelope(400, code, text),
  ]);
  return applyDecorators(
    ApiExtraModels(CustomerRegisteredDto, CustomerRefusalDto, ProblemDto),
    ApiResponse({
      status: 201,
      description: 'The account exists',
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(CustomerRegisteredDto) },
          examples: { registered: { value: sample } },
        },
      },
    }),
    refusal(
      400,
      'Refused, with the code of the first thing that is wrong',
      Object.fromEntries(coded) as Record<string, object>,
    ),
    ...Object.entries(others).map(([status, text]) =>
      refusal(Number(status), text, { refused: envelope(Number(status), -100, text) }),
    ),
  );
}
