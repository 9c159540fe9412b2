import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { openRoom, planner, type Room } from '../../../test/room.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { chain } from '../chain/index.ts';
import { firms } from '../firms/index.ts';
import { parks } from '../parks/index.ts';
import { getMolten } from './api.ts';
import { allocationOf, divisionOf, monthsOf } from './division.ts';
import { molten } from './index.ts';
import type { moltenSupply, moltenTerms } from './registers.ts';
import { MOLTEN_PRIORITY, moltenWeight } from './weight.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom([chain, parks, firms, molten], '2026-10-01');
  await room.put('chains', '2026-01-01', { metal: { name: '金属' } });
  await room.put('chain-nodes', '2026-01-01', {
    molten: { name: '金属液', chain: 'metal', unit: '万吨', source: '测试' },
    sheet: { name: '板', chain: 'metal', unit: '万吨', source: '测试' },
  });
  await room.put('firms', '2026-01-05', {
    smelter: { name: '电解铝厂', node: 'molten' },
    a: { name: '甲厂', above: true, node: 'sheet' },
    b: { name: '乙厂', above: true },
    c: { name: '丙厂', above: true },
    d: { name: '丁厂' },
  });
  await room.put('molten-supply', '2026-02-01', {
    s1: { source: 'smelter', month: '2027-01', amount: 1000 },
    s2: { source: 'smelter', month: '2027-02', amount: 500 },
  });
  await room.put('molten-terms', '2026-02-01', {
    t1: { firm: 'a', demand: 800, contract: 100, added: 2, minutes: 20, loss: 1 },
    // Nobody knows how long the way is.
    t3: { firm: 'c', demand: 300, added: 9, loss: 1 },
  });
  await room.put('chain-needs', '2026-07-01', {
    // The same need in another list, and one of a firm of which nothing more is known.
    n1: { buyer: '甲厂', firm: 'a', node: 'molten', amount: 5 },
    n2: { buyer: '丁厂', firm: 'd', node: 'molten', amount: 0.1 },
    n3: { buyer: '外地客户', node: 'molten', amount: 0.2 },
  });
  await room.put('molten-terms', '2026-06-01', { t2: { firm: 'b', demand: 600, added: 1, minutes: 50, loss: 2 } });
});
afterAll(() => room.close());

const division = (query = {}) => ask(room.routes, getMolten, planner, { query });
const total = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0);

test('the firm whose tonne is worth more gets more than its share; nothing is lost but what is lost on the way', async () => {
  const found = await division({ floor: 0 });
  expect(found).toMatchObject({ status: 'optimal', months: ['2027-01', '2027-02'] });
  const [a, b] = found.firms;
  expect([a?.name, b?.name]).toEqual(['甲厂', '乙厂']);
  expect(total(a?.best ?? [])).toBeGreaterThan(total(a?.proRata ?? []));
  const left = total(a?.best ?? []) / 0.99 + total(b?.best ?? []) / 0.98 + total(found.cast);
  expect(left).toBeCloseTo(1500, 3);
  expect(found.value?.best).toBeGreaterThanOrEqual(found.value?.proRata ?? Infinity);
  for (const month of a?.best ?? []) expect(month).toBeGreaterThanOrEqual(100 - 1e-6);
});

