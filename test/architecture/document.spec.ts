import { committedDocument } from '../../apps/api/src/openapi/committed-document.js';
import { decidedRoutes } from './routes.js';
import { read } from './source-files.js';

interface Property {
  readonly $ref?: string;
  readonly allOf?: unknown;
  readonly anyOf?: unknown;
  readonly items?: { readonly $ref?: string };
  readonly description?: string;
  readonly example?: unknown;
}
interface Schema {
  readonly properties?: Readonly<Record<string, Property>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
}
interface OpenApi {
  readonly security: readonly object[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const committed = read('openapi.json');
const document = JSON.parse(committed) as OpenApi;

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) =>
    Object.assign({ security: document.security }, operation, {
      route: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    }),
  ),
);
const shown = decidedRoutes.filter(({ operation }) => operation !== null);

const securityOf = (access: string): object[] => {
  // The second stands for none: the refresh token is in the body.
  if (access === 'bearer-or-refresh-token') return [{ bearer: [] }, {}];
  if (access === 'bearer') return [{ bearer: [] }];
  return access.startsWith('basic') ? [{ basic: [] }] : [];
};

const byRoute = (one: { route: string }, other: { route: string }): number =>
  one.route.localeCompare(other.route);

/** Somewhere to look for the words of a property whose type is a schema of its own. */
const refersToSchema = ({ $ref, allOf, anyOf, items }: Property): boolean =>
  [$ref, allOf, anyOf, items?.$ref].some((part) => part !== undefined);

describe('openapi.json', () => {
  it('is what the code says', async () => {
    const isStale = (await committedDocument()) !== committed;
    // The whole document as a diff would bury the remedy.
    expect(isStale ? 'openapi.json is stale. Run: npm run openapi' : 'up to date').toBe('up to date');
  });

  it('has every route that it shall have, under its name, with its tag and its security scheme', () => {
    const told = operations.map(({ route, operationId, tags, security }) => ({
      route,
      operationId,
      tags,
      security,
    }));
    const decided = shown.map(({ route, operation, tag, access }) => ({
      route,
      operationId: operation,
      tags: [tag],
      security: securityOf(access),
    }));
    expect(told.toSorted(byRoute)).toEqual(decided.toSorted(byRoute));
  });

  it.each(operations)('gives $route a summary and a description', ({ summary, description }) => {
    expect(summary).toMatch(/\S/);
    expect(description).toMatch(/\S/);
    expect(summary).not.toBe(description);
  });

  it('describes every tag it uses, and uses every tag it describes', () => {
    const used = new Set(operations.flatMap(({ tags = [] }) => tags));
    expect(document.tags.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
    expect(document.tags.filter(({ description = '' }) => description === '')).toEqual([]);
  });

  it.each(Object.entries(document.components.schemas))(
    'explains every property of %s',
    (_, { properties = {} }) => {
      const silent = Object.entries(properties)
        .filter(([, property]) => !refersToSchema(property))
        .filter(([, { description = '', example }]) => description === '' || example === undefined)
        .map(([name]) => name);
      expect(silent).toEqual([]);
      expect(Object.keys(properties)).not.toEqual([]);
    },
  );
});
