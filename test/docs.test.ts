import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fieldKinds } from '../src/core/register/index.ts';
import { kinds } from '../src/evidence/book.ts';
import type { Services } from '../src/evidence/domain.ts';
import { OneServer } from '../src/evidence/store/servers.ts';
import { allows, capabilities, roles } from '../src/http/access.ts';
import { createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import * as faces from '../src/web/faces.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const folders = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const inDocs = markdownIn('docs');
const inCode = [...markdownIn('src'), ...markdownIn('packs')];
const pages = [...readdirSync(root).filter((name) => name.endsWith('.md')), ...inDocs, ...inCode];

const withoutBlocks = (page: string) => read(page).replace(/^```[^]*?^```$/gm, '');

/** The text of a page without its code, in which `[a](b)` and `# a` mean something else. */
function prose(page: string): string {
  return withoutBlocks(page).replace(/`[^`\n]*`/g, '');
}

function headings(page: string): string[] {
  return [...withoutBlocks(page).matchAll(/^(#{1,6}) +(.+)$/gm)].map((match) => `${match[1] ?? ''} ${match[2] ?? ''}`);
}

/** The name that a heading has in an address. */
function anchor(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/** What stands in backticks in a text. */
function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
}

/** The rows of the tables below a heading of a page, up to the next heading: what stands in backticks, cell by cell. */
function rows(page: string, heading: string): string[][][] {
  const [, below] = withoutBlocks(page).split(`\n${heading}\n`);
  if (below === undefined) throw new Error(`${page} has no heading "${heading}"`);
  const [part = ''] = below.split(/^#{1,6} /m);
  return [...part.matchAll(/^\| *(`.*)\|$/gm)].map((match) => (match[1] ?? '').split(/(?<!\\)\|/).map(quoted));
}

/** What stands in the first cells of those tables. */
function listed(page: string, ...under: string[]): string[] {
  return under.flatMap((heading) => rows(page, heading)).flatMap(([first = []]) => first);
}

/** Says what the page lacks, what the code no longer has, and what the page says twice. */
function expectSame(page: string, stated: readonly string[], inTheCode: Iterable<string>): void {
  const held = new Set(inTheCode);
  expect({
    [`missing in ${page}`]: [...held].filter((one) => !stated.includes(one)),
    [`in ${page}, but no longer in the code`]: stated.filter((one) => !held.has(one)),
    [`twice in ${page}`]: stated.filter((one, at) => stated.indexOf(one) !== at),
  }).toEqual({
    [`missing in ${page}`]: [],
    [`in ${page}, but no longer in the code`]: [],
    [`twice in ${page}`]: [],
  });
}

