import { applyDecorators } from '@nestjs/common';
import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { Operation, type OperationFacts } from '../openapi/operation.js';
import { CheckDto } from './dto/verification.dto.js';

type CheckFacts = Pick<OperationFacts, 'id' | 'summary' | 'description' | 'caller' | 'refusals'> & {
  readonly what: 'Email' | 'Username' | 'Phone number';
};

/** Documents a `/check` route: its 409 has the same body as its 200, with `false`. */
export const CheckOperation = ({ what, ...facts }: CheckFacts) =>
  applyDecorators(
    Operation({
      ...facts,
      body: true,
      answer: { type: CheckDto, description: 'It is free', examples: { free: CheckDto.of(what, false) } },
    }),
    ApiResponse({
      status: 409,
      description: 'It is registered already',
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(CheckDto) },
          examples: { taken: { value: CheckDto.of(what, true) } },
        },
      },
    }),
  );
