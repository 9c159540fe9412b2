import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu, type Visit } from './lantu.ts';

const place = '/520181';

/** Keeps a picture where somebody wants to look at the pages: `LANTU_SHOTS=FOLDER`. */
async function shot(page: Page, name: string): Promise<void> {
  if (process.env.LANTU_SHOTS)
    await page.screenshot({ path: `${process.env.LANTU_SHOTS}/${name}.png`, fullPage: true });
}

describe.skipIf(!chromiumPath())('money in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  async function api<T>(
    { context }: Visit,
    method: string,
    path: string,
    data?: object,
  ): Promise<{ status: number; body: T }> {
    const { csrf } = (await (await context.request.get('/api/session')).json()) as { csrf: string };
    const headers = { 'x-csrf-token': csrf };
    const answer = await context.request.fetch(`/api${path}`, { method, headers, ...(data && { data }) });
    return { status: answer.status(), body: (await answer.json()) as T };
  }

  it('a month is closed, a wrong entry is corrected forward, and an auditor goes from the balance to the document and the chain', async () => {
    const planner = await lantu.open('planner');
    const { page } = planner;
    await page.goto(`${place}/registers/funds?r=risk-pool`);
    await page.getByRole('button', { name: '结账', exact: true }).click();
    const form = page.locator('form.form-grid');
    const fill = async (day: string) => {
      await form.getByRole('spinbutton').first().focus();
      await page.keyboard.type(day);
    };
    await fill('20261031');
    await form.getByRole('button', { name: '结账', exact: true }).click();
    await expect
      .poll(
        async () =>
          (
            await api<{ funds: { id: string; closings: { through: string }[] }[] }>(planner, 'GET', `${place}/funds`)
          ).body.funds.find(({ id }) => id === 'risk-pool')?.closings[0]?.through,
      )
      .toBe('2026-10-31');

    const put = (record: object) =>
      api<{ code: string }>(planner, 'POST', `${place}/registers/fund-entries/records`, { records: [record] });
    const late = {
      id: null,
      base: null,
      values: {
        fund: 'risk-pool',
        on: '2026-10-31',
        voucher: '池2026-099',
        line: 1,
        debit: 'bank',
        credit: 'added',
        amount: '1.00',
        document: '补记',
      },
    };
    expect(await put(late)).toMatchObject({ status: 409, body: { code: 'period-closed' } });

    await page.goto(`${place}/registers/fund-entries?r=entry-risk-pool-2026-1`);
    await page.getByRole('button', { name: '更正', exact: true }).click();
    await fill('20261120');
    await form.getByLabel(/凭证号/).fill('池2026-更1');
    await form.getByLabel(/对的金额/).fill('1250000');
    await form.getByLabel(/凭据/).fill('演示银行回单 7788');
    await form.getByLabel(/更正原因/).fill('到账少记');
    await form.getByRole('button', { name: '更正', exact: true }).click();
    const added = async () =>
      (await api<{ balance: string }>(planner, 'GET', `${place}/funds/risk-pool/accounts/added`)).body.balance;
    await expect.poll(added).toBe('5650000.00');

    const auditor = await lantu.open('auditor');
    await auditor.page.goto(`${place}/funds`);
    await auditor.page.getByRole('button', { name: '农业担保风险补偿基金池' }).click();
    await auditor.page.getByRole('button', { name: /^追加资金余额 5,650,000.00/ }).click();
    await auditor.page.getByText('演示银行回单 7788').first().waitFor();
    await settled(auditor.page);
    expect(await auditor.page.getByText('与分录一致').count()).toBe(6);
    expect([await overflow(auditor.page), await seriousFaults(auditor.page)]).toEqual([0, []]);
    await shot(auditor.page, 'book');
    await auditor.page
      .getByRole('row', { name: /池2026-更1-2/ })
      .getByRole('link', { name: /^第 \d+ 号$/ })
      .click();
    await auditor.page.waitForURL(/audit\?.*entry=\d+/);
    await auditor.page.getByText('演示银行回单 7788').first().waitFor();
    await shot(auditor.page, 'chain');

    await auditor.page.goto(`${place}/funds/loans/loan-7`);
    await auditor.page.getByText(/断崖/).first().waitFor();
    await settled(auditor.page);
    expect([await overflow(auditor.page), await seriousFaults(auditor.page)]).toEqual([0, []]);
    await shot(auditor.page, 'loan');
    expect([...planner.complaints, ...auditor.complaints]).toEqual([]);
    for (const { context } of [planner, auditor]) await context.close();
  });

  it('three firms cross on one day and get three answers; three hundred firms of 24 months come by sheet', async () => {
    const planner = await lantu.open('planner');
    const { page } = planner;
    const text = (heads: string, rows: readonly string[]) => [heads, ...rows].join('\n');
    const months = Array.from(
      { length: 24 },
      (_, n) => `${2024 + Math.floor((n + 10) / 12)}-${String(((n + 10) % 12) + 1).padStart(2, '0')}`,
    );
    const bring = async (register: string, sheet: string) => {
      const { body } = await api<{ id: string }>(planner, 'POST', `${place}/imports`, { register, text: sheet });
      const state = async () =>
        (await api<{ state: string }>(planner, 'GET', `${place}/imports/${body.id}`)).body.state;
      await expect.poll(state).toBe('review');
      const said = await api(planner, 'POST', `${place}/imports/${body.id}/commit`, { confirmed: [] });
      expect([said.status, register], JSON.stringify(said.body)).toEqual([200, register]);
      await expect.poll(state).toBe('done');
    };
    const three = [
      ['甲店', '2026-01-10'],
      ['乙店', '2019-05-01'],
      ['丙店', '2018-03-01'],
    ] as const;
    const many = Array.from({ length: 297 }, (_, n) => `批量店${n + 1}\t零售业\t2020-01-01\t`);
    await bring(
      'shops',
      text('主体名称\t行业\t开业日期\t入统日期', [
        ...three.map(([name, opened]) => `${name}\t零售业\t${opened}\t${name === '丙店' ? '2025-01-01' : ''}`),
        ...many,
      ]),
    );
    const names = [...three.map(([name]) => name), ...many.map((line) => line.split('\t')[0] ?? '')];
    const opened = new Map<string, string>(three.map(([name, day]) => [name, day]));
    // 2026: 550 thousand a month reach five million in October.
    await bring(
      'shop-sales',
      text(
        '主体\t月份\t销售额或营业额',
        names.flatMap((name) =>
          months
            .filter((month) => month >= (opened.get(name) ?? '').slice(0, 7))
            .map((month) => `${name}\t${month}\t550000`),
        ),
      ),
    );
    const total = async (register: string) =>
      (
        await api<{ total: number }>(
          planner,
          'GET',
          `${place}/registers/${register}/records?limit=1&filter=${encodeURIComponent(register === 'shops' ? 'name ~ 批量店' : 'sales = 550000')}`,
        )
      ).body.total;
    expect([await total('shops'), await total('shop-sales')]).toEqual([297, 299 * 24 + 10]);

    await page.goto(`${place}/registers/shops?filter=${encodeURIComponent('name in (甲店, 乙店, 丙店)')}`);
    await page.getByText('甲店').first().waitFor();
    const row = (name: string) =>
      page
        .getByRole('row', { name: new RegExp(name) })
        .first()
        .innerText();
    expect(await row('甲店')).toMatch(/2026-10[\s\S]*月度（新开业）[\s\S]*2026年11月25日[\s\S]*2026-12[\s\S]*1 个月/);
    expect(await row('乙店')).toMatch(/2026-10[\s\S]*年度（老主体）[\s\S]*2026年11月20日[\s\S]*2027-01[\s\S]*不计入/);
    expect(await row('丙店')).toMatch(/2025-01-01/);
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'listing');
    for (const path of ['/cluster', '/funds', '/registers/shops', '/registers/agreements']) {
      const phone = await lantu.open('planner', { phone: true });
      await phone.page.goto(`${place}${path}`);
      await settled(phone.page);
      expect([path, await overflow(phone.page), phone.complaints]).toEqual([path, 0, []]);
      await shot(phone.page, `phone-${path.replaceAll('/', '-')}`);
      await phone.context.close();
    }
    expect(planner.complaints).toEqual([]);
    await planner.context.close();
  });
});
