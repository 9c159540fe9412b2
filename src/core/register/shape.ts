import type { z } from 'zod';
import type { Text } from '../measure/model.ts';
import type { Field, FileRef, PointValue } from './field.ts';
import type { ClockAct, StageClock } from './clock.ts';
import type { Passage } from './model.ts';
import type { Span } from '../measure/limit.ts';
import type { FieldType } from './field-types.ts';
import { registerItem, type RegisterType } from './model.ts';

/**
 * Registers that code writes. Fields and stages are declared once; what a method reads (`RecordOf<typeof leads>`), what a
 * person fills in, and what is stored all come from that one declaration. At run time a register is plain data.
 */

declare const value: unique symbol;
declare const shape: unique symbol;

/** A field as code writes it: data, with the type of its value as a phantom. `Filled`: never empty. */
export interface Shaped<V = unknown, Filled extends boolean = boolean> {
  readonly field: Omit<Field, 'id'>;
  readonly [value]?: { value: V; filled: Filled };
}

/** A field of type `org`: only such a one may say whose a record is. */
export interface OrgField<Filled extends boolean = boolean> extends Shaped<Named, Filled> {
  readonly field: Omit<Field, 'id'> & { type: 'org' };
}

/** A number with a unit: only such a one is converted. */
export interface NumberField<Filled extends boolean = boolean> extends Shaped<number, Filled> {
  readonly field: Omit<Field, 'id'> & { type: 'number' | 'money' };
}

/** A record of another register, with what identifies it in words. */
export interface Ref {
  id: string;
  title: string;
}

/** An organisation or a place with its name. */
export interface Named {
  id: string;
  name: Text;
}

type Common = Partial<Pick<Field, 'personal' | 'help' | 'group' | 'rights' | 'aliases'>>;
type OfNumber = Common & Partial<Pick<Field, 'min' | 'max' | 'decimals' | 'computed'>>;

function shaped<V>(type: FieldType, zh: string, en: string, more: object): Shaped<V, false> {
  return { field: { name: { zh, en }, type, ...more } };
}

export function text(zh: string, en: string, more: Common & Partial<Pick<Field, 'long' | 'format'>> = {}) {
  return shaped<string>('text', zh, en, more);
}

/** A person by name. */
export function person(zh: string, en: string, more: Common = {}) {
  return shaped<string>('person', zh, en, more);
}

/** A number in `unit` (empty: a bare number), e.g. `number('用地需求', 'Land needed', '亩')`. */
export function number(zh: string, en: string, unit = '', more: OfNumber = {}): NumberField<false> {
  return shaped<number>('number', zh, en, unit === '' ? more : { unit, ...more }) as NumberField<false>;
}

/** An amount of money in `unit` (万元, 亿元), to two decimals unless `decimals` says otherwise. */
export function money(zh: string, en: string, unit: string, more: OfNumber = {}): NumberField<false> {
  return shaped<number>('money', zh, en, { unit, ...more }) as NumberField<false>;
}

/** An exact amount in `unit`, to the cent unless `decimals` says otherwise: text such as 12345.60, see `sumAmounts`. */
export function amount(zh: string, en: string, unit = '元', more: OfNumber = {}) {
  return shaped<string>('amount', zh, en, { unit, ...more });
}

/** A day, ISO 8601; `computed`: the end of a limit, see `compute`. */
export function date(zh: string, en: string, more: Common & Partial<Pick<Field, 'computed'>> = {}) {
  return shaped<string>('date', zh, en, more);
}

/** A period by its key: 2026, 2026Q1, 2026-05. */
export function period(zh: string, en: string, more: Common = {}) {
  return shaped<string>('period', zh, en, more);
}

/** What a choice or a stage is called, and other words that sheets use for it. */
type Called = readonly [zh: string, en: string, ...aliases: string[]];
const called = ([zh, en, ...aliases]: Called) => ({ name: { zh, en }, ...(aliases.length > 0 && { aliases }) });

/** One of `choices`: id, with its name in both languages and its aliases. */
export function choice<const Id extends string>(
  zh: string,
  en: string,
  choices: Readonly<Record<Id, Called>>,
  more: Common = {},
) {
  const listed = Object.entries<Called>(choices);
  return shaped<Id>('choice', zh, en, {
    choices: listed.map(([id, words]) => ({ id, ...called(words) })),
    ...more,
  });
}

/** Yes or no. */
export function flag(zh: string, en: string, more: Common = {}) {
  return shaped<boolean>('flag', zh, en, more);
}

/** A record of the register that `to` gives (a function, so that two files may name each other's lists). */
export function link(to: () => { id: string }, zh: string, en: string, more: Common = {}) {
  return shaped<Ref>('reference', zh, en, { register: to().id, ...more });
}

export function org(zh: string, en: string, more: Common = {}): OrgField<false> {
  return shaped<Named>('org', zh, en, more) as OrgField<false>;
}

/** A person by account. */
export function account(zh: string, en: string, more: Common = {}) {
  return shaped<Named>('account', zh, en, more);
}

/** Anything that the place holds: a commitment, an indicator, a record, an entry of the ledger. */
export function object(zh: string, en: string, more: Common = {}) {
  return shaped<Ref>('object', zh, en, more);
}

/** A number that the ledger draws: of a series and year, written as `form` says (`〔{year}〕{n}号`). */
export function serial(zh: string, en: string, of: { series: string; form: string; drawn?: string }) {
  return shaped<string>('serial', zh, en, of);
}

export function place(zh: string, en: string, more: Common = {}) {
  return shaped<Named>('place', zh, en, more);
}

/** Longitude and latitude in degrees (CGCS2000). */
export function point(zh: string, en: string, more: Common = {}) {
  return shaped<PointValue>('point', zh, en, more);
}

