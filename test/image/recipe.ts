import { readFileSync } from 'node:fs';

/** One COPY of the Dockerfile. */
export interface Copied {
  readonly sources: readonly string[];
  readonly target: string;
  /** The stage it comes from; undefined: the project itself. */
  readonly from: string | undefined;
}

/** Continued lines joined, comments gone: one instruction a line. */
const instructions: readonly string[] = readFileSync('Dockerfile', 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '');

const last = (name: string): string =>
  instructions.findLast((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';

/** What the Dockerfile says, as far as a test can ask it without a container engine. */
export const recipe = {
  text: instructions.join('\n'),
  copies: instructions
    .filter((line) => line.startsWith('COPY '))
    .map((line): Copied => {
      const words = line.split(' ').slice(1);
      const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
      return { from, sources: words.slice(0, -1), target: words.at(-1) ?? '' };
    }),
  /** Commands of every RUN, in order. */
  runs: instructions.filter((line) => line.startsWith('RUN ')).map((line) => line.slice('RUN '.length)),
  bases: instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1] ?? ''),
  env: Object.fromEntries(
    last('ENV')
      .split(' ')
      .map((pair): [string, string] => {
        const [name = '', value = ''] = pair.split('=');
        return [name, value];
      }),
  ),
  user: last('USER'),
  command: JSON.parse(last('CMD')) as string[],
  healthcheck: JSON.parse(/CMD (\[.*\])$/.exec(last('HEALTHCHECK'))?.[1] ?? '[]') as string[],
} as const;

/** Everything the build takes out of the project. */
export const contextPaths: readonly string[] = [
  ...new Set(recipe.copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources)),
];
