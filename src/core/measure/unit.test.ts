import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem, unwrap } from './problem.ts';
import { formatNumber, formatQuantity } from './quantity.ts';
import { canonical, convert, divideUnits, kwhToTce, multiplyUnits, parseUnit, tceToKwh } from './unit.ts';
import { sumExact, subtractExact } from './decimal.ts';

const u = (t: string) => unwrap(parseUnit(t));
const code = (x: unknown) => (isProblem(x) ? x.code : null);
const decimal = fc
  .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([n, p]) => Number(`${n}e-${p}`));

describe('conversion', () => {
  test.each([
    [500, '亿元', '万元', 5_000_000],
    [0.1, '亿元', '万元', 1000],
    [332.6, '亿元', '元', 33_260_000_000],
    [1.5, '万亿元', '亿元', 15_000],
    [15, '亩', '公顷', 1],
    [1, '平方公里', '亩', 1500],
    [75, '万人', '人', 750_000],
    [1, 'mg/L', 'mg/m³', 1000],
    [3, '成', '%', 30],
    [5, '‰', '%', 0.5],
    [2, '倍', '%', 200],
    [1, '公里/万平方公里', '米/平方公里', 0.1],
    [10, '万元/亩', '亿元/平方公里', 1.5],
    [100, '家', '个', 100],
    [1, '万千瓦', '兆瓦', 10],
  ])('%d %s is %s: %d', (v, from, to, want) => expect(convert(v, from, to)).toBe(want));

  test.each([
    ['%', '个百分点'],
    ['人', '户'],
    ['人', '人次'],
    ['万美元', '万元'],
    ['千瓦时', '吨标准煤'],
    ['岁', '年'],
    ['年', '天'],
    ['亩', '亿元'],
    ['位', '个'],
  ])('%s does not convert to %s', (a, b) => expect(code(convert(1, a, b))).toBe('unit-mismatch'));

  test('a unit that is not known is named with its place', () => {
    expect(parseUnit('万元/斛')).toMatchObject({ ok: false, code: 'unit-unknown', at: 3 });
    expect(code(parseUnit('x'.repeat(99)))).toBe('unit-too-long');
    expect(code(convert(Number.NaN, '元', '万元'))).toBe('value-not-finite');
  });

  test('electricity to standard coal only by an explicit call', () => {
    expect(kwhToTce(10_000)).toBe(1.229);
    expect(tceToKwh(1.229)).toBe(10_000);
  });

  test('a round trip between decimal scales is exact', () => {
    const scales = fc.constantFrom('元', '万元', '亿元', '万亿元', '百万元');
    fc.assert(fc.property(decimal, scales, scales, (v, a, b) => convert(unwrap(convert(v, a, b)), b, a) === v));
  });

  test('a round trip over 亩 keeps 14 digits', () => {
    const areas = fc.constantFrom('亩', '万亩', '公顷', '平方公里', '平方米');
    fc.assert(
      fc.property(
        decimal,
        areas,
        areas,
        (v, a, b) => Math.abs(unwrap(convert(unwrap(convert(v, a, b)), b, a)) - v) <= 1e-14 * Math.abs(v),
      ),
    );
  });
});

describe('algebra', () => {
  const some = fc.constantFrom(
    '亿元',
    '万元',
    '人',
    '万人',
    '亩',
    '公里',
    '吨',
    '千瓦时',
    '家',
    '万元/亩',
    '元/人',
    'mg/L',
  );
  test('multiplying and dividing again gives the same dimension', () => {
    fc.assert(
      fc.property(some, some, (a, b) => canonical(divideUnits(multiplyUnits(u(a), u(b)), u(b))) === canonical(u(a))),
    );
  });
  test('a product does not depend on order', () => {
    fc.assert(
      fc.property(some, some, (a, b) => canonical(multiplyUnits(u(a), u(b))) === canonical(multiplyUnits(u(b), u(a)))),
    );
  });
  test('the text of a derived unit parses to itself', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const d = divideUnits(u(a), u(b));
        const again = u(d.text);
        return canonical(again) === canonical(d) && again.num === d.num && again.den === d.den;
      }),
    );
  });
  test('万元/人 × 人 = 万元', () => expect(multiplyUnits(u('万元/人'), u('人')).text).toBe('万元'));
});

describe('for people', () => {
  test.each([
    [332.6, '亿元', {}, '332.6\u2009亿元'],
    [1234567.891, '万元', {}, '1,234,567.89\u2009万元'],
    [5_000_000, '万元', { auto: true }, '500\u2009亿元'],
    [14.55, '%', {}, '14.55%'],
    [0.048, 'mg/L', {}, '0.048\u2009mg/L'],
    [-3.2, '亿元', {}, '−3.2\u2009亿元'],
    [332.6, '亿元', { lang: 'en' as const }, '33.26\u2009billion\u2009yuan'],
    [1.005, '', {}, '1.01'],
    [0, '亿元', {}, '0\u2009亿元'],
  ])('%d %s', (v, unit, o, want) => expect(formatQuantity(v, unit, o)).toBe(want));
  test('what is not finite is a dash', () => expect(formatNumber(Number.NaN)).toBe('—'));
});

test('sums are exact on decimal texts', () => {
  expect(sumExact([0.1, 0.2])).toBe(0.3);
  expect(sumExact([])).toBe(0);
  fc.assert(fc.property(decimal, decimal, (a, b) => sumExact([subtractExact(a, b), b]) === a));
});