describe('documents', () => {
  test.each(pages)('every relative link of %s leads somewhere', (page) => {
    const lost = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1] ?? '')
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', part] = link.split('#');
        const target = path === '' ? join(root, page) : join(root, dirname(page), path);
        if (!existsSync(target)) return true;
        return part !== undefined && !headings(relative(root, target)).map(anchor).includes(part);
      });
    expect(lost).toEqual([]);
  });

  test.each(pages)('every path that %s names exists', (page) => {
    const lost = quoted(withoutBlocks(page))
      .filter((path) => /^(src|docs|packs|test|bench|scripts|bin)\/[\w./-]*$/.test(path))
      .filter((path) => !existsSync(join(root, path)));
    expect(lost).toEqual([]);
  });

  test('both READMEs have the same number of headings of each level', () => {
    const levels = (page: string) => headings(page).map((heading) => heading.indexOf(' '));
    expect(levels('README.zh.md')).toEqual(levels('README.md'));
  });

  test.each(['README.md', 'README.zh.md'])('%s leads to every page of docs', (page) => {
    const led = [...prose(page).matchAll(/\]\((docs\/[^)#\s]+\.md)/g)].map((match) => match[1]);
    const decision = (path: string) => path.startsWith('docs/decisions/') && !path.endsWith('README.md');
    expect(inDocs.filter((path) => !decision(path) && !led.includes(path))).toEqual([]);
  });

  test('the list of decisions leads to every decision', () => {
    const list = read('docs/decisions/README.md');
    expect(readdirSync(join(root, 'docs/decisions')).filter((name) => !list.includes(name))).toEqual(['README.md']);
  });

  test.each(['README.md', 'README.zh.md'])('the commands and benchmarks of %s are those that there are', (page) => {
    const heading = headings(page).find((one) => /^## (Commands|命令)$/.test(one)) ?? '';
    const said = listed(page, heading);
    const known = [...read('src/cli/main.ts').matchAll(/^ {2}(\w+): \(\) => import/gm)].map((match) => match[1] ?? '');
    const commands = said.filter((one) => !/^(npm|--)/.test(one)).map((one) => one.split(' ')[0] ?? '');
    expectSame(page, [...new Set(commands)], known);
    const lost = [...read(page).matchAll(/npm run bench -- (\w+)/g)].map((match) => `bench/${match[1]}.ts`);
    expect(lost.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test.each(inCode)('every file that %s names is there', (page) => {
    const near = (name: string) => existsSync(join(root, dirname(page), name)) || existsSync(join(root, name));
    const names = quoted(withoutBlocks(page)).filter((one) => /^[\w./-]+\.(tsx?|yaml|json|txt|sql|css)$/.test(one));
    expect(names.filter((name) => !near(name))).toEqual([]);
  });
});

test('what the recipe for an area imports is there', () => {
  const recipe = read('docs/adding-a-domain.md');
  const lost = [...recipe.matchAll(/^import (?:type )?\{([^}]+)\} from '(\.\.\/[^']+)';$/gm)].flatMap(
    ([, names = '', path = '']) => {
      const file = join('src/domains/bridges', path);
      const source = existsSync(join(root, file)) ? exportsOf(file) : '';
      const wanted = names.split(',').map((name) => name.trim().replace(/^type /, ''));
      return wanted
        .filter((name) => !new RegExp(`export (async )?(function|const|interface|type|class) ${name}\\b`).test(source))
        .map((name) => `${name} of ${file}`);
    },
  );
  expect(lost).toEqual([]);
});

/** The source of a file with that of the files whose names it hands on. */
function exportsOf(file: string): string {
  const source = read(file);
  const handed = [...source.matchAll(/^export [^;]*? from '(\.\/[^']+)';$/gm)].map((match) => match[1] ?? '');
  return [source, ...handed.map((path) => exportsOf(join(dirname(file), path)))].join('\n');
}

/** An app that answers nobody: only its table of routes is looked at. */
const services = { lists: new Map(), servers: new OneServer(), today: () => '2026-01-01' } as unknown as Services;

describe('lists in documents', () => {
  test('docs/ledger.md has every kind of entry', () => {
    expectSame('docs/ledger.md', listed('docs/ledger.md', '## Kinds of entry'), Object.keys(kinds));
  });

  test('docs/architecture.md has every floor, room and area', () => {
    const page = 'docs/architecture.md';
    const src = (path: string) => folders(path).map((name) => `${path}/${name}`);
    expectSame(page, listed(page, '## The floors'), src('src'));
    expectSame(page, listed(page, '### Rooms of evidence'), src('src/evidence'));
    expectSame(page, listed(page, '### Core'), src('src/core'));
    const areas = [...folders('src/work'), ...folders('src/domains'), ...folders('src/deliver')];
    expectSame(page, listed(page, '### How people work', '### What a city does', '### What becomes of it'), areas);
    // A domain has the name of its folder.
    expect(domains.map(({ id }) => id).filter((id) => !areas.includes(id))).toEqual([]);
  });

  test('docs/architecture.md has every kind of run', () => {
    const page = 'docs/architecture.md';
    const kinds = domains.flatMap(({ runs = [] }) => runs.map(({ id }) => id));
    expectSame(page, listed(page, '## Runs'), kinds);
  });

  test('docs/routes.md has every route under its area, with the capability that it asks for', () => {
    const page = 'docs/routes.md';
    const { routes } = createApp({ services, domains, demo: true, secure: false });
    const line = ({ endpoint }: (typeof routes)[number]) =>
      `${endpoint.method.toUpperCase()} ${endpoint.path} ${endpoint.access}`;
    const areas = new Map(domains.map((domain) => [domain.id, domain.routes(services).map(line)]));
    const ofAreas = new Set([...areas.values()].flat());
    areas.set(
      'sign-in',
      routes.map(line).filter((one) => !ofAreas.has(one)),
    );
    const stated = headings(page)
      .filter((heading) => heading.startsWith('### '))
      .flatMap((heading) =>
        rows(page, heading).map((row) => `${heading.slice(4)}: ${row.slice(0, 2).flat().join(' ')}`),
      );
    expectSame(
      page,
      stated,
      [...areas].flatMap(([area, lines]) => lines.map((one) => `${area}: ${one}`)),
    );
  });

  test('docs/open-interface.md has every resource with its scope, and what is on the way out', () => {
    const page = 'docs/open-interface.md';
    const open = createApp({ services, domains, demo: true, secure: false }).routes.flatMap(({ endpoint }) =>
      endpoint.scope ? [endpoint] : [],
    );
    const stated = rows(page, '## Resources').flatMap(([paths = [], [scope = ''] = []]) =>
      paths.map((path) => `/api/v1/:jurisdiction${path} ${scope}`),
    );
    expectSame(
      page,
      stated,
      open.map(({ path, scope }) => `${path} ${scope}`),
    );
    expectSame(
      page,
      listed(page, '## Deprecations'),
      open.flatMap(({ path, deprecated }) => (deprecated ? [path] : [])),
    );
  });

  test('docs/routes.md has the roles of every capability', () => {
    const page = 'docs/routes.md';
    const pair = (role: string, capability: string) => `${capability}: ${role}`;
    expectSame(
      page,
      rows(page, '## Capabilities').flatMap(([[capability = ''] = [], of = []]) =>
        of.map((one) => pair(one, capability)),
      ),
      roles.flatMap((role) => capabilities.filter((one) => allows(role, one)).map((one) => pair(role, one))),
    );
  });

  test('docs/routes.md has every page of a place', () => {
    const page = 'docs/routes.md';
    const addresses = faces.routes.map((route) => (route.options as { path: string }).path);
    expectSame(page, listed(page, '## Pages'), addresses);
  });

  test('SECURITY.md has the matrix of roles and capabilities', () => {
    const table = read('SECURITY.md').match(/^\|.*session[^]*?\n\n/m)?.[0] ?? '';
    const [head = [], , ...lines] = table
      .trim()
      .split('\n')
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const stated = lines.flatMap(([role = '', ...cells]) =>
      cells.flatMap((cell, at) => (cell === '' ? [] : [`${role.split(' ')[0]} ${head[at + 1]}`])),
    );
    const held = roles.flatMap((role) =>
      capabilities.filter((one) => allows(role, one)).map((capability) => `${role} ${capability}`),
    );
    expectSame('SECURITY.md', stated, held);
  });

  test('docs/registers.md has every type of field, and what its definition may say', () => {
    const page = 'docs/registers.md';
    const types = rows(page, '### Fields').map(([[type = ''] = [], , parts = []]) => ({ type, parts }));
    expectSame(
      page,
      types.map(({ type }) => type),
      Object.keys(fieldKinds),
    );
    for (const [type, { parts }] of Object.entries(fieldKinds))
      expectSame(
        page,
        (types.find((one) => one.type === type)?.parts ?? []).map((part) => `${type} ${part}`),
        parts.map((part) => `${type} ${part}`),
      );
  });

  test.each(folders('src/domains'))(
    'the README of %s names the question that each of its pages answers',
    async (area) => {
      const folder = join('src/domains', area);
      const readme = read(join(folder, 'README.md'));
      const { routes = [] } = existsSync(join(root, folder, 'face.ts'))
        ? ((await import(join(root, folder, 'face.ts'))) as { routes?: typeof faces.routes })
        : {};
      const unasked = routes
        .map((route) => (route.options as { path: string }).path)
        .filter((path) => !readme.split('\n').some((line) => line.includes(`\`${path}\``) && line.includes('?')));
      expect(unasked).toEqual([]);
    },
  );
});
