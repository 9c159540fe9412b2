// The floors of docs/architecture.md: a floor imports only what lies below it. Types count as imports.
const floors = ['core', '(evidence|http|ui)', 'work', 'domains', 'deliver', 'server', '(cli|web)'];

// The rooms of the store, lowest first. What stands beside the rooms (book.ts, domain.ts …) puts them together.
const evidence = [
  'store',
  'run',
  'ledger',
  'intake',
  'streams',
  'reading',
  '(find|plans|figures|registers)',
  'reports',
  'delivery',
  'pack',
];

/** Each of the list may import only what comes before it. */
const stack = (root, list, label) =>
  list.slice(0, -1).map((name, index) => ({
    name: `${label}${name.replace(/[()|]/g, ' ').trim().replaceAll(' ', '-')}-imports-only-below`,
    severity: 'error',
    from: { path: `^${root}/${name}/`, pathNot: '\\.test\\.tsx?$' },
    to: { path: `^${root}/(${list.slice(index + 1).join('|')})/` },
  }));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...stack('src', floors, ''),
    ...stack('src/evidence', evidence, 'evidence-'),
    {
      name: 'rooms-of-the-store-do-not-know-what-puts-them-together',
      severity: 'error',
      from: {
        path: '^src/evidence/(store|run|ledger|intake|streams|reading|find|plans|figures|registers|reports|delivery)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^src/evidence/[^/]+\\.ts$' },
    },
    {
      name: 'core-is-pure',
      comment: 'core/ runs in the browser, on the server and in a worker: no I/O.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'areas-know-each-other-by-their-doors',
      comment:
        'Of another area only its contract (api.ts), its lists (registers.ts), what it offers (index.ts), a list at a glance (glance.tsx) and the field for files (file-input.tsx) may be read.',
      severity: 'error',
      from: { path: '^src/(work|domains|deliver)/([^/]+)/' },
      to: {
        path: '^src/(work|domains|deliver)/[^/]+/',
        pathNot: ['^src/$1/$2/', '/((work-)?api|index|registers|glance|file-input)\\.tsx?$'],
      },
    },
    {
      name: 'public-door',
      comment:
        'What a core folder offers stands in its index.ts; shapes may be imported from model.ts and plan-file.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/' },
      to: {
        path: '^src/core/[^/]+/',
        pathNot: [
          '/index\\.ts$',
          '/model\\.ts$',
          '/plan-file\\.ts$',
          '/organisation-role\\.ts$',
          '/fields/views\\.ts$',
        ],
      },
    },
    {
      name: 'a-manifest-never-imports-a-page',
      comment: 'Node strips types but no JSX: only the face of an area, which the web build reads, names its pages.',
      severity: 'error',
      from: { path: '^src/.*\\.ts$', pathNot: ['\\.test\\.ts$', '/face\\.ts$'] },
      to: { path: 'page\\.tsx$' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
