import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from '../harness/engines.js';
import { freePort, usapi, type Ended, type Variables } from '../harness/process.js';
import { Installation } from '../harness/installation.js';

describe.each(engines)('usapi doctor on %s', (engine) => {
  let here: Installation;
  const doctor = (env: Variables = {}): Promise<Ended> =>
    usapi(['doctor'], { env: { ...here.env, ...env }, cwd: here.place.directory });

  beforeAll(async () => {
    here = await Installation.on(engine);
  }, 120_000);
  afterAll(() => here.remove());

  it('finds a migrated installation well, line by line', async () => {
    const { code, stdout } = await doctor();
    expect([code, stdout.match(/^\w+ +\w+( folder)?(?= {2})/gm)]).toEqual([
      0,
      [
        'ok   settings',
        'ok   data folder',
        'ok   database',
        'ok   migrations',
        'ok   partners',
        'ok   outbox',
      ],
    ]);
  });

  it('says what a pending migration means on this engine', async () => {
    await here.usapi('migrate', 'down', '--yes');
    const { code, stdout } = await doctor();
    const found = / *migrations +1 pending \(\w+\): (.*)$/m.exec(stdout);
    const means = {
      sqlite: [0, 'the next start runs them'],
      mariadb: [1, 'run usapi migrate up'],
    };
    expect([code, found?.[1]]).toEqual(means[engine]);
    await here.usapi('migrate', 'up');
  });

  it('says that a partner of the settings would keep the service from starting', async () => {
    await here.usapi('partners', 'add', 'shop');
    const { code, stdout } = await doctor({ PARTNER_CREDENTIALS: 'shop:another-secret' });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^FAIL partners +shop: /m)]);
    expect(stdout).not.toContain('another-secret');
  });
});

describe('usapi doctor', () => {
  let here: Installation;
  const doctor = (env: Variables): Promise<Ended> => usapi(['doctor'], { env, cwd: here.place.directory });

  beforeAll(async () => {
    here = await Installation.on('sqlite');
  }, 120_000);
  afterAll(() => here.remove());

  it('names every faulty setting, and looks no further', async () => {
    const { code, stdout, stderr } = await doctor({ PORT: 'x', COURIER: 'sometimes' });
    expect([code, stderr]).toEqual([1, '1 of 1 need a mend.\n']);
    expect(stdout).toContain('  - PORT: give a port, 0 to 65535.\n  - COURIER: give inline or off.\n');
  });

  it('makes no database where there is none', async () => {
    const { code, stdout } = await doctor({ DATA_DIR: join(here.place.directory, 'fresh') });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^note database .* is not there yet/m)]);
    expect((await doctor({ DATA_DIR: join(here.place.directory, 'fresh') })).stdout).toBe(stdout);
  });

  it('says that nobody answers, without telling the password', async () => {
    const url = `mysql://root:open-sesame@127.0.0.1:${await freePort()}/usapi`;
    const { code, stdout, stderr } = await doctor({ DATABASE_URL: url });
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^FAIL database +No database server answers at 127/m),
    ]);
    expect(stdout + stderr).not.toMatch(/sesame|\n\s+at /);
  });

  it('says that the data folder cannot be written', async () => {
    const file = join(here.place.directory, 'a-file');
    mkdirSync(here.place.directory, { recursive: true });
    writeFileSync(file, '');
    const env = { JWT_SECRET: 'a secret of the tests, which is long enough', DATA_DIR: join(file, 'below') };
    const { code, stdout } = await doctor(env);
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^FAIL data folder .* cannot be written \(ENOTDIR\)/m),
    ]);
  });
});
