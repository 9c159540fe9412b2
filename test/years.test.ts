import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposed, quartersOf } from '../src/core/breakdown/index.ts';
import { verifyChains } from '../src/evidence/book.ts';
import type { Services } from '../src/evidence/domain.ts';
import { reachOf, type Role } from '../src/http/access.ts';
import { putRules, getRules } from '../src/work/plan/rules-api.ts';
import { rulesRoutes } from '../src/work/plan/rules.ts';
import { getBreakdown, getYear, issueTask } from '../src/work/years/api.ts';
import { yearRoutes } from '../src/work/years/routes.ts';
import { ask } from './ask.ts';
import { planner } from './plan-text.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

/** The year's task of GDP: proposed, broken down to three departments and twelve towns, issued, corrected, lit. */

const city = '520181';
const params = { jurisdiction: city };
let db: TestStore;
let services: Services;
const today = '2026-08-01';
beforeAll(async () => {
  db = await testStore('qingzhen');
  services = servicesOf(db, () => today);
});
afterAll(() => db.close());

const years = () => yearRoutes(services);
const breakdown = (query: object = {}, who: Parameters<typeof ask>[2] = planner) =>
  ask(years(), getBreakdown, who, { params: { ...params, commitment: 'A-01' }, query: { year: 2026, ...query } });
const row = async (query: object = {}, who: Parameters<typeof ask>[2] = planner) =>
  (await ask(years(), getYear, who, { params, query })).rows.find(({ commitment }) => commitment === 'A-01')!;
const view = (day = today) => services.snapshots.at(city, day, reachOf(planner));

const body = async (total: number, over: object = {}) => {
  const shown = await breakdown();
  const units = (by: string) => shown.weights.filter((one) => one.by === by);
  const b = proposed(total, {
    decimals: shown.decimals,
    sums: shown.sums,
    quarters: shown.quarters,
    groups: [
      {
        by: 'department',
        parts: units('department')
          .slice(0, 3)
          .map(({ unit, weight }) => ({ unit: unit.id, weight })),
      },
      { by: 'place', parts: units('place').map(({ unit, weight }) => ({ unit: unit.id, weight })) },
    ],
  });
  const place = new Map(shown.weights.map((one) => [one.unit.id, one.place]));
  return {
    commitment: 'A-01',
    year: 2026,
    basis: 'own',
    document: '清府发〔2026〕3号',
    issuedOn: '2026-01-30',
    unit: shown.indicator.unit,
    decimals: b.decimals,
    total: b.total,
    quarters: [...b.quarters],
    sums: b.sums,
    groups: b.groups.map((group) => ({
      by: group.by,
      parts: group.parts.map(({ unit, value }, n) => ({
        unit,
        value,
        quarters: quartersOf(b, group)[n],
        ...(place.get(unit) && { place: place.get(unit) }),
      })),
    })),
    base: null,
    ...over,
  };
};
const issue = (task: object, who: Parameters<typeof ask>[2] = planner) =>
  ask(years(), issueTask, who, { params, body: task });

