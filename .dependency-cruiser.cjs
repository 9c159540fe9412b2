// The floors of docs/architecture.md: a floor imports only what lies below it.
const floors = ['core', '(evidence|http|ui)', 'domains', 'deliver', 'server', '(cli|web)'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floors.slice(0, -1).map((floor, index) => ({
      name: `${floor.replace(/[()|]/g, ' ').trim().replaceAll(' ', '-')}-imports-only-below`,
      severity: 'error',
      from: { path: `^src/${floor}/`, pathNot: floor === 'server' ? '' : '^$' },
      to: { path: `^src/(${floors.slice(index + 1).join('|')})/` },
    })),
    {
      name: 'core-is-pure',
      comment: 'core/ runs in the browser, on the server and in a worker: no I/O.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domains-do-not-know-each-other',
      comment: 'Only the contract (api.ts) of another domain may be read.',
      severity: 'error',
      from: { path: '^src/domains/([^/]+)/' },
      to: { path: '^src/domains/([^/]+)/', pathNot: ['^src/domains/$1/', '/api\\.ts$'] },
    },
    {
      name: 'public-door',
      comment:
        'What a core folder offers stands in its index.ts; shapes may be imported from model.ts and plan-file.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/' },
      to: { path: '^src/core/[^/]+/', pathNot: ['/index\\.ts$', '/model\\.ts$', '/plan-file\\.ts$'] },
    },
    {
      name: 'a-manifest-never-imports-a-page',
      severity: 'error',
      from: { path: '^src/.*\\.ts$', pathNot: '\\.test\\.ts$' },
      to: { path: 'page\\.tsx$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
