import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { helpOf, helps } from './help.ts';

const docs = join(import.meta.dirname, '../../docs');
const manual = (lang: 'zh' | 'en') => readFileSync(join(docs, 'manual', `${lang}.md`), 'utf8');

test('every page has its three sentences, and every section that they lead to stands in the manual', () => {
  const pages = readFileSync(join(docs, 'routes.md'), 'utf8').split('## Pages')[1] ?? '';
  const paths = [...pages.matchAll(/^\| `(\/[^`]*)` \|/gmu)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(30);
  for (const path of paths) expect(helpOf(path), path).not.toBeNull();
  for (const { section, says } of Object.values(helps)) {
    expect(says).toHaveLength(3);
    expect(manual('zh')).toContain(`\n## ${section.zh}\n`);
    expect(manual('en')).toContain(`\n## ${section.en}\n`);
  }
});

test('the nearest page counts', () => {
  expect(helpOf('/reporting/figures')?.section.zh).toBe('补历史数');
  expect(helpOf('/reporting/review')?.section.zh).toBe('填报');
  expect(helpOf('/nowhere')).toBeNull();
});
