import { bounds, inCalendar, inRange, isBlank, isPeriodKey, isProblem, parseDay, roundTo } from '../measure/index.ts';
import { compute } from './compute.ts';
import { formats } from './format.ts';
import type { Field, FieldValue, FileRef, RecordValues, RegisterType } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

/** What a check needs to know about the world: whether the things that a record names exist. */
export interface Known {
  organisation: (id: string) => boolean;
  place: (id: string) => boolean;
  /** Record `id` of register `register`. */
  record: (register: string, id: string) => boolean;
}

export interface CheckedRecord {
  values: RecordValues;
  problems: FieldProblem[];
}

const longestText = 500;
const longestLong = 10_000;
// Deliberate: everything that a terminal, a spreadsheet or a browser could take for a command rather than for text.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

/**
 * Checks a record against its register type, all fields at once. Returns the values in their stored form (trimmed text,
 * rounded money, computed fields filled) and every problem, so that a person mends them in one go. Unknown fields are
 * a problem; fields that are absent count as empty.
 */
export function checkRecord(type: RegisterType, input: Readonly<Record<string, unknown>>, known: Known): CheckedRecord {
  const problems: FieldProblem[] = [];
  const values: RecordValues = {};
  const names = new Set(type.fields.map((field) => field.id));
  for (const name of Object.keys(input)) {
    if (!names.has(name))
      problems.push(
        fieldProblem(
          'no-such-field',
          name,
          `台账“${type.name.zh}”没有字段 ${name}，请删去`,
          `The register has no field ${name}; leave it out`,
        ),
      );
  }
  for (const field of type.fields) {
    if (field.computed !== undefined) continue;
    const raw = input[field.id];
    const empty =
      raw === undefined ||
      raw === null ||
      (typeof raw === 'string' && isBlank(raw) && raw.isWellFormed() && !control.test(raw)) ||
      (Array.isArray(raw) && raw.length === 0);
    const value = empty ? null : checkValue(field, raw, known);
    if (isFieldProblem(value)) {
      problems.push(value);
      values[field.id] = null;
      continue;
    }
    values[field.id] = value;
    if (value === null && field.required)
      problems.push(fieldProblem('required', field.id, `“${field.name.zh}”必填`, `${field.name.en} is required`));
  }
  for (const [name, value] of Object.entries(compute(type, values))) values[name] = value;
  return { values, problems };
}

function isFieldProblem(value: FieldValue | FieldProblem): value is FieldProblem {
  return typeof value === 'object' && value !== null && 'code' in value;
}

function checkValue(field: Field, raw: unknown, known: Known): FieldValue | FieldProblem {
  const wrong = (code: string, zh: string, en: string) =>
    fieldProblem(code, field.id, `“${field.name.zh}”${zh}`, `${field.name.en} ${en}`);
  switch (field.type) {
    case 'number':
    case 'money':
      return checkNumber(field, raw, wrong);
    case 'flag':
      return typeof raw === 'boolean' ? raw : wrong('not-a-flag', '应填“是”或“否”', 'is yes or no');
    case 'point':
      return isPoint(raw)
        ? raw
        : wrong(
            'not-a-point',
            '应为经度、纬度，如 106.47, 26.55',
            'is a longitude and a latitude, such as 106.47, 26.55',
          );
    case 'file':
      return isFiles(raw) ? raw : wrong('not-a-file', '应为上传的附件', 'is a list of uploaded files');
    default:
  }
  if (typeof raw !== 'string') return wrong('not-text', '应为文字', 'is a text');
  const value = raw.trim().normalize('NFC');
  if (!value.isWellFormed() || control.test(value))
    return wrong(
      'control-character',
      '含有看不见的控制字符，请重新输入',
      'holds invisible control characters; type it again',
    );
  switch (field.type) {
    case 'date':
      return isProblem(parseDay(value))
        ? wrong(
            'no-such-day',
            `没有 ${value} 这一天，请写成 2026-05-31`,
            `is not a day of the calendar: ${value}; write 2026-05-31`,
          )
        : inCalendar(value)
          ? value
          : tooFar(value, wrong);
    case 'period':
      return isPeriodKey(value)
        ? inCalendar(value)
          ? value
          : tooFar(value, wrong)
        : wrong(
            'no-such-period',
            `不认得时期 ${value}，请写成 2026、2026Q1 或 2026-05`,
            `is not a period: ${value}; write 2026, 2026Q1 or 2026-05`,
          );
    case 'choice':
      return field.choices?.some((choice) => choice.id === value)
        ? value
        : wrong(
            'no-such-choice',
            `没有选项“${value}”，可选：${(field.choices ?? [])
              .slice(0, 12)
              .map((choice) => choice.name.zh)
              .join('、')}`,
            `has no choice "${value}"; choose one of: ${(field.choices ?? [])
              .slice(0, 12)
              .map((choice) => choice.name.en)
              .join(', ')}`,
          );
    case 'org':
      return known.organisation(value)
        ? value
        : wrong('no-such-organisation', `没有单位“${value}”`, `names an unknown organisation "${value}"`);
    case 'place':
      return known.place(value)
        ? value
        : wrong('no-such-place', `没有地点“${value}”`, `names an unknown place "${value}"`);
    case 'reference':
      return known.record(field.register ?? '', value)
        ? value
        : wrong('no-such-record', `找不到引用的记录“${value}”`, `names an unknown record "${value}"`);
    default:
  }
  const most = field.long ? longestLong : longestText;
  if (value.length > most) return wrong('too-long', `超过 ${most} 字`, `is longer than ${most} characters`);
  if (!field.long && /[\n\r]/.test(value)) return wrong('several-lines', '只能写一行', 'has one line');
  if (field.format && !formats[field.format].holds(value))
    return wrong('wrong-form', formats[field.format].zh, formats[field.format].en);
  return value;
}