describe('the task of a year', () => {
  it('is proposed by even growth and as last year, with last year’s quarters and the units that could be given it', async () => {
    const shown = await breakdown();
    expect(shown.totals.map(({ way }) => way)).toEqual(['even', 'last']);
    expect(shown.totals[0]!.value).toBeCloseTo(500, 6);
    expect(shown.totals[1]!.value).toBeLessThan(500);
    expect(shown.quarters).toHaveLength(4);
    expect(shown.weights.filter(({ by }) => by === 'place')).toHaveLength(12);
  });

  it('is issued under a document number only where every sum is its parent', async () => {
    const task = await body(420);
    const [departments, towns] = task.groups;
    const spoiled = { ...task, groups: [departments, { ...towns!, parts: towns!.parts.slice(1) }] };
    await expect(issue(spoiled)).rejects.toMatchObject({ status: 422, body: { code: 'sums-differ' } });
    await expect(issue({ ...task, unit: '万元' })).rejects.toMatchObject({ body: { code: 'unit-differs' } });
    expect((await row()).own).toBeNull();
    await issue(task);
    const { own } = await row();
    expect(own).toMatchObject({ total: 420, first: 420, version: 1, given: 15 });
    // Half a year against half of the year's quarters, not against the end of the horizon.
    expect(own!.standing!.observed!.period).toBe('2026-01..06');
    expect(own!.standing!.required).toBeCloseTo(task.quarters[0]! + task.quarters[1]!, 2);
    await expect(issue(task)).rejects.toMatchObject({ status: 409, body: { code: 'task-changed' } });
  });

  it('is seen by a unit as its own part alone, by the public as the whole', async () => {
    const local = { login: 'x', role: 'local' as Role, organisation: 'town-101' };
    expect((await row({}, local)).own!.parts.map(({ unit }) => unit.id)).toEqual(['town-101']);
    const reader = { login: null, role: 'public' as Role, organisation: null };
    const shown = (await row({}, reader)).own!;
    expect([shown.parts, shown.given]).toEqual([[], 15]);
    expect((await breakdown({}, local)).weights).toEqual([]);
  });

  it('moves lights only by the published rule, from the day on which it was issued', async () => {
    const horizon = (await view()).standing('A-01');
    expect((await view()).judgedBy('A-01')).toMatchObject({ year: null });
    const rules = await ask(rulesRoutes(services), getRules, planner, { params });
    const { likely, unlikely } = rules.outlook;
    await ask(rulesRoutes(services), putRules, planner, {
      params,
      body: {
        base: rules.base,
        standing: rules.standing.id,
        likely,
        unlikely,
        judgedBy: 'year',
        reason: '按年度任务考核',
      },
    });
    const now = await view();
    expect(now.judgedBy('A-01')).toMatchObject({ year: 2026, document: '清府发〔2026〕3号' });
    expect(now.standing('A-01')).toEqual((await row()).own!.standing);
    expect(now.standing('A-01')).not.toEqual(horizon);
    // Nothing was issued before that day, nor for another commitment.
    expect((await view('2026-01-29')).judgedBy('A-01')).toMatchObject({ year: null });
    expect(now.judgedBy('A-02')).toMatchObject({ year: null });
  });

  it('keeps what was issued first for the scores when it is corrected, with a reason', async () => {
    const less = await body(400, { document: '清府发〔2026〕9号', issuedOn: '2026-07-10', base: 1 });
    await expect(issue(less)).rejects.toMatchObject({ body: { code: 'reason-missing' } });
    await issue({ ...less, reason: '上级调整口径' });
    const { own } = await row();
    expect(own).toMatchObject({ total: 400, first: 420, version: 2 });
    expect(own!.scored).toBeCloseTo(own!.standing!.observed!.value / 420, 9);
    expect((await view()).standing('A-01')).toEqual(own!.standing);
    // As of a day before the correction the first version stands.
    expect((await row({ asOf: '2026-07-09' })).own).toMatchObject({ total: 420, version: 1 });
    expect((await breakdown()).versions.map(({ total }) => total)).toEqual([420, 400]);
  });

  it('stands beside what those above assigned, each with its light on the same figure', async () => {
    const plain = await body(450, { basis: 'assigned', by: '贵阳市', document: '筑府发〔2026〕2号', groups: [] });
    await issue(plain);
    const { own, assigned } = await row();
    expect(assigned).toMatchObject({ total: 450, by: '贵阳市' });
    expect(assigned!.standing!.observed).toEqual(own!.standing!.observed);
    expect(assigned!.standing!.required).toBeGreaterThan(own!.standing!.required!);
    expect((await breakdown()).totals.map(({ way }) => way)).toContain('assigned');
  });

  it('leaves chain and tables in agreement', async () => {
    for (const report of await verifyChains(db.store)) expect(report).not.toHaveProperty('differing');
  });
});
