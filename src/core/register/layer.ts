import { z } from 'zod';
import { choiceItem, fieldId, fieldItem, id, pair } from './field.ts';
import { type Field, registerItem, type RegisterType, type Stage, stageItem } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

/**
 * The type of a register in force is the program's part, which is locked, with the place's own part laid over it. So a
 * new version of the program always reaches every place, and a field that code reads cannot be taken out.
 */

const limits = stageItem.shape.limits.unwrap();

/** What a place may say of a register that the program writes. */
export const ownPart = z.strictObject({
  name: pair.optional(),
  about: pair.optional(),
  organisation: z.string().optional(),
  cadence: registerItem.shape.cadence,
  dueWorkdays: registerItem.shape.dueWorkdays,
  open: z.boolean().optional(),
  commitments: z.array(z.string()).optional(),
  /** Fields of its own, after those of the program. */
  fields: z.array(fieldItem).max(60).optional(),
  /** By field of the program: other words, choices of its own, required where the program does not ask. */
  words: z
    .record(
      fieldId,
      z.strictObject({
        name: pair.optional(),
        aliases: fieldItem.shape.aliases,
        help: pair.optional(),
        group: pair.optional(),
        required: z.literal(true).optional(),
        personal: z.literal(true).optional(),
        choices: z.array(choiceItem).max(200).optional(),
        form: fieldItem.shape.form,
      }),
    )
    .optional(),
  /** By stage of the program: another name, limits of its own, more evidence. */
  stages: z
    .record(
      id,
      z.strictObject({ name: pair.optional(), limits: limits.optional(), requires: z.array(fieldId).optional() }),
    )
    .optional(),
  /** Stages of its own, each after a stage of the program; null: before the first. */
  between: z.array(z.strictObject({ after: id.nullable(), stage: stageItem })).optional(),
});
export type OwnPart = z.output<typeof ownPart>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The type in force. What the place says of fields and stages that the program no longer has is left out. */
export function layer(program: RegisterType, own: OwnPart): RegisterType {
  const taken = new Set(program.fields.map((field) => field.id));
  const fields = program.fields.map((field): Field => {
    const { choices = [], ...words } = own.words?.[field.id] ?? {};
    const known = new Set(field.choices?.map((choice) => choice.id));
    return {
      ...field,
      ...defined(words),
      ...(field.choices && { choices: [...field.choices, ...choices.filter((choice) => !known.has(choice.id))] }),
    };
  });
  const stages = program.stages.map((stage): Stage => {
    const { requires = [], ...said } = own.stages?.[stage.id] ?? {};
    return { ...stage, ...defined(said), requires: [...new Set([...stage.requires, ...requires])] };
  });
  for (const { after, stage } of own.between ?? []) {
    if (stages.some((one) => one.id === stage.id)) continue;
    const at = stages.findIndex((one) => one.id === after);
    if (after !== null && at === -1) continue;
    // Those of the place that already stand after the same stage come first.
    let to = at + 1;
    while (to < stages.length && !program.stages.some((one) => one.id === stages[to]?.id)) to += 1;
    stages.splice(to, 0, stage);
  }
  const { name, about, organisation, cadence, dueWorkdays, open, commitments } = own;
  return {
    ...program,
    ...defined({ name, about, organisation, cadence, dueWorkdays, open, commitments }),
    fields: [...fields, ...(own.fields ?? []).filter((field) => !taken.has(field.id))],
    stages,
  };
}

/**
 * What a place's own part must be so that the type in force becomes `wanted`; problems (`locked`) for everything of the
 * program that it would change. The order of the program's fields and stages stays the program's.
 */
