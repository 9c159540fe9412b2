import { sql } from 'kysely';
import { z } from 'zod';
import {
  commitmentItem,
  compositeItem,
  evidenceItem,
  identityItem,
  indicatorItem,
  organisationItem,
  placeItem,
  type PlanItem,
  planClosing,
  planItem,
} from '../../core/plan/plan-file.ts';
import { kindOf, type PlanInTime, standingPlans } from '../../core/plan/index.ts';
import { Problem } from '../../http/problem.ts';
import { kind, type Placed } from '../ledger/kind.ts';
import { amendmentKinds, forgetVersions } from './amend.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';

const ownersPut = z.strictObject({
  owners: z
    .array(
      z.strictObject({
        of: z.enum(['commitment', 'indicator']),
        id: z.string(),
        was: z.string().nullable(),
        organisation: z.string().nullable(),
      }),
    )
    .min(1),
});

/** One small entry: the plan is not written again. */
async function putOwners(tx: StoreTransaction, at: Placed, { owners }: z.output<typeof ownersPut>): Promise<void> {
  const moved = new Set<string>();
  const plans = await openPlans(tx, at.jurisdiction_id);
  for (const { of, id, was, organisation } of owners) {
    const held = of === 'commitment' ? await leadsOf(tx, at, plans, id) : await ownerOf(tx, at, id);
    // Where plans differ, it is the clause whose lead was seen that changes.
    const found = held.find(({ owner }) => owner === was) ?? held[0];
    if (!found)
      throw new Problem({
        status: 404,
        code: `no-such-${of}`,
        zh: of === 'commitment' ? `没有任务 ${id}。` : `没有指标 ${id}。`,
        en: `There is no ${of} ${id}.`,
        where: id,
      });
    if (found.owner !== was)
      throw new Problem({
        status: 409,
        code: 'owner-changed',
        zh: `${id} 的责任单位已被别人改为 ${found.owner ?? '空'}。`,
        en: `The owner of ${id} was changed by somebody else, to ${found.owner ?? 'nobody'}.`,
        hint: { zh: '看过现在的责任单位后重新指定。', en: 'Look at the owner that stands now, then name one again.' },
        where: id,
        current: { id, owner: found.owner },
      });
    const [table, field] = of === 'commitment' ? ['commitment', 'lead'] : ['indicator', 'owner'];
    await sql`update ${sql.table(table!)} set seq = ${at.seq}, body = jsonb_set(body, ${sql.lit(`{${field}}`)}, ${JSON.stringify(organisation)}::jsonb) where ${found.where}`.execute(
      tx,
    );
    if (found.plan !== null) {
      moved.add(found.plan);
      // Who answers has no days: it holds for all versions of what was promised.
      await sql`update commitment_version set body = jsonb_set(body, '{lead}', ${JSON.stringify(organisation)}::jsonb),
        before = jsonb_set(before, '{lead}', ${JSON.stringify(organisation)}::jsonb) where ${found.where}`.execute(tx);
    }
  }
  // Whoever is changing the plan has not seen these owners.
  for (const plan of moved)
    await sql`update plan set version = version + 1 where jurisdiction_id = ${at.jurisdiction_id} and plan_id = ${plan}`.execute(
      tx,
    );
}

interface Owned {
  owner: string | null;
  plan: string | null;
  where: ReturnType<typeof sql>;
}

/** Who leads a commitment, by each plan in force that holds it, highest rank first. */
async function leadsOf(tx: StoreTransaction, at: Placed, plans: readonly OpenPlan[], id: string): Promise<Owned[]> {
  const { rows } = await sql<{ plan: string; owner: string | null }>`
    select plan_id as plan, body->>'lead' as owner from commitment
    where jurisdiction_id = ${at.jurisdiction_id} and commitment_id = ${id}`.execute(tx);
  return plans.flatMap(({ item }) =>
    rows
      .filter(({ plan }) => plan === item.id)
      .map((row) => ({
        ...row,
        where: sql`jurisdiction_id = ${at.jurisdiction_id} and commitment_id = ${id} and plan_id = ${row.plan}`,
      })),
  );
}

async function ownerOf(tx: StoreTransaction, at: Placed, id: string): Promise<Owned[]> {
  const where = sql`jurisdiction_id = ${at.jurisdiction_id} and indicator_id = ${id}`;
  const { rows } = await sql<{
    owner: string | null;
  }>`select body->>'owner' as owner from indicator where ${where}`.execute(tx);
  return rows.map(({ owner }) => ({ owner, plan: null, where }));
}

/** A plan without its groups and taxonomies. */
interface OpenPlan extends PlanInTime {
  version: number;
}

/** The plans that stand and are not closed, highest rank first. */
export async function openPlans(tx: Store | StoreTransaction, jurisdiction: string): Promise<OpenPlan[]> {
  const rows = await tx
    .selectFrom('plan')
    // The body of a plan is large, and drafts ask for this while they are read.
    .select(['version', 'seq', 'closed_on', sql<PlanItem>`body - 'groups' - 'taxonomies'`.as('item')])
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
  return standingPlans(rows.map(({ closed_on, ...row }) => ({ ...row, closedOn: closed_on }))).filter(
    ({ closedOn }) => closedOn === null,
  );
}

