import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChains } from '../src/evidence/book.ts';
import type { Services } from '../src/evidence/domain.ts';
import { sm3 } from '../src/evidence/ledger/canonical.ts';
import type { Endpoint } from '../src/http/endpoint.ts';
import { reachOf } from '../src/http/access.ts';
import { domains } from '../src/server/domains.ts';
import { carryOver, closePlan, getClosing, listPlans } from '../src/work/years/succession-api.ts';
import { successionRoutes } from '../src/work/years/succession-routes.ts';
import { ask } from './ask.ts';
import { importPlanText, planner, planText } from './plan-text.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

/** The outline is closed at the end of 2026, the next one begins, thirty promises go on; the days before stay what they were. */

const city = '520181';
const params = { jurisdiction: city };
const outline = 'qingzhen-2022';
let db: TestStore;
let services: Services;
let today = '2026-12-31';
beforeAll(async () => {
  db = await testStore('qingzhen');
  services = servicesOf(db, () => today, domains);
});
afterAll(() => db.close());

const routes = () => successionRoutes(services);
const view = (day: string) => services.snapshots.at(city, day, reachOf(planner));
const closing = (asOf: string) =>
  ask(routes(), getClosing, planner, { params: { ...params, plan: outline }, query: { asOf } });
const version = async (plan: string) => {
  const held = (await services.snapshots.get(city)).plans.find(({ item }) => item.id === plan)!;
  return { plan, version: held.version };
};
const head = async () => (await services.snapshots.get(city)).head;

/** Every answer of the program that is asked for as of a day, as a hash each. What it is computed from (`run`) is no answer. */
async function answersOn(asOf: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const ids = { commitment: 'A-01', indicator: 'gdp', index: 'quality', plan: outline };
  for (const { routes: of } of domains)
    for (const route of of?.(services) ?? []) {
      const endpoint: Endpoint = route.endpoint;
      const { shape } = endpoint.query as unknown as { shape: Record<string, unknown> };
      const named = [...endpoint.path.matchAll(/:(\w+)/gu)].map(([, name]) => name!);
      const known = named.every((name) => name === 'jurisdiction' || name in ids);
      if (endpoint.method !== 'get' || !('asOf' in shape) || !named.includes('jurisdiction') || !known) continue;
      const query = { asOf, ...('year' in shape && { year: 2024 }), ...('q' in shape && { q: '生产总值' }) };
      const answer = await route
        .handle({
          params: { ...ids, ...params },
          query: endpoint.query.parse(query),
          body: {},
          file: null,
          who: { ...planner, name: 'x' },
          jar: {} as never,
        } as never)
        .catch((error: { body?: unknown }) => error.body ?? Promise.reject(error));
      found[endpoint.path] = sm3(JSON.stringify(answer, (key, value) => (key === 'run' ? undefined : value)));
    }
  return found;
}

