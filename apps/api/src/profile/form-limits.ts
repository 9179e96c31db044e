import {
  BadRequestException,
  Injectable,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, throwError, type Observable } from 'rxjs';
import { TooLarge } from '../http/http-problems.js';
import { MalformedBody } from '../input/validation-failed.js';

/** Bytes and counts of a profile form: one photo of at most 5 MB, and a handful of small fields. */
export const formLimits = {
  fileSize: 5_000_000,
  files: 2,
  fields: 20,
  parts: 22,
  fieldSize: 64_000,
  fieldNameSize: 100,
  fieldNestingDepth: 2,
};

/** Bytes of the largest form within those limits, headers and boundaries included. */
const wholeForm = 7_000_000;

/** Characters of the header; RFC 2046 5.1.1 gives the boundary 70. The form reader breaks at one of 256. */
const longestType = 200;

/** Refuses at once what no form can be: one that announces more than any has would else be read to its end first. */
@Injectable()
export class FormGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (Number(headers['content-length']) > wholeForm) throw new TooLarge();
    if ((headers['content-type'] ?? '').length > longestType) throw new MalformedBody('boundary too long');
    return true;
  }
}

const isOversizeField = (fault: unknown): boolean =>
  fault instanceof BadRequestException && fault.message.startsWith('Field value too long');

/** Bound before the upload interceptor, which calls an oversize file too large and an oversize field malformed. */
@Injectable()
export class FieldSizeInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next
      .handle()
      .pipe(
        catchError((fault: unknown) => throwError(() => (isOversizeField(fault) ? new TooLarge() : fault))),
      );
  }
}
