import type { Insertable } from 'kysely';
import { json, type StoreTransaction, type Tables } from './store.ts';
import type { PayloadOf, SubmissionKind } from './submission.ts';

/** Tables that the ledger fills; `rebuild` empties exactly these. */
export const projections = ['organisation', 'place', 'document', 'commitment', 'plan', 'indicator', 'composite', 'observation', 'milestone'] as const;

interface Placed {
  jurisdiction_id: string;
  seq: number;
  demo: boolean;
}

type Appliers = { [K in SubmissionKind]: (tx: StoreTransaction, at: Placed, payload: PayloadOf<K>) => Promise<void> };

const appliers: Appliers = {
  'organisation.put': (tx, at, { organisations }) =>
    upsert(tx, 'organisation', ['jurisdiction_id', 'organisation_id'], organisations.map((item) => ({ ...at, organisation_id: item.id, name: json(item.name), parent: item.parent }))),
  'place.put': (tx, at, { places }) =>
    upsert(tx, 'place', ['jurisdiction_id', 'place_id'], places.map((item) => ({ ...at, place_id: item.id, name: json(item.name), kind: item.kind, parent: item.parent }))),
  'document.add': (tx, at, document) =>
    upsert(tx, 'document', ['jurisdiction_id', 'document_id'], [
      { ...at, document_id: document.id, name: document.name, text_hash: document.textHash, format: document.format, characters: document.characters },
    ]),
  'plan.put': async (tx, at, { plan, mode, commitments }) => {
    const of = { jurisdiction_id: at.jurisdiction_id, plan_id: plan.id };
    const known = await tx.selectFrom('plan').select('version').where('jurisdiction_id', '=', of.jurisdiction_id).where('plan_id', '=', of.plan_id).executeTakeFirst();
    let position = 0;
    if (mode === 'replace') {
      await tx.deleteFrom('commitment').where('jurisdiction_id', '=', of.jurisdiction_id).where('plan_id', '=', of.plan_id).execute();
    } else {
      const last = await tx.selectFrom('commitment').select((e) => e.fn.max('position').as('position')).where('jurisdiction_id', '=', of.jurisdiction_id).where('plan_id', '=', of.plan_id).executeTakeFirst();
      position = (last?.position ?? -1) + 1;
    }
    await upsert(tx, 'plan', ['jurisdiction_id', 'plan_id'], [{ ...at, ...of, body: json(plan), version: (known?.version ?? 0) + 1 }]);
    await upsert(tx, 'commitment', ['jurisdiction_id', 'plan_id', 'commitment_id'], commitments.map((item) => ({ ...at, ...of, commitment_id: item.id, position: position++, body: json(item) })));
  },
  'indicator.put': (tx, at, { indicators }) =>
    upsert(tx, 'indicator', ['jurisdiction_id', 'indicator_id'], indicators.map((item) => ({ ...at, indicator_id: item.id, body: json(item) }))),
  'composite.put': async (tx, at, { composites }) => {
    await tx.deleteFrom('composite').where('jurisdiction_id', '=', at.jurisdiction_id).execute();
    await upsert(tx, 'composite', ['jurisdiction_id', 'composite_id'], composites.map((item, position) => ({ ...at, composite_id: item.id, position, body: json(item) })));
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
        title: json(item.title),
        due: item.due,
        done_on: item.doneOn,
        known_on: item.knownOn,
        source: item.source,
        grade: item.grade,
      })),
    ),
  'demo.remove': async (tx, at) => {
    for (const table of projections) await tx.deleteFrom(table).where('jurisdiction_id', '=', at.jurisdiction_id).where('demo', '=', true).execute();
  },
};

/** Lays one entry's payload out in the tables. */
export async function project<K extends SubmissionKind>(tx: StoreTransaction, kind: K, at: Placed, payload: PayloadOf<K>): Promise<void> {
  await appliers[kind](tx, at, payload);
}

// PostgreSQL takes at most 65,535 parameters in a statement.
const parametersAtOnce = 30_000;

async function upsert<T extends (typeof projections)[number]>(tx: StoreTransaction, table: T, key: (keyof Tables[T] & string)[], rows: Insertable<Tables[T]>[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  // The same key twice in one submission: the later line counts, as it would in two submissions.
  const byKey = new Map(rows.map((row) => [key.map((name) => (row as Record<string, unknown>)[name]).join('\u0000'), row]));
  const distinct = [...byKey.values()];
  const step = Math.floor(parametersAtOnce / columns.length);
  for (let from = 0; from < distinct.length; from += step) {
    await tx
      .insertInto(table)
      .values(distinct.slice(from, from + step) as never)
      .onConflict((conflict) =>
        conflict.columns(key as never).doUpdateSet((e) => Object.fromEntries(columns.filter((name) => !key.includes(name as never)).map((name) => [name, e.ref(`excluded.${name}` as never)])) as never),
      )
      .execute();
  }
}
