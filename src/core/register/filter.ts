import type { Problem } from '../measure/index.ts';
import { type Language, type Reader, readText, stop, type Token } from '../measure/reader.ts';
import { kindOf } from './fields/index.ts';
import type { Field, FieldValue, RecordState, RegisterType } from './model.ts';
import { returnsOf } from './passages.ts';

/**
 * The filter language of registers, one for indicators, lists and limits:
 *
 *     stage in (construction, production) and land >= 50 and not chain = cement and contract_day is not none
 *
 * Fields are named by id; `stage` is the stage now, `passed(production)` the day on which a stage was entered, `returns`
 * how often it was returned, `id` the record. A field of several values is equal to each of them. `~` finds a part of a
 * text. Numbers and days are also compared with those of another field: `done_on <= due`. Words with spaces or
 * punctuation stand in double quotes.
 */
export type Filter =
  | { kind: 'and' | 'or'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
  | { kind: 'none'; of: Subject }
  | { kind: 'in'; of: Subject; values: string[] }
  | { kind: 'compare'; of: Subject; op: Comparison; value: string | number }
  | { kind: 'beside'; of: Subject; op: Comparison; other: Subject }
  | { kind: 'contains'; of: Subject; text: string };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Subject =
  | { kind: 'field'; field: Field }
  | { kind: 'id' }
  | { kind: 'stage' }
  | { kind: 'returns' }
  | { kind: 'passed'; stage: string };

const language: Language = {
  tokens: [
    ['quoted', /"(?:[^"\\]|\\.)*"/uy, (found) => found.slice(1, -1).replace(/\\(.)/gu, '$1')],
    ['sign', /<=|>=|!=|[=<>~(),]/uy],
    ['word', /[^\s"<>=!~(),]+/uy],
  ],
  longest: 2000,
  deepest: 20,
  name: { zh: '筛选条件', en: 'The filter' },
  codes: {
    long: 'filter-long',
    character: 'filter-syntax',
    expected: 'filter-syntax',
    rest: 'filter-syntax',
    deep: 'filter-syntax',
  },
  strange: () => ({ zh: '筛选条件写法不对，引号要成对', en: 'The filter cannot be read; quotes come in pairs' }),
};

/** Parses a filter against a register type. Problem with an offset: `filter-syntax`, `filter-field`, `filter-value`. */
export function parseFilter(type: RegisterType, text: string): Filter | Problem {
  return readText(text, language, (reader) => new Grammar(type, reader).any());
}

class Grammar {
  readonly #type: RegisterType;
  readonly #reader: Reader;

  constructor(type: RegisterType, reader: Reader) {
    this.#type = type;
    this.#reader = reader;
  }

  any(): Filter {
    return this.#reader.inside(() => this.#list('or', () => this.#list('and', () => this.#one())));
  }

  #take(what: { zh: string; en: string }): Token {
    const found = this.#reader.next();
    if (found.kind === 'end') stop('filter-syntax', `这里缺少${what.zh}`, `${what.en} is missing here`, found.at);
    return found;
  }

  #list(word: 'and' | 'or', part: () => Filter): Filter {
    const first = part();
    if (!this.#reader.eat(word)) return first;
    const parts = [first, part()];
    while (this.#reader.eat(word)) parts.push(part());
    return { kind: word, parts };
  }

  #one(): Filter {
    const reader = this.#reader;
    if (reader.eat('not')) return { kind: 'not', part: reader.inside(() => this.#one()) };
    if (reader.eat('(')) {
      const inner = this.any();
      reader.expect(')');
      return inner;
    }
    const of = this.#subject();
    if (reader.eat('is')) {
      const negated = reader.eat('not');
      reader.expect('none');
      const none: Filter = { kind: 'none', of };
      return negated ? { kind: 'not', part: none } : none;
    }
    if (reader.eat('in')) {
      reader.expect('(');
      const values = [this.#value(of, 'in')];
      while (reader.eat(',')) values.push(this.#value(of, 'in'));
      reader.expect(')');
      return { kind: 'in', of, values: values.map(String) };
    }
    const op = this.#take({ zh: '比较符号', en: 'A comparison' });
    if (op.text === '~' && op.kind === 'sign') return { kind: 'contains', of, text: String(this.#value(of, '~')) };
    if (!['=', '!=', '<', '<=', '>', '>='].includes(op.text) || op.kind === 'quoted')
      stop(
        'filter-syntax',
        `不认得“${op.text}”，可用 = != < <= > >= ~ in is`,
        `"${op.text}" is not a comparison; use = != < <= > >= ~ in is`,
        op.at,
      );
    const other = this.#beside(of);
    if (other) return { kind: 'beside', of, op: op.text as '=', other };
    return { kind: 'compare', of, op: op.text as '=', value: this.#value(of, op.text) };
  }

  /** A field of the same sort, where one stands as what a number or a day is compared with. */
  #beside(of: Subject): Subject | null {
    const sort = (field: Field) => (field.many ? null : field.type === 'date' ? 'day' : kindOf(field).compares);
    if (of.kind !== 'field' || (sort(of.field) !== 'number' && sort(of.field) !== 'day')) return null;
    const { kind, text } = this.#reader.peek();
    const field = kind === 'word' ? this.#type.fields.find((item) => item.id === text) : undefined;
    if (!field || sort(field) !== sort(of.field)) return null;
    this.#reader.next();
    return { kind: 'field', field };
  }

  #subject(): Subject {
    const name = this.#take({ zh: '字段', en: 'A field' });
    if (name.text === 'id') return { kind: 'id' };
    if (name.text === 'stage') return { kind: 'stage' };
    if (name.text === 'returns') return { kind: 'returns' };
    if (name.text === 'passed' && name.kind !== 'quoted') {
      this.#reader.expect('(');
      const stage = this.#take({ zh: '阶段', en: 'A stage' });
      if (!this.#type.stages.some((item) => item.id === stage.text))
        stop('filter-field', `没有阶段 ${stage.text}`, `There is no stage ${stage.text}`, stage.at);
      this.#reader.expect(')');
      return { kind: 'passed', stage: stage.text };
    }
    const field = this.#type.fields.find((item) => item.id === name.text);
    if (!field) stop('filter-field', `台账没有字段 ${name.text}`, `The register has no field ${name.text}`, name.at);
    return { kind: 'field', field };
  }

  #value(of: Subject, op: string): string | number {
    const found = this.#take({ zh: '值', en: 'A value' });
    if (found.kind === 'sign')
      stop(
        'filter-syntax',
        `这里应有一个值，而不是“${found.text}”`,
        `A value is expected here, not "${found.text}"`,
        found.at,
      );
    if (of.kind === 'stage' && !this.#type.stages.some((stage) => stage.id === found.text))
      stop('filter-value', `没有阶段 ${found.text}`, `There is no stage ${found.text}`, found.at);
    if (of.kind === 'returns') {
      if (/^\d{1,9}$/.test(found.text) && op !== '~') return Number(found.text);
      stop(
        'filter-value',
        `退回次数应与整数比较，而不是“${found.text}”`,
        `returns are compared with a whole number, not "${found.text}"`,
        found.at,
      );
    }
    if (of.kind !== 'field') return found.text;
    const { field } = of;
    const kind = kindOf(field);
    if (kind.compares === 'nothing')
      stop(
        'filter-field',
        `“${field.name.zh}”只能用 is none 筛选`,
        `${field.name.en} is filtered only by "is none"`,
        found.at,
      );
    const wrong = kind.wanted?.(field, found.text, op);
    if (wrong) stop(wrong.code, `“${field.name.zh}”${wrong.zh}`, `${field.name.en} ${wrong.en}`, found.at);
    return kind.compares === 'number' ? Number(found.text) : found.text;
  }
}

/** True when the record passes. An empty value passes no comparison, `!=` included (as in SQL). */
export function passes(filter: Filter, record: RecordState): boolean {
  return judge(filter, record) === true;
}

/** Three-valued, as SQL judges: null where an empty value leaves it open. */
function judge(filter: Filter, record: RecordState): boolean | null {
  switch (filter.kind) {
    case 'and': {
      const results = filter.parts.map((part) => judge(part, record));
      return results.includes(false) ? false : results.includes(null) ? null : true;
    }
    case 'or': {
      const results = filter.parts.map((part) => judge(part, record));
      return results.includes(true) ? true : results.includes(null) ? null : false;
    }
    case 'not': {
      const inner = judge(filter.part, record);
      return inner === null ? null : !inner;
    }
    case 'none':
      return valueOf(filter.of, record) === null;
    case 'beside': {
      const [own, other] = [valueOf(filter.of, record), valueOf(filter.other, record)];
      if (own === null || other === null) return null;
      return filter.of.kind === 'field' && kindOf(filter.of.field).compares === 'number'
        ? holds(filter.op, Number(own), Number(other))
        : holds(filter.op, String(own), String(other));
    }
    default:
  }
  const value = valueOf(filter.of, record);
  if (value === null) return null;
  if (Array.isArray(value)) return amongSeveral(filter, value.map(String));
  if (filter.kind === 'in') return filter.values.includes(String(value));
  if (filter.kind === 'contains') return folded(String(value)).includes(folded(filter.text));
  return typeof filter.value === 'number'
    ? holds(filter.op, Number(value), filter.value)
    : holds(filter.op, String(value), filter.value);
}

function holds<T extends string | number>(op: Comparison, a: T, b: T): boolean {
  switch (op) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** A list passes where one of its values does; `!=` where none is the same. */
function amongSeveral(
  filter: Exclude<Filter, { kind: 'and' | 'or' | 'not' | 'none' | 'beside' }>,
  values: readonly string[],
): boolean {
  if (filter.kind === 'in') return values.some((value) => filter.values.includes(value));
  if (filter.kind === 'contains') return values.some((value) => folded(value).includes(folded(filter.text)));
  const has = values.includes(String(filter.value));
  return filter.op === '!=' ? !has : has;
}

function valueOf(of: Subject, record: RecordState): FieldValue {
  switch (of.kind) {
    case 'id':
      return record.id;
    case 'stage':
      return record.stage;
    case 'returns':
      return returnsOf(record);
    case 'passed':
      return record.passed[of.stage] ?? null;
    case 'field':
      return record.values[of.field.id] ?? null;
  }
}

/** Width and capitals make no difference: ｇｄｐ finds GDP. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
