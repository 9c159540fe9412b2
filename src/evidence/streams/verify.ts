import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { sm3 } from '../ledger/canonical.ts';
import type { Store } from '../store/store.ts';

export interface StreamReport {
  batches: number;
  /** Batches whose frames are all there and hash to what the ledger says. */
  whole: number;
  /** Batches of which frames are lawfully not kept any more; those that are left are what they were. */
  gone: number;
  firstBroken?: { seq: number; why: 'frame-changed' | 'frame-missing' | 'batch-differs' };
}

interface Batch {
  seq: number;
  above: number;
  upto: number;
  frames: number;
  dropped: number;
  hash: string;
}

/** Frames that are read at once, so that memory stays flat however large a batch is. */
const atOnce = 5_000;

/** Hashes the frames of every batch again and compares them with the entries that sealed them. */
export async function verifyStreams(store: Store, jurisdiction: string): Promise<StreamReport> {
  const report: StreamReport = { batches: 0, whole: 0, gone: 0 };
  const { rows: batches } = await sql<Batch>`
    select seq, above, upto, frames, dropped, hash from stream_batch where jurisdiction_id = ${jurisdiction} order by seq`.execute(
    store,
  );
  for (const batch of batches) {
    report.batches += 1;
    const why = await brokenBy(store, jurisdiction, batch);
    if (why) report.firstBroken ??= { seq: batch.seq, why };
    else if (batch.dropped > 0) report.gone += 1;
    else report.whole += 1;
  }
  return report;
}

async function brokenBy(
  store: Store,
  jurisdiction: string,
  { seq, above, upto, frames, dropped, hash }: Batch,
): Promise<NonNullable<StreamReport['firstBroken']>['why'] | null> {
  const sealed = createHash('sm3');
  let [from, found] = [above, 0];
  for (;;) {
    const { rows } = await sql<{ n: number; hash: Buffer; frame: Buffer }>`select n, hash, frame from stream_frame
      where jurisdiction_id = ${jurisdiction} and n > ${from} and n <= ${upto} order by n limit ${atOnce}`.execute(
      store,
    );
    for (const row of rows) {
      if (sm3(row.frame) !== row.hash.toString('hex')) return 'frame-changed';
      sealed.update(row.hash);
    }
    found += rows.length;
    from = rows.at(-1)?.n ?? upto;
    if (rows.length < atOnce) break;
  }
  if (found + dropped < frames) {
    // Their time may have ended while they were read.
    const now = await droppedOf(store, jurisdiction, seq);
    return now > dropped ? null : 'frame-missing';
  }
  return found + dropped > frames || (dropped === 0 && sealed.digest('hex') !== hash) ? 'batch-differs' : null;
}

async function droppedOf(store: Store, jurisdiction: string, seq: number): Promise<number> {
  const { rows } = await sql<{ dropped: number }>`select dropped from stream_batch
    where jurisdiction_id = ${jurisdiction} and seq = ${seq}`.execute(store);
  return rows[0]?.dropped ?? 0;
}
