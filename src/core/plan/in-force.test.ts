import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inForceOn, merged, type PlanInTime, standingPlans } from './in-force.ts';
import type { CommitmentItem, PlanItem } from './plan-file.ts';

/** Several plans in force side by side: which stand, which leads, and that a promise is one however often it is made. */

const title = { zh: '题', en: 'Title' };
const plan = (id: string, over: Partial<PlanItem> = {}, more: Partial<PlanInTime> = {}): PlanInTime => ({
  item: { id, title, horizon: { start: 2022, end: 2026 }, rules: 'yinchuan-2025', taxonomies: [], groups: [], ...over },
  seq: 1,
  closedOn: null,
  ...more,
});
const commitment = (id: string, over: Partial<CommitmentItem> = {}): CommitmentItem =>
  ({
    id,
    kind: 'target',
    title,
    lead: null,
    tags: [],
    binding: false,
    indicator: null,
    target: null,
    ...over,
  }) as never;
const ids = (plans: PlanInTime[]) => plans.map(({ item }) => item.id);

describe('the plans that stand', () => {
  it('are all that say their kind, and of the others the one put last, by rank', () => {
    const held = [
      plan('old', {}, { seq: 3 }),
      plan('new', {}, { seq: 9 }),
      plan('report', { kind: 'yearly' }),
      plan('ecology', { kind: 'special' }),
      plan('first', { kind: 'decision', rank: 1 }),
    ];
    expect(ids(standingPlans(held))).toEqual(['first', 'new', 'ecology', 'report']);
  });

  it('are in force from their first day to the day of their closing, and stand last when closed', () => {
    const closed = plan('a', { kind: 'outline' }, { closedOn: '2026-12-31' });
    const next = plan('b', { kind: 'outline', from: '2027-01-01' });
    expect(ids(standingPlans([closed, next]))).toEqual(['b', 'a']);
    for (const [day, in1, in2] of [
      ['2026-12-31', true, false],
      ['2027-01-01', false, true],
    ] as const)
      expect([inForceOn(closed, day), inForceOn(next, day)]).toEqual([in1, in2]);
  });
});

const target = { op: '>=', value: 1, unit: '亿元', period: '2026' } as CommitmentItem['target'];

describe('a promise in several plans', () => {
  it('counts once over all, with one clause for each plan that makes it (property)', () => {
    const code = fc.constantFrom('A-1', 'A-2', 'A-3', 'B-1', 'B-2');
    const clause = fc.record({ id: code, measured: fc.boolean(), lead: fc.constantFrom(null, 'ndrc', 'miit') });
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(clause, { selector: ({ id }) => id }), { maxLength: 4 }), (drawn) => {
        const plans = drawn.map((clauses, n) =>
          clauses.map(({ id, measured, lead }) => ({
            plan: `p${n}`,
            item: commitment(id, measured ? { lead, indicator: 'i', target } : { lead, kind: 'action' }),
          })),
        );
        const found = merged(plans);
        const all = plans.flat();
        expect(found.map(({ item }) => item.id)).toEqual([...new Set(all.map(({ item }) => item.id))]);
        expect(found.flatMap(({ clauses }) => clauses)).toHaveLength(all.length);
        for (const { item, clause: by, clauses } of found) {
          // A number judges before words, a higher rank before a lower one.
          const judges = clauses.find((one) => one.item.target) ?? clauses[0];
          expect(by).toBe(judges);
          expect(item.lead === null).toBe(clauses.every((one) => one.item.lead === null));
        }
      }),
    );
  });

  it('is the very clause where no other plan adds to it', () => {
    const only = commitment('A-1', { lead: 'ndrc' });
    expect(merged([[{ plan: 'p', item: only }]])[0]!.item).toBe(only);
  });
});
