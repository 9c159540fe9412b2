import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommitmentItem, PlanItem } from './plan-file.ts';
import { carriedOver, finalOf } from './succession.ts';

/** What is not finished goes on in the next plan, once. */

const both = (zh: string) => ({ zh, en: zh });
const plan = (id: string, start: number): PlanItem => ({
  id,
  title: both(id),
  horizon: { start, end: start + 4 },
  rules: 'yinchuan-2025',
  taxonomies: [],
  groups: [],
});
const item = (id: string, over: Partial<CommitmentItem> = {}): CommitmentItem => ({
  id,
  kind: 'action',
  title: both(id),
  parent: 'A',
  indicator: null,
  target: null,
  binding: false,
  lead: 'ndrc',
  supporting: [],
  tags: [],
  source: null,
  weight: 1,
  ...over,
});
const target = (period: string): NonNullable<CommitmentItem['target']> => ({
  op: '>=',
  value: 500,
  value2: null,
  unit: '亿元',
  period,
  cumulative: false,
  baseline: { period: '2021', value: 300 },
  trajectory: { kind: 'compound' },
});

describe('carrying over', () => {
  it('twice, in any portions, gives what it gives once (property)', () => {
    const codes = Array.from({ length: 12 }, (_, n) => `A-${n}`);
    fc.assert(
      fc.property(
        fc.array(fc.subarray(codes), { maxLength: 4 }),
        fc.subarray(codes),
        fc.subarray(['J-01', 'J-02', 'J-05']),
        (portions, already, taken) => {
          let items = already.map((id) => item(id));
          const add = (ids: string[]) => {
            const more = carriedOver(
              ids.map((id) => ({ item: item(id) })),
              { plan: plan('next', 2027), items },
              plan('old', 2022),
              new Set([...codes, ...taken]),
            );
            items = [...items, ...more];
            return more;
          };
          for (const portion of portions) add(portion);
          const chosen = new Set(portions.flat());
          for (const id of chosen) {
            const goes = items.filter(
              (one) => one.id === id || (one.kind !== 'theme' && one.carried?.commitment === id),
            );
            expect(goes).toHaveLength(1);
          }
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          expect(items.some(({ id }) => (taken as string[]).includes(id))).toBe(false);
          for (const portion of portions) expect(add(portion)).toEqual([]);
        },
      ),
    );
  });

  it('gives a new number, a new lead, and a new end where the old one is over', () => {
    const [head, gdp, lake] = carriedOver(
      [
        {
          item: item('A-01', { kind: 'target', indicator: 'gdp', target: target('2026') }),
          code: 'N-01',
          lead: 'miit',
        },
        { item: item('C-02', { kind: 'target', indicator: 'tp', target: target('2030') }) },
      ],
      { plan: plan('next', 2027), items: [] },
      plan('old', 2022),
      new Set(['A-01', 'C-02']),
    );
    expect(head).toMatchObject({ kind: 'theme', parent: null, lead: null });
    expect(gdp).toMatchObject({
      id: 'N-01',
      lead: 'miit',
      parent: head!.id,
      carried: { plan: 'old', commitment: 'A-01' },
      target: { period: '2031', trajectory: { kind: 'linear' } },
    });
    expect(gdp!.target).not.toHaveProperty('baseline');
    expect(lake!.target).toEqual(target('2030'));
  });
});

describe('how a promise ended', () => {
  const why = both('w');
  const standing = (light: 'green' | 'red', period: string | null) => ({
    light,
    why,
    observed: period === null ? null : { period, value: 1, knownOn: '2027-01-20', demo: false },
  });
  const end = (light: 'green' | 'red', period: string | null) =>
    finalOf(item('A', { target: target('2026') }), standing(light, period), { light, why }, []);

  it('is decided by the figure of the end; without it what is lacking is said', () => {
    expect(end('green', '2026').outcome).toBe('met');
    expect(end('red', '2026').outcome).toBe('unmet');
    expect(end('green', '2026-01..09')).toMatchObject({
      outcome: 'unknown',
      lacks: { zh: expect.stringContaining('缺期末数') },
    });
    expect(end('red', null)).toMatchObject({ outcome: 'unknown', lacks: { zh: '没有可用的数' } });
  });

  it('of a to-do is decided by its steps', () => {
    const of = (steps: { doneOn: string | null }[]) =>
      finalOf(item('A'), standing('green', null), { light: 'green', why }, steps).outcome;
    expect(of([{ doneOn: '2026-01-01' }])).toBe('met');
    expect(of([{ doneOn: '2026-01-01' }, { doneOn: null }])).toBe('unmet');
    expect(of([])).toBe('unknown');
  });
});
