import { problemCodes } from '@app/problems';
import { statusOf } from '../../apps/api/src/dialects/refusal.js';
import { nodesOf, productFiles, read } from './source-files.js';
import * as ts from 'typescript';

/** Codes that some problem class carries (`readonly code = '…'`). */
const carried = productFiles.flatMap((path) =>
  nodesOf(path)
    .filter((node): node is ts.PropertyDeclaration => ts.isPropertyDeclaration(node))
    .filter(
      ({ name, initializer }) => name.getText() === 'code' && initializer && ts.isStringLiteral(initializer),
    )
    .map(({ initializer }) => (initializer as ts.StringLiteral).text)
    .filter((code) => code.includes('.')),
);

describe('Every problem code', () => {
  it('is in the catalogue once, and every one of the catalogue is carried by a class', () => {
    expect(new Set(problemCodes).size).toBe(problemCodes.length);
    expect([...new Set(carried)].toSorted()).toEqual([...problemCodes].toSorted());
  });

  it('has a status, and no status is left of a code that went', () => {
    expect(Object.keys(statusOf).toSorted()).toEqual([...problemCodes].toSorted());
  });

  it('is explained in docs/errors.md, and nothing else is', () => {
    const rows = [...read('docs/errors.md').matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map(
      ([, code = '']) => code,
    );
    expect(rows.toSorted()).toEqual([...problemCodes].toSorted());
  });
});
