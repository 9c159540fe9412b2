import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { planner } from './room.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';
import { ecology } from '../src/domains/ecology/index.ts';
import { installRegisters } from '../src/evidence/pack/install.ts';
import type { Route } from '../src/http/route.ts';
import { getIndicator, putSource, trySource } from '../src/work/indicators/api.ts';
import { indicators } from '../src/work/indicators/index.ts';

let db: TestStore;
let routes: Route[];
const of = { params: { indicator: 'restored' } };
const reported = { kind: 'observations' } as const;
const counted = {
  kind: 'register',
  register: 'restoration',
  fn: 'sum',
  field: 'area',
  filter: 'kind = mine and stage = accepted',
  date: 'accepted_on',
} as const;
const submit = (kind: 'indicator.put' | 'record.put', payload: object) =>
  db.ledger.submit({ jurisdiction: 'test', kind, actor: 'x', demo: false, payload } as never);

beforeAll(async () => {
  db = await testStore();
  await installRegisters(db.store, db.ledger, 'test', [ecology]);
  routes = indicators.routes(servicesOf(db, () => '2026-07-10', [ecology]));
  const name = { zh: '矿山修复', en: 'Mines restored' };
  await submit('indicator.put', {
    indicators: [{ id: 'restored', name, unit: '亩', nature: 'stock', cadence: 'half' }],
  });
  const patch = (id: string, area: number, on: string) => ({
    id,
    base: null,
    values: { name: id, kind: 'mine', area, accepted_on: on },
    stage: 'accepted',
    passed: { accepted: on },
  });
  await submit('record.put', {
    register: 'restoration',
    on: '2026-07-01',
    source: '台账',
    status: 'approved',
    grade: 'B',
    records: [patch('a', 2, '2025-03-01'), patch('b', 3, '2026-02-01')],
  });
});
afterAll(() => db.close());

test('an indicator that units report is tied to a list: tried first, then its figures are those of the records', async () => {
  const tried = await ask(routes, trySource, planner, { ...of, body: { evidence: counted } });
  expect(tried).toMatchObject({ problem: null, points: [{ period: '2026H1', value: 75 }, { period: '2025H2' }, {}] });
  expect((await ask(routes, getIndicator, planner, of)).points).toEqual([]);
  await ask(routes, putSource, planner, { ...of, body: { was: reported, evidence: counted, reason: '以台账为准' } });
  const page = await ask(routes, getIndicator, planner, of);
  expect(page.evidence).toMatchObject({ item: counted, counted: { register: 'restoration', filter: counted.filter } });
  expect(page.points[0]).toMatchObject({ period: '2026H1', value: 75, source: '台账：生态修复' });
});

test('what it was changed from must still stand', async () => {
  const body = { was: reported, evidence: counted, reason: '再改一次' };
  await expect(ask(routes, putSource, planner, { ...of, body })).rejects.toMatchObject({
    body: { code: 'indicator-changed' },
  });
});

test('a source that gives no figure of that unit is refused, and what stood goes on', async () => {
  const body = (evidence: object) => ({ was: counted, evidence: { ...counted, ...evidence }, reason: '试试' });
  for (const wrong of [{ field: 'cost' }, { field: 'nothing' }, { filter: 'kind = what' }, { register: 'none' }])
    await expect(ask(routes, putSource, planner, { ...of, body: body(wrong) })).rejects.toMatchObject({
      body: { code: 'no-such-source' },
    });
  expect((await ask(routes, getIndicator, planner, of)).points[0]).toMatchObject({ value: 75 });
});
