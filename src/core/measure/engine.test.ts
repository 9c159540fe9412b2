import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEngine, type Engine, type EnginePlan } from './engine.ts';
import { missing } from './missing.ts';
import type { Indicator, Observation, Value } from './model.ts';
import { isProblem, unwrap } from './problem.ts';

const ind = (id: string, unit: string, more: Partial<Indicator> = {}): Indicator => ({
  id,
  name: { zh: id, en: id },
  unit,
  nature: 'flow',
  cadence: 'year',
  direction: 'up',
  binding: false,
  evidence: { kind: 'observations' },
  scope: null,
  owner: null,
  dueDays: 30,
  ...more,
});
const formula = (id: string, unit: string, expression: string) =>
  ind(id, unit, { evidence: { kind: 'formula', expression } });
const target = (indicator: string, unit: string, value: number) => ({
  indicator,
  op: '>=' as const,
  value,
  unit,
  period: '2026',
  cumulative: false,
  trajectory: { kind: 'linear' as const },
});
const places = ['p', 'q'];
const plan: EnginePlan = {
  horizon: { start: '2022-01-01', end: '2026-12-31' },
  places,
  indicators: [
    ind('tax', '万元'),
    ind('land', '亩', { nature: 'stock' }),
    formula('per-mu', '万元/亩', 'tax / land'),
    formula('per-mu-growth', '%', 'yoy(per-mu)'),
  ],
  targets: places.flatMap((place) => [
    { id: `${place}-tax`, target: target('tax', '亿元', 0.5), place },
    { id: `${place}-mu`, target: target('per-mu', '万元/亩', 5), place },
  ]),
  composites: [
    {
      id: 'c',
      name: { zh: 'c', en: 'c' },
      minCoverage: 0.5,
      source: { zh: '', en: '' },
      parts: [
        {
          indicator: 'per-mu',
          name: { zh: '', en: '' },
          weight: 1,
          normalisation: { kind: 'goalposts', low: 0, high: 10 },
        },
        { indicator: 'tax', name: { zh: '', en: '' }, weight: 1, normalisation: { kind: 'target', target: 5000 } },
      ],
    },
  ],
  nodes: [
    { id: 'root', name: { zh: 'r', en: 'r' }, parent: null, weight: 1, binding: false },
    ...places.flatMap((place) => [
      { id: place, name: { zh: place, en: place }, parent: 'root', weight: 1, binding: false },
      {
        id: `${place}1`,
        name: { zh: 't', en: 't' },
        parent: place,
        weight: 2,
        binding: place === 'p',
        target: `${place}-tax`,
      },
      { id: `${place}2`, name: { zh: 'm', en: 'm' }, parent: place, weight: 1, binding: false, target: `${place}-mu` },
      {
        id: `${place}3`,
        name: { zh: 's', en: 's' },
        parent: place,
        weight: 1,
        binding: false,
        milestones: [{ name: { zh: '开工', en: 'start' }, due: '2024-01-01' }],
      },
    ]),
  ],
};
const picture = (e: Engine) =>
  JSON.parse(
    JSON.stringify({
      s: [...e.standings].sort(),
      t: [...e.todos].sort(),
      r: [...e.rollups].sort(),
      c: [...e.composites].sort(),
      x: plan.indicators.map((i) => places.map((p) => e.seriesOf(i.id, p)?.points ?? [])),
    }),
  );
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 9000 }) },
  { weight: 1, arbitrary: fc.constant(missing('refused')) },
);
const observation = fc.record({
  indicator: fc.constantFrom('tax', 'land', 'unknown', 'per-mu'),
  place: fc.constantFrom('p', 'q', 'z'),
  period: fc.constantFrom('2021', '2022', '2023', '2024-13'),
  value,
  status: fc.constantFrom<Observation['status']>('preliminary', 'approved', 'revised'),
  knownOn: fc.constantFrom('2022-02-01', '2024-01-20', '2024-05-01', '2025-01-01'),
  source: fc.constant('s'),
  grade: fc.constant<Observation['grade']>('A'),
  demo: fc.boolean(),
});

test('an update gives what a full computation gives', () => {
  fc.assert(
    fc.property(
      fc.array(observation, { maxLength: 15 }),
      fc.array(observation, { minLength: 1, maxLength: 6 }),
      (first, later) => {
        const live = unwrap(createEngine(plan, first, '2024-06-30'));
        for (const o of later) live.update(o);
        expect(picture(live)).toEqual(picture(unwrap(createEngine(plan, [...first, ...later], '2024-06-30'))));
      },
    ),
    { numRuns: 200 },
  );
});

test('an update touches only what depends on it', () => {
  const e = unwrap(createEngine(plan, [], '2024-06-30'));
  const o: Observation = {
    indicator: 'land',
    place: 'q',
    period: '2023',
    value: 400,
    status: 'approved',
    knownOn: '2024-02-01',
    source: 's',
    grade: 'A',
    demo: false,
  };
  expect(e.update(o)).toEqual({
    series: ['land', 'per-mu', 'per-mu-growth'],
    targets: ['q-mu'],
    composites: ['q/c'],
    nodes: ['q', 'root'],
  });
  expect(e.update({ ...o, knownOn: '2024-07-01' })).toEqual({ series: [], targets: [], composites: [], nodes: [] });
});

test('rings are refused, wrong formulas are reported', () => {
  expect(
    createEngine({ ...plan, indicators: [formula('a', '', 'b'), formula('b', '', 'a')] }, [], '2024-06-30'),
  ).toMatchObject({ code: 'formula-cycle' });
  const e = createEngine(
    { ...plan, indicators: [...plan.indicators, formula('bad', '万元', 'tax + land')] },
    [],
    '2024-06-30',
  );
  expect(isProblem(e) ? [] : e.problems.map((p) => p.code)).toEqual(['formula-unit']);
});
