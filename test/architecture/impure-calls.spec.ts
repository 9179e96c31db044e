import * as ts from 'typescript';
import { nodesOf, placeOf, productFiles } from './source-files.js';

/** `Date.now`, `process.env`, …: a property of a global, however it is then used. */
const globalProperty = (node: ts.Node): string | null =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
  ts.isIdentifier(node.expression)
    ? `${node.expression.text}.${nameOf(node)}`
    : null;

const nameOf = (node: ts.PropertyAccessExpression | ts.ElementAccessExpression): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : node.argumentExpression.getText().slice(1, -1);

/** `new Date()` reads the clock; `new Date(moment)` only copies. */
const isPresent = (node: ts.Node): boolean =>
  ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;

const readsClock = (node: ts.Node): boolean =>
  isPresent(node) ||
  /^(Date\.now|performance\.now|process\.(hrtime|uptime))$/.test(globalProperty(node) ?? '');

/** Files that break a rule, with their places, but for those that have a reason. */
function offenders(breaks: (node: ts.Node) => boolean, reasons: Readonly<Record<string, string>>): string[] {
  const suspects = productFiles.filter(
    (path) => !Object.keys(reasons).some((known) => path.startsWith(known)),
  );
  return suspects.flatMap((path) => nodesOf(path).filter(breaks).map(placeOf));
}

/** A reason whose file no longer needs it hides the next offence. */
function idleReasons(
  breaks: (node: ts.Node) => boolean,
  reasons: Readonly<Record<string, string>>,
): string[] {
  const needed = (known: string): boolean =>
    productFiles.some((path) => path.startsWith(known) && nodesOf(path).some(breaks));
  return Object.keys(reasons).filter((known) => !needed(known));
}

const rules = [
  {
    rule: 'The clock is read in libs/clock alone, so that tests can move it',
    breaks: readsClock,
    reasons: { 'libs/clock/': 'the clock itself' },
  },
  {
    rule: 'The environment is read by the settings and at the entries of a process alone',
    breaks: (node: ts.Node) => globalProperty(node) === 'process.env',
    reasons: {
      'apps/api/src/main.ts': 'tells libuv, which reads nothing else, how many threads to have',
      'apps/api/src/serve.ts': 'the entry of the service: hands the environment to readSettings',
      'apps/courier/src/deliver.ts': 'the entry of the courier: the same',
      'apps/cli/src/context.ts': 'the entry of a command: the same',
      'libs/processes/src/load-env-file.ts': 'fills the environment from .env, for these entries',
    },
  },
  {
    rule: 'Math.random decides nothing that must not be guessed',
    breaks: (node: ts.Node) => globalProperty(node) === 'Math.random',
    reasons: {
      'libs/transactions/src/unit-of-work.ts': 'jitter between two tries of a unit',
      'libs/courier/src/backoff.ts': 'jitter between two attempts at a message',
    },
  },
] as const;

describe.each(rules)('$rule', ({ breaks, reasons }) => {
  it('is kept by every file', () => {
    expect(offenders(breaks, reasons)).toEqual([]);
  });

  it('has no exception without need', () => {
    expect(idleReasons(breaks, reasons)).toEqual([]);
  });
});
