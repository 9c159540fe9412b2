import type { Field } from '../../field.ts';
import { type FieldKind, plain, worded, Wrong } from '../kind.ts';
import { formats } from './format.ts';

const longestLine = 500;
const longestText = 10_000;
// Deliberate: everything that a terminal, a spreadsheet or a browser could take for a command rather than for text.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

/** Trimmed and in Unicode form C, without control characters; what every type that is stored as a text begins with. */
export function cleanText(raw: unknown): string | Wrong {
  if (typeof raw !== 'string') return new Wrong('not-text', '应为文字', 'is a text');
  const value = raw.trim().normalize('NFC');
  return control.test(value) || !value.isWellFormed()
    ? new Wrong(
        'control-character',
        '含有看不见的控制字符，请重新输入',
        'holds invisible control characters; type it again',
      )
    : value;
}

/** A text of one line (500 characters), or of several (`long`, 10,000), perhaps with a published form. */
export const text: FieldKind<string> = {
  name: { zh: '文字', en: 'Text' },
  parts: ['format', 'long', 'personal'],
  check(field, raw) {
    const value = cleanText(raw);
    if (value instanceof Wrong) return value;
    const most = field.long ? longestText : longestLine;
    if (value.length > most) return new Wrong('too-long', `超过 ${most} 字`, `is longer than ${most} characters`);
    if (!field.long && /[\n\r]/.test(value)) return new Wrong('several-lines', '只能写一行', 'has one line');
    const format = field.format && formats[field.format];
    return format && !format.holds(value) ? new Wrong('wrong-form', format.zh, format.en) : value;
  },
  holds: (value) => typeof value === 'string',
  words: (value) => plain(value),
  compares: 'text',
  ops: worded,
  sheet: { kind: 'text', read: (cell, field: Field) => cell.text(field.long ? longestText : 2000) },
  bulky: (field) => field.long === true,
};
