import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Paths below `folders`, with slashes, from the root of the project; folders end in a slash. */
export function pathsUnder(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name).replaceAll('\\', '/');
      return entry.isDirectory() ? `${path}/` : path;
    }),
  );
}

/** The TypeScript files of the product, without its tests. */
export const productFiles: readonly string[] = pathsUnder('apps', 'libs').filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'),
);

export const read = (path: string): string => readFileSync(path, 'utf8');

const trees = new Map<string, readonly ts.Node[]>();

/** Every node of a file, outermost first. Comments and the insides of strings are no code and do not come. */
export function nodesOf(path: string): readonly ts.Node[] {
  const known = trees.get(path);
  if (known) return known;
  const nodes: ts.Node[] = [ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true)];
  for (let next = 0; next < nodes.length; next++)
    ts.forEachChild(nodes[next] as ts.Node, (node) => void nodes.push(node));
  trees.set(path, nodes);
  return nodes;
}

/** Where a node stands, as an editor takes it. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName}:${line + 1}`;
}
