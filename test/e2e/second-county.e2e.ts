import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, startLantu } from './lantu.ts';

/** A plan of our own in the usual shape; all of it is made up. */
const PLAN = `河阳县五年发展规划（2023—2027年）（演示）
一、主要目标
到2027年，地区生产总值达到280亿元，规模以上工业增加值达到80亿元，常住人口达到41.5万人，森林覆盖率达到57%，城镇居民人均可支配收入达到52000元。
二、重点任务
（一）建设现代产业体系
建成河阳经济开发区标准厂房40万平方米。引进装备制造企业15家。
（二）改善城乡面貌
改造老旧小区60个。建设污水处理厂2座。
（三）守护绿水青山
治理水土流失面积120平方公里。创建省级生态文明建设示范县。
（四）增进民生福祉
新建公办幼儿园8所。持续优化营商环境。出台人才引进办法。`;
const UNITS =
  '单位名称\n县统计局\n县工业和信息化局\n县住房和城乡建设局\n县自然资源局\n县生态环境局\n县教育局\n县投资促进局\n县人力资源和社会保障局\n县政务服务中心\n县公安局\n县水务局';
const years = Array.from({ length: 10 }, (_, at) => 2016 + at);
const series: [string, (year: number) => number][] = [
  ['地区生产总值（亿元）', (at) => 118 * 1.075 ** at],
  ['规模以上工业增加值（亿元）', (at) => 30 * 1.09 ** at],
  ['常住人口（万人）', (at) => 39.2 + 0.2 * at],
  ['森林覆盖率（%）', (at) => 50.1 + 0.6 * at],
  ['城镇居民人均可支配收入（元）', (at) => 24_300 * 1.07 ** at],
];
const YEARBOOK = [
  ['指标', ...years.map((year) => `${year}年`)],
  ...series.map(([name, of]) => [
    name,
    ...years.map((_, at) => String(Math.round(of(at + ((at * 7) % 3) * 0.1) * 100) / 100)),
  ]),
]
  .map((row) => row.join('\t'))
  .join('\n');

describe.skipIf(!chromiumPath())('a second county in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  let clicks = 0;
  const click = async (page: Page, name: string | RegExp) => {
    clicks += 1;
    await page.getByRole('button', { name }).click();
  };
  /** As a person does who copied a table: into the field, or into the first cell of the grid. */
  const paste = async (page: Page, text: string) => {
    clicks += 1;
    await page.locator('.paste-here, [data-cell="0.0"]').first().focus();
    await page.evaluate((given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', given);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
  };

  it('from nothing to lights and probabilities: plan, units, owners, ten years of figures, milestones', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto('/add-jurisdiction');
    await page.getByLabel('名称').fill('河阳县');
    await page.getByLabel('代码').fill('heyang');
    await click(page, '新建');
    await page.waitForURL(/heyang\/import/);
    await page.locator('#paste').fill(PLAN);
    await click(page, '识别这段文本');
    await click(page, '全部采用');
    await click(page, '确认入库…');
    await click(page, /^记入 \d+ 项/);
    await page.waitForURL(/heyang\/(plan|overview)/);
    expect(clicks).toBeLessThan(8);

    await page.goto('/heyang/overview');
    const next = page.locator('.matters.is-next');
    await next.getByText(/有目标的指标还没有数/).waitFor();
    expect((await page.locator('.headline').innerText()).includes('地区生产总值')).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);

    const admin = await lantu.open('admin');
    await admin.page.goto('/heyang/system?view=organisations');
    await click(admin.page, '从表格导入');
    await paste(admin.page, UNITS);
    await admin.page.getByText('新增 11').waitFor();
    await click(admin.page, /^写入/);
    await admin.page.getByText('已写入 11 行').waitFor();
    await admin.context.close();

    await page.goto('/heyang/reporting/duties');
    await page
      .locator('.lead')
      .getByText(/项无主/)
      .waitFor();
    const suggested = page.getByRole('button', { name: /按建议全部认领/ });
    if ((await suggested.count()) > 0) await click(page, /按建议全部认领/);
    await page.goto('/heyang/reporting/figures');
    await paste(page, YEARBOOK);
    await click(page, '核对这张表');
    await page.getByRole('status').getByText('新增 50').waitFor();
    await page.getByLabel('来源等级').selectOption('B');
    await click(page, '按这些重新核对');
    await page.getByText(/没有写来源等级/u).waitFor({ state: 'detached' });
    await click(page, /^写入 50 行/);
    await page.getByText('已写入 50 行').waitFor();

    await page.goto('/heyang/plan/milestones');
    await click(page, /确认所选 \d+ 项任务/);
    await page.getByText('都有节点了').waitFor();

    await page.goto('/heyang/overview');
    await page
      .locator('.headline .light', { hasText: /绿灯|黄灯|红灯/ })
      .first()
      .waitFor();
    await page
      .locator('.headline')
      .getByText(/达成概率/)
      .first()
      .waitFor();
    const left = await next.innerText().catch(() => '');
    for (const done of ['还没有规划', '还没有单位', '还没有节点']) expect(left).not.toContain(done);
    expect(clicks).toBeLessThan(20);
    expect(await overflow(page)).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
