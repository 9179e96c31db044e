import { Owner } from '../account/owner.js';
import { resetCode, undoCode } from '../account/letters.js';
import type { Reply } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { browser, openLink, signUpByLink, submit } from './link-signup.js';

/** Where people are: a proxy takes the path away before it asks the service. */
const base = 'http://localhost:3000/id/akun';

/** Where a page's links and forms lead to that a browser found below PUBLIC_URL, without the base. */
const waysOf = ({ text }: Reply, route: string): string[] =>
  [...text.matchAll(/(?:action|href)="([^"]*)"/g)].map(([, target]) =>
    new URL(target ?? '', `${base}${route}`).href.replace(base, ''),
  );

describe.each(engines)('A page below a path of PUBLIC_URL on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: { PUBLIC_URL: base } });
  });
  afterAll(() => service.stop());

  const open = async (route: string, query = ''): Promise<string[]> =>
    waysOf(await service.http.get(`${route}${query}`, browser()), route);
  const send = async (route: string, fields: Readonly<Record<string, string>>): Promise<string[]> =>
    waysOf(await submit(service, route, fields), route);

  it('about a signup leads to the routes of signups', async () => {
    const { code } = await signUpByLink(service);
    expect(waysOf(await openLink(service, code), '/signup/confirm')).toEqual([
      '/signup/confirm',
      '/signup/confirm',
    ]);
    expect(await open('/signup/confirm', '?code=dead')).toEqual(['/signup/resend']);
    expect(await send('/signup/confirm', { code: 'dead' })).toEqual(['/signup/resend']);
  });

  it('about a password leads to the routes of passwords', async () => {
    const { person } = await Owner.join(service);
    const code = await resetCode(service, person.email);
    const route = '/password/reset';
    expect(await open(route)).toEqual(['/password/forgot']);
    expect(await open(route, '?code=dead')).toEqual([route]);
    expect(await send(route, { code: 'dead', password: 'a wholly different one' })).toEqual([route]);
    expect(await open(route, `?code=${code}`)).toEqual([route]);
    expect(await send(route, { code, password: 'short' })).toEqual([route]);
  });

  it('about an address that is brought back leads there, and to a new password', async () => {
    const owner = await Owner.join(service);
    await owner.takeEmail();
    await owner.takeEmail('somebody.else@example.net');
    const code = await undoCode(service, owner.person.email);
    const route = '/profile/email/undo';
    expect(await open(route, `?code=${code}`)).toEqual([route]);
    expect(await send(route, { code })).toEqual(['/password/reset']);
    expect(await open(route, '?code=dead')).toEqual(['/password/reset']);
    expect(await send(route, { code })).toEqual(['/password/reset']);
  });
});
