const features = 'auth|registration|profile|verification|courier|housekeeping';
const blocks = 'users|passwords|tokens|one-time-codes|partners|outbox|images|limits|pending-signups|database';
const base = 'settings|problems|clock|processes|transactions';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbid('no-circular', 'A circle has no beginning to read from.', {}, { circular: true }),
    forbid('resolvable', 'Every import resolves.', {}, { couldNotResolve: true }),
    forbid(
      'no-dev-packages',
      'The product runs on its production dependencies.',
      { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid('npm-listed', 'Every package used is in package.json.', {}, { dependencyTypes: ['npm-no-pkg'] }),
    forbid(
      'apps-are-strangers',
      'Processes never import each other.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid('libs-know-no-app', 'Imports point inwards.', { path: '^libs/' }, { path: '^(apps|test)/' }),
    forbid(
      'every-lib-has-a-layer',
      'A new lib is named above, in its layer.',
      {},
      { path: '^libs/', pathNot: `^libs/(${features}|${blocks}|${base})/` },
    ),
    forbid(
      'only-by-barrel',
      'A lib is entered through its index.ts.',
      { path: '^libs/([^/]+)/' },
      { path: '^libs/(?!$1/)[^/]+/src/(?!index\\.ts$)' },
    ),
    forbid(
      'apps-only-by-barrel',
      'A lib is entered through its index.ts.',
      { path: '^(apps|test)/' },
      { path: '^libs/[^/]+/src/(?!index\\.ts$)' },
    ),
    forbid(
      'not-my-own-barrel',
      'Inside a lib, import the file.',
      { path: '^libs/([^/]+)/src/(?!index\\.ts$)' },
      { path: '^libs/$1/src/index\\.ts$' },
    ),
    forbid(
      'libs-by-alias',
      'Between libs, through @app/<lib>.',
      { path: '^libs/([^/]+)/' },
      { path: '^libs/(?!$1/)', dependencyTypesNot: ['aliased'] },
    ),
    forbid(
      'no-dynamic-alias',
      'A dynamic @app import is not rewritten at build.',
      {},
      { dynamic: true, path: '^libs/' },
    ),
    forbid(
      'features-are-strangers',
      'A feature never imports a feature.',
      { path: `^libs/(${features})/` },
      { path: `^libs/(${features})/`, pathNot: '^libs/$1/' },
    ),
    forbid(
      'blocks-below-features',
      'A block knows no feature.',
      { path: `^libs/(${blocks})/` },
      { path: `^libs/(${features})/` },
    ),
    forbid(
      'blocks-know-users-only',
      'Of the other blocks, a block knows users alone.',
      { path: `^libs/(${blocks})/`, pathNot: '^libs/database/' },
      { path: `^libs/(${blocks})/`, pathNot: ['^libs/$1/', '^libs/users/'] },
    ),
    forbid(
      'users-is-a-leaf',
      'Only the blocks that hang on a user know it.',
      { path: `^libs/(passwords|partners|outbox|limits)/` },
      { path: '^libs/users/' },
    ),
    forbid(
      'database-is-wired-by-apps',
      'Libs take repositories, not the wiring.',
      { path: '^libs/(?!database/)' },
      { path: '^libs/database/' },
    ),
    forbid(
      'base-is-base',
      'The base knows only itself.',
      { path: `^libs/(${base})/` },
      { path: '^libs/', pathNot: `^libs/(${base})/` },
    ),
    forbid(
      'libs-know-no-http',
      'HTTP, Swagger and class-validator belong to apps/api.',
      { path: '^libs/' },
      {
        path: '(^|/)node_modules/(@nestjs/(swagger|platform-|terminus|passport)|fastify|@fastify/|class-validator|class-transformer)',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|var)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