const planClosed = ({ title }: PlanItem, on: string): Problem =>
  new Problem({
    status: 409,
    code: 'plan-closed',
    zh: `《${title.zh}》已于 ${on} 收官，不能再改。`,
    en: `“${title.en}” was closed on ${on} and cannot be changed any more.`,
    hint: { zh: '改动写进现行规划。', en: 'Write the change into a plan that is in force.' },
  });

async function refuseOtherPlan(
  tx: StoreTransaction,
  jurisdiction: string,
  plan: PlanItem,
  base: { plan: string; version: number } | null,
): Promise<void> {
  const open = await openPlans(tx, jurisdiction);
  const beside = plan.kind !== undefined;
  const now = base
    ? (open.find(({ item }) => item.id === base.plan) ?? open[0])
    : open.find(({ item }) => (beside ? item.id === plan.id : item.kind === undefined));
  if (now?.item.id === base?.plan && now?.version === base?.version) return;
  throw new Problem({
    status: 409,
    code: 'plan-changed',
    zh: '规划在这期间已被别人改过，没有写入。',
    en: 'The plan was changed by somebody else in the meantime; nothing was written.',
    hint: {
      zh: '刷新后看过现在的规划，再重新提交。',
      en: 'Reload, look at the plan that stands now, and commit again.',
    },
    current: now ? { plan: now.item.id, version: now.version } : null,
  });
}

