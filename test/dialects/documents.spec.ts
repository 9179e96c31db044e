import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { onTheWire } from '../e2e/wire.js';
import { multipartForm } from './encodings.js';
import { customerError } from './newcomers.js';

/** Seed 004, its command without the pipe. */
const command = String.raw`curl --request POST \
    --url http://localhost:8000/api/v1/auth/register \
    --header "Content-Type: multipart/form-data" \
        --form "name=Test User" \
        --form "account=testuser" \
        --form "email=user@example.com" \
        --form "password=yourpassword" \
        --form "password_confirm=yourpassword"`;

const form = {
  name: 'Test User',
  account: 'testuser',
  email: 'user@example.com',
  password: 'yourpassword',
  password_confirm: 'yourpassword',
};

/** Seed 003, its request example: with a comma that JSON does not allow. */
const example = `{
    "username": "tim1990",
    "email": "tim.smith12@aol.com",
    "password": "il1kep1es",
}`;
const mended = example.replace(/,(?=\s*\})/, '');

/** The seed's answer: these fields, of these forms, in this order. */
const accountAnswer =
  /^\{"name":"Test User","email":"user@example\.com","account":"testuser","id":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}","roles":"user","is_active":true,"is_verified":true,"is_superuser":false,"bio":null,"dob":null,"phone":null,"avatar_photo_id":null,"deleted_at":null,"created_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ","updated_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}$/;
const customerAnswer =
  /^\{"results":\{"id":\d+,"username":"tim1990","email":"tim\.smith12@aol\.com","email_address":"tim\.smith12@aol\.com","account_type":"customer","api_token":"[0-9a-f]{32}"\},"message":"New user successfully registered","error":null,"error_code":0,"status":201\}$/;

const hasCurl = promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
);

describe.each(engines)('The documents, through a socket, on %s', (engine) => {
  let service: Service;
  let send: Awaited<ReturnType<typeof onTheWire>>;
  beforeAll(async () => {
    service = await startService(engine);
    send = await onTheWire(service.app);
  });
  afterAll(() => service.stop());
  // The documents know one person each.
  afterEach(() => service.database.query('DELETE FROM users'));

  const origin = () => service.app.getUrl();
  const json = { 'content-type': 'application/json' };

  it('004: the command as printed makes the account that is printed', async () => {
    if (!(await hasCurl)) return console.info('Sent by Node alone: there is no curl on the PATH.');
    const printed = command.replace('http://localhost:8000', await origin());
    const { stdout } = await promisify(execFile)('sh', ['-c', `${printed} --silent --noproxy '*'`]);
    return expect(stdout).toMatch(accountAnswer);
  });

  it('004: so does the same form from another client', async () => {
    const { contentType, body } = multipartForm(form);
    const path = '/api/v1/auth/register';
    const reply = await send('POST', path, { 'content-type': contentType }, body.toString());
    expect([reply.status, reply.text]).toEqual([200, expect.stringMatching(accountAnswer)]);
  });

  it('004: so does the body that its table documents, urlencoded', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(form).toString();
    const reply = await send('POST', '/api/v1/auth/register', type, body);
    expect([reply.status, reply.text]).toEqual([200, expect.stringMatching(accountAnswer)]);
  });

  it('003: the example without its last comma makes the customer that is printed', async () => {
    const reply = await send('POST', '/api/v1/user/register', json, mended);
    expect([reply.status, reply.text]).toEqual([201, expect.stringMatching(customerAnswer)]);
  });

  it('003: so does the name that its table has for the address', async () => {
    const body = mended.replace('"email"', '"email_address"');
    const reply = await send('POST', '/api/v1/user/register', json, body);
    expect([reply.status, reply.text]).toEqual([201, expect.stringMatching(customerAnswer)]);
  });

  it('003: the example as printed is no JSON, and told so by -4', async () => {
    const reply = await send('POST', '/api/v1/user/register', json, example);
    expect([reply.status, JSON.parse(reply.text)]).toEqual(customerError('-4'));
  });

  it('000 to 004: one service keeps the people of all documents side by side', async () => {
    const internal = {
      username: 'test regis 3',
      password: 'test regis 3',
      first_name: 'second',
      last_name: 'test account',
      phone_number: '621234567891',
      email: 'test@abc.com',
    };
    const basic = { ...json, authorization: `Basic ${btoa('demo:demo-secret')}` };
    const replies = [
      await send('POST', '/internal/register', basic, JSON.stringify(internal)),
      await send('POST', '/api/v1/user/register', json, mended),
      await send('POST', '/api/v1/auth/register', json, JSON.stringify(form)),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 201, 200]);
    for (const [username, password] of [
      ['test regis 3', 'test regis 3'],
      ['tim1990', 'il1kep1es'],
      ['testuser', 'yourpassword'],
    ]) {
      const reply = await send('POST', '/auth', json, JSON.stringify({ username, password }));
      expect([reply.status, JSON.parse(reply.text)]).toEqual([200, { token: expect.any(String) }]);
    }
  });
});
