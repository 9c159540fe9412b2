import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type Block,
  completionOf,
  type Figure,
  plain,
  relink,
  sharesOf,
  shownBlocks,
  unlinkedNumbers,
  unproven,
  verdictOf,
} from './index.ts';

const figure = (text: string, seq = 7): Figure => ({
  text,
  thread: { of: '地区生产总值', seq, source: '统计局', grade: 'A', demo: false },
});
const goal = (more: object = {}) => ({
  counting: 'path' as const,
  level: 500,
  baseline: { period: '2021', value: 100 },
  observed: {
    period: '2024',
    value: 300,
    knownOn: '',
    status: 'approved' as const,
    source: '',
    grade: 'A' as const,
    demo: false,
  },
  history: [
    { period: '2021', value: 100 },
    { period: '2024', value: 300 },
  ],
  ...more,
});

describe('shares', () => {
  test('of any parts make 100.0, each within a tenth of the exact one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 40 }), (parts) => {
        const whole = parts.reduce((sum, n) => sum + n, 0);
        const shares = sharesOf(parts);
        expect(Math.round(10 * shares.reduce((sum, n) => sum + n, 0))).toBe(whole === 0 ? 0 : 1000);
        for (const [at, share] of shares.entries())
          if (whole > 0) expect(Math.abs(share - (100 * (parts[at] ?? 0)) / whole)).toBeLessThan(0.1 + 1e-9);
      }),
    );
  });
  test('of a published circular are those that it printed', () => {
    expect(sharesOf([17, 10, 24, 9, 162])).toEqual(
      [7.7, 4.5, 10.8, 4.0, 73.0].map((share) => (share === 73 ? 73 : share)),
    );
  });
});

test('a sum that does not hold is named with its parts, also one that is right in its shares alone', () => {
  const sum = {
    block: 'p',
    name: '督办事项',
    whole: 43,
    parts: [
      { name: '已完成', value: 16 },
      { name: '正在办理', value: 28 },
    ],
  };
  const [fault, ...more] = unproven({ sums: [{ ...sum, shares: [37.2, 62.8] }] });
  expect(more).toEqual([]);
  expect(fault?.zh).toContain('合计 44（已完成 16、正在办理 28），与总数 43 不符');
  expect(unproven({ sums: [{ ...sum, whole: 44, shares: [36.4, 63.7] }] })[0]?.zh).toContain('100.1%');
  expect(unproven({ sums: [{ ...sum, whole: 44, shares: [36.4, 63.6] }] })).toEqual([]);
});

describe('what a person wrote', () => {
  const block = (value: string): Block => ({ kind: 'paragraph', id: 'p', runs: ['去年为', figure(value), '。'] });
  const edit = {
    text: '去年达到300亿元，增长6%。',
    over: '去年为300亿元。',
    figures: [figure('300亿元')],
    by: 'li',
    at: '',
  };

  it('stays when the data move on, the new draft beside it, and its figure keeps its thread', () => {
    const [same] = shownBlocks({ blocks: [block('300亿元')] }, { p: edit });
    expect(same?.edit?.moved).toBe(false);
    const [moved] = shownBlocks({ blocks: [block('320亿元')] }, { p: edit });
    expect(moved).toMatchObject({ draft: '去年为320亿元。', edit: { moved: true, text: edit.text } });
    const runs = moved?.block.kind === 'paragraph' ? moved.block.runs : [];
    expect(runs[1]).toMatchObject({ text: '300亿元', thread: { seq: 7 } });
    expect(unlinkedNumbers(runs)).toEqual(['6%']);
  });
  it('is kept also where the draft has the passage no more', () => {
    const shown = shownBlocks({ blocks: [] }, { p: edit });
    expect(shown.map(({ block: one }) => one.kind === 'paragraph' && plain(one.runs))).toEqual([edit.text]);
  });
  it('ties no figure inside a longer number', () => {
    expect(relink('1300亿元和300亿元', [figure('300亿元')])).toEqual(['1300亿元和', figure('300亿元')]);
    expect(relink('13.5和3.5', [figure('3.5')])).toEqual(['13.5和', figure('3.5')]);
  });
});

describe('completion', () => {
  it('of a level is counted from its base, also where less is better', () => {
    expect(completionOf(goal())).toMatchObject({ kind: 'level', percent: 50 });
    const down = goal({
      level: 40,
      baseline: { period: '2021', value: 100 },
      observed: { ...goal().observed, value: 70 },
    });
    expect(completionOf(down)).toMatchObject({ kind: 'level', percent: 50 });
  });
  it('of what adds up is the sum over the target, of a yearly average never the last value', () => {
    const sum = goal({ counting: 'sum', baseline: { period: '2021', value: 0 } });
    expect(completionOf(sum)).toMatchObject({ kind: 'sum', percent: 60 });
    const growth = goal({
      level: 6,
      baseline: { period: '2021', value: 9 },
      observed: { ...goal().observed, value: 3 },
      history: [
        { period: '2021', value: 9 },
        { period: '2022', value: 6 },
        { period: '2023', value: 6 },
        { period: '2024', value: 3 },
      ],
    });
    expect(completionOf(growth, { average: true })).toMatchObject({ kind: 'mean' });
    expect(completionOf(growth, { average: true }).percent).toBeCloseTo(83.33, 1);
  });
  it('without a figure is a dash with the reason, never a zero', () => {
    expect(completionOf(null, { why: '没有基期数' })).toEqual({ kind: 'none', percent: null, says: '—（没有基期数）' });
    expect(completionOf(goal({ observed: null }))).toMatchObject({ kind: 'none', percent: null });
  });
});

test.each([
  [{ met: true, ahead: -30, light: 'red' }, 'ahead'],
  [{ met: false, ahead: 5, light: 'green' }, 'faster'],
  [{ met: false, ahead: 4.9, light: 'green' }, 'on-track'],
  [{ met: false, ahead: -5, light: 'yellow' }, 'on-track'],
  [{ met: false, ahead: -5.1, light: 'yellow' }, 'behind'],
  [{ met: true, ahead: null, light: 'green', held: true }, 'on-track'],
  [{ met: false, ahead: null, light: 'red', held: true }, 'behind'],
  [{ met: false, ahead: null, light: 'grey' }, 'unknown'],
] as const)('the judgement of %o is %s', (of, verdict) => {
  expect(verdictOf(of)).toBe(verdict);
});
