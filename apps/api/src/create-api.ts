import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import type { Logger } from 'pino';
import { PinoLogger } from '@app/processes';
import type { Settings } from '@app/settings';
import { ApiModule } from './api.module.js';
import { refuseUnreadablePath } from './dialects/unreadable-path.js';
import { registerBodyParsers } from './http/body-parsers.js';
import { closeConnectionsWhenEnding } from './http/draining.js';
import { requestId } from './http/headers.js';
import { addRequestHooks } from './http/request-hooks.js';
import { RoutePaths } from './http/route-paths.js';
import { answerUnreadable } from './http/unreadable-request.js';
import { validation } from './input/validate.js';
import { serveDocs } from './openapi/docs.js';

/** Milliseconds for a whole request to arrive, headers included: slow clients hold a connection no longer. */
const requestTimeout = 15_000;

/** Fastify as this service runs it: who reads which body, and what every answer carries. */
export function createAdapter({ http }: Settings, logger: Logger): FastifyAdapter {
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    // One line per answer is written by our own hook, without the query.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    frameworkErrors: refuseUnreadablePath(http),
    clientErrorHandler: answerUnreadable(http),
    requestTimeout,
    // Node swaps the two when that of the headers (60 s) is the longer one, and looks only every 30 s.
    http: { headersTimeout: requestTimeout, connectionsCheckingInterval: 2000 },
    forceCloseConnections: 'idle',
    // A request that came over an open connection is still answered while the process drains.
    return503OnClosing: false,
    trustProxy: http.trustedProxies.length > 0 ? [...http.trustedProxies] : false,
    skipMiddie: true,
  });
  const instance = adapter.getInstance();
  const paths = new RoutePaths(instance);
  registerBodyParsers(instance);
  addRequestHooks(instance, paths, http);
  closeConnectionsWhenEnding(instance);
  return adapter;
}

/** What Nest must be told, and the documentation pages. */
export const nestOptions = (logger: Logger) =>
  ({ bodyParser: false, abortOnError: false, logger: new PinoLogger(logger) }) as const;

/** For browsers on the named origins alone, and never with their cookies. */
const corsFor = (origins: readonly string[]) => ({
  origin: [...origins],
  credentials: false,
  methods: ['GET', 'HEAD', 'POST', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'accept-language', 'x-request-id'],
  exposedHeaders: ['x-request-id', 'retry-after', 'www-authenticate'],
  maxAge: 600,
});

/** The last touches on an application of ours, whoever made it. */
export function finishApi(app: NestFastifyApplication, { http }: Settings): NestFastifyApplication {
  app.useGlobalPipes(validation);
  if (http.corsOrigins.length > 0) app.enableCors(corsFor(http.corsOrigins));
  if (http.docs) serveDocs(app);
  return app;
}

/** The HTTP process, ready to listen. `preview` builds it without opening anything, for the document alone. */
export async function createApi(
  settings: Settings,
  logger: Logger,
  preview = false,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.of(settings),
    createAdapter(settings, logger),
    { ...nestOptions(logger), preview },
  );
  return preview ? app : finishApi(app, settings);
}
