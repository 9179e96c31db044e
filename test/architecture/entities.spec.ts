import * as ts from 'typescript';
import { openWriter } from '@app/database';
import { emptyDatabase } from '../harness/engines.js';
import { nodesOf, productFiles } from './source-files.js';

const isEntity = (node: ts.Node): node is ts.ClassDeclaration =>
  ts.isClassDeclaration(node) &&
  (ts.getDecorators(node) ?? []).some((decorator) => /^@Entity\b/.test(decorator.getText()));

const declared = productFiles.flatMap((path) =>
  nodesOf(path)
    .filter(isEntity)
    .map((entity) => entity.name?.text ?? path),
);

describe('The list of entities', () => {
  it('has every class that is decorated as one: nothing is found by searching folders', async () => {
    const place = await emptyDatabase('sqlite');
    const writer = await openWriter({ engine: 'sqlite', file: place.url.slice('sqlite:'.length) });
    try {
      const known = writer.entityMetadatas.map(({ name }) => name);
      expect(known.toSorted()).toEqual(declared.toSorted());
      expect(known.length).toBeGreaterThan(0);
    } finally {
      await writer.destroy();
      await place.drop();
    }
  });
});
