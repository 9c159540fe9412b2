import { describe, expect, test } from 'vitest';
import { FieldFault, inputOf, leavesOf, textOf, valueOf } from './form-text.ts';
import type { Shape } from './shape.ts';

const number = { type: 'number' };
const figures: Shape = {
  type: 'array',
  items: {
    type: 'object',
    required: ['period', 'value'],
    properties: {
      period: { type: 'string', zh: '时期', en: 'Period' },
      value: { anyOf: [number, { type: 'null' }], zh: '值', en: 'Value' },
      sure: { type: 'boolean', zh: '确定', en: 'Sure' },
    },
  },
};

describe('what is pasted', () => {
  test('from a sheet, with heads in either language and an empty cell', () => {
    const rows = [
      { period: '2024', value: 1234.5, sure: true },
      { period: '2025', value: null },
    ];
    expect(valueOf(figures, '时期\t值\t确定\n2024\t1,234.5\t是\n2025\t\t\n')).toEqual(rows);
    expect(valueOf(figures, 'Value\tperiod\r\n1234.5\t2024')).toEqual([{ period: '2024', value: 1234.5 }]);
    expect(valueOf(figures, JSON.stringify(rows))).toEqual(rows);
    expect(textOf(figures, rows, 'en')).toBe('Period\tValue\tSure\n2024\t1234.5\ttrue\n2025\t\t');
  });

  test('numbers in a line or one to a line, a matrix, and names with amounts', () => {
    const list = { type: 'array', items: number };
    expect(valueOf(list, '1 2，3,4\n5')).toEqual([1, 2, 3, 4, 5]);
    expect(valueOf({ type: 'array', items: list }, '1\t2\n3\t−4')).toEqual([
      [1, 2],
      [3, -4],
    ]);
    expect(valueOf({ type: 'object', additionalProperties: { type: 'integer' } }, '铝 加工\t120\n电商：8')).toEqual({
      '铝 加工': 120,
      电商: 8,
    });
    expect(valueOf({ type: 'array', items: { type: 'string' } }, '甲 厂\n乙厂')).toEqual(['甲 厂', '乙厂']);
  });

  test('is refused with the line that is wrong', () => {
    expect(() => valueOf(figures, '时期\t值\n2024\t很多')).toThrow(FieldFault);
    expect(() => valueOf(figures, '时期\t值\n2024\t很多')).toThrow('line 1: 很多');
    expect(() => valueOf(figures, '年\n2024')).toThrow('no column 年');
    expect(() => valueOf(figures, '[{')).toThrow('not JSON');
  });
});

test('a group that is left empty is not there, and a fault names its field', () => {
  const shape: Shape = {
    type: 'object',
    required: ['amount'],
    properties: {
      amount: { ...number, zh: '数额', en: 'Amount' },
      base: { type: 'object', properties: { period: { type: 'string' }, value: number }, zh: '基期', en: 'Base' },
    },
  };
  const leaves = leavesOf(shape);
  expect(leaves.map(({ path, required }) => [path, required])).toEqual([
    ['amount', true],
    ['base.period', false],
    ['base.value', false],
  ]);
  const typed = (values: Record<string, string>) => (path: string) => values[path] ?? '';
  expect(inputOf(leaves, typed({ amount: '3' }))).toEqual({ input: { amount: 3 } });
  expect(inputOf(leaves, typed({ amount: '3', 'base.value': '2' }))).toEqual({
    input: { amount: 3, base: { value: 2 } },
  });
  expect(inputOf(leaves, typed({ amount: '3', 'base.value': 'x' }))).toMatchObject({ path: 'base.value' });
});
