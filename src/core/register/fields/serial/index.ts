import { type FieldKind, plain, worded } from '../kind.ts';
import { cleanText } from '../text/index.ts';

/**
 * A number that the ledger draws: by series and year, without gaps and without doubles, whoever asks at once. It is never
 * filled in by hand.
 */
export const serial: FieldKind<string> = {
  name: { zh: '编号', en: 'Serial number' },
  parts: ['series', 'form', 'drawn'],
  made: true,
  defined: (field) =>
    field.series === undefined || field.form === undefined
      ? { part: 'form', message: '编号字段要写明序列和样式 a serial number names its series and its form' }
      : null,
  check: (_field, raw) => cleanText(raw),
  holds: (value) => typeof value === 'string',
  words: (value) => plain(value),
  compares: 'text',
  ops: worded,
  sheet: null,
};

/** The `n`-th number of a year as it is written. Those of the demonstration are counted apart and say so. */
export function serialText(form: string, year: string, n: number, demo: boolean): string {
  return `${demo ? '演示' : ''}${form.replaceAll('{year}', year).replaceAll('{n}', String(n))}`;
}
