import { TooManyRequests } from '@app/problems';
import type { CallOptions, Reply } from '../harness/client.js';
import { document, documentedAnswers } from '../harness/documented.js';
import { engines } from '../harness/engines.js';
import { bug, databaseAway, FaultSwitch } from '../harness/fault-switch.js';
import { startService, type Service } from '../harness/service.js';
import type { Call } from './call.js';
import { goodCalls, receipt, receiptsSecret } from './good-calls.js';
import { scopeless } from './partners.js';
import { registered, signedIn } from './people.js';

type Ask = (service: Service, call: Call) => Promise<Reply>;

const send = ({ http }: Service, { method, path, body, options }: Call): Promise<Reply> =>
  http.call(method, path, body, options);
const sendBody =
  (body: unknown, headers: Record<string, string> = {}): Ask =>
  (service, call) =>
    send(service, { ...call, body, options: { ...call.options, headers } });
const sendAs =
  (options: CallOptions): Ask =>
  (service, call) =>
    send(service, { ...call, options });
const sendTwice: Ask = async (service, call) => {
  await send(service, call);
  return send(service, call);
};

/** How each status is brought about on a route of its kind; 500 and 503 are below. */
const asks: Readonly<Record<number, Ask>> = {
  200: send,
  201: send,
  204: send,
  400: sendBody('{'),
  401: sendAs({}),
  403: sendAs({ basic: scopeless.basic }),
  413: sendBody(JSON.stringify({ filler: 'x'.repeat(100_000) })),
  415: sendBody('<a/>', { 'content-type': 'application/xml' }),
};

const withDeadCode: Ask = ({ http }, { path }) => http.get(path.replace(/code=.*/, 'code=unknown'));

const tooLarge = new FormData();
tooLarge.set('profile_img', new Blob([new Uint8Array(5_000_001)]), 'image.jpg');

/** Where a route comes to a status in its own way. */
const ownAsks: Readonly<Record<string, Ask>> = {
  'login 401': async (service, { path }) => service.http.post(path, { username: 'x', password: 'x' }),
  'signup 429': sendTwice,
  'resendSignup 429': sendTwice,
  'checkEmail 409': async (service, { path }) => {
    const { email } = await registered(service);
    return service.http.post(path, { email });
  },
  'checkUsername 409': async (service, { path }) => {
    const { username } = await registered(service);
    return service.http.post(path, { username });
  },
  'checkPhone 409': async (service, { path, options }) => {
    const { phone_number } = await registered(service);
    return service.http.post(path, { phone_number }, options);
  },
  'showSignupConfirmation 400': withDeadCode,
  'showPasswordReset 400': withDeadCode,
  'showEmailUndo 400': withDeadCode,
  'refreshToken 401': sendBody({ refresh_token: 'none of ours' }),
  'revokeSession 404': (service, { path, ...call }) =>
    send(service, { ...call, path: `${path.slice(0, -1)}x` }),
  'changeEmail 429': sendTwice,
  'changePhone 429': sendTwice,
  'smsReceipt 404': (service) => send(service, receipt('01a1f831-199d-72fe-9f0a-3969205222ae')),
  'accountRegister 422': sendBody('{}'),
  'updateBasicProfile 400': sendBody(new FormData()),
  'updateBasicProfile 413': sendBody(tooLarge),
  'getProfileImage 304': async (service, call) => {
    const { headers } = await send(service, call);
    const known = { ...call.options, headers: { 'if-none-match': String(headers['etag']) } };
    return send(service, { ...call, options: known });
  },
  'getProfileImage 404': async (service, { path }) =>
    service.http.get(path, { bearer: await signedIn(service) }),
};

/** Elsewhere a 429 is a load budget's, which the harness leaves switched off. */
const hasCooldown = (operationId: string): boolean => `${operationId} 429` in ownAsks;

const pairs = documentedAnswers.flatMap(({ operationId, method, path, statuses }) =>
  statuses.map((status) => ({ operationId, method, path, status: Number(status) })),
);

interface Example {
  readonly value: unknown;
}
const examplesOf = (path: string, method: string, status: number): unknown[] => {
  const media = document.paths[path]?.[method.toLowerCase()]?.responses[String(status)]?.content?.[
    'application/json'
  ] as { examples?: Record<string, Example> } | undefined;
  return Object.values(media?.examples ?? {}).map(({ value }) => value);
};

describe.each(engines)('What the document says on %s', (engine) => {
  let service: Service;
  let database: FaultSwitch;
  beforeAll(async () => {
    service = await startService(engine, { env: { SMS_RECEIPTS_SECRET: receiptsSecret } });
    await scopeless.enrol(service);
    database = new FaultSwitch(service.app);
  });
  afterAll(() => service.stop());

  const askFor = (operationId: string, status: number): Ask | undefined => {
    if (status === 500) return (on, call) => database.during(bug, () => send(on, call));
    if (status === 503) return (on, call) => database.during(databaseAway, () => send(on, call));
    if (status === 429 && !hasCooldown(operationId))
      return (on, call) => database.during(new TooManyRequests(60), () => send(on, call));
    return ownAsks[`${operationId} ${status}`] ?? asks[status];
  };

  it.each(pairs)('$operationId answers $status', async ({ operationId, method, path, status }) => {
    const call = await goodCalls[operationId]?.(service);
    const ask = askFor(operationId, status);
    if (!call || !ask) throw new Error(`No row brings ${operationId} to answer ${status}: add one`);
    expect(call.method).toBe(method);
    expect(call.path.split('?')[0]).toMatch(new RegExp(`^${path.replace(/\{\w+\}/, '[^/]+')}$`));

    const reply = await ask(service, call);

    expect(reply.status).toBe(status);
    const hasExamples = status >= 400 && status !== 422 && reply.body !== undefined;
    expect(hasExamples ? examplesOf(path, method, status) : [reply.body]).toContainEqual(reply.body);
    expect(reply.text).not.toContain('password_hash');
  });

  it('is all there is: every row belongs to a documented operation', () => {
    const documented = documentedAnswers.map(({ operationId }) => operationId);
    expect(Object.keys(goodCalls).toSorted()).toEqual(documented.toSorted());
  });
});
