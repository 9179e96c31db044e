import { readFileSync } from 'node:fs';
import { describeOnMariadb, emptyDatabase } from '../harness/engines.js';
import { killAll } from '../harness/process.js';
import { cloneOfProject, paste, type Said } from './shell.js';
import { describeStory, onMariadb, printedBy, shownBy, story, Telling } from './told-story.js';

const readme = readFileSync('README.md', 'utf8');

describe('The README', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  it.each(['start', 'test'])('names the command npm ci && npm %s, which exists', (script) => {
    expect(readme).toContain(`npm ci && npm ${script}`);
    expect(Object.keys(scripts)).toContain(script);
  });

  it('tells the whole story in commands', () => {
    const commands = story.map((step) => step.commands).join('');
    const routes = ['/internal/register', '/auth', '/signup', '/signup/verify', '/profile/image/medium'];
    expect(routes.filter((route) => !commands.includes(`localhost:3000${route}`))).toEqual([]);
    expect(story.filter(({ printed }) => printed !== null).length).toBeGreaterThan(8);
  });
});

describeStory('The story of the README, pasted into a shell', () => {
  let said: Said;

  beforeAll(async () => {
    // No setting but the port: the README promises that none is needed.
    const telling = await Telling.begin();
    said = await telling.tell();
    await telling.end();
  }, 240_000);
  afterAll(killAll);

  it.each(story)('line $line prints what the README says', (step) => {
    expect(printedBy(said, step)).toBe(shownBy(step));
  });
});

describeOnMariadb('The commands of the README for MariaDB', () => {
  it.each(onMariadb)(
    'line $line prepares the database',
    async (step) => {
      const { folder, remove } = await cloneOfProject();
      const database = await emptyDatabase('mariadb');
      const said = await paste([step], folder, { DATABASE_URL: database.url });
      await database.drop();
      await remove();
      expect(printedBy(said, step, [step])).toBe(shownBy(step));
    },
    240_000,
  );
});
