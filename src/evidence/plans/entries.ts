import { sql } from 'kysely';
import { z } from 'zod';
import {
  commitmentItem,
  compositeItem,
  identityItem,
  indicatorItem,
  organisationItem,
  placeItem,
  planItem,
} from '../../core/plan/plan-file.ts';
import type { Text } from '../../core/measure/index.ts';
import { Problem } from '../../http/problem.ts';
import { kind, type Placed } from '../ledger/kind.ts';
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
  const plan = await planInForce(tx, at.jurisdiction_id);
  for (const { of, id, was, organisation } of owners) {
    const [table, key, field] =
      of === 'commitment'
        ? (['commitment', 'commitment_id', 'lead'] as const)
        : (['indicator', 'indicator_id', 'owner'] as const);
    const ours = sql`jurisdiction_id = ${at.jurisdiction_id} and ${sql.ref(key)} = ${id} ${of === 'commitment' ? sql`and plan_id = ${plan?.plan_id ?? ''}` : sql``}`;
    const { rows } = await sql<{
      owner: string | null;
    }>`select body->>${sql.lit(field)} as owner from ${sql.table(table)} where ${ours}`.execute(tx);
    const [held] = rows;
    if (!held)
      throw new Problem({
        status: 404,
        code: `no-such-${of}`,
        zh: of === 'commitment' ? `没有任务 ${id}。` : `没有指标 ${id}。`,
        en: `There is no ${of} ${id}.`,
        where: id,
      });
    if (held.owner !== was)
      throw new Problem({
        status: 409,
        code: 'owner-changed',
        zh: `${id} 的责任单位已被别人改为 ${held.owner ?? '空'}。`,
        en: `The owner of ${id} was changed by somebody else, to ${held.owner ?? 'nobody'}.`,
        hint: { zh: '看过现在的责任单位后重新指定。', en: 'Look at the owner that stands now, then name one again.' },
        where: id,
        current: { id, owner: held.owner },
      });
    await sql`update ${sql.table(table)} set seq = ${at.seq}, body = jsonb_set(body, ${sql.lit(`{${field}}`)}, ${JSON.stringify(organisation)}::jsonb) where ${ours}`.execute(
      tx,
    );
  }
  // Whoever is changing the plan has not seen these owners.
  if (plan && owners.some(({ of }) => of === 'commitment'))
    await tx
      .updateTable('plan')
      .set({ version: plan.version + 1 })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('plan_id', '=', plan.plan_id)
      .execute();
}

/** The plan that stands now. */
export async function planInForce(
  tx: Store | StoreTransaction,
  jurisdiction: string,
): Promise<{ plan_id: string; version: number; title: Text } | undefined> {
  return (
    tx
      .selectFrom('plan')
      // The title alone: the body of a plan is large, and drafts ask for this while they are read.
      .select(['plan_id', 'version', sql<Text>`body->'title'`.as('title')])
      .where('jurisdiction_id', '=', jurisdiction)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
  );
}

async function refuseOtherPlan(
  tx: StoreTransaction,
  jurisdiction: string,
  base: { plan: string; version: number } | null,
): Promise<void> {
  const now = await planInForce(tx, jurisdiction);
  if (now?.plan_id === base?.plan && now?.version === base?.version) return;
  throw new Problem({
    status: 409,
    code: 'plan-changed',
    zh: '规划在这期间已被别人改过，没有写入。',
    en: 'The plan was changed by somebody else in the meantime; nothing was written.',
    hint: {
      zh: '刷新后看过现在的规划，再重新提交。',
      en: 'Reload, look at the plan that stands now, and commit again.',
    },
    current: now ? { plan: now.plan_id, version: now.version } : null,
  });
}

/** Entries about what a city promised and by whom it is kept: organisations, places, documents, the plan, its indicators. */
export const planEntries = {
  tables: ['organisation', 'place', 'document', 'commitment', 'plan', 'indicator', 'composite', 'identity'],
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
          .select('version')
          .where('jurisdiction_id', '=', of.jurisdiction_id)
          .where('plan_id', '=', of.plan_id)
          .executeTakeFirst();
        if (base !== undefined) await refuseOtherPlan(tx, at.jurisdiction_id, base);
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
    /** Who answers for what. `was` is the owner that the change was made from: another one is a conflict (409). */
    'owner.put': kind(ownersPut, putOwners),
    'indicator.put': kind(z.strictObject({ indicators: z.array(indicatorItem).min(1) }), (tx, at, { indicators }) =>
      upsert(
        tx,
        'indicator',
        ['jurisdiction_id', 'indicator_id'],
        indicators.map((item) => ({ ...at, indicator_id: item.id, body: item })),
      ),
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
