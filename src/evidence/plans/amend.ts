import { sql } from 'kysely';
import { z } from 'zod';
import { commitmentItem, type CommitmentItem } from '../../core/plan/plan-file.ts';
import { Problem } from '../../http/problem.ts';
import { type By, kind, type Placed } from '../ledger/kind.ts';
import { day } from '../ledger/shapes.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';

/** Amending a commitment of a plan in force: what it says from a day on, who approved that, and why. */

const { title, target, indicator, lead, supporting, tags, parent } = commitmentItem.shape;
/** What may be amended; what is absent stays as it is. */
const change = z
  .strictObject({
    title: title.optional(),
    target: target.unwrap().optional(),
    indicator: indicator.unwrap().optional(),
    lead: lead.unwrap().optional(),
    supporting: supporting.unwrap().optional(),
    tags: tags.unwrap().optional(),
    parent: parent.unwrap().optional(),
  })
  .refine((given) => Object.keys(given).length > 0);

const amended = z.strictObject({
  /** First day on which it holds. */
  effective: day,
  reason: z.string().trim().min(2).max(1000),
  /** The meeting or body that approved it, and its document. */
  approval: z.strictObject({
    body: z.string().trim().min(2).max(100),
    document: z.string().trim().min(2).max(200),
  }),
  plan: z.string(),
  commitment: z.string(),
  /** The entry that holds the commitment as the person saw it; another one is a conflict (409). */
  base: z.number().int().min(1),
  change,
});

const key = ['jurisdiction_id', 'plan_id', 'commitment_id', 'seq'] as const;

async function amend(tx: StoreTransaction, at: Placed, given: z.output<typeof amended>, by: By): Promise<void> {
  const of = { jurisdiction_id: at.jurisdiction_id, plan_id: given.plan, commitment_id: given.commitment };
  const held = await tx
    .selectFrom('commitment')
    .innerJoin('plan', (join) =>
      join
        .onRef('plan.jurisdiction_id', '=', 'commitment.jurisdiction_id')
        .onRef('plan.plan_id', '=', 'commitment.plan_id'),
    )
    .select(['commitment.seq', 'commitment.body', 'closed_on'])
    .where('commitment.jurisdiction_id', '=', at.jurisdiction_id)
    .where('commitment.plan_id', '=', given.plan)
    .where('commitment_id', '=', given.commitment)
    .executeTakeFirst();
  if (!held)
    throw new Problem({
      status: 404,
      code: 'no-such-commitment',
      zh: `规划里没有任务 ${given.commitment}。`,
      en: `The plan has no commitment ${given.commitment}.`,
      where: given.commitment,
    });
  if (held.closed_on !== null)
    throw new Problem({
      status: 409,
      code: 'plan-closed',
      zh: `这份规划已于 ${held.closed_on} 收官，不能再改。`,
      en: `The plan was closed on ${held.closed_on} and cannot be changed any more.`,
      hint: { zh: '改动写进现行规划。', en: 'Write the change into a plan that is in force.' },
      where: given.plan,
    });
  const before = held.body as CommitmentItem;
  if (held.seq !== given.base)
    throw new Problem({
      status: 409,
      code: 'commitment-changed',
      zh: `${given.commitment} 在这期间已被别人改过，没有写入。`,
      en: `${given.commitment} was changed by somebody else in the meantime; nothing was written.`,
      hint: { zh: '刷新后看过现在的内容，再重新修订。', en: 'Reload, look at what stands now, and amend again.' },
      where: given.commitment,
      current: { title: before.title, target: before.target, seq: held.seq },
    });
  const last = await tx
    .selectFrom('commitment_version')
    .select((e) => e.fn.max('effective_on').as('day'))
    .where((e) => e.and(of))
    .executeTakeFirst();
  if (last?.day && given.effective < last.day)
    throw new Problem({
      status: 422,
      code: 'effective-before-last',
      zh: `生效日期不能早于上一次修订的生效日期 ${last.day}。`,
      en: `It cannot hold from a day before the last amendment does (${last.day}).`,
      where: 'effective',
    });
  const said = Object.fromEntries(Object.entries(given.change).filter(([, value]) => value !== undefined));
  const body: CommitmentItem = { ...before, ...said };
  await upsert(tx, 'commitment_version', key, [
    {
      ...at,
      ...of,
      effective_on: given.effective,
      body,
      before,
      reason: given.reason,
      approval: given.approval,
      actor: by.actor,
      at: by.at,
    },
  ]);
  await tx
    .updateTable('commitment')
    .set({ seq: at.seq, body: sql`${JSON.stringify(body)}::jsonb` })
    .where((e) => e.and(of))
    .execute();
  // Whoever is changing the plan has not seen this.
  await sql`update plan set version = version + 1
    where jurisdiction_id = ${at.jurisdiction_id} and plan_id = ${given.plan}`.execute(tx);
}

/** A commitment that is written anew has no versions any more: what the plan now says holds for all its days. */
export async function forgetVersions(
  tx: StoreTransaction,
  of: { jurisdiction_id: string; plan_id: string },
  commitments: readonly string[] | null,
): Promise<void> {
  await tx
    .deleteFrom('commitment_version')
    .where((e) => e.and(of))
    .$if(commitments !== null, (query) => query.where('commitment_id', 'in', [...(commitments ?? []), '']))
    .execute();
}

export const amendmentKinds = {
  /** A commitment says something else from a day on; what it said before stays readable and judges the days before. */
  'commitment.amend': kind(amended, amend),
} as const;
