import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChains } from '../src/evidence/book.ts';
import type { Services } from '../src/evidence/domain.ts';
import { sm3 } from '../src/evidence/ledger/canonical.ts';
import { getOverview } from '../src/work/overview/api.ts';
import { overviewRoutes } from '../src/work/overview/routes.ts';
import { getPlan } from '../src/work/plan/api.ts';
import { planRoutes } from '../src/work/plan/routes.ts';
import { ask } from './ask.ts';
import { importPlanText, planner, planText } from './plan-text.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

/** The outline of a city, its work report of the year and a special plan, side by side. */

const city = '520181';
let db: TestStore;
let services: Services;
const day = '2026-03-01';
beforeAll(async () => {
  db = await testStore('qingzhen');
  services = servicesOf(db, () => day);
  const where = { services, url: db.url, jurisdiction: city };
  before = sm3(await answers('2025-05-15'));
  report = await importPlanText(where, planText('work-report-2026'), {
    kind: 'yearly',
    from: '2026-01-20',
    document: '清府发〔2026〕1号',
  });
  await importPlanText(where, planText('ecology-plan'), { kind: 'special', from: '2025-06-01' });
});
afterAll(() => db.close());
let before: string;
let report: Awaited<ReturnType<typeof importPlanText>>;

const planOn = (asOf: string, plan?: string) =>
  ask(planRoutes(services), getPlan, planner, {
    params: { jurisdiction: city },
    query: { asOf, ...(plan && { plan }) },
  });
const overviewOn = (asOf: string, plan?: string) =>
  ask(overviewRoutes(services), getOverview, planner, {
    params: { jurisdiction: city },
    query: { asOf, ...(plan && { plan }) },
  });
const answers = async (asOf: string) => JSON.stringify([await planOn(asOf), await overviewOn(asOf)]);
const measured = (plan: Awaited<ReturnType<typeof planOn>>, id: string) =>
  plan.commitments.find((item) => item.id === id)!;

describe('a second plan', () => {
  it('finds what stands already: the same promise is one commitment with a clause in either plan', async () => {
    const known = report.shown.items.filter((item) => item.known).map((item) => [item.subject, item.known?.title.zh]);
    expect(known).toEqual(
      expect.arrayContaining([
        ['地区生产总值', '地区生产总值超过500亿元'],
        ['常住人口', '常住人口超过75万人'],
        ['做强铝基新材料主导产业', '做强铝基新材料主导产业'],
        ['建设红枫湖生态功能示范区', '建设红枫湖生态功能示范区'],
      ]),
    );
    // Growth of revenue and new jobs are promised by nobody else.
    expect(known.map(([subject]) => subject)).not.toContain('城镇新增就业');
    expect(report.done.known).toBe(known.length);
    const { commitments } = await planOn('2026-03-01');
    const gdp = commitments.filter((item) => item.clauses.some((clause) => clause.title.zh.startsWith('地区生产总值')));
    expect(gdp).toHaveLength(1);
    expect(gdp[0]!.clauses.map(({ target }) => [target?.value, target?.period])).toEqual([
      [500, '2026'],
      [420, '2026'],
    ]);
    expect(gdp[0]!.judgedBy).toMatchObject({ title: { zh: '清镇市“三个500、六个更加”规划（2022—2026年）' } });
  });

  it('counts a promise once over all, and every promise in each plan by itself', async () => {
    const all = await overviewOn('2026-03-01');
    expect(all.plans.map(({ kind }) => kind)).toEqual(['outline', 'special', 'yearly']);
    const alone = await Promise.all(all.plans.map(({ id }) => overviewOn('2026-03-01', id)));
    const summed = alone.reduce((sum, { counts }) => sum + counts.commitments, 0);
    expect(summed - all.counts.commitments).toBe(
      (await planOn('2026-03-01')).commitments
        .filter(({ kind }) => kind !== 'theme')
        .reduce((more, { clauses }) => more + clauses.length - 1, 0),
    );
    expect(alone[2]!.plan).toMatchObject({ horizon: { start: 2026, end: 2026 } });
  });

  it('judges a clause by its own plan where that plan is looked at by itself', async () => {
    const { plans, commitments } = await planOn('2026-03-01');
    const { id } = commitments.find(({ title }) => title.zh === '地区生产总值超过500亿元')!;
    const own = measured(await planOn('2026-03-01', plans[2]!.id), id);
    expect(own.target?.value).toBe(420);
    expect(own.judgedBy).toMatchObject({ plan: plans[2]!.id, document: '清府发〔2026〕1号' });
    expect(own.standing.required).not.toBe(measured(await planOn('2026-03-01'), id).standing.required);
  });

  it('has its days: the answers of a day before it are what they were, byte for byte', async () => {
    expect((await planOn('2026-01-19')).plans.map(({ kind }) => kind)).toEqual(['outline', 'special']);
    expect((await planOn('2025-05-31')).plans.map(({ kind }) => kind)).toEqual(['outline']);
    await expect(planOn('2026-01-19', report.done.plan)).rejects.toMatchObject({
      status: 404,
      body: { code: 'no-such-plan' },
    });
    // Not the texts themselves: they are megabytes.
    expect(sm3(await answers('2025-05-15'))).toBe(before);
  });

  it('keeps chain and tables in agreement', async () => {
    for (const report of await verifyChains(db.store)) expect(report).not.toHaveProperty('differing');
  });
});
