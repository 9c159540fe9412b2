import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, startLantu } from './lantu.ts';
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
