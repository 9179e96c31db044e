import {
  applyDecorators,
  Injectable,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Consumes } from '../../http/media-types.js';
import { MalformedBody } from '../../input/validation-failed.js';
import { FieldSizeInterceptor, FormGuard } from '../../profile/form-limits.js';

/** Five small fields, and what a client may add. */
const limits = {
  fields: 100,
  fieldSize: 5_000,
  fieldNameSize: 100,
  fieldNestingDepth: 2,
  files: 5,
  fileSize: 100_000,
  parts: 105,
};

type FormRequest = FastifyRequest & {
  body?: Record<string, unknown>;
  files?: readonly { readonly fieldname: string; readonly originalname: string }[];
};

/** What the form reader leaves, as JSON would have sent it. Bound after it. */
@Injectable()
class FormFields implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FormRequest>();
    const body = request.body ?? {};
    if (request.files) refuseReplacements(body);
    for (const { fieldname, originalname } of request.files ?? []) body[fieldname] = { file: originalname };
    return next.handle();
  }
}

/** The form reader writes U+FFFD for bytes that are no UTF-8, and so makes one of two different passwords. */
function refuseReplacements(fields: Readonly<Record<string, unknown>>): void {
  if (Object.values(fields).some((value) => typeof value === 'string' && value.includes('\uFFFD')))
    throw new MalformedBody('no UTF-8');
}

/** The route reads multipart and urlencoded forms and JSON. A file is no text, and under another name is dropped. */
export const ReadsAccountForm = () =>
  applyDecorators(
    Consumes('multipart/form-data', 'application/x-www-form-urlencoded', 'application/json'),
    UseGuards(FormGuard),
    UseInterceptors(FieldSizeInterceptor, AnyFilesInterceptor({ limits }), FormFields),
  );
