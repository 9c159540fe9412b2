import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildWebIfStale, webRoot } from '../src/server/web-build.ts';
import { lateInScript, lateInStyle } from './old-browsers.ts';

/** What `src/web/old-browsers.ts` brings. */
const brought = [
  '.at()',
  '.findLast()',
  '.findLastIndex()',
  '.toReversed()',
  '.toSorted()',
  '.isWellFormed()',
  'Object.hasOwn',
  'Object.groupBy',
];

/** Names that are no feature of the browser, or that are asked for before they are used. */
const harmless = new Map([
  ['.escape()', 'CSS.escape, which is old; RegExp.escape is not used'],
  ['.union()', 'a method of the charts'],
  ['.dispose()', 'a method of the charts'],
]);

/** What an old browser leaves out without a loss: ornament, or a declaration that stands after one that it knows. */
const ornament = new Map([
  ['text-wrap', 'a heading breaks elsewhere'],
  ['text-underline-offset', 'the line under a link stands closer'],
  ['text-decoration-thickness', 'the line under a link is thicker'],
  ['accent-color', 'a box keeps the colour of the system'],
  ['outline', 'only its rounded corners are late'],
  ['dvh', 'after the same in vh'],
  ['color-mix()', 'after a plain colour'],
  [':has', 'a margin, and how far a jump stops from the edge'],
  ['size', 'the paper of a print is chosen in the window of the printer'],
]);

await buildWebIfStale(() => {});
const assets = join(webRoot, 'assets');
const built = (ending: string) => readdirSync(assets).filter((name) => name.endsWith(ending));
const read = (name: string) => readFileSync(join(assets, name), 'utf8');

it('the built pages use nothing that Chromium 86 has not, or bring it', () => {
  const used = built('.js').flatMap((name) => [...lateInScript(read(name))].map((what) => `${name} ${what}`));
  const known = (line: string) => [...brought, ...harmless.keys()].some((name) => line.endsWith(` ${name}`));
  expect(used.filter((line) => !known(line))).toEqual([]);
});

it('the built style sheets use nothing that Chromium 86 has not, but ornament', () => {
  const used = built('.css').flatMap((name) => [...lateInStyle(read(name))].map((what) => `${name} ${what}`));
  expect(used.filter((line) => !ornament.has(line.slice(line.indexOf(' ') + 1)))).toEqual([]);
});

it('names what is too new, and passes what is old', () => {
  expect([
    ...lateInScript(
      'a.toSorted(); Object.hasOwn(a, b); structuredClone(a); b = { popoverTarget: c }; /x/v.test(a); a.map(b); x.with(y)',
    ),
  ]).toEqual(['.toSorted()', 'Object.hasOwn', 'structuredClone', 'popoverTarget', '/v', '.with()']);
  expect(
    [...lateInStyle('a:has(b) { height: 1dvh; color: red } @container (width > 1px) { a { inset: 0 } }')].toSorted(),
  ).toEqual([':has', '@container', 'dvh', 'inset']);
});
