import { z } from 'zod';
import { milestoneItem } from '../../core/plan/plan-file.ts';
import { Problem } from '../../http/problem.ts';
import { kind, type Placed } from '../ledger/kind.ts';
import { day, file } from '../ledger/shapes.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';

/** Entries about the steps of a commitment, and how they are laid out. A row never changes: what was said stays readable. */

const key = ['jurisdiction_id', 'commitment_id', 'milestone_id', 'seq'] as const;

/** Steps that a commitment may have in force at a time. */
const most = 60;

const stepItem = milestoneItem
  .omit({ doneOn: true, knownOn: true, source: true, grade: true, weight: true, evidence: true, organisation: true })
  .extend({
    weight: z.number().positive().max(100),
    evidence: milestoneItem.shape.evidence.unwrap().nullable(),
    organisation: milestoneItem.shape.organisation.unwrap().nullable(),
    /** The entry that set the step before; null for a new one. Another one is a conflict (409). */
    base: z.number().int().min(1).nullable(),
    /** It is asked for no more; what was reported of it stays readable. */
    dropped: z.boolean().default(false),
  });

const stepsSet = z.strictObject({
  on: day,
  source: z.string().min(1).max(300),
  /** Why steps that stood were changed. */
  reason: z.string().max(1000).optional(),
  file: file.optional(),
  steps: z.array(stepItem).min(1).max(2000),
});

async function setSteps(tx: StoreTransaction, at: Placed, payload: z.output<typeof stepsSet>): Promise<void> {
  const commitments = [...new Set(payload.steps.map(({ commitment }) => commitment))];
  const standing = await stepsOf(tx, at.jurisdiction_id, commitments);
  for (const step of payload.steps) {
    const before = standing.find((row) => row.commitment_id === step.commitment && row.milestone_id === step.id);
    if ((before?.seq ?? null) !== step.base)
      throw new Problem({
        status: 409,
        code: 'milestone-changed',
        zh: `${step.commitment} 的节点“${step.title.zh}”已被别人改过，没有写入。`,
        en: `The milestone "${step.title.en}" of ${step.commitment} was changed by somebody else; nothing was written.`,
        hint: { zh: '刷新后看过现在的节点，再重新保存。', en: 'Reload, look at what stands now, and save again.' },
        where: `${step.commitment} ${step.id}`,
        current: before ? { title: before.title, due: before.due, seq: before.seq } : null,
      });
  }
  await upsert(
    tx,
    'milestone',
    key,
    payload.steps.map((step) => ({
      ...at,
      commitment_id: step.commitment,
      milestone_id: step.id,
      says: 'step',
      status: 'approved',
      title: step.title,
      due: step.due,
      weight: step.weight,
      evidence: step.evidence,
      organisation_id: step.organisation,
      dropped: step.dropped,
      done_on: null,
      known_on: payload.on,
      source: payload.source,
      grade: 'A',
    })),
  );
  const counts = new Map<string, number>();
  for (const row of await stepsOf(tx, at.jurisdiction_id, commitments))
    if (!row.dropped) counts.set(row.commitment_id, (counts.get(row.commitment_id) ?? 0) + 1);
  for (const [commitment, count] of counts)
    if (count > most)
      throw new Problem({
        status: 422,
        code: 'too-many-milestones',
        zh: `${commitment} 的节点超过 ${most} 个。`,
        en: `${commitment} would have more than ${most} milestones.`,
        hint: { zh: '合并较小的节点，或拆分这项任务。', en: 'Merge small ones, or split the commitment.' },
        where: commitment,
      });
}

/** The steps that stand of some commitments, the dropped ones among them: the last row of each that says what it is. */
function stepsOf(tx: StoreTransaction, jurisdiction: string, commitments: readonly string[]) {
  return tx
    .selectFrom('milestone')
    .distinctOn(['commitment_id', 'milestone_id'])
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .where('commitment_id', 'in', [...commitments])
    .where('says', '!=', 'done')
    .orderBy('commitment_id')
    .orderBy('milestone_id')
    .orderBy('seq', 'desc')
    .execute();
}

/** A step was reported as done, approved, or is no longer taken to be done (`doneOn` null). */
export async function sayDone(
  tx: StoreTransaction,
  at: Placed,
  of: { commitment: string; id: string },
  said: { doneOn: string | null; status: 'preliminary' | 'approved'; on: string; source: string; grade: string },
): Promise<void> {
  const steps = await stepsOf(tx, at.jurisdiction_id, [of.commitment]);
  const step = steps.find((row) => row.milestone_id === of.id);
  if (!step || step.dropped)
    throw new Problem({
      status: 404,
      code: 'no-such-milestone',
      zh: `任务 ${of.commitment} 没有节点 ${of.id}，或已取消。`,
      en: `${of.commitment} has no milestone ${of.id}, or it was dropped.`,
      where: `${of.commitment} ${of.id}`,
    });
  await upsert(tx, 'milestone', key, [
    {
      ...step,
      ...at,
      demo: at.demo,
      says: 'done',
      status: said.status,
      done_on: said.doneOn,
      known_on: said.on,
      source: said.source,
      grade: said.grade,
    },
  ]);
}

/** The day on which a step was done as it was last approved before an entry; null: it was not. */
export async function approvedDone(
  tx: StoreTransaction,
  jurisdiction: string,
  of: { commitment: string; id: string },
  before: number,
): Promise<string | null> {
  const row = await tx
    .selectFrom('milestone')
    .select('done_on')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('commitment_id', '=', of.commitment)
    .where('milestone_id', '=', of.id)
    .where('says', '!=', 'step')
    .where('status', '=', 'approved')
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.done_on ?? null;
}

export const milestoneKinds = {
  /** Steps of actions and projects with what was done; a later entry about the same step is a revision. */
  'milestone.put': kind(z.strictObject({ milestones: z.array(milestoneItem).min(1) }), (tx, at, { milestones }) =>
    upsert(
      tx,
      'milestone',
      key,
      milestones.map((item) => ({
        ...at,
        commitment_id: item.commitment,
        milestone_id: item.id,
        says: 'all',
        status: 'approved',
        title: item.title,
        due: item.due,
        weight: item.weight ?? 1,
        evidence: item.evidence ?? null,
        organisation_id: item.organisation ?? null,
        dropped: false,
        done_on: item.doneOn,
        known_on: item.knownOn,
        source: item.source,
        grade: item.grade,
      })),
    ),
  ),
  /** What steps a commitment has: set, changed or dropped. Whether they are done is reported and reviewed. */
  'milestone.set': kind(stepsSet, setSteps),
} as const;

/** Gives new steps their ids: the next number of their commitment that no step, kept or dropped, ever had. */
export function newStepIds<T extends { commitment: string; id: string | null }>(
  { milestones }: Pick<Snapshot, 'milestones'>,
  steps: readonly T[],
): (T & { id: string })[] {
  const last = new Map<string, number>();
  return steps.map((step) => {
    if (step.id !== null) return { ...step, id: step.id };
    const held = milestones.get(step.commitment) ?? [];
    const before =
      last.get(step.commitment) ?? Math.max(0, ...held.map(({ id }) => Number(/^s(\d+)$/.exec(id)?.[1] ?? 0)));
    last.set(step.commitment, before + 1);
    return { ...step, id: `s${before + 1}` };
  });
}
