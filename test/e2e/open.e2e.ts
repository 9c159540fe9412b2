import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as faces from '../../src/web/faces.ts';
import { lateNames } from '../old-browsers.ts';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, sharedLantu } from './lantu.ts';

describe.skipIf(!chromiumPath())('old browsers, and the open interface (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  it('lets the open interface be browsed and tried without asking any other server', async () => {
    const { page, context, complaints } = await lantu.open(null);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/520181/open');
    await page.getByRole('button', { name: /…\/observations/ }).click();
    await page.getByRole('button', { name: '试一试' }).click();
    await page.getByLabel('答复', { exact: true }).getByText('"indicator": "').first().waitFor();
    await page.getByText(/答复的 \d+ 个字段/).click();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const { origin } = new URL(page.url());
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(asked.some((url) => url.endsWith('/api/v1/openapi.json'))).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('opens every page where all is gone that Chromium has got since 86', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.addInitScript(({ members, whole }) => {
      const all = window as unknown as Record<
        string,
        Record<string, unknown> & { prototype?: Record<string, unknown> }
      >;
      for (const [owner, name] of members)
        for (const holder of [all[owner], all[owner]?.prototype, owner === 'Window' ? all : undefined])
          if (holder) Reflect.deleteProperty(holder, name);
      for (const name of whole) Reflect.deleteProperty(all, name);
    }, lateNames());
    const paths = faces.routes
      .map((route) => (route.options as { path: string }).path)
      .filter((path) => !path.includes('$'));
    expect(paths.length).toBeGreaterThan(40);
    await page.goto('/520181/overview');
    await page.locator('h1').first().waitFor();
    expect(await page.evaluate(() => ['structuredClone' in window, 'toSorted' in Array.prototype])).toEqual([
      false,
      true,
    ]);
    const wrong: string[] = [];
    for (const path of [...paths, '/indicators/gdp', '/methods/light', '/registers/projects']) {
      await page.evaluate((to) => window.history.pushState({}, '', to), `/520181${path}`);
      await page.waitForURL((url) => url.pathname === `/520181${path}`);
      await settled(page);
      const text = await page.locator('main').innerText();
      if ((await page.locator('h1').count()) === 0 || /这一页出错了|is not a function/.test(text))
        wrong.push(`${path}: ${text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
    expect(complaints.filter((text) => !/40[34]/.test(text))).toEqual([]);
    await context.close();
  });
});
