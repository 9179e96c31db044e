import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from '../../openapi/answers.dto.js';
import { AccountDto, DetailDto, FieldFaultsDto } from './account.dto.js';
import { detailExamples, faultExamples, registeredExample } from './account.examples.js';

const json = (dto: Type, values: Readonly<Record<string, object>>) => ({
  'application/json': {
    schema: { $ref: getSchemaPath(dto) },
    examples: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  },
});

const problem = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } };

const bodies = (texts: Readonly<Record<string, string>>): Record<string, object> =>
  Object.fromEntries(Object.entries(texts).map(([name, detail]) => [name, { detail }]));

/** Documents every answer of the route. */
export function AccountAnswers() {
  return applyDecorators(
    ApiExtraModels(AccountDto, DetailDto, FieldFaultsDto, ProblemDto),
    ApiResponse({
      status: 200,
      description: 'The account exists',
      content: json(AccountDto, { registered: registeredExample }),
    }),
    ApiResponse({
      status: 422,
      description: 'Fields are missing or unusable; one fault a field, in the order of the fields',
      content: { ...json(FieldFaultsDto, faultExamples), ...problem },
    }),
    ...Object.entries(detailExamples).map(([status, texts]) =>
      ApiResponse({
        status: Number(status),
        description: Object.values(texts)[0] ?? 'Refused',
        content: { ...json(DetailDto, bodies(texts)), ...problem },
      }),
    ),
  );
}
