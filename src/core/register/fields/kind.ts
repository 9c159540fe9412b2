import type { Text } from '../../measure/model.ts';
import type { Choice, Field, FieldValue } from '../field.ts';

/** What a check needs to know about the world: whether the things that a record names exist. */
export interface Known {
  organisation: (id: string) => boolean;
  place: (id: string) => boolean;
  /** A person of the jurisdiction. */
  account: (login: string) => boolean;
  /** Anything, see `fields/object`. */
  object: (ref: string) => boolean;
  /** Record `id` of register `register`. */
  record: (register: string, id: string) => boolean;
}

/** What things are called. `places` holds the jurisdiction itself as well. */
export interface Names {
  organisations: ReadonlyMap<string, Text>;
  places: ReadonlyMap<string, Text>;
  /** By login; absent where nobody is named. */
  people?: ReadonlyMap<string, Text>;
  /** What identifies a record of another register, in words; of `object` and `account`: what such a one is called. */
  title?: (register: string, id: string) => string | undefined;
}

/** What is wrong with a value, to be read after the field's name: “…”应为数字. */
export class Wrong {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  constructor(code: string, zh: string, en: string) {
    this.code = code;
    this.zh = zh;
    this.en = en;
  }
}

export type Op = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | 'is none' | 'is not none';

/** How a cell of a sheet can be read; `R` is what reading gives: a value, a missing one with its reason, or a fault. */
export interface CellReader<R> {
  /** What the column is called. */
  head: string;
  number(unit: string): R;
  day(): R;
  period(): R;
  /** `name`: what the field is called; a cell may say it for yes. */
  yesNo(name: string): R;
  oneOf(choices: readonly Choice[]): R;
  /** A text of at most `most` characters, or what `read` makes of it. */
  text(most: number, read?: (text: string) => FieldValue | CellFault): R;
}

/** What is wrong with a cell and what to do about it, Chinese and English. */
export interface CellFault {
  code: string;
  says: [zh: string, en: string];
  fix: [zh: string, en: string];
}

/**
 * A type of field: everything that differs from type to type, in one place. `V` is what a stored value is.
 * How it looks in forms and tables stands beside it in `view.tsx`.
 */
export interface FieldKind<V extends FieldValue = FieldValue> {
  /** What people call it. */
  name: Text;
  /** What a definition may say beside name, help and group. */
  parts: readonly (keyof Field)[];
  /** What is wrong with a definition; null: nothing. */
  defined?(field: Field): { part: keyof Field; message: string } | null;
  /** The value in its stored form. `raw` is not empty. */
  check(field: Field, raw: unknown, known: Known): V | Wrong;
  /** Whether a stored value is of this type: what code reads is never something else. */
  holds(value: FieldValue, field: Field): value is V;
  /** A value in words. */
  words(value: V, field: Field, names: Names): Text;
  /** What filters and orders compare it as; `nothing`: a filter only asks whether it is filled in. */
  compares: 'number' | 'text' | 'nothing';
  /** Comparisons that a person is offered. */
  ops: readonly Op[];
  /** What is wrong with a word that a filter compares it with. `op` is the comparison, `in` for a list. */
  wanted?(field: Field, word: string, op: string): Wrong | null;
  /** The ledger fills it in, nobody else. */
  made?: true;
  /** Days and periods: what figures are counted by. */
  inTime?: true;
  /** The closed set that it is chosen from. */
  options?(field: Field, names: Names): readonly Choice[];
  /** What a form holds, as the server takes it; absent: as it is. */
  sent?(value: unknown): unknown;
  /** How a sheet carries it; null: not at all. */
  sheet: {
    kind: 'text' | 'number' | 'date';
    /** Absent: its words, or the number itself. */
    write?(value: V): string | number;
    read<R>(cell: CellReader<R>, field: Field, options: readonly Choice[] | undefined): R;
  } | null;
  /** Too large for a column of a table. */
  bulky?(field: Field): boolean;
}

/** The same text in both languages. */
export function plain(text: string): Text {
  return { zh: text, en: text };
}

/** What a column of choices offers. */
export const chosen: readonly Op[] = ['=', '!=', 'is none', 'is not none'];
export const ordered: readonly Op[] = ['>=', '<=', '=', 'is none', 'is not none'];
export const worded: readonly Op[] = ['~', '=', 'is none', 'is not none'];
export const filledIn: readonly Op[] = ['is none', 'is not none'];
