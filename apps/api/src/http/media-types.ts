import { applyDecorators, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { UnsupportedMediaType } from './http-problems.js';

const multipart = 'multipart/form-data';
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

interface BodyConfig {
  readonly consumes?: readonly string[];
  /** Properties that are true when a form sends the text `true`: forms know no booleans. */
  readonly formFlags?: readonly string[];
  /** Whether the bytes of the body are kept beside what was read from them. */
  readonly rawBody?: boolean;
  /** Whether the route can do without a body. */
  readonly bodyOptional?: boolean;
}

/** The media types a route reads, JSON unless it says otherwise. Also writes them into the document. */
export const Consumes = (...types: readonly string[]) =>
  applyDecorators(RouteConfig({ consumes: types }), ApiConsumes(...types));

/** The route can do without a body. */
export const BodyOptional = () => RouteConfig({ bodyOptional: true });

export const needsBody = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && (routeOptions.config as BodyConfig).bodyOptional !== true;

/** The route reads JSON and needs its bytes, for a signature over them. */
export const KeepsRawBody = () => RouteConfig({ rawBody: true });

export const keepsRawBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as BodyConfig).rawBody === true;

/** The route reads JSON and urlencoded forms; `flags` are its boolean properties. */
export const ReadsForms = (...flags: readonly string[]) =>
  applyDecorators(RouteConfig({ consumes: [json, form], formFlags: flags }), ApiConsumes(json, form));

/** The body as JSON would have sent it. */
export function withFormFlags({ headers, body, routeOptions }: FastifyRequest): unknown {
  const { formFlags = [] } = routeOptions.config as BodyConfig;
  if (formFlags.length === 0 || !headers['content-type']?.toLowerCase().startsWith(form)) return body;
  const fields = body as Record<string, unknown>;
  const raised = formFlags.filter((flag) => fields[flag] === 'true').map((flag) => [flag, true] as const);
  return { ...fields, ...Object.fromEntries(raised) };
}

const consumedBy = ({ routeOptions }: FastifyRequest): readonly string[] =>
  (routeOptions.config as BodyConfig).consumes ?? [json];

/** Whether the request's content type is one its route reads; without a body there is none to judge. */
function isRead(request: FastifyRequest): boolean {
  const header = request.headers['content-type'];
  if (header === undefined || request.method === 'GET' || request.method === 'HEAD') return true;
  const [type = '', ...parameters] = header
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  return isUtf8 && consumedBy(request).includes(type);
}

/** Whether the route's body waits for authentication. */
export const readsMultipart = (request: FastifyRequest): boolean => consumedBy(request).includes(multipart);

/** Before the body is read: all but multipart, which is judged only after the guards let the caller in. */
export function refuseUnreadType(request: FastifyRequest): void {
  if (isRead(request)) return;
  if (!readsMultipart(request)) throw new UnsupportedMediaType();
  // Without its type no parser reads the body; the guard below refuses it once the caller is known.
  delete request.headers['content-type'];
}

/** The same for multipart routes, whose body waits for authentication. Bound after the access guards. */
@Injectable()
export class MultipartTypeGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const hasType = request.headers['content-type'] !== undefined;
    if (readsMultipart(request) && !(hasType && isRead(request))) throw new UnsupportedMediaType();
    return true;
  }
}
