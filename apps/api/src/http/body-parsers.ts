import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRecord, parseJson } from '../input/json-body.js';
import { parseForm } from '../input/form-body.js';
import { MalformedBody } from '../input/validation-failed.js';
import { UnsupportedMediaType } from './http-problems.js';
import { keepsRawBody, readsMultipart } from './media-types.js';

/** A request of a route that asked for the bytes of its body. */
export type RawBodyRequest = FastifyRequest & { rawBody?: Buffer };

/** Bytes of a JSON body (CONTRACT 1, Input). */
const jsonLimit = 100_000;

/** JSON and urlencoded forms are read before the guards; multipart has its own plugin and is read after them. */
export function registerBodyParsers(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: jsonLimit },
    async (request: RawBodyRequest, bytes: Buffer) => {
      if (keepsRawBody(request)) request.rawBody = bytes;
      const body = parseJson(bytes);
      if (!isRecord(body)) throw new MalformedBody('no object');
      return body;
    },
  );
  instance.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: jsonLimit },
    async (_request: unknown, bytes: Buffer) => parseForm(bytes),
  );
  instance.addContentTypeParser('*', async (request: FastifyRequest) => {
    if (!readsMultipart(request)) throw new UnsupportedMediaType();
  });
}
