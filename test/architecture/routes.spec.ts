import { GUARDS_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { readSettings } from '@app/settings';
import { accessPolicyKey, type AccessPolicy } from '../../apps/api/src/access/policy.js';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { createAdapter, finishApi, nestOptions } from '../../apps/api/src/create-api.js';
import { MailboxGuard } from '../../apps/api/src/pages/mailbox.guard.js';
import { WebhookGuard } from '../../apps/api/src/receipts/webhook.guard.js';
import { emptyDatabase, type EmptyDatabase } from '../harness/engines.js';
import { decidedRoutes, documentationRoute, type Access } from './routes.js';

type Handler = (...args: never) => unknown;
interface Route {
  readonly route: string;
  readonly access: Access;
}

const logger = pino({ level: 'silent' });
let place: EmptyDatabase;
let app: NestFastifyApplication;
/** What the router was told, HEAD left out: every GET has one. */
const registered: string[] = [];

beforeAll(async () => {
  place = await emptyDatabase('sqlite');
  const settings = readSettings({ NODE_ENV: 'test', DATA_DIR: place.directory, DATABASE_URL: place.url });
  const adapter = createAdapter(settings, logger);
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') registered.push(`${each} ${url}`);
  });
  app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.of(settings),
    adapter,
    nestOptions(logger),
  );
  finishApi(app, settings);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await place.drop();
});

/** What the decorators of every controller say, whichever module brings it. */
function declaredRoutes(): Route[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as unknown as new () => object),
  );
  return controllers.flatMap((controller) => {
    const { prototype } = controller as unknown as { prototype: Record<string, Handler> };
    return Object.getOwnPropertyNames(prototype)
      .map((name) => prototype[name])
      .filter((handler) => handler && Reflect.hasMetadata(METHOD_METADATA, handler))
      .map((handler) => routeOf(controller, handler as Handler));
  });
}

function routeOf(controller: object, handler: Handler): Route {
  const parts = [controller, handler].map((target) => Reflect.getMetadata(PATH_METADATA, target) as string);
  const path = parts.flatMap((part) => part.split('/')).filter((part) => part !== '');
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  return { route: `${method} /${path.join('/')}`, access: accessOf(controller, handler) };
}

function accessOf(controller: object, handler: Handler): Access {
  const policy = [handler, controller]
    .map((target) => Reflect.getMetadata(accessPolicyKey, target) as AccessPolicy | undefined)
    .find((found) => found !== undefined);
  if (!policy) return 'bearer';
  if (policy.scheme === 'basic') return `basic ${policy.scope}`;
  if (policy.scheme !== 'public') return policy.scheme;
  const guards = new Set(
    [handler, controller].flatMap(
      (target) => (Reflect.getMetadata(GUARDS_METADATA, target) ?? []) as unknown[],
    ),
  );
  if (guards.has(WebhookGuard)) return 'signature';
  return guards.has(MailboxGuard) ? 'loopback' : 'public';
}

const inOrder = (routes: readonly Route[]): Route[] =>
  routes
    .map(({ route, access }) => ({ route, access }))
    .toSorted((one, other) => (one.route < other.route ? -1 : 1));

describe('The routes of the service', () => {
  it('are exactly those that were decided, each with the access that was decided', () => {
    expect(inOrder(declaredRoutes())).toEqual(inOrder(decidedRoutes));
  });

  it('leave no way in beside the controllers but the documentation', () => {
    const beside = registered.filter((route) => !documentationRoute.test(route));
    expect(beside.toSorted()).toEqual(decidedRoutes.map(({ route }) => route).toSorted());
  });
});