function tooFar(value: string, wrong: (code: string, zh: string, en: string) => FieldProblem): FieldProblem {
  return wrong(
    'day-out-of-range',
    `${value} 不在 ${bounds.firstYear}—${bounds.lastYear} 年之间`,
    `${value} is outside the years ${bounds.firstYear} to ${bounds.lastYear}`,
  );
}

function checkNumber(
  field: Field,
  raw: unknown,
  wrong: (code: string, zh: string, en: string) => FieldProblem,
): number | FieldProblem {
  if (typeof raw !== 'number' || !Number.isFinite(raw))
    return wrong(
      'not-a-number',
      `应为数字${field.unit ? `（${field.unit}）` : ''}`,
      `is a number${field.unit ? ` (${field.unit})` : ''}`,
    );
  if (!inRange(raw)) return wrong('number-out-of-range', '太大或太小，应在 ±10¹⁵ 以内', 'is at most 1e15 in size');
  const decimals = field.decimals ?? (field.type === 'money' ? 2 : undefined);
  const value = decimals === undefined ? raw + 0 : roundTo(raw, decimals);
  if (decimals !== undefined && Math.abs(value - raw) > 1e-9 * Math.max(1, Math.abs(raw)))
    return wrong(
      'too-many-decimals',
      decimals === 0 ? '应为整数' : `最多 ${decimals} 位小数`,
      decimals === 0 ? 'is a whole number' : `has at most ${decimals} decimals`,
    );
  const unit = field.unit ?? '';
  if (field.min !== undefined && value < field.min)
    return wrong('too-small', `不能小于 ${field.min}${unit}`, `is at least ${field.min} ${unit}`);
  if (field.max !== undefined && value > field.max)
    return wrong('too-large', `不能大于 ${field.max}${unit}`, `is at most ${field.max} ${unit}`);
  return value;
}

function isPoint(raw: unknown): raw is [number, number] {
  return (
    Array.isArray(raw) &&
    raw.length === 2 &&
    raw.every((part) => typeof part === 'number' && Number.isFinite(part)) &&
    Math.abs(raw[0]) <= 180 &&
    Math.abs(raw[1]) <= 90
  );
}

function isFiles(raw: unknown): raw is FileRef[] {
  return (
    Array.isArray(raw) &&
    raw.length <= 20 &&
    raw.every(
      (file) =>
        typeof file === 'object' &&
        file !== null &&
        /^[0-9a-f]{64}$/.test(String(file.hash)) &&
        typeof file.name === 'string' &&
        Number.isSafeInteger(file.bytes) &&
        Object.keys(file).length === 3,
    )
  );
}

/** The text by which a record is told from all others of its register; null while a part of it is empty. */
export function keyOf(type: RegisterType, values: RecordValues): string | null {
  const parts = type.identify.map((name) => values[name]);
  if (parts.some((part) => part === null || part === undefined)) return null;
  // Width and spaces do not make two names different.
  return parts.map((part) => String(part).normalize('NFKC').replace(/\s+/g, '').toLowerCase()).join('\u0001');
}
