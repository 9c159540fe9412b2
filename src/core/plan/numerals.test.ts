import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumeral } from './numerals.ts';
import { isUnitAt, readUnit, unitFactor } from './units.ts';

const read = (s: string) => readNumeral(s, 0, (i) => isUnitAt(s, i));

/** The official way to write a whole number below 10000 in Chinese. */
function inChinese(n: number): string {
  const digits = '零一二三四五六七八九';
  let out = '';
  let zero = false;
  for (const [factor, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const d = Math.floor(n / factor) % 10;
    if (d === 0) zero = out !== '';
    else {
      out += (zero ? '零' : '') + digits[d] + name;
      zero = false;
    }
  }
  return out;
}

describe('readNumeral', () => {
  it.each([
    ['500亿元', 500, '亿'],
    ['3.5万亿元', 3.5, '万亿'],
    ['1,234,567元', 1234567, ''],
    ['1万6千多户', 16000, ''],
    ['2万5千公里', 25000, ''],
    ['1亿3千多万人', 13000, '万'],
    ['8000多万人', 8000, '万'],
    ['5千多户', 5000, ''],
    ['两千亿元', 2000, '亿'],
    ['十五点六亿元', 15.6, '亿'],
    ['三千五百万元', 3500, '万'],
    ['一万二千户', 12000, ''],
    ['二十万亩', 20, '万'],
    ['一百零五家', 105, ''],
    ['三千亿元', 3000, '亿'],
    ['1.2万千瓦时', 1.2, '万'],
  ])('reads %s', (s, value, scale) => {
    expect(read(s)).toMatchObject({ value, scale });
  });

  it.each([
    ['百分之三', 3, '%'],
    ['百分之九十五点五', 95.5, '%'],
    ['百分之百', 100, '%'],
    ['三成', 30, '%'],
    ['三成半', 35, '%'],
    ['一半', 50, '%'],
    ['千分之五', 5, '‰'],
    ['翻一番', 2, '倍'],
    ['翻番', 2, '倍'],
    ['翻两番', 4, '倍'],
    ['翻了一番', 2, '倍'],
  ])('reads the words %s as a number with its unit', (s, value, unit) => {
    expect(read(s)).toMatchObject({ value, unit });
  });

  it.each([
    ['-0.5%', -0.5],
    ['负0.2%', -0.2],
    ['负三十二', -32],
    ['-127.32', -127.32],
  ])('keeps the sign of %s', (s, value) => {
    expect(read(s)).toMatchObject({ value });
  });

  it.each([
    ['壹佰伍拾', 150],
    ['四百五', 450],
    ['四百零五', 405],
    ['九万零四百', 90400],
    ['一百零一万一千', 1011000],
    ['7万5千4百', 75400],
    ['3万4000', 34000],
    ['2千零30万', 2030e4],
    ['1.2万万元', 1.2e8],
    ['二十几万', 20e4],
    ['四亿五千六百四十二万零一十五', 456420015],
    ['五百零六点二五', 506.25],
  ])('reads %s whole', (s, value) => {
    const n = read(s)!;
    expect(n.value * { '': 1, 万: 1e4, 亿: 1e8, 万亿: 1e12 }[n.scale]).toBeCloseTo(value, 6);
  });

  it.each([
    ['四成五', 45],
    ['七成六', 76],
    ['9.5成', 95],
    ['半成', 5],
    ['万分之三', 0.03],
    ['百分之一百二十点五', 120.5],
  ])('reads %s as a percentage', (s, value) => {
    expect(read(s)).toMatchObject({ value, unit: '%' });
  });

  it.each(['五六百', '一二三四百', '百分之15k', '2e5', '2^5', '陆地', '拾取', '1.2.3'])(
    'reads no part of %s as the whole',
    (s) => {
      expect(read(s)).toBeNull();
    },
  );

  it('reads a fraction as a percentage', () => {
    expect(read('三分之一')!.value).toBeCloseTo(33.3333, 3);
  });

  it('does not read 成立 as a tenth, nor a row of digits as a number', () => {
    expect(read('三成立')?.unit ?? null).toBeNull();
    expect(read('一二三四')).toBeNull();
    expect(read('9'.repeat(40))).toBeNull();
  });

  it('reads back every whole number written in Chinese', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (n) => {
        expect(read(`${inChinese(n)}亿元`)).toMatchObject({ value: n, scale: '亿' });
      }),
    );
  });

  it('reads back every decimal number written in Arabic digits, with any scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom('', '万', '亿', '万亿'), (n, scale) => {
        const value = n / 100;
        expect(read(`${value}${scale}元`)).toMatchObject({ value, scale });
      }),
    );
  });
});

describe('readUnit', () => {
  it.each([
    ['元/人', 'rate'],
    ['公里/万平方公里', 'rate'],
    ['微克/立方米', 'rate'],
    ['个百分点', 'points'],
    ['千瓦时', 'energy'],
    ['EFlops', 'compute'],
    ['人次', 'people'],
  ])('reads %s whole', (unit, dimension) => {
    expect(readUnit(unit, 0)).toMatchObject({ text: unit, dimension });
  });

  it('takes no unit out of a longer word', () => {
    for (const s of ['次产业', '人均', '台阶', '项目', '家庭', '亩均', '升级']) expect(readUnit(s, 0)).toBeNull();
  });
});

describe('unitFactor', () => {
  it('multiplies scale words out and knows two names of one unit', () => {
    expect(unitFactor('万亿元')).toEqual({ factor: 1e12, base: '元' });
    expect(unitFactor('万个')).toEqual({ factor: 1e4, base: '个' });
    expect(unitFactor('km²').base).toBe(unitFactor('平方公里').base);
  });
});
