import { builtProgram } from './build.js';
import { emptyDatabase, type EmptyDatabase, type Engine } from './engines.js';
import {
  call,
  freePort,
  killAll,
  startApp,
  usapi,
  type Answer,
  type App,
  type CallOptions,
  type Ended,
  type RunningProcess,
  type Variables,
} from './process.js';

/** The built program with a migrated database and a folder of its own, as an operator has it. */
export class Installation {
  private constructor(
    readonly place: EmptyDatabase,
    readonly env: Variables,
  ) {}

  static async on(engine: Engine, env: Variables = {}): Promise<Installation> {
    await builtProgram();
    const place = await emptyDatabase(engine);
    const own = { DATABASE_URL: place.url, DATA_DIR: place.directory, PORT: String(await freePort()) };
    const installation = new Installation(place, { ...own, ...env });
    const { code, stderr } = await installation.usapi('migrate', 'up');
    if (code !== 0) throw new Error(stderr);
    return installation;
  }

  start(app: App, env: Variables = {}): Promise<RunningProcess> {
    return startApp(app, { env: { ...this.env, ...env }, cwd: this.place.directory });
  }

  async serve(env: Variables = {}): Promise<RunningProcess> {
    return (await this.start('api', env)).untilReady();
  }

  usapi(...words: string[]): Promise<Ended> {
    return usapi(words, { env: this.env, cwd: this.place.directory });
  }

  /** To the service on the installation's own port. */
  call(path: string, options?: CallOptions): Promise<Answer> {
    return call(`http://127.0.0.1:${this.env['PORT']}${path}`, options);
  }

  async remove(): Promise<void> {
    await killAll();
    await this.place.drop();
  }
}

/** A whole and unused identity for a registration, told apart by a number. */
export const person = (number: number) => ({
  username: `person-${number}`,
  password: 'correct horse',
  first_name: 'Person',
  last_name: String(number),
  phone_number: `62${String(number).padStart(10, '0')}`,
  email: `person-${number}@example.com`,
});
