import { idsIn } from './fields/many.ts';
import type { Field, RecordState, RecordValues, RegisterType, Stage } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

/** Who may enter a stage and fill in a field, as far as the type of the register says more than whose the record is. */

/** Somebody who wants to write. */
export interface Writer {
  login: string;
  role: string;
  /** Whether he may write for an organisation: his own, one below it, or any. */
  mayWriteFor: (organisation: string | null) => boolean;
  /** He looks at the whole place: what his role is given by name does not depend on whose the record is. */
  whole: boolean;
}

interface Rights {
  roles?: readonly string[] | undefined;
  orgs?: readonly string[] | undefined;
}

/** Whether a right says by itself who may, whosever the record is. */
export function standsAlone(rights: Rights | undefined, writer: Writer): boolean {
  return rights?.orgs !== undefined || (writer.whole && rights?.roles?.includes(writer.role) === true);
}

/** Why a writer may not do what rights are asked for; null: he may. `owner`: whose record it is. */
export function refusal(
  rights: Rights | undefined,
  writer: Writer,
  values: RecordValues,
  owner: string | null,
): { zh: string; en: string } | null {
  if (rights?.roles && !rights.roles.includes(writer.role))
    return { zh: '你的角色不能办这一步', en: 'your role does not do this' };
  if (!rights?.orgs && standsAlone(rights, writer)) return null;
  const may = rights?.orgs
    ? rights.orgs.some((field) => idsIn(values[field]).some((one) => writer.mayWriteFor(one)))
    : writer.mayWriteFor(owner);
  return may ? null : { zh: '这不属于你的单位', en: 'this belongs to another organisation' };
}

/** Why a writer may not take a record into a stage; null: he may. */
export function stageRefusal(
  stage: Stage,
  writer: Writer,
  record: Pick<RecordState, 'values' | 'passages'>,
  owner: string | null,
): FieldProblem | null {
  const said = refusal(stage.rights, writer, record.values, owner);
  if (said)
    return fieldProblem(
      'stage-right',
      'stage',
      `不能由你进入“${stage.name.zh}”：${said.zh}`,
      `You may not take it into ${stage.name.en}: ${said.en}`,
    );
  const before = record.passages?.at(-1)?.by;
  return stage.rights?.others && before === writer.login
    ? fieldProblem(
        'four-eyes',
        'stage',
        `上一步是你办的，“${stage.name.zh}”要由另一个人办`,
        `You did the step before: ${stage.name.en} is for somebody else`,
      )
    : null;
}

/** Why a writer may not change a field of a record that stands on one of the stages `on`; null: he may. */
export function fieldRefusal(
  type: RegisterType,
  field: Field,
  writer: Writer,
  at: { on: readonly (string | null)[]; values: RecordValues; owner: string | null },
): FieldProblem | null {
  const stages = field.rights?.stages;
  if (stages && !at.on.some((stage) => stage !== null && stages.includes(stage))) {
    const named = type.stages.filter((stage) => stages.includes(stage.id));
    return fieldProblem(
      'field-stage',
      field.id,
      `“${field.name.zh}”只在${named.map((stage) => `“${stage.name.zh}”`).join('、')}阶段填`,
      `${field.name.en} is filled in on: ${named.map((stage) => stage.name.en).join(', ')}`,
    );
  }
  const said = refusal(field.rights, writer, at.values, at.owner);
  return (
    said &&
    fieldProblem(
      'field-right',
      field.id,
      `“${field.name.zh}”不能由你填：${said.zh}`,
      `You may not fill in ${field.name.en}: ${said.en}`,
    )
  );
}
