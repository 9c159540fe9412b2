import { describe, expect, it } from 'vitest';
import { dayText, figure, period, quantity, quantityParts, range, share, signed, targetText, years } from './format.ts';

describe('figure', () => {
  it('keeps at most two decimals', () => expect(figure(301.387)).toBe('301.39'));
  it('keeps small concentrations readable', () => expect(figure(0.048)).toBe('0.048'));
  it('writes a true minus and no minus zero', () => {
    expect(figure(-1.2)).toBe('−1.2');
    expect(figure(-0.001, 1)).toBe('0');
  });
  it('groups thousands', () => expect(figure(629088)).toBe('629,088'));
});

describe('quantity', () => {
  it('sets a thin space before the unit and none before a percent sign', () => {
    expect(quantity(332.6, '亿元', 'zh')).toBe('332.6\u2009亿元');
    expect(quantity(5.1, '%', 'zh')).toBe('5.1%');
    expect(quantity(71.4, '', 'zh')).toBe('71.4');
  });
});

describe('quantityParts', () => {
  it('parts the figure from its unit in both languages', () => {
    expect(quantityParts(332.6, '亿元', 'zh')).toEqual({ figure: '332.6', unit: '亿元' });
    expect(quantityParts(332.6, '亿元', 'en')).toEqual({ figure: '33.26', unit: 'billion yuan' });
  });
});

describe('signs and shares', () => {
  it('shows the sign', () => expect([signed(0.6), signed(-1.2), signed(0)]).toEqual(['+0.6', '−1.2', '0']));
  it('rounds shares', () => expect(share(0.497)).toBe('50%'));
});

describe('periods and days', () => {
  it('labels cumulative months', () => expect(period('2024-01..05', 'zh')).toBe('2024年1—5月'));
  it('labels days', () => expect(dayText('2024-06-30T08:00:00Z', 'zh')).toBe('2024年6月30日'));
  it('labels the years of a plan', () => expect(years({ start: 2022, end: 2026 }, 'zh')).toBe('2022—2026'));
});

describe('targetText', () => {
  it('says how the value binds', () => {
    expect(targetText({ op: '>=', value: 500, value2: null, unit: '亿元' }, 'zh')).toBe('不低于 500\u2009亿元');
    expect(targetText({ op: 'range', value: 45, value2: 50, unit: '万人' }, 'zh')).toBe('45—50\u2009万人');
    expect(targetText({ op: 'approx', value: 65, value2: null, unit: '平方公里' }, 'en')).toMatch(/^about 65/);
  });
});

describe('range', () => {
  it('gives both ends in one unit, in English in the unit of the reader', () => {
    expect(range(381, 484, '亿元', 'zh')).toBe('381—484\u2009亿元');
    expect(range(381, 484, '亿元', 'en')).toBe('38.1\u2009billion\u2009yuan to 48.4\u2009billion\u2009yuan');
  });
});
