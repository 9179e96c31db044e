import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '@app/settings';
import { copyProject, type CopiedProject } from '../harness/copied-project.js';
import { recipe } from './recipe.js';

const text = readFileSync('compose.yaml', 'utf8').replaceAll(/^\s*#.*\n/gm, '');

/** The block under a key, by its indentation. */
function blockUnder(key: string, indent: number, within = text): string {
  const pad = ' '.repeat(indent);
  const found = new RegExp(`^${pad}${key}:.*\\n((?:(?:${pad} .*)?\\n)*)`, 'm').exec(within);
  return found?.[1] ?? '';
}

const ours = blockUnder('x-usapi', 0);
const services = blockUnder('services', 0);
const names = [...services.matchAll(/^ {2}(\w+):$/gm)].map(([, name = '']) => name);
/** What a service says itself, and what it takes over. */
const serviceOf = (name: string): string => {
  const own = blockUnder(name, 2, services);
  return own.includes('<<: *usapi') ? ours + own : own;
};
const environment = [...blockUnder('environment', 2, ours).matchAll(/^ {4}(\w+): '?(.*?)'?$/gm)].map(
  ([, name = '', value = '']): [string, string] => [name, value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')],
);

describe('compose.yaml', () => {
  it('runs the service, the courier, the database and the migration, and the command line on demand', () => {
    expect(names.toSorted()).toEqual(['api', 'cli', 'courier', 'database', 'migration']);
    expect(serviceOf('cli')).toContain('profiles: [cli]');
  });

  it.each(names)('lets %s write nothing but its volumes, and gain no right', (name) => {
    const service = serviceOf(name);
    expect(service).toMatch(/^ +read_only: true$/m);
    expect(service).toMatch(/^ +cap_drop: \[ALL\]$/m);
    expect(service).toMatch(/^ +security_opt: \['no-new-privileges:true'\]$/m);
    expect(service).not.toMatch(/privileged:|network_mode: host|docker\.sock/);
  });

  it('migrates after the database is healthy, and serves after the migration has ended well', () => {
    expect(serviceOf('migration')).toContain('database: { condition: service_healthy }');
    expect(serviceOf('migration')).toContain('command: [usapi, migrate, up]');
    for (const name of ['api', 'courier'])
      expect(serviceOf(name)).toContain('migration: { condition: service_completed_successfully }');
  });

  it('publishes the service on loopback alone, and the database nowhere', () => {
    expect(text.match(/^ +ports:.*$/gm)).toEqual(["    ports: ['127.0.0.1:${PORT:-3000}:3000']"]);
  });

  it('names no secret in clear', () => {
    const inClear = environment.filter(
      ([name, value]) => /SECRET|PASSWORD|_URL/.test(name) && !value.startsWith('/run/secrets/'),
    );
    expect(inClear).toEqual([['PUBLIC_URL', 'http://localhost:3000']]);
    expect(serviceOf('database')).toContain('MARIADB_PASSWORD_FILE: /run/secrets/database_password');
  });
});

describe('deploy/make-secrets.sh', () => {
  let project: CopiedProject;
  const make = (): string =>
    execFileSync('sh', [join(project.directory, 'deploy/make-secrets.sh')], { encoding: 'utf8', cwd: '/' });
  const folder = (): string => join(project.directory, 'deploy/secrets');
  const valueOf = (name: string): string => readFileSync(join(folder(), name), 'utf8').trim();

  beforeAll(async () => {
    project = await copyProject(['deploy/make-secrets.sh'], 'none');
    make();
  });
  afterAll(() => project.remove());

  it('makes every secret that compose.yaml reads', () => {
    const read = [...text.matchAll(/^ {2}(\w+): \{ file: \.\/deploy\/secrets\/(\w+) \}$/gm)];
    expect(read.map(([, name]) => name)).toEqual(read.map(([, , file]) => file));
    expect(readdirSync(folder()).toSorted()).toEqual(read.map(([, , file = '']) => file).toSorted());
  });

  it('gives each 256 random bits of its own, in a folder that is its owner’s alone', () => {
    const random = ['jwt_secret', 'data_secret', 'database_password'].map(valueOf);
    expect(random.every((value) => /^[0-9a-f]{64}$/.test(value))).toBe(true);
    expect(new Set(random).size).toBe(random.length);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  it('changes none that is there already', () => {
    const before = valueOf('jwt_secret');
    expect(make()).toBe('');
    expect(valueOf('jwt_secret')).toBe(before);
  });

  it('makes, with the variables of compose.yaml and of the image, settings that production takes', () => {
    const here = environment.map(([name, value]) => [name, value.replace('/run/secrets', folder())]);
    const settings = readSettings({ ...recipe.env, ...(Object.fromEntries(here) as Record<string, string>) });
    expect(settings.http).toMatchObject({ production: true, host: '0.0.0.0', port: 3000 });
    expect(settings.messages).toMatchObject({ courier: 'off', mail: { kind: 'none' } });
    expect(settings.storage.database).toMatchObject({
      engine: 'mysql',
      url: expect.stringMatching(/^mysql:\/\/usapi:[0-9a-f]{64}@database:3306\/usapi$/) as string,
    });
  });
});
