import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { domains } from '../../src/server/domains.ts';
import { serve, type Running } from '../../src/server/serve.ts';

/** The day that counts as today in browser tests: the demonstration layer ends in October 2026. */
export const today = '2026-11-24';

export interface Lantu {
  url: string;
  browser: Browser;
  /** A signed-in page; `role` is that of a demonstration account, null for a reader who is not signed in. */
  open(
    role: string | null,
    options?: { phone?: boolean },
  ): Promise<{ page: Page; context: BrowserContext; complaints: string[] }>;
  stop(): Promise<void>;
}

/** Path of a Chromium, or null where there is none. */
export function chromiumPath(): string | null {
  return (
    [process.env.LANTU_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
      (path) => path !== undefined && existsSync(path),
    ) ?? null
  );
}

/** Starts the real server on a fresh data directory, with a browser beside it. */
export async function startLantu({ demo = true }: { demo?: boolean } = {}): Promise<Lantu> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-e2e-'));
  const running: Running = await serve({
    dataDir,
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: await freePort(),
    demo,
    domains,
    today: () => today,
    onStep: () => {},
  });
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    url: running.url,
    browser,
    open: async (role, options = {}) => {
      const context = await browser.newContext({
        baseURL: running.url,
        locale: 'zh-CN',
        viewport: options.phone ? { width: 390, height: 844 } : { width: 1366, height: 768 },
        ...(options.phone && { hasTouch: true, isMobile: true }),
      });
      context.setDefaultTimeout(15_000);
      if (role) {
        const session = (await (await context.request.get('/api/session')).json()) as { csrf: string };
        const answer = await context.request.post('/api/session/demo', {
          data: { login: `demo-${role}` },
          headers: { 'x-csrf-token': session.csrf },
        });
        if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
      }
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      return { page, context, complaints };
    },
    stop: async () => {
      await browser.close();
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What axe calls serious or critical on the page as it stands. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}
