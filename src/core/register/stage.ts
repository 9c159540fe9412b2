import type { RecordState, RecordValues, RegisterType, Stage } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

/** The stages that may follow one; from null (a new record) the first stage of the main line. */
export function nextStages(type: RegisterType, from: string | null): Stage[] {
  const line = type.stages.filter((stage) => !stage.exit);
  if (from === null) return line.slice(0, 1);
  const current = type.stages.find((stage) => stage.id === from);
  if (!current) return [];
  if (current.next) return type.stages.filter((stage) => current.next?.includes(stage.id));
  if (current.exit) return [];
  const following = line[line.indexOf(current) + 1];
  return [...(following ? [following] : []), ...type.stages.filter((stage) => stage.exit)];
}

/**
 * Why a record may not enter a stage on a day: not a next stage, a required field is empty, or the day lies before the
 * day of the stage before. Empty: it may.
 */
export function stageProblems(
  type: RegisterType,
  before: Pick<RecordState, 'stage' | 'passed'>,
  to: string,
  values: RecordValues,
  day: string,
): FieldProblem[] {
  const stage = type.stages.find((item) => item.id === to);
  if (!stage) return [fieldProblem('no-such-stage', 'stage', `没有阶段 ${to}`, `There is no stage ${to}`)];
  const allowed = nextStages(type, before.stage);
  if (!allowed.includes(stage)) {
    return [
      fieldProblem(
        'stage-order',
        'stage',
        `现在不能进入“${stage.name.zh}”；可以进入：${allowed.map((item) => item.name.zh).join('、') || '无'}`,
        `The record cannot enter ${stage.name.en} now; it may enter: ${allowed.map((item) => item.name.en).join(', ') || 'nothing'}`,
      ),
    ];
  }
  const problems = missingEvidence(type, stage, values);
  const since = before.stage === null ? undefined : before.passed[before.stage];
  if (since !== undefined && day < since)
    problems.push(
      fieldProblem(
        'stage-day',
        'stage',
        `进入“${stage.name.zh}”的日期 ${day} 早于上一阶段的 ${since}`,
        `The record cannot enter ${stage.name.en} on ${day}, before the stage before it (${since})`,
      ),
    );
  return problems;
}

/** Fields that the stage asks for and that are empty. */
export function missingEvidence(type: RegisterType, stage: Stage, values: RecordValues): FieldProblem[] {
  return stage.requires.flatMap((name) => {
    if (values[name] !== null && values[name] !== undefined) return [];
    const field = type.fields.find((item) => item.id === name);
    return [
      fieldProblem(
        'evidence-missing',
        name,
        `进入“${stage.name.zh}”要先填“${field?.name.zh ?? name}”`,
        `${stage.name.en} asks for ${field?.name.en ?? name} first`,
      ),
    ];
  });
}
