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
import { kind } from '../ledger/kind.ts';
import { upsert } from '../store/upsert.ts';

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
          organisations.map((item) => ({ ...at, organisation_id: item.id, name: item.name, parent: item.parent })),
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
        commitments: z.array(commitmentItem),
      }),
      async (tx, at, { plan, mode, commitments }) => {
        const of = { jurisdiction_id: at.jurisdiction_id, plan_id: plan.id };
        const known = await tx
          .selectFrom('plan')
          .select('version')
          .where('jurisdiction_id', '=', of.jurisdiction_id)
          .where('plan_id', '=', of.plan_id)
          .executeTakeFirst();
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
