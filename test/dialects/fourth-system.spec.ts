import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { RegisterOpenly, RegistrationFeature } from '@app/registration';
import { Public } from '../../apps/api/src/access/policy.js';
import type { System } from '../../apps/api/src/dialects/dialect.js';
import { systems } from '../../apps/api/src/dialects/dialects.js';
import { Text } from '../../apps/api/src/input/properties.js';
import { somebody } from '../e2e/people.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';

/** A system of another kind: other words, other statuses, a phone, two names, and the passwords of partners. */
class MemberDto {
  @Text({ description: 'Login', example: 'siti' })
  login!: string;
  @Text({ description: 'Mail', example: 'siti@example.com' })
  mail!: string;
  @Text({ description: 'Mobile', example: '62123456789' })
  mobile!: string;
  @Text({ description: 'Given name', example: 'Siti' })
  given!: string;
  @Text({ description: 'Family name', example: 'Rahayu' })
  family!: string;
  @Text({ description: 'Secret', example: 'abc123' })
  secret!: string;
}

@Controller('v4/members')
class MembersController {
  constructor(private readonly registration: RegisterOpenly) {}

  @Post()
  @Public()
  @HttpCode(201)
  async add(@Body() { login, mail, mobile, given, family, secret }: MemberDto): Promise<object> {
    const { id } = await this.registration.register({
      username: login,
      email: mail,
      phoneNumber: mobile,
      password: secret,
      passwordRules: 'partner',
      names: { name: `${family}, ${given}`, firstName: given, lastName: family },
    });
    return { member: id };
  }
}

@Module({ imports: [RegistrationFeature], controllers: [MembersController] })
class MembersModule {}

const members: System = {
  prefix: '/v4/members',
  dialect: {
    statuses: { 'identity.phone_number_taken': 409 },
    answer: ({ problem, status }) => ({
      type: 'application/json; charset=utf-8',
      body: { no: problem.code, status },
    }),
  },
  routes: MembersModule,
  tag: { name: 'Members', description: 'Registration of another kind' },
};

describe.each(engines)('A further system on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    // The one line that it takes outside its folder.
    (systems as System[]).push(members);
    service = await startService(engine);
  });
  afterAll(async () => {
    (systems as System[]).pop();
    await service.stop();
  });

  const { username: login, email: mail, phone_number: mobile } = somebody();
  const member = { login, mail, mobile, given: 'Siti', family: 'Rahayu', secret: 'abc123' };

  it('registers into the same user store', async () => {
    const { status, body } = await service.http.post('/v4/members', member);
    expect([status, body]).toEqual([201, { member: expect.any(Number) }]);
    const { body: signedIn } = await service.http.post('/auth', { username: mail, password: 'abc123' });
    const { body: read } = await service.http.get('/profile', { bearer: String(signedIn['token']) });
    expect(read['profile']).toMatchObject({
      username: login,
      phone_number: mobile,
      name: 'Rahayu, Siti',
      first_name: 'Siti',
      last_name: 'Rahayu',
    });
  });

  it('refuses in its own words and statuses', async () => {
    const { http } = service;
    const taken = { ...somebody(), mobile };
    const again = await http.post('/v4/members', { ...member, login: taken.username, mail: taken.email });
    expect([again.status, again.body]).toEqual([409, { no: 'identity.phone_number_taken', status: 409 }]);
    const empty = await http.post('/v4/members', {});
    expect([empty.status, empty.body]).toEqual([400, { no: 'request.invalid', status: 400 }]);
    const strange = await http.call('DELETE', '/v4/members');
    expect([strange.status, strange.body]).toEqual([405, { no: 'request.method_not_allowed', status: 405 }]);
    const nothing = await http.get('/v4/members/1');
    expect([nothing.status, nothing.body]).toEqual([404, { no: 'request.not_found', status: 404 }]);
    const headers = { accept: 'application/problem+json' };
    const problem = await http.post('/v4/members', { ...member, mail: taken.email }, { headers });
    expect([problem.status, problem.body]).toMatchObject([
      409,
      { code: 'identity.phone_number_taken', status: 409 },
    ]);
  });

  it('changes no word of the others', async () => {
    const nothing = await service.http.get('/api/v1/auth/nothing');
    expect([nothing.status, nothing.body]).toEqual([404, { detail: 'Not found' }]);
    const beside = await service.http.get('/v4/membership');
    expect([beside.status, beside.body]).toEqual([404, { message: 'Not found' }]);
  });
});
