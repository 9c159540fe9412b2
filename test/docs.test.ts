import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...inDocs.map((name) => join('docs', name)),
];

/** The text of a page without its code, in which `[a](b)` and `# a` mean something else. */
function prose(page: string): string {
  return readFileSync(join(root, page), 'utf8')
    .replace(/^```[^]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '');
}

function headings(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```[^]*?^```$/gm, '');
  return [...text.matchAll(/^(#{1,6}) +(.+)$/gm)].map((match) => `${match[1] ?? ''} ${match[2] ?? ''}`);
}

/** The name that a heading has in an address. */
function anchor(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
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

  test('both READMEs have the same number of headings of each level', () => {
    const levels = (page: string) => headings(page).map((heading) => heading.indexOf(' '));
    expect(levels('README.zh.md')).toEqual(levels('README.md'));
  });
});
