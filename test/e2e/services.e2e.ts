import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu } from './lantu.ts';
import { turnTo } from './server.ts';

describe.skipIf(!chromiumPath())('services in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterEach(() => turnTo(null));
  afterAll(() => lantu?.stop());

  /** Hands in a record as the page does. */
  async function put(page: Page, register: string, id: string, values: object, stage?: string): Promise<void> {
    const session = (await (await page.request.get('/api/session')).json()) as { csrf: string };
    const answer = await page.request.post(`/api/520181/registers/${register}/records`, {
      data: { records: [{ id, base: null, values, ...(stage && { stage }) }] },
      headers: { 'x-csrf-token': session.csrf },
    });
    expect([answer.status(), await answer.text()]).toEqual([200, expect.any(String)]);
  }
  const open = async (page: Page, register: string, id: string) => {
    await page.goto(`/520181/registers/${register}?r=${id}`);
    await page.getByRole('dialog').getByRole('heading').first().waitFor();
    return page.getByRole('dialog');
  };

  it('a case is stopped by a paper, resumed, and goes red on the day after its true due day', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    const values = {
      number: '走查1号',
      item: 'item-1',
      bureau: 'housing',
      applied: '2026-11-16',
      accepted_on: '2026-11-16',
      promised: 10,
    };
    await put(page, 'approval-cases', 'walked', values, 'accepted');
    const drawer = await open(page, 'approval-cases', 'walked');
    await drawer.getByText('2026-11-30 到期。').waitFor();
    await drawer.getByRole('button', { name: '停表', exact: true }).click();
    await drawer.getByLabel('依据文号').fill('评审告知〔2026〕7号');
    await drawer.getByLabel('理由').fill('专家评审');
    expect(await seriousFaults(page)).toEqual([]);
    await drawer.getByRole('button', { name: '确定' }).click();
    await drawer.getByText(/停表中，恢复后才算得出到期日/).waitFor();
    turnTo('2026-12-01');
    await open(page, 'approval-cases', 'walked');
    await drawer.getByRole('button', { name: '恢复计时' }).click();
    await drawer.getByRole('button', { name: '确定' }).click();
    await drawer.getByText(/2026-12-08 到期，停表 6 个工作日（评审告知〔2026〕7号）/).waitFor();
    turnTo('2026-12-09');
    await open(page, 'approval-cases', 'walked');
    await drawer.getByText(/2026-12-08 到期，已超期/).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a new class of a school closes a gap that no major fills, and the board shows it', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto('/520181/registers/posts');
    const alone = page.locator('.figure-box', { hasText: '专业补不上的缺口' });
    await alone.getByText('105').waitFor();
    await page
      .getByRole('row', { name: /铝电解工/ })
      .getByText('红灯')
      .waitFor();
    const values = {
      school: '演示职校三',
      major_code: '630502',
      major: '金属压力加工',
      kind: 'order',
      year: '2027',
      graduates: 60,
      trained_for: '6-17-06-02',
    };
    await put(page, 'classes', 'ordered', values);
    await page.reload();
    await alone.getByText('45').waitFor();
    await page
      .getByRole('row', { name: /铝电解工/ })
      .getByText('绿灯')
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto('/520181/policies');
    await page.getByLabel('身份').selectOption('毕业生');
    await page.getByLabel('年龄（岁）').fill('30');
    await page.getByLabel('本地社保（个月）').fill('8');
    await page.getByText('差 1 项可得“购房补贴 3 万元”：本地社保要 ≥ 12 个月，现为 8 个月').waitFor();
    await page.getByText('符合：统筹入学').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a school is planned in two places: for whom it helps, and Gini before and after', async () => {
    const { page, context, complaints } = await lantu.open('leader');
    await page.goto('/520181/services/access?kind=primary&by=car&limit=15');
    const plans = page.getByRole('table', { name: '拟建比较' });
    await plans.waitFor();
    expect(await plans.getByRole('row').count()).toBe(2);
    await page.getByLabel('拟建甲').selectOption({ label: '站街镇 小坝村' });
    await page.getByLabel('拟建乙').selectOption({ label: '流长苗族乡 中街村' });
    const gini = async (name: string) =>
      Number(await plans.getByRole('row', { name }).getByRole('cell').nth(0).innerText());
    await plans.getByRole('row', { name: '中街村' }).waitFor();
    const [now, far, near] = [await gini('现状'), await gini('小坝村'), await gini('中街村')];
    expect(far).toBeLessThan(now);
    expect(near).toBeGreaterThan(now);
    await page.getByRole('table', { name: '建在小坝村，谁受益' }).getByRole('row', { name: '小坝村' }).waitFor();
    await page.getByRole('combobox', { name: '再建', exact: true }).selectOption('2');
    const added = page.getByRole('table', { name: '再建方案' });
    await added.getByText('回代一致，没有更好的').first().waitFor();
    expect(await added.getByRole('row').count()).toBe(5);
    await page.getByText('最差：').waitFor();
    const places = page.getByRole('region', { name: '哪里没覆盖到' });
    await places.getByRole('img', { name: /个点/ }).waitFor();
    await places.getByRole('button', { name: '地图', exact: true }).press('Enter');
    await places.locator('.map-gl[data-drawn]').waitFor();
    await places.getByText('不是行政界线').waitFor();
    await places.getByText('看数据表').press('Enter');
    const left = places.getByRole('table').getByRole('button', { name: '站街镇 小坝村' });
    await left.waitFor();
    await places.getByLabel(/分钟到不了的居住点/).uncheck();
    await left.waitFor({ state: 'detached' });
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('the clock of a household at risk runs from clue to decision and is red a day over', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    const values = {
      key: '走查户',
      town: '520181002',
      kind: 'sudden',
      clue: 'cadre',
      clue_on: '2026-11-09',
      bureau: 'agri',
    };
    await put(page, 'watch-households', 'walked', values, 'clue');
    const drawer = await open(page, 'watch-households', 'walked');
    await drawer.getByText('还剩 0 天，在“发现线索”').waitFor();
    await drawer.getByRole('button', { name: '进入“入户核实”' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await drawer.getByText('还剩 0 天，在“入户核实”').waitFor();
    turnTo('2026-11-25');
    await open(page, 'watch-households', 'walked');
    await drawer.getByText('超期 1 天，卡在“入户核实”').waitFor();
    const board = { ...values, board_from: '2026-11-17', board_to: '2026-11-22', decided_on: '2026-11-25' };
    const { csrf } = (await (await page.request.get('/api/session')).json()) as { csrf: string };
    for (const [n, stage] of ['compared', 'reviewed', 'town'].entries()) {
      const answer = await page.request.post('/api/520181/registers/watch-households/records', {
        data: { records: [{ id: 'walked', base: 2 + n, values: board, stage }] },
        headers: { 'x-csrf-token': csrf },
      });
      expect([answer.status(), await answer.text()]).toEqual([200, expect.any(String)]);
    }
    await open(page, 'watch-households', 'walked');
    await drawer.getByRole('button', { name: '进入“已认定”' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await drawer.getByText('用了 16 天，超 1 天（自然日，节假日不顺延）').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a village is scored on a phone without network, and the score stands when the network is back', async () => {
    const { page, context, complaints } = await lantu.open('reporter', { phone: true });
    const score = async () => {
      const answer = await context.request.get('/api/520181/lists/villages?limit=500');
      const { rows } = (await answer.json()) as {
        rows: {
          id: string;
          labels: { village: { zh: string } };
          judged: { cells: { score: unknown }; light: string };
        }[];
      };
      return rows;
    };
    const village = (await score()).find(({ judged }) => judged.light === 'grey')!;
    await page.goto('/520181/reporting/field');
    await page.getByRole('link', { name: '五治检查', exact: true }).click();
    await page.getByRole('button', { name: '提交' }).waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await settled(page);
    await context.setOffline(true);
    await page.getByText('没有网络，填的先存在本机').waitFor();
    await page.getByRole('combobox', { name: /^村庄/ }).fill(village.labels.village.zh);
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.form-field', { hasText: '检查日期' }).getByRole('spinbutton').first().focus();
    await page.keyboard.type('20261124');
    await page.getByLabel(/^五治/).selectOption('toilet');
    await page.getByLabel(/^检查项/).fill('户厕能用');
    await page.getByLabel(/^抽样数/).fill('5');
    await page.getByLabel(/^不合格数/).fill('2');
    await page.getByLabel(/^每处扣分/).fill('3');
    expect(await overflow(page)).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('本机已存，未上送').waitFor();
    await context.setOffline(false);
    await page.getByText(/已上送，账本第 \d+ 条/).waitFor();
    const judged = (await score()).find(({ id }) => id === village.id)?.judged;
    expect([judged?.light, judged?.cells.score]).toEqual(['green', 94]);
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await context.close();
  });

  it('an exercise for 629,088 people finds what is short and the cheapest way out, and no figure comes of it', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    const drawer = await open(page, 'emergency-tasks', 'drill');
    await drawer.getByText('【演练】缺人手 249、后台 56709；最省的补法 104.0 万元。').waitFor();
    await drawer.getByText('移动方舱实验室×2、外送第三方×2').waitFor();
    await drawer.getByText('周边支援医护队×5').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
