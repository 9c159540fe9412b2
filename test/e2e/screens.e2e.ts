import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, desk, type Lantu, overflow, phone, seriousFaults, settled, sharedLantu } from './lantu.ts';

const restatement = join(import.meta.dirname, '..', '..', 'packs', 'qingzhen', 'restatement.txt');

describe.skipIf(!chromiumPath())('the app in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  const screens = [
    ['总览', '/520181/overview'],
    ['规划·目标任务', '/520181/plan?view=tree'],
    ['规划·原文对照', '/520181/plan?view=text'],
    ['规划·覆盖矩阵', '/520181/plan?view=matrix'],
    ['规划·口号组', '/520181/plan?view=groups'],
    ['规划·一项任务', '/520181/plan?view=tree&c=A-01'],
    ['指标', '/520181/indicators'],
    ['指标·一项', '/520181/indicators/gdp'],
    ['方法', '/520181/methods'],
    ['方法·一个', '/520181/methods/light'],
    ['导入规划', '/520181/import'],
    ['登录', '/sign-in'],
    ['没有的页面', '/520181/nothing-here'],
  ] as const;

  it.each(screens)(
    '%s on a desk and on a phone: says its name, fits the width, nothing serious from axe, no error on the console',
    async (_name, path) => {
      const { page, context, complaints } = await lantu.open(path === '/sign-in' ? null : 'planner');
      await page.goto(path);
      await page.locator('h1').first().waitFor();
      await settled(page);
      expect(await page.locator('h1').first().innerText()).not.toBe('');
      for (const size of [desk, phone]) {
        await page.setViewportSize(size);
        await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
        expect(await seriousFaults(page)).toEqual([]);
      }
      // What the page asks for and is refused on purpose (a missing page) is not a fault of the page.
      expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
      await context.close();
    },
  );

  it('shows the three 500s with light, sentence and a mark on demonstration figures', async () => {
    const { page, context } = await lantu.open('leader');
    await page.goto('/');
    for (const name of ['地区生产总值', '清镇经开区总产值', '物流园总产值'])
      await page.getByRole('heading', { name }).first().waitFor();
    // Outlooks come within seconds of the first start.
    await page.getByText('达成概率').first().waitFor();
    const first = await page.locator('main').innerText();
    expect(first).toMatch(/红灯|黄灯|绿灯/);
    expect(first).toMatch(/同比 .*达成概率 .*比序时/s);
    expect(first).toContain('演示');
    expect(first).toContain('更新欠账');
    await context.close();
  });

  it('keeps who owes what from a reader who is not signed in', async () => {
    const { page, context } = await lantu.open(null);
    await page.goto('/520181/overview');
    await page.getByRole('heading', { name: '地区生产总值' }).first().waitFor();
    expect(await page.locator('main').innerText()).not.toContain('更新欠账');
    await context.close();
  });

  it('keeps the as-of day from page to page, and the browser’s back works', async () => {
    const { page, context } = await lantu.open('planner');
    await page.goto('/520181/overview?asOf=2024-06-30');
    await page.getByRole('heading', { name: '地区生产总值' }).first().waitFor();
    await page.getByRole('link', { name: '指标', exact: true }).first().click();
    await page.waitForURL(/indicators.*asOf=2024-06-30/);
    await page.goBack();
    await page.waitForURL(/overview.*asOf=2024-06-30/);
    await page.locator('header').getByText('2024年6月30日').waitFor();
    await context.close();
  });

  it('takes another city’s text from pasting to a plan that stands', async () => {
    const { page, context } = await lantu.open('planner');
    const session = (await (await context.request.get('/api/session')).json()) as { csrf: string };
    const headers = { 'x-csrf-token': session.csrf };
    expect(
      (await context.request.post('/api/jurisdictions', { data: { id: '999001', name: '新河县' }, headers })).ok(),
    ).toBe(true);
    await page.goto('/999001/import');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '新河县规划.txt', mimeType: 'text/plain', buffer: readFileSync(restatement) });
    await page.getByText('地区生产总值').first().waitFor();
    const drafts = (await (await context.request.get('/api/999001/drafts')).json()) as { id: string; items: number }[];
    const draft = drafts[0] ?? { id: '', items: 0 };
    expect(draft.items).toBeGreaterThan(20);

    const shown = (await (await context.request.get(`/api/999001/drafts/${draft.id}`)).json()) as {
      version: number;
      items: { id: string; kind: string }[];
    };
    const accepted = { version: shown.version, items: shown.items.map(({ id }) => ({ id, decision: 'accepted' })) };
    expect((await context.request.patch(`/api/999001/drafts/${draft.id}`, { data: accepted, headers })).status()).toBe(
      200,
    );
    const late = await context.request.patch(`/api/999001/drafts/${draft.id}`, { data: accepted, headers });
    expect(late.status()).toBe(409);
    expect(await late.json()).toMatchObject({ code: 'draft-changed', current: { version: shown.version + 1 } });
    const commit = await context.request.post(`/api/999001/drafts/${draft.id}/commit`, {
      data: { version: shown.version + 1, mode: 'replace', base: null },
      headers,
    });
    expect(commit.status()).toBe(200);

    await page.goto('/999001/plan?view=text');
    await page.getByText('地区生产总值').first().waitFor();
    await page.goto('/999001/overview');
    await page.getByText('从未填报').first().waitFor();
    expect(await page.locator('main').innerText()).not.toContain('演示');
    await context.close();
  });
});
