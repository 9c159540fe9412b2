import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildWebIfStale, webRoot } from '../src/server/web-build.ts';

await buildWebIfStale(() => {});

it('the service worker keeps only files that there are: one that is missing would keep it from starting', () => {
  const [, list = '[]'] = /FILES = (\[[^\]]*\])/.exec(readFileSync(join(webRoot, 'sw.js'), 'utf8')) ?? [];
  const files = JSON.parse(list) as string[];
  expect(files.filter((name) => name !== '/' && !existsSync(join(webRoot, name)))).toEqual([]);
  const names = files.join(' ');
  for (const part of ['form-page', 'outbox', 'answers', 'one-picker', 'tree-picker', 'day-field', '.css'])
    expect(names).toContain(part);
});
