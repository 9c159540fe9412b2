import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissing, isProblem } from '../../../core/measure/index.ts';
import { type Cell, cellChoice, cellDate, cellNumber, cellPeriod, cellText, cellYesNo } from './index.ts';

const said = (text: string): Cell => ({ value: text, text });
const brief = (result: unknown) => (isProblem(result) ? result.code : isMissing(result) ? result.missing : result);

describe('the number of a cell', () => {
  it.each<[string, string, unknown]>([
    ['12.5亿元', '万元', 125_000],
    ['12.5亿', '万元', 125_000],
    ['12.5 亿', '万元/亩', 125_000],
    ['1,234.5', '万元', 1234.5],
    ['１，２３４．５', '万元', 1234.5],
    ['12 345', '万元', 12_345],
    ['￥1,200', '元', 1200],
    ['（1,200.50）', '元', -1200.5],
    ['－3.2', '%', -3.2],
    ['−3.2%', '%', -3.2],
    ['12.5％', '%', 12.5],
    ['12.5%', '', 0.125],
    ['3万', '人', 30_000],
    ['3.5万人', '人', 35_000],
    ['2公顷', '亩', 30],
    ['1.5e3', '', 1500],
    ['.5', '', 0.5],
    ['5万', '', 50_000],
    ['0', '家', 0],
    ['1.234,5', '万元', 'number-ambiguous'],
    ['12,5', '万元', 'number-ambiguous'],
    ['1.234.567', '万元', 'number-ambiguous'],
    ['12 34', '万元', 'number-ambiguous'],
    ['10-20', '万元', 'number-range'],
    ['12.5吨', '万元', 'unit-mismatch'],
    ['5%', '个百分点', 'unit-mismatch'],
    ['约12亿', '万元', 'not-a-number'],
    ['同上', '万元', 'not-a-number'],
    ['12.5亿元（预计）', '万元', 'not-a-number'],
    ['1234567890123456.5', '元', 'number-too-long'],
    ['', '万元', 'no-source'],
    ['　', '万元', 'no-source'],
    ['—', '万元', 'not-applicable'],
    ['——', '万元', 'not-applicable'],
    ['－', '万元', 'not-applicable'],
    ['/', '万元', 'not-applicable'],
    ['无', '万元', 'not-applicable'],
    ['不适用', '万元', 'not-applicable'],
    ['暂无', '万元', 'no-source'],
  ])('%s in a column of %s', (text, unit, expected) => {
    expect(brief(cellNumber(said(text), { unit }))).toBe(expected);
  });

  it('keeps a number, reads a percentage by its format, and takes the unit of the header', () => {
    expect(cellNumber({ value: 12.5, text: '12.5' }, { unit: '万元' })).toBe(12.5);
    expect(cellNumber({ value: 0.125, text: '12.5%' }, { unit: '%' })).toBe(12.5);
    expect(cellNumber({ value: 125_000, text: '125000' }, { unit: '万元', bare: '元' })).toBe(12.5);
    expect(cellNumber(said('1.5亿元'), { unit: '万元', bare: '元' })).toBe(15_000);
  });

  it('of a merged cell counts once, where it was written', () => {
    expect(cellNumber({ value: 500, text: '500' }, { unit: '万元' })).toBe(500);
    expect(brief(cellNumber({ value: 500, text: '500', master: 'C3' }, { unit: '万元' }))).toBe('number-merged');
    expect(brief(cellNumber({ value: '—', text: '—', master: 'C3' }, { unit: '万元' }))).toBe('not-applicable');
  });

  it('refuses dates, logical values and errors', () => {
    expect(brief(cellNumber({ value: { date: '2024-01-02' }, text: '2024-01-02' }))).toBe('number-is-date');
    expect(brief(cellNumber({ value: true, text: 'TRUE' }))).toBe('number-is-logical');
    expect(brief(cellNumber({ value: null, text: '#REF!', error: '#REF!' }))).toBe('cell-error');
  });

  it('is the same however it is written', () => {
    const full = (text: string) => text.replace(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        (whole, cents) => {
          const number = Number(`${whole}.${String(cents).padStart(2, '0')}`);
          const grouped = `${String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/gu, ',')}.${String(cents).padStart(2, '0')}`;
          const written = whole < 0 ? [`-${grouped}`, `(${grouped})`] : [grouped];
          for (const text of [...written, ...written.map(full)])
            expect(cellNumber(said(text), { unit: '元' })).toBe(number);
        },
      ),
    );
  });
});

