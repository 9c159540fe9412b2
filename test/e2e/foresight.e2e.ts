import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  desk,
  type Lantu,
  overflow,
  phone,
  seriousFaults,
  settled,
  sharedLantu,
  startLantu,
} from './lantu.ts';

describe.skipIf(!chromiumPath())('foresight in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  const screens = [
    ['达成概率', '/520181/foresight', '.chance-big b'],
    ['缺口', '/520181/foresight/gap/A-03', '.waterfall'],
    ['情景', '/520181/foresight/scenarios', '.comparison-cell .chance'],
    ['预测检验', '/520181/foresight/record', '.reliability circle'],
    ['指标·预测', '/520181/indicators/park-output', '.forecast-section .chance'],
  ] as const;

  it.each(screens)(
    '%s on a desk and on a phone: shows its figures, marked 演示, fits the width, nothing serious from axe, no error on the console',
    async (_name, path, part) => {
      const { page, context, complaints } = await lantu.open('planner');
      await page.goto(path);
      await page.locator(part).first().waitFor();
      await settled(page);
      expect(await page.locator('h1').first().innerText()).not.toBe('');
      expect(await page.locator('main').innerText()).toContain('演示');
      for (const size of [desk, phone]) {
        await page.setViewportSize(size);
        await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
        expect(await seriousFaults(page)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('leads from the overview of probabilities to what makes up one gap', async () => {
    const { page, context } = await lantu.open('leader');
    await page.goto('/520181/foresight');
    for (const name of ['地区生产总值', '清镇经开区总产值', '物流园总产值'])
      await page.locator('.chance-card', { hasText: name }).locator('.chance').waitFor();
    expect(await page.locator('.chance-cards').innerText()).toMatch(/恐难完成.*达成概率 .*比目标少/s);
    await page.locator('.chance-card', { hasText: '物流园总产值' }).getByRole('link', { name: '差在哪里' }).click();
    await page.waitForURL(/foresight\/gap\/A-03/);
    for (const name of ['按目前走势', '在手项目', '招商线索', '人工调整', '还没有着落'])
      await page.getByRole('rowheader', { name }).waitFor();
    await context.close();
  });

  it('shows the forecast of an earlier day as it was made then', async () => {
    const { page, context } = await lantu.open('leader');
    await page.goto('/520181/indicators/gdp?asOf=2024-06-30');
    const sentence = page.locator('.forecast-section .sentence').first();
    await sentence.waitFor();
    expect(await sentence.innerText()).toMatch(/2026年预计/);
    await page.locator('.forecast-section summary').first().click();
    const table = await page.locator('.forecast-section .chart-table table').first().innerText();
    // What was known on that day is an actual figure, what was to come a forecast.
    expect(table).toMatch(/2023年\s+\d+\.\d+\s亿元/);
    expect(table).toMatch(/2024年\s+—/);
    await context.close();
  });

  it('compares a scenario with the base, saves it, and opens it again from its address', async () => {
    const { page, context } = await lantu.open('leader');
    await page.goto('/520181/foresight/scenarios');
    const park = page.locator('.comparison-row', { hasText: '物流园总产值' });
    await park.locator('.chance').nth(1).waitFor();
    await park.getByLabel('目标改为').fill('450');
    await park.getByText(/比基准高 \d+ 个百分点/).waitFor();
    await page.getByLabel('存为').fill('目标放低');
    await page.getByRole('button', { name: /保存并生成/ }).click();
    await page.waitForURL(/[?&]s=[0-9a-f]{8}/);
    const address = page.url();
    await context.close();
    const colleague = await lantu.open('supervisor');
    await colleague.page.goto(address);
    await colleague.page
      .locator('.comparison-row', { hasText: '物流园总产值' })
      .getByText(/比基准高 \d+ 个百分点/)
      .waitFor();
    expect(
      await colleague.page.locator('.comparison-row', { hasText: '物流园总产值' }).getByLabel('目标改为').inputValue(),
    ).toBe('450');
    await colleague.context.close();
  });

  it('gives a reader who is not signed in the probabilities of approved figures, and no projects, scenarios or adjustments', async () => {
    const { page, context } = await lantu.open(null);
    await page.goto('/520181/foresight/gap/A-02');
    await page.locator('.waterfall').waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain('只用已核定的数计算');
    expect(text).not.toContain('加一条调整');
    expect(await page.locator('.waterfall details').count()).toBe(0);
    await page.goto('/520181/foresight/scenarios');
    await page.getByRole('heading', { name: '情景要用单位的账号' }).waitFor();
    await context.close();
  });
});

describe.skipIf(!chromiumPath())('foresight without demonstration data (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu({ demo: false });
  });
  afterAll(() => lantu?.stop());

  it('shows the three 500s grey, each with what is missing, and nothing marked 演示', async () => {
    const { page, context, complaints } = await lantu.open(null);
    await page.goto('/520181/foresight');
    await page.locator('.chance-card .is-none').first().waitFor();
    const cards = await page.locator('.chance-card').allInnerTexts();
    expect(cards).toHaveLength(3);
    for (const card of cards) expect(card).toMatch(/无据[\s\S]*算不出[\s\S]*数据点不足/);
    expect(await page.locator('main').innerText()).not.toContain('演示');
    await page.goto('/520181/foresight/record');
    await page.getByText('还没有可以检验的预测').waitFor();
    await page.goto('/520181/indicators/gdp');
    await page.locator('.forecast-section').getByText('还不能预测').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe.skipIf(!chromiumPath())('foresight, changing the city (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  it('enters a judgement in the ledger, shows it apart, and takes it back', async () => {
    const { page, context } = await lantu.open('planner');
    await page.goto('/520181/foresight/gap/A-02');
    await page.getByText('加一条调整').click();
    await page.getByLabel(/加多少/).fill('12');
    await page.getByLabel('理由').fill('铝厂二期提前投产');
    await page.getByRole('button', { name: '记入账本' }).click();
    await page.locator('.adjustments', { hasText: '铝厂二期提前投产' }).waitFor();
    await page.locator('.waterfall tr', { hasText: '人工调整' }).getByText('+12').waitFor();
    await page.locator('.adjustments').getByText('撤回').first().click();
    await page.getByLabel('为什么撤回').fill('推迟了');
    await page.locator('.adjustments').getByRole('button', { name: '撤回' }).click();
    await page.locator('.adjustments').waitFor({ state: 'detached' });
    await context.close();
  });
});