export function file(zh: string, en: string, more: Common = {}) {
  return shaped<FileRef[]>('file', zh, en, more);
}

/** The same field for several values: organisations, places, records, accounts, objects. */
export function many<V, F extends boolean>(field: Shaped<V, F>): Shaped<readonly V[], false> {
  return { field: { ...field.field, many: true } };
}

/** The same field, which is never left empty. */
export function required<F extends Shaped>(field: F): F extends OrgField ? OrgField<true> : Filled<F> {
  return { ...field, field: { ...field.field, required: true } } as never;
}
type Filled<F> = F extends NumberField ? NumberField<true> : F extends Shaped<infer V> ? Shaped<V, true> : never;

export type Fields = Readonly<Record<string, Shaped>>;
type NameIn<F> = keyof F & string;
type OrgsIn<F> = { [K in NameIn<F>]: F[K] extends OrgField ? K : never }[NameIn<F>];

/** Names that a record carries beside its fields. */
type Reserved = keyof HeldAs<string>;

interface StageShape<F, S extends string> {
  name: Called;
  /** Fields that must be filled before a record may enter the stage: its evidence. */
  requires?: readonly NameIn<F>[];
  /** Stages that may follow; absent: the next one in the list that is not an exit, and every exit. */
  next?: readonly NoInfer<S>[];
  exit?: boolean;
  /** How long a record may stay; the first line whose filter holds counts. `from`: a field of type date. */
  limits?: readonly ({
    filter?: string;
    from?: NameIn<F>;
    stop?: { from: NameIn<F>; to: NameIn<F>; paper: NameIn<F> };
  } & (Span | { said: NameIn<F> }))[];
  /** Who may enter it, beside whose the record is; `others`: nobody who did the step before. */
  rights?: { roles?: readonly string[]; orgs?: readonly NameIn<F>[]; others?: true };
}

interface RegisterShape<F, S extends string> {
  id: string;
  name: readonly [zh: string, en: string];
  about?: readonly [zh: string, en: string];
  identify: readonly NameIn<F>[];
  fields: F & { readonly [K in Reserved]?: never };
  stages?: Readonly<Record<S, StageShape<NoInfer<F>, S>>>;
  /** The field that says whose record it is. */
  owner?: OrgsIn<NoInfer<F>>;
  /** Role of the organisation that answers for records without an owner, e.g. `industry`; a place says which one it is. */
  role?: string;
  cadence?: RegisterType['cadence'];
  dueWorkdays?: number;
  open?: boolean;
  /** Its records come from acts of their own: nobody writes them as records. */
  acts?: true;
  /** What holds between the numbers of one record; `within`: the share of the larger side by which they may differ. */
  balances?: readonly { name: readonly [zh: string, en: string]; left: string; right: string; within?: number }[];
  /** Records of another register close it up to a day, see `RegisterType`. */
  closedBy?: { register: string; same: NameIn<F>; day: NameIn<F>; through: string };
}

/** A register whose records code knows the type of. Anywhere else it is a `RegisterType`, plain data. */
export type Register<F = Fields, S extends string = string> = RegisterType & {
  readonly [shape]?: { fields: F; stage: S };
};

/** A register that is written in code: checked when the program starts, so that a mistake in it is a mistake at once. */
export function register<const F extends Fields, const S extends string = never>(
  given: RegisterShape<F, S>,
): Register<F, S> {
  const { name, about, fields, stages, balances, ...rest } = given;
  const named = ([zh, en]: readonly [string, string]) => ({ zh, en });
  return registerItem.parse({
    ...rest,
    name: named(name),
    ...(about && { about: named(about) }),
    ...(balances && { balances: balances.map((one) => ({ within: 0, ...one, name: named(one.name) })) }),
    fields: Object.entries<Shaped>(fields).map(([id, { field }]) => ({ id, ...field })),
    stages: Object.entries<StageShape<F, S>>(stages ?? ({} as Record<S, never>)).map(([id, stage]) => ({
      ...stage,
      id,
      ...called(stage.name),
    })),
  } satisfies Record<keyof z.input<typeof registerItem>, unknown> | object);
}

/** What a record carries beside its fields. */
export interface HeldAs<S extends string> {
  readonly id: string;
  /** Where it stands; null where the register has no stages. */
  readonly stage: S | null;
  /** The day on which each stage was entered. */
  readonly passed: Readonly<Partial<Record<S, string>>>;
  /** Every entering of a stage, the oldest first. */
  readonly passages: readonly Passage[];
  /** The limit of the stage that it stands on; null where there is none. */
  readonly clock: StageClock | null;
  /** What stopped and extended the clocks of all its stages, in order. */
  readonly acts: readonly ClockAct[];
  /** How it came to be known. */
  readonly held: {
    version: number;
    organisation: string | null;
    status: 'preliminary' | 'approved';
    knownOn: string;
    source: string;
    grade: string;
    seq: number;
    demo: boolean;
  };
}

type ValueOf<F> = F extends Shaped<infer V, infer Filled> ? (true extends Filled ? V : V | null) : never;

/** A record as methods read it: fields by name, in the units of the register; null where one is empty. */
export type RecordOf<R> =
  R extends Register<infer F, infer S> ? { readonly [K in NameIn<F>]: ValueOf<F[K]> } & HeldAs<S> : never;

/** The fields of a register that are numbers with a unit. */
export type NumbersIn<R> =
  R extends Register<infer F, string> ? { [K in NameIn<F>]: F[K] extends NumberField ? K : never }[NameIn<F>] : never;

/** The stages of a register. */
export type StageOf<R> = R extends Register<Fields, infer S> ? S : never;