describe('the day of a cell', () => {
  it.each<[string, unknown]>([
    ['2024年6月30日', '2024-06-30'],
    ['2024/6/3', '2024-06-03'],
    ['２０２４．６．３', '2024-06-03'],
    ['20240630', '2024-06-30'],
    ['2024-06-30 14:30:00', '2024-06-30'],
    ['2023-02-30', 'day-invalid'],
    ['6/7/2024', 'date-ambiguous'],
    ['2024年6月', 'date-incomplete'],
    ['明天', 'not-a-day'],
    ['—', 'not-applicable'],
    ['', 'no-source'],
  ])('%s', (text, expected) => {
    expect(brief(cellDate(said(text)))).toBe(expected);
  });
  it('of a serial number that lost its format', () => {
    expect(cellDate({ value: 45_473, text: '45473' })).toBe('2024-06-30');
    expect(brief(cellDate({ value: 7, text: '7' }))).toBe('not-a-day');
  });
});

describe('the period of a cell', () => {
  it.each<[string, unknown]>([
    ['2023年', '2023'],
    ['2023', '2023'],
    ['2023年1-6月', '2023-01..06'],
    ['2023年1—6月', '2023-01..06'],
    ['2023年1至2月', '2023-01..02'],
    ['2023Q1', '2023Q1'],
    ['2023年第二季度', '2023Q2'],
    ['2023年前三季度', '2023-01..09'],
    ['2023年上半年', '2023H1'],
    ['2023-06', '2023-06'],
    ['2023年6月份', '2023-06'],
    ['202306', '2023-06'],
    ['2022—2026年', '2022..2026'],
    ['2023-01..05', '2023-01..05'],
    ['2023年13月', 'period-invalid'],
    ['去年', 'not-a-period'],
  ])('%s', (text, expected) => {
    expect(brief(cellPeriod(said(text)))).toBe(expected);
  });
  it('that a spreadsheet turned into a day or a number', () => {
    expect(cellPeriod({ value: { date: '2023-06-01' }, text: '2023-06-01' }, { cadence: 'month' })).toBe('2023-06');
    expect(brief(cellPeriod({ value: 2023.1, text: '2023.1' }))).toBe('period-lost-zero');
    expect(cellPeriod({ value: 2023, text: '2023' })).toBe('2023');
  });
});

describe('the words of a cell', () => {
  const stages = [
    { code: 'signed', zh: '签约', en: 'Signed' },
    { code: 'started', zh: '开工', en: 'Started' },
  ];
  it('name a choice by either label or by its code', () => {
    expect(['签约', ' signed', 'STARTED', '开 工'].map((text) => cellChoice(said(text), stages))).toEqual([
      'signed',
      'signed',
      'started',
      'started',
    ]);
    expect(cellChoice(said('竣工'), stages)).toMatchObject({
      code: 'not-a-choice',
      do: { zh: '从这些里选：签约、开工' },
    });
    expect(brief(cellChoice(said(''), stages))).toBe('no-source');
    expect(cellChoice(said('张三'), []), 'a field of accounts in a place that has none').toMatchObject({
      do: { zh: expect.stringContaining('先在系统里登记') },
    });
  });
  it('say yes or no', () => {
    expect(['是', '√', 'N', '否'].map((text) => cellYesNo(said(text)))).toEqual([true, true, false, false]);
    expect(brief(cellYesNo(said('也许')))).toBe('not-yes-or-no');
  });
  it('are trimmed, bounded and free of control characters', () => {
    expect(cellText(said(' 甲\u200b厂\r\n二 '))).toBe('甲厂\n二');
    expect(brief(cellText(said('甲\u0007')))).toBe('text-control');
    expect(brief(cellText(said('甲'.repeat(11)), { max: 10 }))).toBe('text-too-long');
    expect(brief(cellText({ value: 520181199001011200, text: '520181199001011234' }))).toBe('text-lost-digits');
    expect(cellText(said('无'))).toBe('无');
  });
});