export function ownPartOf(program: RegisterType, wanted: RegisterType): OwnPart | FieldProblem[] {
  const problems: FieldProblem[] = [];
  const own: Mutable<OwnPart> = {};
  const locked = (field: string, zh: string, en: string) =>
    problems.push(fieldProblem('locked', field, `${zh}由程序规定，不能改`, `${en} belongs to the program and stays`));
  if (!same(program.identify, wanted.identify)) locked('identify', '区分记录的栏目', 'What identifies a record');
  if (program.owner !== wanted.owner) locked('owner', '单位栏', 'The field of the owner');
  if (!same(program.balances, wanted.balances)) locked('balances', '勾稽关系', 'What holds between columns');
  if (!same(program.closedBy, wanted.closedBy)) locked('closedBy', '结账方式', 'How it is closed');
  for (const part of ['name', 'about', 'organisation', 'cadence', 'dueWorkdays', 'open', 'commitments'] as const)
    if (!same(program[part], wanted[part])) Object.assign(own, { [part]: wanted[part] });
  const words: NonNullable<OwnPart['words']> = {};
  for (const field of program.fields) {
    const now = wanted.fields.find((one) => one.id === field.id);
    if (!now) {
      locked(`fields.${field.id}`, `栏目“${field.name.zh}”`, `The field ${field.name.en}`);
      continue;
    }
    // What else sheets call it is the program's own affair.
    const kept = (field.choices ?? []).every((choice) =>
      now.choices?.some(({ id, name }) => id === choice.id && same(name, choice.name)),
    );
    const loose = {
      name: null,
      aliases: null,
      help: null,
      group: null,
      required: null,
      personal: null,
      choices: null,
      form: null,
    };
    if (!same({ ...field, ...loose }, { ...now, ...loose }) || !kept || weaker(field, now))
      locked(`fields.${field.id}`, `栏目“${field.name.zh}”`, `The field ${field.name.en}`);
    const said = defined({
      name: same(field.name, now.name) ? undefined : now.name,
      aliases: same(field.aliases, now.aliases) ? undefined : (now.aliases ?? []),
      help: same(field.help, now.help) ? undefined : now.help,
      group: same(field.group, now.group) ? undefined : now.group,
      required: now.required === true && field.required !== true ? (true as const) : undefined,
      personal: now.personal === true && field.personal !== true ? (true as const) : undefined,
      choices: added(field.choices, now.choices),
      form: same(field.form, now.form) ? undefined : now.form,
    });
    if (Object.keys(said).length > 0) words[field.id] = said;
  }
  if (Object.keys(words).length > 0) own.words = words;
  const fields = wanted.fields.filter((field) => !program.fields.some((one) => one.id === field.id));
  if (fields.length > 0) own.fields = fields;
  stagesOf(program, wanted, own, locked);
  return problems.length > 0 ? problems : own;
}

function stagesOf(
  program: RegisterType,
  wanted: RegisterType,
  own: Mutable<OwnPart>,
  locked: (field: string, zh: string, en: string) => void,
): void {
  const said: NonNullable<OwnPart['stages']> = {};
  const between: NonNullable<OwnPart['between']> = [];
  let after: string | null = null;
  for (const stage of wanted.stages) {
    const before = program.stages.find((one) => one.id === stage.id);
    if (!before) {
      between.push({ after, stage });
      continue;
    }
    after = stage.id;
    const lost = before.requires.some((name) => !stage.requires.includes(name));
    if (before.exit !== stage.exit || !same(before.next, stage.next) || lost)
      locked(`stages.${stage.id}`, `阶段“${before.name.zh}”`, `The stage ${before.name.en}`);
    const more = stage.requires.filter((name) => !before.requires.includes(name));
    const changed = defined({
      name: same(before.name, stage.name) ? undefined : stage.name,
      limits: same(before.limits, stage.limits) ? undefined : stage.limits,
      requires: more.length > 0 ? more : undefined,
    });
    if (Object.keys(changed).length > 0) said[stage.id] = changed;
  }
  for (const stage of program.stages)
    if (!wanted.stages.some((one) => one.id === stage.id))
      locked(`stages.${stage.id}`, `阶段“${stage.name.zh}”`, `The stage ${stage.name.en}`);
  if (Object.keys(said).length > 0) own.stages = said;
  if (between.length > 0) own.between = between;
}

/** A place may ask for more than the program, not for less. */
function weaker(before: Field, now: Field): boolean {
  return (before.required === true && now.required !== true) || (before.personal === true && now.personal !== true);
}

function added(before: Field['choices'], now: Field['choices']): Field['choices'] {
  const fresh = (now ?? []).filter((choice) => !before?.some((one) => one.id === choice.id));
  return fresh.length > 0 ? fresh : undefined;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}

/** Without what is undefined: it must not stand in the place of what the program says. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}

/**
 * The stage that code knows a record by: its own, or, where it stands on one of the place's, the program's stage before
 * that; null where there is none.
 */
export function stageForCode(program: RegisterType, inForce: RegisterType, stage: string | null): string | null {
  let known: string | null = null;
  for (const one of inForce.stages) {
    if (program.stages.some((of) => of.id === one.id)) known = one.id;
    if (one.id === stage) return known;
  }
  return null;
}
