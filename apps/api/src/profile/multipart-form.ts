import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A file as the upload interceptor leaves it in memory. */
interface UploadedPart {
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

/** The photo, or null without one. A text in its place is judged, too: dropping it would look like success. */
export function photoIn({ fields, files }: MultipartForm): Buffer | null {
  const text = fields['profile_img'];
  if (text === undefined || text === null || text === '') return files['profile_img']?.[0]?.buffer ?? null;
  return typeof text === 'string' ? Buffer.from(text) : Buffer.alloc(0);
}
