import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { Snapshots } from './snapshots.ts';
import type { Submission } from '../book.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore();
});
afterAll(() => db.close());

const target = (value: number) => ({ op: '>=' as const, value, unit: '亿元', period: '2026' });
const plan = (value: number): Submission => ({
  jurisdiction: 'test',
  kind: 'plan.put',
  actor: 'x',
  demo: false,
  payload: {
    plan: { id: 'p', title: { zh: '规划', en: 'Plan' }, horizon: { start: 2022, end: 2026 } },
    mode: 'replace',
    commitments: [
      { id: 'A-1', kind: 'target', title: { zh: '生产总值', en: 'GDP' }, indicator: 'gdp', target: target(value) },
      { id: 'A-2', kind: 'target', title: { zh: '工业', en: 'Industry' }, indicator: 'industry', target: target(100) },
      { id: 'A-3', kind: 'action', title: { zh: '任务', en: 'Task' } },
    ],
  },
});
const indicators = (unit: string): Submission => ({
  jurisdiction: 'test',
  kind: 'indicator.put',
  actor: 'x',
  demo: false,
  payload: {
    indicators: ['gdp', 'industry', 'none'].map((id) => ({
      id,
      name: { zh: id, en: id },
      unit,
      nature: 'flow' as const,
      cadence: 'year' as const,
    })),
  },
});
const figure = (indicator: string, period: string, value: number, demo = false): Submission => ({
  jurisdiction: 'test',
  kind: 'observation.put',
  actor: 'x',
  demo,
  payload: {
    observations: [
      { indicator, place: 'test', period, value, knownOn: `${Number(period) + 1}-02-01`, source: 's', grade: 'A' },
    ],
  },
});
const step = (doneOn: string | null): Submission => ({
  jurisdiction: 'test',
  kind: 'milestone.put',
  actor: 'x',
  demo: false,
  payload: {
    milestones: [
      {
        commitment: 'A-3',
        id: 'm1',
        title: { zh: '开工', en: 'Start' },
        due: '2023-06-30',
        doneOn,
        knownOn: '2023-01-01',
        source: 's',
        grade: 'A',
      },
    ],
  },
});

it('brings a snapshot up to date to what reading everything anew gives, after every kind of entry', async () => {
  const kept = new Snapshots(db.store);
  const entries = [
    indicators('亿元'),
    plan(500),
    figure('gdp', '2021', 300),
    figure('gdp', '2022', 330),
    figure('industry', '2021', 50, true),
    step(null),
    figure('gdp', '2023', 420),
    step('2023-05-01'),
    plan(350),
    figure('gdp', '2022', 331),
    indicators('万元'),
    figure('industry', '2022', 60, true),
    { jurisdiction: 'test', kind: 'demo.remove', actor: 'x', demo: false, payload: {} } as Submission,
    figure('gdp', '2024', 480),
  ];
  const lights = new Set<string>();
  for (const entry of entries) {
    const { seq } = await db.ledger.submit(entry);
    kept.moved('test', seq);
    for (const asOf of ['2023-03-01', '2025-03-01']) {
      const [now, anew] = [await kept.at('test', asOf, 'all'), await new Snapshots(db.store).at('test', asOf, 'all')];
      for (const id of ['A-1', 'A-2', 'A-3']) {
        expect([entry.kind, asOf, id, now.standing(id)]).toEqual([entry.kind, asOf, id, anew.standing(id)]);
        lights.add(now.standing(id).why.zh);
      }
    }
  }
  expect(lights.size).toBeGreaterThan(6);
});
