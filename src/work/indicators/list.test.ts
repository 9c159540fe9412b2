import { describe, expect, it } from 'vitest';
import { chosen, type IndicatorRow } from './list.ts';

function row(id: string, more: Partial<IndicatorRow> = {}): IndicatorRow {
  return {
    id,
    name: { zh: id, en: id },
    unit: '亿元',
    nature: 'flow',
    cadence: 'year',
    binding: false,
    denominator: null,
    owner: null,
    latest: null,
    missing: null,
    light: null,
    outlook: null,
    reading: null,
    demo: false,
    ...more,
  };
}
const rows = [
  row('b', {
    light: 'green',
    owner: { id: 'o1', name: { zh: '统计局', en: 'Statistics' } },
    latest: { period: '2023', value: 1, status: 'approved', demo: false },
  }),
  row('a', { light: 'red', missing: { zh: '逾期', en: 'overdue' }, binding: true }),
  row('c'),
];
const ids = (search: Parameters<typeof chosen>[1]) =>
  chosen(rows, search, (r) => r.name.zh)
    .map((r) => r.id)
    .join('');

describe('chosen', () => {
  it('keeps the order of the server until a column is asked for', () => expect(ids({})).toBe('bac'));
  it('sorts both ways', () => {
    expect(ids({ sort: 'name' })).toBe('abc');
    expect(ids({ sort: 'name', desc: '1' })).toBe('cba');
    expect(ids({ sort: 'latest', desc: '1' })[0]).toBe('b');
  });
  it('filters by light, owner, nobody, what is missing, binding and words', () => {
    expect(ids({ light: 'red,green' })).toBe('ba');
    expect(ids({ owner: 'o1' })).toBe('b');
    expect(ids({ owner: '-' })).toBe('ac');
    expect(ids({ missing: '1' })).toBe('a');
    expect(ids({ binding: '1' })).toBe('a');
    expect(ids({ q: '统计 局' })).toBe('b');
  });
});
