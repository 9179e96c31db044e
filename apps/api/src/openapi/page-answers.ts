import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const html = { 'text/html': { schema: { type: 'string' as const, description: 'A page for a person' } } };

/** Statuses that a page route answers with a page alone. */
export const PageAnswers = (answers: Readonly<Record<number, string>>) =>
  applyDecorators(
    ...Object.entries(answers).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, content: html }),
    ),
  );