describe('succession', () => {
  const days = ['2024-06-30', '2026-12-31'];
  let before: Record<string, string>[];
  let next: string;
  let unfinished: string[];
  let chosen: string[];

  it('shows how every promise would end, and says where the evidence of the end is missing', async () => {
    const { finals, complete, closed } = await closing(today);
    expect(closed).toBe(false);
    expect(finals).toHaveLength(176);
    expect(complete).toBe(finals.filter(({ lacks }) => lacks === null).length);
    // The figure of a year comes after its end.
    const gdp = finals.find(({ commitment }) => commitment === 'A-01')!;
    expect(gdp).toMatchObject({ outcome: 'unknown', lacks: { zh: expect.stringContaining('缺期末数') } });
    unfinished = finals.filter(({ outcome }) => outcome !== 'met').map(({ commitment }) => commitment);
    before = await Promise.all(days.map(answersOn));
    expect(Object.keys(before[0]!).length).toBeGreaterThan(15);
  });

  it('closes a plan once: its last lights are frozen, a second time changes nothing', async () => {
    const close = async () =>
      ask(routes(), closePlan, planner, {
        params: { ...params, plan: outline },
        body: { day: '2026-12-31', base: await version(outline) },
      });
    await expect(
      ask(routes(), closePlan, planner, {
        params: { ...params, plan: outline },
        body: { day: '2027-01-01', base: await version(outline) },
      }),
    ).rejects.toMatchObject({ body: { code: 'not-over-yet' } });
    expect(await close()).toMatchObject({ seq: expect.any(Number), finals: 176 });
    const at = await head();
    expect(await close()).toEqual({ seq: null, finals: 176 });
    expect(await head()).toBe(at);
  });

  it('lets the next outline begin on its own day, and finds what it promises again', async () => {
    const { done, shown } = await importPlanText(
      { services, url: db.url, jurisdiction: city },
      planText('outline-2027'),
      {
        kind: 'outline',
        from: '2027-01-01',
      },
    );
    next = done.plan;
    expect(shown.plans).toEqual([]);
    // What the closed plan promised goes on under a number of the new one, with its indicator.
    const gdp = shown.items.find(({ subject }) => subject === '地区生产总值')!;
    expect(gdp.known).toMatchObject({ id: 'A-01', closed: true });
    const clause = (await view('2027-01-01')).snapshot.commitments.find(
      ({ item }) => item.carried?.commitment === 'A-01',
    )!;
    expect(clause.item).toMatchObject({
      indicator: 'gdp',
      carried: { plan: outline },
      target: { value: 600, period: '2031' },
    });
    expect((await view('2026-12-31')).snapshot.plan!.item.id).toBe(outline);
    expect((await view('2027-01-01')).snapshot.plan!.item.id).toBe(next);
  });

  it('carries thirty promises over with new numbers and leads, once', async () => {
    const held = (await services.snapshots.get(city)).plans.find(({ item }) => item.id === next)!;
    const there = new Set(held.clauses.flatMap(({ item }) => item.carried?.commitment ?? []));
    chosen = unfinished.filter((id) => !there.has(id)).slice(0, 30);
    const items = chosen.map((commitment, n) => ({
      commitment,
      ...(n === 0 && { code: 'N-01', lead: 'miit' }),
    }));
    const carry = async () =>
      ask(routes(), carryOver, planner, {
        params: { ...params, plan: outline },
        body: { to: await version(next), items },
      });
    expect(await carry()).toMatchObject({ carried: 30, already: 0 });
    const at = await head();
    expect(await carry()).toEqual({ seq: null, carried: 0, already: 30 });
    expect(await head()).toBe(at);
    today = '2027-01-10';
    const { finals, closed } = await closing('2027-01-10');
    expect(closed).toBe(true);
    expect(finals.filter(({ goesOn }) => goesOn?.plan === next)).toHaveLength(30 + there.size);
    expect(finals.find(({ commitment }) => commitment === chosen[0])!.goesOn).toEqual({
      plan: next,
      commitment: 'N-01',
    });
  });

  it('shows each day under the plan of that day, and lets history and series run through', async () => {
    const [old, fresh] = [await view('2026-12-31'), await view('2027-01-10')];
    const steps = chosen.find(
      (id) =>
        old.milestones(id).length > 0 &&
        fresh.snapshot.plans[0]!.clauses.some(({ item }) => item.carried?.commitment === id),
    )!;
    const successor = fresh.snapshot.commitments.find(({ item }) => item.carried?.commitment === steps)!.item.id;
    expect(old.commitment(successor)).toBeUndefined();
    expect(fresh.commitment(steps)).toBeUndefined();
    expect(fresh.milestones(successor)).toEqual(old.milestones(steps));
    // Whoever asks for the old number is told of what goes on with it; what ended keeps its last light.
    expect(fresh.standing(steps)).toEqual(fresh.standing(successor));
    const ended = (await closing('2027-01-10')).finals.find(({ goesOn }) => goesOn === null)!;
    expect(fresh.standing(ended.commitment)).toMatchObject({ light: ended.light });
    expect(fresh.standing(ended.commitment).why.zh).toContain('2026-12-31 收官时');
    expect(fresh.series('gdp')!.points).toEqual(old.series('gdp')!.points);
    expect(fresh.since).toBe(old.since);
    const { plans } = await ask(routes(), listPlans, planner, { params, query: { asOf: '2027-01-10' } });
    expect(plans.map(({ id, state }) => [id, state])).toEqual([
      [next, 'in-force'],
      [outline, 'closed'],
    ]);
  });

  it('leaves every answer as of an earlier day what it was, byte for byte', async () => {
    today = '2026-12-31';
    expect(await Promise.all(days.map(answersOn))).toEqual(before);
  });

  it('leaves chain and tables in agreement', async () => {
    for (const report of await verifyChains(db.store)) {
      expect(report).not.toHaveProperty('firstBroken');
      expect(report).not.toHaveProperty('differing');
    }
  });
});
