import { startService, type Service } from '../harness/service.js';
import { decidedRoutes } from './routes.js';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const challenges = { Bearer: 'Bearer realm="usapi"', Basic: 'Basic realm="usapi", charset="UTF-8"' };
const closed = decidedRoutes.filter(({ access }) => /^(bearer|basic)/.test(access));

let service: Service;
beforeAll(async () => {
  service = await startService('sqlite');
});
afterAll(() => service.stop());

describe.each(closed)('$route', ({ route, access }) => {
  const isBearer = access.startsWith('bearer');
  const partner = `Basic ${btoa('demo:demo-secret')}`;
  const attempts: [string, string | undefined][] = [
    ['nothing', undefined],
    ['an empty header', ''],
    ['a scheme without credentials', isBearer ? 'Bearer' : 'Basic'],
    ['wrong credentials', isBearer ? 'Bearer a.b.c' : `Basic ${btoa('demo:wrong')}`],
    ['credentials of the other scheme', isBearer ? partner : 'Bearer a.b.c'],
  ];

  it.each(attempts)('is closed to someone who brings %s', async (_, authorization) => {
    const { method, path, body, headers } = callOf(route);
    const brought = authorization === undefined ? headers : { ...headers, authorization };
    const reply = await service.http.call(method, path, body, { headers: brought });
    expect([reply.status, reply.headers['www-authenticate']]).toEqual([
      401,
      isBearer ? challenges.Bearer : challenges.Basic,
    ]);
  });
});

/** The route with whatever body it reads at all: who is refused is refused before it is looked at. */
function callOf(route: string): Call {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/:\w+/g, 'small');
  if (method === 'GET') return { method, path, body: undefined, headers: {} };
  const type = path === '/update-basic-profile' ? 'multipart/form-data; boundary=x' : 'application/json';
  return { method, path, body: '{}', headers: { 'content-type': type } };
}
