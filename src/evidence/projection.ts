import { putAdjustment, removeAdjustment } from './adjustment.ts';
import { putRecords, putRegisters, removeRecords } from './register/projection.ts';
import { confirmWarning, putDuties, reviewReports, submitReports } from './report/projection.ts';
import type { StoreTransaction } from './store.ts';
import type { PayloadOf, SubmissionKind } from './submission.ts';
import { upsert } from './upsert.ts';

/** Tables that the ledger fills; `rebuild` empties exactly these. */
export const projections = [
  'organisation',
  'place',
  'document',
  'commitment',
  'plan',
  'indicator',
  'composite',
  'observation',
  'milestone',
  'register',
  'record',
  'record_version',
  'duty',
  'report',
  'identity',
  'confirmation',
  'adjustment',
] as const;

/** Where an entry stands: what every row that comes from it carries. */
export interface Placed {
  jurisdiction_id: string;
  seq: number;
  demo: boolean;
}

/** Who handed an entry in, and when (ISO instant). */
export interface By {
  actor: string;
  at: string;
}

type Appliers = {
  [K in SubmissionKind]: (tx: StoreTransaction, at: Placed, payload: PayloadOf<K>, by: By) => Promise<void>;
};

const appliers: Appliers = {
  'organisation.put': (tx, at, { organisations }) =>
    upsert(
      tx,
      'organisation',
      ['jurisdiction_id', 'organisation_id'],
      organisations.map((item) => ({ ...at, organisation_id: item.id, name: item.name, parent: item.parent })),
    ),
  'place.put': (tx, at, { places }) =>
    upsert(
      tx,
      'place',
      ['jurisdiction_id', 'place_id'],
      places.map((item) => ({ ...at, place_id: item.id, name: item.name, kind: item.kind, parent: item.parent })),
    ),
  'document.add': (tx, at, document) =>
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
  'plan.put': async (tx, at, { plan, mode, commitments }) => {
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
  'indicator.put': (tx, at, { indicators }) =>
    upsert(
      tx,
      'indicator',
      ['jurisdiction_id', 'indicator_id'],
      indicators.map((item) => ({ ...at, indicator_id: item.id, body: item })),
    ),
  'composite.put': async (tx, at, { composites }) => {
    await tx.deleteFrom('composite').where('jurisdiction_id', '=', at.jurisdiction_id).execute();
    await upsert(
      tx,
      'composite',
      ['jurisdiction_id', 'composite_id'],
      composites.map((item, position) => ({ ...at, composite_id: item.id, position, body: item })),
    );
  },
  'observation.put': (tx, at, { observations }) =>
    upsert(
      tx,
      'observation',
      ['jurisdiction_id', 'indicator_id', 'place', 'period', 'seq', 'line'],
      observations.map((item, line) => ({
        ...at,
        indicator_id: item.indicator,
        place: item.place,
        period: item.period,
        known_on: item.knownOn,
        line,
        value: item.value,
        missing: item.value === null ? (item.missing ?? 'no-source') : null,
        status: item.status,
        source: item.source,
        grade: item.grade,
        withdrawn_on: null,
        withdrawn_seq: null,
      })),
    ),
  'milestone.put': (tx, at, { milestones }) =>
    upsert(
      tx,
      'milestone',
      ['jurisdiction_id', 'commitment_id', 'milestone_id', 'seq'],
      milestones.map((item) => ({
        ...at,
        commitment_id: item.commitment,
        milestone_id: item.id,
        title: item.title,
        due: item.due,
        done_on: item.doneOn,
        known_on: item.knownOn,
        source: item.source,
        grade: item.grade,
      })),
    ),
  'register.put': putRegisters,
  'record.put': putRecords,
  'record.remove': removeRecords,
  'duty.put': putDuties,
  'report.submit': submitReports,
  'report.review': reviewReports,
  'identity.put': async (tx, at, { identities }) => {
    await tx.deleteFrom('identity').where('jurisdiction_id', '=', at.jurisdiction_id).execute();
    await upsert(
      tx,
      'identity',
      ['jurisdiction_id', 'identity_id'],
      identities.map((item) => ({ ...at, identity_id: item.id, body: item })),
    );
  },
  'warning.confirm': confirmWarning,
  'adjustment.put': putAdjustment,
  'adjustment.remove': removeAdjustment,
  'demo.remove': async (tx, at) => {
    for (const table of projections)
      await tx.deleteFrom(table).where('jurisdiction_id', '=', at.jurisdiction_id).where('demo', '=', true).execute();
    await tx
      .updateTable('register')
      .set({ touched: at.seq })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .execute();
  },
};

/** Lays one entry's payload out in the tables. */
export async function project<K extends SubmissionKind>(
  tx: StoreTransaction,
  kind: K,
  at: Placed,
  payload: PayloadOf<K>,
  by: By,
): Promise<void> {
  await appliers[kind](tx, at, payload, by);
}
