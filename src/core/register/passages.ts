import type { Passage, RecordState, RegisterType } from './model.ts';

/** Every entering of a stage is kept, so that returns can be counted and the time on each stage be told. */

/** The passages with one more. It leads back where the stage stands before the one that the record leaves. */
export function passedOn(
  type: RegisterType,
  before: { stage: string | null; passages: readonly Passage[] },
  to: { stage: string | null; on: string; by: string },
): readonly Passage[] {
  if (to.stage === null || to.stage === before.stage) return before.passages;
  const line = type.stages.filter((stage) => !stage.exit).map((stage) => stage.id);
  const [was, is] = [line.indexOf(before.stage ?? ''), line.indexOf(to.stage)];
  const back = was >= 0 && is >= 0 && is < was;
  return [...before.passages, { stage: to.stage, on: to.on, by: to.by, ...(back && { back }) }];
}

/** How often a record was returned to an earlier stage. */
export function returnsOf(record: Pick<RecordState, 'passages'>): number {
  return record.passages?.filter((one) => one.back).length ?? 0;
}
