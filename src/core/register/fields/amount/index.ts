import { Decimal } from 'decimal.js';
import type { Field } from '../../field.ts';
import { type FieldKind, ordered, plain, Wrong } from '../kind.ts';

/** So many digits are the same in every program that reads them. */
const mostDigits = 15;

/** An exact amount as text: 12345.60. It never becomes a binary number on its way from form to ledger and back. */
export const amount: FieldKind<string> = {
  name: { zh: '精确金额', en: 'Exact amount' },
  parts: ['unit', 'min', 'max', 'decimals', 'computed'],
  check(field, raw) {
    const unit = field.unit ?? '元';
    const text = typeof raw === 'number' ? String(raw) : raw;
    const bare = typeof text === 'string' ? text.normalize('NFKC').replace(/[,\s]/g, '') : '';
    if (!/^[+-]?\d+(\.\d*)?$/.test(bare))
      return new Wrong('not-an-amount', `应为金额，如 12345.60（${unit}）`, `is an amount such as 12345.60 (${unit})`);
    const value = new Decimal(bare);
    const places = decimalsOf(field);
    if (value.decimalPlaces() > places)
      return new Wrong(
        'too-many-decimals',
        places === 0 ? '应为整数' : `最多 ${places} 位小数`,
        `has at most ${places} decimals`,
      );
    if (value.toFixed(places).replace(/\D/g, '').replace(/^0+/, '').length > mostDigits)
      return new Wrong('number-out-of-range', `最多 ${mostDigits} 位数字`, `has at most ${mostDigits} digits`);
    if (field.min !== undefined && value.lt(field.min))
      return new Wrong('too-small', `不能小于 ${field.min}${unit}`, `is at least ${field.min} ${unit}`);
    if (field.max !== undefined && value.gt(field.max))
      return new Wrong('too-large', `不能大于 ${field.max}${unit}`, `is at most ${field.max} ${unit}`);
    return value.isZero() ? new Decimal(0).toFixed(places) : value.toFixed(places);
  },
  holds: (value): value is string => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value),
  words: (value, field) => plain(`${groupedAmount(value)}\u2009${field.unit ?? '元'}`),
  compares: 'number',
  ops: ordered,
  wanted: (_field, word, op) =>
    word.trim() === '' || !Number.isFinite(Number(word)) || op === '~'
      ? new Wrong('filter-value', `应与数字比较，而不是“${word}”`, `is compared with a number, not "${word}"`)
      : null,
  sheet: { kind: 'text', write: (value) => value, read: (cell) => cell.text(60) },
};

/** An exact amount as people read it, in groups of three: 18,108,160.50. */
export function groupedAmount(amount: string): string {
  const [whole = '', rest] = amount.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? digits : `${digits}.${rest}`;
}

/** How many decimals an amount is written with. */
export function decimalsOf(field: Pick<Field, 'decimals'>): number {
  return field.decimals ?? 2;
}

/** The sum of exact amounts, as text with `decimals` decimals. */
export function sumAmounts(amounts: readonly string[], decimals = 2): string {
  return amounts.reduce((sum, one) => sum.plus(one), new Decimal(0)).toFixed(decimals);
}
