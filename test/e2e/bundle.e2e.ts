import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { webRoot } from '../../src/server/web-build.ts';

test('pages load no schemas: the browser gets method and path of an endpoint, never Zod', () => {
  const assets = join(webRoot, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(10);
  expect(scripts.filter((name) => readFileSync(join(assets, name), 'utf8').includes('safeParse'))).toEqual([]);
});
