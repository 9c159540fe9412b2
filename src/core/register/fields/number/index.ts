import { inRange, roundTo, type Text } from '../../../measure/index.ts';
import type { Field } from '../../field.ts';
import { type FieldKind, ordered, plain, Wrong } from '../kind.ts';

/** A finite number within its bounds, with at most `decimals` decimals where the field or its type names them. */
export function numberKind(name: Text, usualDecimals?: number): FieldKind<number> {
  return {
    name,
    parts: ['unit', 'min', 'max', 'decimals', 'computed'],
    check(field, raw) {
      if (typeof raw !== 'number' || !Number.isFinite(raw))
        return new Wrong(
          'not-a-number',
          `应为数字${inUnit(field, '（', '）')}`,
          `is a number${inUnit(field, ' (', ')')}`,
        );
      if (!inRange(raw))
        return new Wrong('number-out-of-range', '太大或太小，应在 ±10¹⁵ 以内', 'is at most 1e15 in size');
      const decimals = field.decimals ?? usualDecimals;
      const value = decimals === undefined ? raw + 0 : roundTo(raw, decimals);
      if (decimals !== undefined && Math.abs(value - raw) > 1e-9 * Math.max(1, Math.abs(raw)))
        return decimals === 0
          ? new Wrong('too-many-decimals', '应为整数', 'is a whole number')
          : new Wrong('too-many-decimals', `最多 ${decimals} 位小数`, `has at most ${decimals} decimals`);
      const unit = field.unit ?? '';
      if (field.min !== undefined && value < field.min)
        return new Wrong('too-small', `不能小于 ${field.min}${unit}`, `is at least ${field.min} ${unit}`);
      if (field.max !== undefined && value > field.max)
        return new Wrong('too-large', `不能大于 ${field.max}${unit}`, `is at most ${field.max} ${unit}`);
      return value;
    },
    holds: (value): value is number => typeof value === 'number' && Number.isFinite(value),
    words: (value, field) => plain(`${value}${inUnit(field, '\u2009', '')}`),
    compares: 'number',
    ops: ordered,
    wanted: (_field, word, op) =>
      word.trim() === '' || !Number.isFinite(Number(word)) || op === '~'
        ? new Wrong('filter-value', `应与数字比较，而不是“${word}”`, `is compared with a number, not "${word}"`)
        : null,
    sent: (value) => (typeof value === 'string' ? asNumber(value) : value),
    sheet: { kind: 'number', write: (value) => value, read: (cell, field) => cell.number(field.unit ?? '') },
  };
}

function inUnit(field: Field, before: string, after: string): string {
  return field.unit ? `${before}${field.unit}${after}` : '';
}

/** A typed number; what is none stays text, so that the server can say so. */
export function asNumber(text: string): number | string {
  const bare = text.normalize('NFKC').replace(/[,\s]/g, '');
  return bare !== '' && Number.isFinite(Number(bare)) ? Number(bare) : text;
}

export const number = numberKind({ zh: '数值', en: 'Number' });
