import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, sharedLantu, startLantu } from './lantu.ts';

const here = '/520181/industry';

describe.skipIf(chromiumPath() === null)('industry (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  it('solves the portfolio with progress, can be stopped, and shows the practice of today beside it', async () => {
    const { page, context } = await lantu.open('planner');
    await page.goto(`${here}/portfolio`);
    await page.getByRole('button', { name: '测算' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: '停止' }).click();
    await page.getByRole('heading', { name: '这次测算已取消' }).waitFor();
    await page.getByLabel('用地（亩）').fill('900');
    await page.getByRole('button', { name: '测算' }).click();
    await page.getByText('按亩均税收排队（现行做法）').waitFor();
    expect(await page.getByText(/证明离最优不超过/).count()).toBe(1);
    expect(await page.getByText(/\d 倍/).count()).toBeGreaterThan(0);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  });

  it.each([
    ['', '四个突破'],
    ['/projects', '项目'],
    ['/projects/p-45', '项目'],
    ['/leads', '招商线索'],
    ['/parks', '园区'],
    ['/chains/aluminium', '产业链'],
    ['/molten', '铝水'],
  ])('%s reads on a desktop and a phone', async (path) => {
    for (const phone of [false, true]) {
      const { page, context, complaints } = await lantu.open('planner', { phone });
      await page.goto(here + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await settled(page);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });
});

describe.skipIf(chromiumPath() === null)('industry, changing the city (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  it('leads from a lead to a project through two gates with evidence, to a yellow light when late, and moves the probability of a 500', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    const chance = async () => {
      for (;;) {
        const board = (await (await context.request.get('/api/520181/foresight')).json()) as {
          run: { updating: boolean };
          targets: { commitment: string; attainment: { probability: number; expected: number } | null }[];
        };
        const found = board.targets.find((target) => target.commitment === 'A-03')?.attainment;
        if (found && !board.run.updating) return found;
        await sleep(200);
      }
    };
    const before = await chance();

    await page.goto(`${here}/leads?stage=visit`);
    const lead = page.getByRole('region', { name: '线索表' }).getByRole('link').first();
    const name = (await lead.textContent()) ?? '';
    await lead.click();
    await page.getByRole('heading', { name: '五项筛选' }).waitFor();
    await page.getByLabel('投资合同文号').fill('演示投合〔2026〕9号');
    await page.getByRole('button', { name: '转为项目' }).click();
    await page.waitForURL(/industry\/projects\//);
    await page.getByRole('heading', { level: 1, name: name.replace('线索', '项目') }).waitFor();

    // The gate stays shut without its evidence, and says what is missing.
    await page.getByRole('button', { name: '过关' }).click();
    await page.getByRole('alert').getByText('用地手续').waitFor();
    for (const label of ['用地手续(出让合同或不动产权证)', '施工许可证', '立项备案(核准)文件'])
      await page.getByLabel(label).fill(`演示${label.slice(0, 2)}1号`);
    await page.getByRole('button', { name: '过关' }).click();
    await page.getByRole('heading', { name: '进入“建设”' }).waitFor();
    await page.getByLabel('首次月度完成投资报表').fill('演示报表1号');
    await page.getByRole('button', { name: '过关' }).click();
    await page.getByRole('heading', { name: '进入“竣工”' }).waitFor();

    // A month after the start it is still not in the statistics.
    await page.goto(`${new URL(page.url()).pathname}?asOf=2027-01-10`);
    await page.getByText('黄灯').first().waitFor();
    expect(await page.getByText('开工 1 个月未入库').count()).toBeGreaterThan(0);

    // A project of the logistics park begins to produce: what is expected of the target moves.
    await page.goto(`${here}/projects/p-45`);
    await page.getByLabel('竣工验收报告或备案').fill('演示验收1号');
    await page.getByRole('button', { name: '过关' }).click();
    await page.getByRole('heading', { name: '进入“投产”' }).waitFor();
    for (const label of ['首次入统或投产报表', '安全、环保验收']) await page.getByLabel(label).fill('演示2号');
    await page.getByRole('button', { name: '过关' }).click();
    await page
      .getByText(/已于 .* 投产/)
      .first()
      .waitFor();
    await expect.poll(async () => (await chance()).probability).toBeGreaterThan(before.probability);
    expect((await chance()).expected).toBeGreaterThan(before.expected);
    expect(complaints.filter((line) => !line.includes('422'))).toEqual([]);
    await context.close();
  });
});
