import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  type Lantu,
  overflow,
  seriousFaults,
  settled,
  sharedLantu,
  type Visit,
  typeAsOf,
} from './lantu.ts';

const restatement = join(import.meta.dirname, '..', '..', 'packs', 'qingzhen', 'restatement.txt');
/** Another city with a plan of its own: the words of the restatement without its metal. */
const text = readFileSync(restatement, 'utf8').replaceAll('铝', '铜').replaceAll('清镇', '河东');
const city = '999007';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const menu = (page: Page) => page.getByRole('navigation', { name: '主导航' });
/** What the row of a record shows under the head of a column. */
const cell = (page: Page, name: string, column: string) =>
  page
    .getByRole('row')
    .filter({ has: button(page, name) })
    .locator(`td[data-name="${column}"]`)
    .innerText();

describe.skipIf(!chromiumPath())('lists that judge, in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  it('judges projects and leads on the day of the address, says that it is an earlier day, and lets nobody write there', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto('/520181/registers/projects?filter=name ~ 项目50');
    const project = '演示铝制散热件项目50';
    await button(page, project).waitFor();
    const left = async () => Number(await cell(page, project, '还有工作日'));
    const today = await left();
    await typeAsOf(page, '2026-11-20');
    await page.waitForURL(/asOf=2026-11-20/);
    await page.getByText('现在看的是 2026-11-20 的台账，只能看不能改').waitFor();
    await expect.poll(left).toBe(today + 2);
    expect(await button(page, '录入').count()).toBe(0);
    await button(page, project).click();
    await page.getByRole('dialog').getByRole('heading', { name: '各关口的佐证' }).waitFor();
    expect(await button(page, '修改').count()).toBe(0);
    await page.keyboard.press('Escape');

    // Before anything was known of them there are none, and the figures on top say so too.
    await page.goto('/520181/registers/leads?filter=stage = visit&asOf=2026-11-20');
    const found = (records: string) => page.getByRole('status').getByText(records, { exact: true }).waitFor();
    await found('26 条');
    await typeAsOf(page, '2026-01-31');
    await page.waitForURL(/asOf=2026-01-31/);
    await page.getByText('没有符合条件的记录').waitFor();
    await page.getByText('现在看的是 2026-01-31 的台账').waitFor();
    await page.locator('header').getByText('2026年1月31日').waitFor();
    expect(await page.getByRole('region', { name: '招商线索概况' }).innerText()).toMatch(/考察\s+0\s条/);
    await page.goto('/520181/registers/projects?asOf=2026-01-31');
    await page.getByText('这本台账还没有记录').waitFor();
    await button(page, '回到今天').click();
    await found('60 条');
    expect(new URL(page.url()).search).toBe('');
    await button(page, '录入').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  describe('in a city of its own without a pack', () => {
    let planner: Visit;
    beforeAll(async () => {
      planner = await lantu.open('planner');
    });
    afterAll(() => planner?.context.close());

    it('is made on screen, takes its plan, and shows its own name and nothing of another city', async () => {
      const { page, context, complaints } = planner;
      await page.goto('/add-jurisdiction');
      await page.getByLabel('名称').fill('河东县');
      await page.getByLabel('代码').fill(city);
      await button(page, '新建').click();
      await page.waitForURL(`**/${city}/import`);
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: '河东县规划.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
      await page.getByText('地区生产总值').first().waitFor();
      const { csrf } = (await (await context.request.get('/api/session')).json()) as { csrf: string };
      const headers = { 'x-csrf-token': csrf };
      const drafts = (await (await context.request.get(`/api/${city}/drafts`)).json()) as { id: string }[];
      const at = `/api/${city}/drafts/${drafts[0]?.id}`;
      const draft = (await (await context.request.get(at)).json()) as { version: number; items: { id: string }[] };
      const items = draft.items.map(({ id }) => ({ id, decision: 'accepted' }));
      expect((await context.request.patch(at, { data: { version: draft.version, items }, headers })).status()).toBe(
        200,
      );
      const commit = { version: draft.version + 1, mode: 'replace', base: null };
      expect((await context.request.post(`${at}/commit`, { data: commit, headers })).status()).toBe(200);

      const faults: string[] = [];
      for (const phone of [false, true]) {
        const visit = await lantu.open('planner', { phone });
        for (const path of [
          'overview',
          'plan',
          'indicators',
          'foresight',
          'reporting',
          'registers',
          'registers/projects',
          'registers/leads',
          'registers/parks',
          'registers/firms',
          'industry',
          'industry/chains',
          'industry/portfolio',
        ]) {
          await visit.page.goto(`/${city}/${path}`);
          await visit.page.locator('h1, h2').first().waitFor();
          await settled(visit.page);
          const shown = await visit.page.locator('body').innerText();
          const strange = /铝|清镇|演示数据|\b(miit|etdz|ndrc)\b/.exec(shown)?.[0];
          if (strange !== undefined) faults.push(`${path}: ${strange}`);
          if (!(await visit.page.locator('header').innerText()).includes('河东县')) faults.push(`${path}: no name`);
          const wide = await overflow(visit.page);
          if (wide > 0) faults.push(`${path}: ${wide} px too wide`);
          if (!phone) faults.push(...(await seriousFaults(visit.page)).map((fault) => `${path}: ${fault}`));
        }
        faults.push(...visit.complaints);
        await visit.context.close();
      }
      expect(faults).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('is led to no page of industry until it has a chain', async () => {
      const { page, complaints } = planner;
      await page.goto(`/${city}/registers/chains`);
      await page.getByText('这本台账还没有记录').waitFor();
      expect(await menu(page).innerText()).not.toContain('产业');
      await button(page, '录入').click();
      await page
        .getByRole('dialog')
        .getByLabel(/^产业链/)
        .fill('铜基新材料');
      await button(page, '保存').click();
      await button(page, '铜基新材料').waitFor();
      await menu(page).getByRole('link', { name: '产业', exact: true }).click();
      await page.waitForURL(`**/${city}/industry/chains`);
      const tabs = page.getByRole('navigation', { name: '产业', exact: true });
      await tabs.getByRole('link', { name: '产业链环节' }).waitFor();
      expect(await tabs.innerText()).not.toMatch(/招商线索|园区|铝/);
      await page.getByText('这条链还没有环节').waitFor();
      expect(complaints).toEqual([]);
    });

    it('adds a field of its own to a register, which then stands in table, drawer, form and sheet', async () => {
      const { page, complaints } = planner;
      await page.goto(`/${city}/registers/chains`);
      await page.getByRole('link', { name: '改栏目' }).click();
      const fields = page.locator('.define-rows').first().locator('> li');
      await fields.first().waitFor();
      const before = await fields.count();
      // What the program uses stays.
      expect(await button(page, '去掉栏目“产业链”').isDisabled()).toBe(true);
      await button(page, '加一个栏目').click();
      await fields.nth(before).getByLabel('栏目名').fill('秘书单位');
      await button(page, '保存').click();
      await page.waitForURL(`**/${city}/registers/chains`);
      await button(page, '铜基新材料').click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('秘书单位').waitFor();
      await button(page, '修改').click();
      await drawer.getByLabel('秘书单位').fill('铜业协会');
      await button(page, '保存').click();
      await drawer.getByText('第 2 版').first().waitFor();
      expect(await drawer.locator('dl').first().innerText()).toMatch(/秘书单位\s+铜业协会/);
      await page.keyboard.press('Escape');
      await page.getByText('选择列').click();
      await page.getByRole('group', { name: '显示哪些列' }).getByLabel('秘书单位').check();
      await expect.poll(() => cell(page, '铜基新材料', '秘书单位')).toBe('铜业协会');
      await page.reload();
      await expect.poll(() => cell(page, '铜基新材料', '秘书单位')).toBe('铜业协会');
      await page.goto(`/${city}/registers/chains?filter=${encodeURIComponent('name = 铜基新材料')}&view=exchange`);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: '导出 csv' }).click(),
      ]);
      expect(readFileSync(await file.path(), 'utf8')).toMatch(/秘书单位[^]*铜业协会/);
      expect(complaints).toEqual([]);
    });

    it('tells the slower of two who change the fields of a register that somebody was faster, and undoes nothing', async () => {
      const visits = [await lantu.open('planner'), await lantu.open('planner')];
      const names = ['副链长', '链办电话'];
      const rows = (page: Page) => page.locator('.define-rows').first().locator('> li');
      for (const [at, { page }] of visits.entries()) {
        await page.goto(`/${city}/define-register?register=chains`);
        await rows(page).first().waitFor();
        const before = await rows(page).count();
        await button(page, '加一个栏目').click();
        await rows(page)
          .nth(before)
          .getByLabel('栏目名')
          .fill(names[at] ?? '');
      }
      const [faster, slower] = visits.map(({ page }) => page);
      if (!faster || !slower) throw new Error('two pages are open');
      await button(faster, '保存').click();
      await faster.waitForURL(`**/${city}/registers/chains`);
      await button(slower, '保存').click();
      const alert = slower.getByRole('alert');
      await alert.getByText('已被别人改过').waitFor();
      expect(await alert.innerText()).toContain('在它上面重新修改');
      expect(await rows(slower).last().getByLabel('栏目名').inputValue()).toBe('链办电话');
      expect(await seriousFaults(slower)).toEqual([]);
      await slower.reload();
      await rows(slower).first().waitFor();
      const now = await rows(slower)
        .getByLabel('栏目名')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      expect(now).toContain('副链长');
      expect(now).not.toContain('链办电话');
      expect(visits.flatMap(({ complaints }) => complaints).filter((line) => !line.includes('409'))).toEqual([]);
      for (const { context } of visits) await context.close();
    });
  });
});
