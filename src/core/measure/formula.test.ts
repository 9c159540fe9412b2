import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, formulaOrder, formulaSeries } from './formula.ts';
import { describeMissing, isMissing, missing } from './missing.ts';
import type { Value } from './model.ts';
import { isProblem, unwrap } from './problem.ts';
import { buildSeries } from './series.ts';

const units: Record<string, string> = {
  gdp: '亿元',
  tax: '万元',
  land: '亩',
  'people-all': '万人',
  share: '%',
  other: '%',
  points: '个百分点',
  firms: '家',
  '2022-base': '亿元',
};
const values: Record<string, Value> = {
  gdp: 332.6,
  tax: 1200,
  land: 400,
  'people-all': 64,
  share: 53.5,
  other: 51.2,
  points: 2,
  firms: 0,
  '2022-base': 300,
};
const compile = (text: string) => compileFormula(text, { unitOf: (id) => units[id] });
const lookup = (id: string, period: string): Value =>
  period.startsWith('2023') ? missing('overdue') : (values[id] ?? missing('no-source'));
function run(text: string): [Value, string] {
  const f = unwrap(compile(text));
  return [f.evaluate('2024', lookup), f.unit.text];
}

test.each<[string, Value, string]>([
  ['1 + 2 * 3', 7, ''],
  ['(1 + 2) * 3 - -4', 13, ''],
  ['8 / 2 / 2', 2, ''],
  ['gdp + tax', 332.72, '亿元'],
  ['tax / land', 3, '万元/亩'],
  ['per(tax, land)', 3, '万元/亩'],
  ['gdp / people-all', 5.196875, '亿元/万人'],
  ['ratio(tax, gdp)', expect.closeTo(0.12 / 332.6) as unknown as Value, ''],
  ['pct(2022-base, gdp)', expect.closeTo((300 / 332.6) * 100) as unknown as Value, '%'],
  ['share - other', 2.3, '个百分点'],
  ['share + points', 55.5, '%'],
  ['100% - share', 46.5, '%'],
  ['gdp * 10%', expect.closeTo(33.26) as unknown as Value, '亿元'],
  ['share * 2', 107, '%'],
  ['sum(gdp, 2022-base)', 632.6, '亿元'],
  ['max(gdp, tax, 2022-base)', 332.6, '亿元'],
  ['min（gdp，tax）', 0.12, '亿元'],
])('%s', (text, value, unit) => expect(run(text)).toEqual([value, unit]));

describe('errors say what and where', () => {
  test.each<[string, string, number | undefined]>([
    ['gdp + land', 'formula-unit', 4],
    ['share + 1', 'formula-unit', 6],
    ['share - points / 0 + gdp', 'formula-unit', 19],
    ['ratio(gdp, land)', 'formula-unit', 0],
    ['gdp +', 'formula-operand', 5],
    ['(gdp', 'formula-expected', 4],
    ['gdp gdp', 'formula-rest', 4],
    ['eval(gdp)', 'formula-function', 0],
    ['lag(gdp)', 'formula-arity', 0],
    ['lag(gdp, 1.5)', 'formula-lag', 9],
    ['gdp-tax', 'formula-indicator', 0],
    ['gdp # tax', 'formula-character', 4],
    ['', 'formula-empty', 0],
    ['('.repeat(200), 'formula-deep', undefined],
    ['-'.repeat(1500) + '1', 'formula-deep', undefined],
    ['1'.repeat(3000), 'formula-long', undefined],
  ])('%s', (text, code, at) => {
    const p = compile(text);
    expect(isProblem(p) ? p.code : p).toBe(code);
    if (isProblem(p) && at !== undefined) expect(p.at).toBe(at);
  });
  test('adding 亿元 to 亩 names both', () =>
    expect(compile('gdp + land')).toMatchObject({ zh: '“亿元”和“亩”不能相加', en: '"亿元" and "亩" cannot be added' }));
  test('nothing throws, whatever the text', () => {
    const word = fc.constantFrom(
      'gdp',
      'land',
      'share',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      ',',
      '1',
      '2%',
      'lag',
      'yoy',
      'sum',
      ' ',
      '×',
      '名',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 20 }).map((w) => w.join('')),
        (t) => {
          const f = compile(t);
          if (!isProblem(f)) {
            const v = f.evaluate('2024', lookup);
            expect(isMissing(v) || Number.isFinite(v)).toBe(true);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

test('a missing input is named, division by zero is not applicable', () => {
  const v = unwrap(compile('yoy(gdp)')).evaluate('2024', lookup);
  expect(isMissing(v) && describeMissing(v).zh).toBe('逾期未报：缺“gdp”2023 的数（逾期未报）');
  expect(run('gdp / firms')[0]).toMatchObject({ missing: 'not-applicable' });
});

test('series of a formula, in the unit of the indicator', () => {
  const source = (id: string, unit: string, rows: [string, number][]) =>
    buildSeries(
      { id, unit, nature: 'flow', cadence: 'year' },
      'p',
      rows.map(([period, value], i) => ({
        indicator: id,
        place: 'p',
        period,
        value,
        status: 'approved',
        knownOn: `2024-0${i + 1}-01`,
        source: 's',
        grade: 'A',
        demo: id === 'tax',
      })),
      '2024-12-31',
    );
  const all = new Map([
    [
      'tax',
      source('tax', '万元', [
        ['2022', 1000],
        ['2023', 1200],
      ]),
    ],
    [
      'land',
      source('land', '亩', [
        ['2022', 500],
        ['2023', 400],
      ]),
    ],
  ]);
  const f = unwrap(compile('tax / land'));
  const s = unwrap(
    formulaSeries(
      { id: 'y', unit: '元/亩', nature: 'rate', cadence: 'year' },
      f,
      (id) => all.get(id),
      'p',
      '2024-12-31',
    ),
  );
  expect(s.points.map((p) => [p.period, p.value, p.knownOn, p.grade])).toEqual([
    ['2022', 20_000, '2024-01-01', '演示'],
    ['2023', 30_000, '2024-02-01', '演示'],
  ]);
  expect(
    isProblem(
      formulaSeries(
        { id: 'y', unit: '亿元', nature: 'rate', cadence: 'year' },
        f,
        (id) => all.get(id),
        'p',
        '2024-12-31',
      ),
    ),
  ).toBe(true);
});

test('order of computing, and rings', () => {
  expect(
    formulaOrder(
      new Map([
        ['c', ['b', 'x']],
        ['b', ['a']],
        ['a', ['x']],
      ]),
    ),
  ).toEqual(['a', 'b', 'c']);
  expect(
    formulaOrder(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
  ).toMatchObject({ code: 'formula-cycle', zh: '公式互相引用：b → c → b' });
});
