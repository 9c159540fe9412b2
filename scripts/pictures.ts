import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromiumPath, launch, settled, watch } from '../test/e2e/browser.ts';
import { freePort } from '../test/port.ts';

/** `npm run pictures`: renews the pictures of the README from a fresh start with demonstration data. Needs Chromium. */
const root = join(import.meta.dirname, '..');
const out = join(root, 'docs', 'pictures');

/** What each picture shows, and how one comes there as the plan office. */
const pictures: Record<string, { path: string; first?: (page: Page) => Promise<unknown> }> = {
  overview: { path: '/520181/overview' },
  text: { path: '/520181/plan?view=text' },
  projects: { path: '/520181/registers/projects' },
  find: {
    path: '/520181/overview',
    first: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('lvban');
      await page.getByRole('option').first().waitFor();
    },
  },
  indicator: { path: '/520181/indicators/gdp' },
};

if (!chromiumPath()) {
  process.stderr.write('没有找到 Chromium。 There is no Chromium.\n');
  process.exit(1);
}
const port = await freePort();
const dataDir = mkdtempSync(join(tmpdir(), 'lantu-pictures-'));
const server = spawn(
  process.execPath,
  [join(root, 'bin', 'lantu.mjs'), 'serve', '--demo', '--port', String(port), '--data', dataDir],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  await new Promise<void>((done, failed) => {
    server.stdout.on('data', (data: Buffer) => data.toString().includes('ready ') && done());
    server.once('exit', () => failed(new Error('the server ended')));
  });
  mkdirSync(out, { recursive: true });
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  watch(page);
  await page.goto(`http://127.0.0.1:${port}/sign-in`);
  await page.getByRole('button', { name: '规划管理' }).click();
  await page.waitForURL(/overview/u);
  // Forecasts are computed after the first start, once somebody asks for them.
  const foreseen = () =>
    page.evaluate(async () => {
      await fetch('/api/520181/foresight');
      const answer = await fetch('/api/520181/overview');
      const { headline } = (await answer.json()) as {
        headline: { cards: { outlook: { word: string } | null }[] } | null;
      };
      return headline?.cards.every(({ outlook }) => outlook !== null && outlook.word !== 'unknown') === true;
    });
  for (let tries = 0; !(await foreseen()) && tries < 200; tries += 1) await page.waitForTimeout(1500);
  for (const [name, { path, first }] of Object.entries(pictures)) {
    await page.goto(`http://127.0.0.1:${port}${path}`);
    await settled(page);
    await first?.(page);
    await settled(page);
    // Lines are drawn within a third of a second.
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(out, `${name}.png`) });
    process.stdout.write(`docs/pictures/${name}.png\n`);
  }
  await browser.close();
} finally {
  server.kill('SIGTERM');
  await new Promise((done) => server.once('exit', done));
  rmSync(dataDir, { recursive: true, force: true });
}
