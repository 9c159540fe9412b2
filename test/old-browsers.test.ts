import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
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
  'Map.groupBy',
];

/** Names that are no feature of the browser, or that are asked for before they are used. */
const harmless = new Map([
  ['.escape()', 'CSS.escape, which is old; RegExp.escape is not used'],
  ['.union()', 'a method of the charts'],
  ['.dispose()', 'a method of the charts'],
  ['VideoFrame', 'the map asks whether there is one'],
  ['Intl.Segmenter', 'the map asks whether there is one'],
  ['.difference()', 'a method of the map'],
  ['.take()', 'a method of the map'],
  ['.toArray()', 'a method of the map'],
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
  ['-webkit-touch-callout', 'a long press opens a menu'],
  [':has', 'a margin, and how far a jump stops from the edge'],
  ['size', 'the paper of a print is chosen in the window of the printer'],
]);

await buildWebIfStale(() => {});
const assets = join(webRoot, 'assets');
const built = (ending: string) => readdirSync(assets).filter((name) => name.endsWith(ending));
const read = (name: string) => readFileSync(join(assets, name), 'utf8');

it('the built pages use nothing that Chromium 86 has not, or bring it', () => {
  // What brings them names them.
  const pages = built('.js').filter((name) => !name.startsWith('old-browsers-'));
  const used = pages.flatMap((name) => [...lateInScript(read(name))].map((what) => `${name} ${what}`));
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

describe('a browser that is too old', () => {
  const script = readFileSync(join(webRoot, 'browser.js'), 'utf8');
  /** What the script writes into the page of such a browser; null: nothing. */
  function told(agent: string, knows: object): string | null {
    const said: string[] = [];
    const marks = new Map<string, string>();
    const Element = { prototype: knows };
    const document = {
      documentElement: { setAttribute: (name: string, value: string) => marks.set(name, value) },
      getElementById: () => ({ style: {}, appendChild: (line: { text: string }) => said.push(line.text) }),
      createElement: () => {
        const line = { text: '', appendChild: (text: string) => (line.text = text) };
        return line;
      },
      createTextNode: (text: string) => text,
    };
    runInNewContext(script, { window: { Element }, Element, document, navigator: { userAgent: agent } });
    return marks.has('data-too-old') ? said.join('\n') : null;
  }

  it('is told which one to use, by what it is', () => {
    const chrome81 = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/81.0.4044.129 Safari/537.36';
    expect(told(chrome81, {})).toMatch(/Chromium 81.*内核 86 以上/s);
    expect(told(`${chrome81} Qaxbrowser`, {})).toContain('奇安信可信浏览器升级');
    expect(told(`${chrome81} Kylinbrowser`, {})).toContain('麒麟浏览器升级');
    expect(told('Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0)', {})).toContain('极速模式');
  });

  it('is none from Chromium 86 on, and the page asks before it loads anything else', () => {
    expect(told('Chrome/86.0.4240.198', { replaceChildren: () => {} })).toBeNull();
    const page = readFileSync(join(webRoot, 'index.html'), 'utf8');
    expect(page.indexOf('/browser.js')).toBeGreaterThan(0);
    // A module waits until the page is read; this script does not.
    expect(page).toMatch(/<script src="\/browser\.js"><\/script>/);
    // Words that Internet Explorer can read.
    expect(script.replace(/'[^']*'/g, '')).not.toMatch(/=>|\b(?:const|let|class|async)\b|`|\?\.|\?\?/);
  });
});
