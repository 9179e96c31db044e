import { startService, type Service } from '../harness/service.js';

const shop = 'https://shop.example.id';

describe('A browser on another origin', () => {
  let service: Service;
  afterEach(() => service.stop());

  const ask = (origin: string) =>
    service.http.post('/check/email', { email: 'value' }, { headers: { origin } });

  it('is told nothing by default', async () => {
    service = await startService('sqlite');
    for (const origin of [shop, 'null', 'https://evil.example']) {
      const { headers } = await ask(origin);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('may call when it is named, without credentials, and no other origin may', async () => {
    service = await startService('sqlite', { env: { CORS_ORIGINS: shop } });
    const named = await ask(shop);
    expect(named.headers['access-control-allow-origin']).toBe(shop);
    expect(named.headers['access-control-allow-credentials']).toBeUndefined();
    const stranger = await ask('https://evil.example');
    expect(stranger.headers['access-control-allow-origin']).not.toBe('https://evil.example');
    const preflight = await service.http.call('OPTIONS', '/auth', undefined, {
      headers: {
        origin: shop,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, shop]);
  });
});
