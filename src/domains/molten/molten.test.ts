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
  await room.put('firms', '2026-01-05', { a: { name: '甲厂' }, b: { name: '乙厂' }, c: { name: '丙厂' } });
  await room.put('molten-supply', '2026-02-01', {
    s1: { source: '电解铝厂', month: '2027-01', amount: 1000 },
    s2: { source: '电解铝厂', month: '2027-02', amount: 500 },
  });
  await room.put('molten-terms', '2026-02-01', {
    t1: { firm: 'a', demand: 800, contract: 100, added: 2, minutes: 20, loss: 1 },
    // Nobody knows how long the way is.
    t3: { firm: 'c', demand: 300, added: 9, loss: 1 },
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
  expect(found.left?.zh).toBe('没有计入、缺必填项的记录：t3（运输时间）');
});

test('an earlier day knows fewer firms, and before there were any says so', async () => {
  const march = await division({ asOf: '2026-03-01' });
  expect(march.firms.map(({ id }) => id)).toEqual(['a']);
  expect(await division({ asOf: '2026-01-31' })).toMatchObject({ status: 'nothing', value: null, left: null });
});

test('rules that cannot hold together are named; a firm that is too far away cannot have its contract', async () => {
  const found = await division({ maxMinutes: 10 });
  expect(found).toMatchObject({ status: 'infeasible', value: null, firms: [] });
  expect(found.why.zh).toContain('甲厂');
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
        supply: supply as unknown as RecordOf<typeof moltenSupply>[],
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
  const nothing = { supply: [], terms: [] };
  expect(allocationOf(nothing, { floor: 0, maxMinutes: 60 })).toBeNull();
  expect(divisionOf(nothing, null).status).toBe('nothing');
});
