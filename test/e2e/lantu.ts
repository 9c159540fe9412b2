import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { launch, watch } from './browser.ts';
import { serveCity } from './server.ts';

export { chooseInTree, chromiumPath, overflow, seriousFaults, settled, typeAsOf } from './browser.ts';

export const desk = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What the page wrote to the console as an error, or threw. */
  complaints: string[];
}

export interface Lantu {
  /** A page, signed in with the demonstration account of `role`; null: a reader who is not signed in. */
  /** `script: false`: a browser that runs none. */
  open(role: string | null, options?: { phone?: boolean; script?: boolean }): Promise<Visit>;
  stop(): Promise<void>;
}

/** A browser on the server that all files share; who uses it changes nothing of Qingzhen. */
export const sharedLantu = (): Promise<Lantu> => browse(inject('sharedUrl'), async () => {});

/** A browser on a server of its own, on whose city nobody else looks. */
export async function startLantu({ demo = true, hj212 }: { demo?: boolean; hj212?: number } = {}): Promise<Lantu> {
  const running = await serveCity(inject('databaseUrl'), demo, hj212);
  return browse(running.url, () => running.stop());
}

async function browse(url: string, stopServer: () => Promise<void>): Promise<Lantu> {
  const browser = await launch();
  return {
    open: async (role, { phone: small = false, script = true } = {}) => {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'zh-CN',
        javaScriptEnabled: script,
        viewport: small ? phone : desk,
        ...(small && { hasTouch: true, isMobile: true }),
      });
      context.setDefaultTimeout(Number(process.env.LANTU_PATIENCE ?? 300_000));
      if (role) {
        const session = (await (await context.request.get('/api/session')).json()) as { csrf: string };
        const answer = await context.request.post('/api/session/demo', {
          data: { login: `demo-${role}` },
          headers: { 'x-csrf-token': session.csrf },
        });
        if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
      }
      const page = await context.newPage();
      watch(page);
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      return { page, context, complaints };
    },
    stop: async () => {
      await browser.close();
      await stopServer();
    },
  };
}