/** Entries about what a city promised and by whom it is kept: organisations, places, documents, the plan, its indicators. */
export const planEntries = {
  tables: [
    'organisation',
    'place',
    'document',
    'commitment',
    'commitment_version',
    'plan',
    'indicator',
    'composite',
    'identity',
  ],
  kinds: {
    /** Organisations are added or replaced by id. */
    'organisation.put': kind(
      z.strictObject({ organisations: z.array(organisationItem).min(1) }),
      (tx, at, { organisations }) =>
        upsert(
          tx,
          'organisation',
          ['jurisdiction_id', 'organisation_id'],
          organisations.map(({ id, name, parent, roles, place }) => ({
            ...at,
            organisation_id: id,
            name,
            parent,
            roles,
            place: place ?? null,
          })),
        ),
    ),
    /** Places are added or replaced by id. */
    'place.put': kind(z.strictObject({ places: z.array(placeItem).min(1) }), (tx, at, { places }) =>
      upsert(
        tx,
        'place',
        ['jurisdiction_id', 'place_id'],
        places.map((item) => ({ ...at, place_id: item.id, name: item.name, kind: item.kind, parent: item.parent })),
      ),
    ),
    /** The text itself is a blob under `textHash`. */
    'document.add': kind(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        textHash: z.string(),
        format: z.string(),
        characters: z.number().int(),
      }),
      (tx, at, document) =>
        upsert(
          tx,
          'document',
          ['jurisdiction_id', 'document_id'],
          [
            {
              ...at,
              document_id: document.id,
              name: document.name,
              text_hash: document.textHash,
              format: document.format,
              characters: document.characters,
            },
          ],
        ),
    ),
    /** `replace` drops the commitments that are not listed; `add` keeps them. */
    'plan.put': kind(
      z.strictObject({
        plan: planItem,
        mode: z.enum(['replace', 'add']),
        /** The plan in force that the change was made from, null where there was none; another one is a conflict (409). */
        base: z
          .strictObject({ plan: z.string(), version: z.number().int().min(1) })
          .nullable()
          .optional(),
        /** Why rules were changed, in the words of who did. */
        reason: z.string().max(1000).optional(),
        commitments: z.array(commitmentItem),
      }),
      async (tx, at, { plan, mode, base, commitments }) => {
        const of = { jurisdiction_id: at.jurisdiction_id, plan_id: plan.id };
        const known = await tx
          .selectFrom('plan')
          .select(['version', 'closed_on'])
          .where('jurisdiction_id', '=', of.jurisdiction_id)
          .where('plan_id', '=', of.plan_id)
          .executeTakeFirst();
        if (known?.closed_on) throw planClosed(plan, known.closed_on);
        if (base !== undefined) await refuseOtherPlan(tx, at.jurisdiction_id, plan, base);
        await forgetVersions(tx, of, mode === 'replace' ? null : commitments.map(({ id }) => id));
        let position = 0;
        if (mode === 'replace') {
          await tx
            .deleteFrom('commitment')
            .where('jurisdiction_id', '=', of.jurisdiction_id)
            .where('plan_id', '=', of.plan_id)
            .execute();
        } else {
          const last = await tx
            .selectFrom('commitment')
            .select((e) => e.fn.max('position').as('position'))
            .where('jurisdiction_id', '=', of.jurisdiction_id)
            .where('plan_id', '=', of.plan_id)
            .executeTakeFirst();
          position = (last?.position ?? -1) + 1;
        }
        await upsert(
          tx,
          'plan',
          ['jurisdiction_id', 'plan_id'],
          [{ ...at, ...of, body: plan, version: (known?.version ?? 0) + 1 }],
        );
        await upsert(
          tx,
          'commitment',
          ['jurisdiction_id', 'plan_id', 'commitment_id'],
          commitments.map((item) => ({ ...at, ...of, commitment_id: item.id, position: position++, body: item })),
        );
      },
    ),
    /** A plan is closed at the end of a day: its last lights stay as they are, nothing of it is changed any more. */
    'plan.close': kind(planClosing, async (tx, at, closing) => {
      const open = (await openPlans(tx, at.jurisdiction_id)).find(({ item }) => item.id === closing.plan);
      if (!open)
        throw new Problem({
          status: 409,
          code: 'plan-not-open',
          zh: '这份规划已经收官，或者没有这份规划。',
          en: 'This plan is closed already, or there is no such plan.',
          where: 'plan',
        });
      await refuseOtherPlan(tx, at.jurisdiction_id, open.item, closing.base);
      // A closed plan stands beside the next one, whatever it was put in force as.
      await sql`update plan set seq = ${at.seq}, closed_on = ${closing.day}, closing = ${JSON.stringify(closing)}::jsonb,
        body = body || ${JSON.stringify({ kind: kindOf(open.item) })}::jsonb
        where jurisdiction_id = ${at.jurisdiction_id} and plan_id = ${closing.plan}`.execute(tx);
    }),
    ...amendmentKinds,
    /** Who answers for what. `was` is the owner that the change was made from: another one is a conflict (409). */
    'owner.put': kind(ownersPut, putOwners),
    /** `from`: those that are new are there from that day on. */
    'indicator.put': kind(
      z.strictObject({ indicators: z.array(indicatorItem).min(1), from: z.iso.date().optional() }),
      async (tx, at, { indicators, from }) => {
        const known =
          from === undefined
            ? []
            : await tx
                .selectFrom('indicator')
                .select('indicator_id')
                .where('jurisdiction_id', '=', at.jurisdiction_id)
                .execute();
        const before = new Set(known.map((row) => row.indicator_id));
        await upsert(
          tx,
          'indicator',
          ['jurisdiction_id', 'indicator_id'],
          indicators.map((item) => ({ ...at, indicator_id: item.id, body: item })),
        );
        const fresh = indicators.filter(({ id }) => !before.has(id)).map(({ id }) => id);
        if (from !== undefined && fresh.length > 0)
          await tx
            .updateTable('indicator')
            .set({ since: from })
            .where('jurisdiction_id', '=', at.jurisdiction_id)
            .where('indicator_id', 'in', fresh)
            .execute();
      },
    ),
    /** Where the figures of an indicator come from, from now on. `was`: what it was changed from; another one is a conflict (409). */
    'indicator.source': kind(
      z.strictObject({
        indicator: z.string(),
        was: evidenceItem,
        evidence: evidenceItem,
        /** How often it has a figure from now on; absent: as before. */
        cadence: indicatorItem.shape.cadence.optional(),
        reason: z.string().trim().min(2).max(500),
      }),
      async (tx, at, { indicator, was, evidence, cadence }) => {
        const changed =
          await sql`update indicator set seq = ${at.seq}, body = body || ${JSON.stringify({ evidence, ...(cadence && { cadence }) })}::jsonb
          where jurisdiction_id = ${at.jurisdiction_id} and indicator_id = ${indicator}
            and coalesce(body->'evidence', '{"kind":"observations"}') = ${JSON.stringify(was)}::jsonb returning 1`.execute(
            tx,
          );
        if (changed.rows.length === 0)
          throw new Problem({
            status: 409,
            code: 'indicator-changed',
            zh: '没有这项指标，或者它的数据来源刚被别人改了。',
            en: 'There is no such indicator, or somebody changed where its figures come from.',
            where: 'indicator',
            hint: { zh: '刷新后再改。', en: 'Reload, then change it again.' },
          });
      },
    ),
    /** Replaces the whole set: weights are published together or not at all. */
    'composite.put': kind(
      z.strictObject({ composites: z.array(compositeItem).min(1) }),
      async (tx, at, { composites }) => {
        await tx.deleteFrom('composite').where('jurisdiction_id', '=', at.jurisdiction_id).execute();
        await upsert(
          tx,
          'composite',
          ['jurisdiction_id', 'composite_id'],
          composites.map((item, position) => ({ ...at, composite_id: item.id, position, body: item })),
        );
      },
    ),
    /** Replaces the whole set of identities that figures are checked by. */
    'identity.put': kind(z.strictObject({ identities: z.array(identityItem) }), async (tx, at, { identities }) => {
      await tx.deleteFrom('identity').where('jurisdiction_id', '=', at.jurisdiction_id).execute();
      await upsert(
        tx,
        'identity',
        ['jurisdiction_id', 'identity_id'],
        identities.map((item) => ({ ...at, identity_id: item.id, body: item })),
      );
    }),
  },
} as const;
