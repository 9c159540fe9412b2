import { sql } from 'kysely';
import { z } from 'zod';
import { deliveryEntries } from './delivery/entries.ts';
import { figureEntries } from './figures/entries.ts';
import { kind, type Kind, type SubmissionOf } from './ledger/kind.ts';
import { forget } from './ledger/laying.ts';
import { LedgerOf } from './ledger/ledger.ts';
import * as chains from './ledger/verify.ts';
import { peopleEntries } from './people/entries.ts';
import { planEntries } from './plans/entries.ts';
import { taskEntries } from './plans/tasks.ts';
import { registerEntries } from './registers/entries.ts';
import { reportEntries } from './reports/entries.ts';
import { clearDemonstration } from './streams/demonstration.ts';
import { dropDemonstration, streamEntries } from './streams/entries.ts';
import { type StreamReport, verifyStreams } from './streams/verify.ts';
import type { Store, StoreTransaction } from './store/store.ts';

/** Tables that the ledger fills; `rebuild` empties exactly these. */
export const projections = [
  ...planEntries.tables,
  ...taskEntries.tables,
  ...figureEntries.tables,
  ...registerEntries.tables,
  ...reportEntries.tables,
  ...peopleEntries.tables,
  ...deliveryEntries.tables,
  ...streamEntries.tables,
] as const;

/** Everything that can be submitted, from all rooms of evidence: one list, assembled here. */
export const kinds = {
  ...planEntries.kinds,
  ...taskEntries.kinds,
  ...figureEntries.kinds,
  ...registerEntries.kinds,
  ...reportEntries.kinds,
  ...peopleEntries.kinds,
  ...deliveryEntries.kinds,
  ...streamEntries.kinds,
  /** Takes back all that entries marked `demo` brought, and what stations of the demonstration sent. The entries stay. */
  'demo.remove': kind(z.strictObject({}), async (tx, at) => {
    for (const table of projections)
      await sql`delete from ${sql.table(table)} where jurisdiction_id = ${at.jurisdiction_id} and demo`.execute(tx);
    await tx
      .updateTable('register')
      .set({ touched: at.seq })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .execute();
    forget(tx);
    await dropDemonstration(tx, at);
    await clearDemonstration(tx, at);
  }),
} satisfies Record<string, Kind>;

export type SubmissionKind = keyof typeof kinds;
/** What an actor hands in. */
export type Submission = SubmissionOf<typeof kinds>;
/** What a kind's payload is once it was checked. */
export type PayloadOf<K extends SubmissionKind> = z.output<(typeof kinds)[K]['shape']>;

/** The ledger of this build: one write path for all kinds. */
export class Ledger extends LedgerOf<typeof kinds> {
  constructor(store: Store, now?: () => string) {
    super(store, kinds, now);
  }
}

const book = { kinds, tables: projections };

export type BookReport = chains.ChainReport & { streams: StreamReport };

/** True where chain, tables, the book of rights and the frames of stations hold. */
export function holds(report: BookReport): boolean {
  return chains.holds(report) && !report.streams.firstBroken;
}

/**
 * Checks every chain, or one, the tables for reading against a replay, and what stations sent against what sealed it. With `since`
 * only the seals of the entries after it: tables are compared, and frames hashed, by a whole check.
 */
export async function verifyChains(
  store: Store,
  jurisdiction?: string,
  how: chains.Checking = {},
): Promise<BookReport[]> {
  const reports = await chains.verifyChains(store, book, jurisdiction, how);
  if (how.since) return reports.map((report) => ({ ...report, streams: { batches: 0, whole: 0, gone: 0 } }));
  return Promise.all(reports.map(async (report) => ({ ...report, streams: await verifyStreams(store, report.id) })));
}

/** Lays every entry of a chain out in the tables for reading, which are empty; gives the number of entries. */
export function replay(tx: StoreTransaction, jurisdiction: string): Promise<number> {
  return chains.replay(tx, book, jurisdiction);
}

/** Empties the projections of a jurisdiction and fills them again from its entries, in one transaction. */
export function rebuild(store: Store, jurisdiction: string): Promise<number> {
  return chains.rebuild(store, book, jurisdiction);
}
