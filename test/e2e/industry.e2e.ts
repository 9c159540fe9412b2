import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  type Lantu,
  overflow,
  seriousFaults,
  settled,
  sharedLantu,
  startLantu,
  type Visit,
} from './lantu.ts';
import { turnTo } from './server.ts';

const here = '/520181/industry';
const registers = '/520181/registers';

/** The row of the table whose record has that name. */
const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
/** The head of a column, then the cell under it in a row. */
async function cell(page: Page, name: string, head: string): Promise<string> {
  const heads = await page.getByRole('columnheader').allInnerTexts();
  const at = heads.findIndex((text) => text.startsWith(head));
  if (at < 0) throw new Error(`no column ${head} among ${heads.join(', ')}`);
  return (await rowOf(page, name).locator('th, td').nth(at).innerText()).trim();
}
/** Waits until the list says that it shows so many records. */
const counted = (page: Page, records: number) =>
  page.getByRole('status').getByText(`${records} 条`, { exact: true }).waitFor();
const names = (page: Page) => page.locator('tbody .record-name').allInnerTexts();

describe.skipIf(chromiumPath() === null)('industry (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  it('solves the portfolio with progress, can be stopped, and shows the practice of today beside it', async () => {
    const { page, context, complaints } = await lantu.open('planner');
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
    expect(complaints).toEqual([]);
    await context.close();
  });

  describe('pages', () => {
    let visits: Visit[];
    beforeAll(async () => {
      visits = [await lantu.open('planner'), await lantu.open('planner', { phone: true })];
    });
    afterAll(async () => {
      for (const { context } of visits ?? []) await context.close();
    });

    it.each([
      ['四个突破', here],
      ['产业项目', `${registers}/projects`],
      ['一个项目', `${registers}/projects?r=p-45`],
      ['招商线索', `${registers}/leads`],
      ['一条线索', `${registers}/leads?r=lead-49`],
      ['园区', `${registers}/parks`],
      ['一个园区', `${registers}/parks?r=park-1`],
      ['企业', `${registers}/firms`],
      ['一家企业', `${registers}/firms?r=firm-1`],
      ['产业链', `${here}/chains/aluminium`],
      ['一个环节', `${here}/chains/aluminium?node=ingot`],
      ['产业链环节', `${registers}/chain-nodes`],
      ['铝水直供', `${here}/molten`],
      ['择优组合', `${here}/portfolio`],
    ])('%s reads on a desktop and a phone', async (_name, path) => {
      for (const { page, complaints } of visits) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await settled(page);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect(await seriousFaults(page)).toEqual([]);
        expect(complaints.splice(0)).toEqual([]);
      }
    });
  });

  it('warns of a lead that stands there twice, and of one that is vetoed, with the reason', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto(`${registers}/leads?filter=name ~ 演示线索04`);
    await rowOf(page, '演示线索042').waitFor();
    expect(await cell(page, '演示线索042', '要当心')).toBe('可能与演示线索040重复');
    expect(await cell(page, '演示线索048', '要当心')).toBe('—');
    expect(await cell(page, '演示线索049', '灯')).toContain('红灯');
    expect(await cell(page, '演示线索049', '为什么')).toContain('一票否决：列入产业准入禁止类');
    await page.getByRole('button', { name: '演示线索042', exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: /^五项筛选 \d+/ }).waitFor();
    await drawer.getByRole('table', { name: '逐项怎么得分' }).waitFor();
    await drawer.getByRole('table', { name: /承诺值多少/ }).waitFor();
    await drawer
      .getByRole('table', { name: '可能重复' })
      .getByRole('link', { name: '演示线索040', exact: true })
      .click();
    await page.waitForURL(/r=lead-40/);
    await page.getByRole('heading', { name: '演示线索040', exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('narrows, lights and orders a list by the address, and takes a filter that is wrong without losing the way to mend it', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto(`${registers}/leads`);
    const tiles = page.getByRole('region', { name: '招商线索概况' });
    await tiles.getByRole('link', { name: '考察' }).click();
    await page.waitForURL(/filter=stage/);
    await counted(page, 26);
    await page.getByText('阶段 是 考察').waitFor();
    await page.getByRole('button', { name: /红灯/ }).click();
    await page.waitForURL(/light=red/);
    await counted(page, 3);
    await page.reload();
    await counted(page, 3);
    await page.goto(`${registers}/leads?sort=-score`);
    await counted(page, 120);
    const scores = await page.locator('tbody td[data-name="五项得分"]').allInnerTexts();
    expect(scores.slice(0, 20).map(Number)).toEqual(
      scores
        .slice(0, 20)
        .map(Number)
        .toSorted((a, b) => b - a),
    );
    expect(complaints).toEqual([]);
    await page.goto(`${registers}/leads?filter=sise > 3`);
    await page.getByText('台账没有字段 sise').first().waitFor();
    await page.getByLabel('筛选条件').fill('channel = soe');
    await page.keyboard.press('Enter');
    await counted(page, 24);
    await context.close();
  });

  it('judges firms and parks by the year and the method that are chosen, and shows the sum behind a score', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto(`${registers}/firms?filter=name = 演示企业001`);
    await rowOf(page, '演示企业001').waitFor();
    const before = await cell(page, '演示企业001', '得分');
    await page.getByLabel('评价办法').selectOption({ label: '某市五指标法(税收 45)' });
    await page.waitForURL(/with=/);
    await expect.poll(() => cell(page, '演示企业001', '得分')).not.toBe(before);
    const after = await cell(page, '演示企业001', '得分');
    await page.reload();
    await rowOf(page, '演示企业001').waitFor();
    expect(await cell(page, '演示企业001', '得分')).toBe(after);
    await page.getByRole('button', { name: '演示企业001', exact: true }).click();
    const sheet = page.getByRole('dialog').getByRole('table', { name: /逐项计算/ });
    await sheet.waitFor();
    expect(await sheet.getByRole('row', { name: /合计/ }).innerText()).toContain(after);
    expect(await sheet.getByRole('row', { name: /亩均税收/ }).innerText()).toMatch(/÷.*×.*=/);

    await page.goto(`${registers}/parks?filter=name = 演示园区02`);
    await rowOf(page, '演示园区02').waitFor();
    expect(await cell(page, '演示园区02', '为什么')).toMatch(/家企业亩均税收 .*未达门槛/);
    expect(await cell(page, '演示园区02', '各类企业')).toMatch(/A \d+ · B \d+ · C \d+ · D \d+/);
    const taxed = await cell(page, '演示园区02', '亩均税收');
    await page.getByLabel(/^年度/).selectOption('2024');
    await expect.poll(() => cell(page, '演示园区02', '亩均税收')).not.toBe(taxed);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('walks the chain by keyboard: arrows from link to link, Enter opens one, closing leads back to it', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto(`${here}/chains`);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-link') ?? null);
    const graph = page.getByRole('region', { name: '产业链图' });
    await graph.getByRole('button', { name: /^废铝回收分选/ }).focus();
    const first = await focused();
    await page.keyboard.press('ArrowRight');
    const right = await focused();
    expect(right).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    const below = await focused();
    expect(below).not.toBe(right);
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(right);
    const name = await page.evaluate(() => document.activeElement?.querySelector('span')?.textContent ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/industry/chains/aluminium?node=${right}`);
    const panel = page.getByRole('region', { name });
    await panel.waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('link-title');
    expect(await panel.innerText()).toMatch(/年产量/);
    expect(await panel.innerText()).toContain('演示');
    await page.locator('header').getByText('演示数据').waitFor();
    await panel.getByRole('button', { name: '关闭' }).click();
    await page.waitForURL(/chains\/aluminium$/);
    await expect.poll(focused).toBe(right);
    await page.getByRole('link', { name: '绿色建材' }).click();
    await graph.getByRole('button', { name: /^机制砂石/ }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('divides the molten aluminium anew, and says what to change where no division is possible', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto(`${here}/molten`);
    const result = page.getByRole('region', { name: '结果' });
    await result.getByText('已证明最优').waitFor();
    const best = await result.innerText();
    const firms = page.getByRole('table', { name: /^各企业 12 个月合计/ });
    expect(await firms.getByRole('row').count()).toBeGreaterThan(10);
    await page.getByLabel(/^保底/).fill('100');
    await page.getByRole('button', { name: '重新分配' }).click();
    await expect.poll(() => result.innerText()).not.toBe(best);
    await page.getByLabel(/^路上最多/).fill('1');
    await page.getByRole('button', { name: '重新分配' }).click();
    await page.getByRole('alert').getByText('放宽运输时间').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('puts the four breakthroughs together, each figure leading to its rows', async () => {
    const { page, context, complaints } = await lantu.open('leader');
    await page.goto(here);
    for (const name of ['平台支撑', '增量培育', '项目建设', '规模总量'])
      await page.getByRole('heading', { name, level: 2 }).waitFor();
    await page.locator('header').getByText('演示数据').waitFor();
    const projects = page.getByRole('region', { name: '产业项目概况' });
    await projects.getByRole('link', { name: '竣工' }).click();
    await page.waitForURL(/registers\/projects\?filter=stage/);
    await counted(page, 1);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe.skipIf(chromiumPath() === null)('industry, changing the city (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  /** Opens the form that moves the record of the drawer to a stage. */
  const enter = (page: Page, stage: string) =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: `进入“${stage}”`, exact: true })
      .click();
  const save = (page: Page) => page.getByRole('button', { name: '保存', exact: true }).click();
  const stood = (page: Page, stage: string) =>
    page.getByRole('dialog').locator('.stage-line [aria-current=step]', { hasText: stage }).waitFor();

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

    await page.goto(`${registers}/leads?filter=stage = visit`);
    await counted(page, 26);
    const [name = ''] = await names(page);
    await page.getByRole('button', { name, exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: /^五项筛选/ }).waitFor();
    // Nothing happens at the first click: what is needed is asked for, and can be called off.
    const sign = drawer.getByRole('button', { name: '签约，转为项目' });
    await sign.click();
    expect(await drawer.getByLabel('项目名称').inputValue()).toBe(name.replace('线索', '项目'));
    await drawer.getByRole('button', { name: '取消' }).click();
    await sign.click();
    await sign.click();
    await drawer.getByRole('alert').getByText('投资合同文号').waitFor();
    await drawer.getByLabel('投资合同文号').fill('演示投合〔2026〕9号');
    await sign.click();
    await page.waitForURL(/registers\/projects\?r=/);
    await page.getByRole('heading', { name: name.replace('线索', '项目') }).waitFor();
    await stood(page, '签约');

    // The gate stays shut without its evidence, and says what is missing.
    await enter(page, '开工');
    await save(page);
    await drawer.getByText('进入“开工”要先填“用地手续').waitFor();
    for (const label of ['用地手续(出让合同或不动产权证)', '施工许可证', '立项备案(核准)文件'])
      await drawer.getByLabel(label).fill(`演示${label.slice(0, 2)}1号`);
    await save(page);
    await stood(page, '开工');
    await enter(page, '建设');
    await drawer.getByLabel('首次月度完成投资报表').fill('演示报表1号');
    await save(page);
    await stood(page, '建设');
    expect(await drawer.getByRole('table', { name: '各关口的佐证' }).innerText()).toMatch(
      /施工许可证[\s\S]*演示施工1号/,
    );

    // A month after the start it is still not in the statistics.
    const project = new URL(page.url()).searchParams.get('r') ?? '';
    turnTo('2027-01-10');
    await page.goto(`${registers}/projects?r=${project}`);
    await drawer.getByText('黄灯').first().waitFor();
    expect(await drawer.getByText('开工 1 个月未入库').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /黄灯/ }).click();
    await rowOf(page, name.replace('线索', '项目')).waitFor();

    turnTo(null);

    // The lead says what it became.
    await page.goto(`${registers}/leads?filter=name = ${name}`);
    await page.getByRole('button', { name, exact: true }).click();
    await stood(page, '签约');
    expect(await drawer.getByRole('link', { name: name.replace('线索', '项目') }).count()).toBe(1);
    expect(await drawer.getByRole('button', { name: '签约，转为项目' }).count()).toBe(0);

    // A project of the logistics park begins to produce: what is expected of the target moves.
    await page.goto(`${registers}/projects?r=p-45`);
    await enter(page, '竣工');
    await drawer.getByLabel('竣工验收报告或备案').fill('演示验收1号');
    await save(page);
    await stood(page, '竣工');
    await enter(page, '投产');
    for (const label of ['首次入统或投产报表', '安全、环保验收']) await drawer.getByLabel(label).fill('演示2号');
    await save(page);
    await stood(page, '投产');
    await drawer
      .getByText(/已于 .* 投产/)
      .first()
      .waitFor();
    await expect.poll(async () => (await chance()).probability).toBeGreaterThan(before.probability);
    expect((await chance()).expected).toBeGreaterThan(before.expected);
    expect(complaints.filter((line) => !line.includes('422'))).toEqual([]);
    await context.close();
  });

  it('takes a firm’s appeal against its class, shows it at the firm, and settles it with a finding', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    const drawer = page.getByRole('dialog');
    await page.goto(`${registers}/per-mu-appeals`);
    await page.getByRole('button', { name: '录入', exact: true }).click();
    await drawer.getByRole('combobox', { name: /^企业/ }).fill('演示企业001');
    await drawer.getByRole('option', { name: '演示企业001', exact: true }).click();
    await drawer.getByLabel(/^年度/).fill('2025');
    await drawer.getByLabel(/^申诉事项/).fill('用地面积多算了');
    await drawer.getByLabel(/^理由/).fill('二期土地尚未交付');
    await save(page);
    await counted(page, 1);

    await page.goto(`${registers}/firms?r=firm-1`);
    const appeals = drawer.getByRole('table', { name: '申诉' });
    expect(await appeals.innerText()).toMatch(/用地面积多算了[\s\S]*提出/);
    await appeals.getByRole('link', { name: /用地面积多算了/ }).click();
    await page.waitForURL(/per-mu-appeals/);
    await enter(page, '受理');
    await save(page);
    await stood(page, '受理');
    await enter(page, '更正');
    await save(page);
    await drawer.getByText('进入“更正”要先填“核查结论”').waitFor();
    await drawer.getByLabel(/^核查结论/).fill('核减 5 亩');
    await save(page);
    await stood(page, '更正');
    await page.goto(`${registers}/firms?r=firm-1`);
    expect(await appeals.innerText()).toMatch(/用地面积多算了[\s\S]*更正[\s\S]*核减 5 亩/);
    expect(complaints.filter((line) => !line.includes('422'))).toEqual([]);
    await context.close();
  });

  it('hands leads out as a sheet with what is thought of them, takes a changed sheet back, and judges anew from that day on', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto(`${registers}/leads?view=exchange&filter=name = 演示线索048`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 csv' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('招商线索（演示）.csv');
    const csv = await readFile(await file.path(), 'utf8');
    expect(csv).toContain('五项得分');
    expect(csv).toContain('演示投资方048有限公司');
    expect(csv).not.toContain('演示线索049');
    await page.getByLabel('表格文件').setInputFiles({
      name: '招商线索.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv.replace('演示投资方048有限公司', '演示投资方047有限公司')),
    });
    await page.getByRole('button', { name: '写入 1 行' }).click();
    await page.getByText('已写入 1 行').waitFor();
    await page.goto(`${registers}/leads?r=lead-48`);
    await page.getByRole('dialog').getByText('演示投资方047有限公司').first().waitFor();
    await page.goto(`${registers}/leads?filter=name = 演示线索048`);
    await rowOf(page, '演示线索048').waitFor();
    expect(await cell(page, '演示线索048', '要当心')).toBe('可能与演示线索047重复');
    await page.goto(`${registers}/leads?filter=name = 演示线索048&asOf=2026-11-23`);
    await page.getByText('现在看的是 2026-11-23 的台账').waitFor();
    await rowOf(page, '演示线索048').waitFor();
    expect(await cell(page, '演示线索048', '要当心')).toBe('—');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
