import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A file as the upload interceptor leaves it in memory. */
export interface UploadedPart {
  readonly buffer: Buffer;
}

/** What came in a multipart body. */
export interface MultipartForm {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, readonly UploadedPart[] | undefined>>;
}

/** The multipart body of the request, after the upload interceptor read it. */
export const Multipart = createParamDecorator((_: unknown, context: ExecutionContext): MultipartForm => {
  const request = context.switchToHttp().getRequest<FastifyRequest & { files?: MultipartForm['files'] }>();
  return { fields: (request.body ?? {}) as MultipartForm['fields'], files: request.files ?? {} };
});