test('a firm without the time on the way is left out and named', async () => {
  const found = await division();
  expect(found.firms.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(found.left?.zh).toContain('没有计入、缺必填项的记录：t3（运输时间）。');
});

test('the chain reads supply as local output and demand from the same list, each need once', async () => {
  const links = new Map((await room.list('chain-nodes')).rows.map((row) => [row.id, row.judged]));
  // 1000 and 500 tonnes a month are 0.9 万吨 a year; 800 + 600 a month, 0.1 of 丁厂 and 0.2 outside.
  expect(links.get('molten')?.cells).toMatchObject({ output: 0.9, state: { zh: '短板' } });
  expect(links.get('molten')?.cells.demand).toBeCloseTo(0.96 + 0.72 + 0.1 + 0.2, 9);
  const needs = new Map((await room.list('chain-needs')).rows.map((row) => [row.id, row.judged?.cells]));
  expect(needs.get('n1')?.answer).toMatchObject({ missing: { zh: '需求以直供企业台账为准' } });
  expect(needs.get('n2')?.answer).toMatchObject({ register: 'firms', id: 'smelter' });
  expect((await division()).left?.zh).toContain('还有 1 家企业要，没有供应条件，没有参加分配：丁厂');
});

test('the class of the per-mu evaluation weighs the tonnes, and can change who gets them', async () => {
  const share = async (asOf: string) => {
    const { firms } = await division({ asOf, floor: 0 });
    return Object.fromEntries(
      firms.map((one) => [one.id, { class: one.class, weight: one.weight, got: total(one.best) }]),
    );
  };
  const before = await share('2026-07-31');
  expect(before.a).toMatchObject({ class: null, weight: 2 });
  const of = (firm: string, tax: number, more = {}) => ({
    firm,
    year: '2025',
    land: 100,
    tax,
    value_added: tax,
    energy: 9,
    emission: 1,
    labour: 9,
    rnd: 1,
    sales: 99,
    ...more,
  });
  await room.put('firm-figures', '2026-08-01', {
    f1: of('a', 100, { vetoes: '环保' }),
    f2: of('b', 9000),
  });
  const after = await share('2026-08-02');
  expect(after.a).toMatchObject({ class: 'D', weight: 1 });
  expect(after.b).toMatchObject({ class: 'A', weight: 1.2 });
  expect(after.b?.got).toBeGreaterThan(before.b?.got ?? Infinity);
});

test('an earlier day knows fewer firms, and before there were any says so', async () => {
  const march = await division({ asOf: '2026-03-01' });
  expect(march.firms.map(({ id }) => id)).toEqual(['a']);
  expect(await division({ asOf: '2026-01-31' })).toMatchObject({ status: 'nothing', value: null, left: null });
});

test('rules that cannot hold together are named; a firm that is too far away cannot have its contract', async () => {
  const found = await division({ maxMinutes: 10 });
  expect(found).toMatchObject({ status: 'infeasible', value: null, firms: [] });
  // The contract alone is no clash: the road that is too long is named beside it.
  expect(found.why.zh).toContain('甲厂第 ');
  expect(found.why.zh).toContain('电解铝厂到甲厂的路：20 分钟，超过上限 10 分钟');
});

test('a tonne of molten aluminium weighs more for a better class and a longer chain; a firm that is not classed counts as B', () => {
  const weight = (value: number, perMu: 'A' | 'B' | 'C' | 'D' | null) => moltenWeight(value, perMu, MOLTEN_PRIORITY);
  expect(weight(2, 'A')).toBeGreaterThan(weight(2, 'C'));
  expect(weight(3, 'C')).toBeGreaterThan(weight(2, 'C'));
  expect(weight(2, null)).toBe(weight(2, 'B'));
});

test('the task holds all supply of every source by month, and no contract beyond the demand', () => {
  const amount = fc.integer({ min: 0, max: 5000 });
  const supplies = fc.array(
    fc.record({ source: fc.constantFrom('x', 'y'), month: fc.constantFrom('2027-01', '2027-02', '2027-03'), amount }),
    { minLength: 1, maxLength: 12 },
  );
  const terms = fc.array(fc.record({ demand: amount, contract: fc.option(amount) }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(supplies, terms, (supply, firms) => {
      const lists = {
        classes: new Map(),
        supply: supply.map(({ source, ...one }) => ({
          ...one,
          source: { id: source, title: source },
        })) as unknown as RecordOf<typeof moltenSupply>[],
        terms: firms.map((one, n) => ({
          lot: null,
          added: 1,
          minutes: 5,
          loss: 0,
          ...one,
          firm: { id: `f${n}`, title: '' },
        })) as unknown as RecordOf<typeof moltenTerms>[],
      };
      const task = allocationOf(lists, { floor: 0, maxMinutes: 60 });
      const held = (task?.sources ?? []).flatMap((source) => source.supply);
      expect(total(held)).toBe(total(supply.map((one) => one.amount)));
      expect(held).toHaveLength(new Set(supply.map((one) => one.source)).size * monthsOf(lists).length);
      for (const firm of task?.firms ?? [])
        firm.contract.forEach((tonnes, month) => expect(tonnes).toBeLessThanOrEqual(firm.demand[month] ?? 0));
    }),
  );
  const nothing = { supply: [], terms: [], classes: new Map() };
  expect(allocationOf(nothing, { floor: 0, maxMinutes: 60 })).toBeNull();
  expect(divisionOf(nothing, null).status).toBe('nothing');
});
