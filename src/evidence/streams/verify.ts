import { sql } from 'kysely';
import { sm3 } from '../ledger/canonical.ts';
import type { Store } from '../store/store.ts';

export interface StreamReport {
  batches: number;
  /** Batches whose frames are all there and hash to what the ledger says. */
  whole: number;
  /** Batches whose frames are not kept any more, or not all. */
  gone: number;
  firstBroken?: { seq: number; why: 'frame-changed' | 'batch-differs' };
}

/** Hashes the frames of every batch again and compares them with the entries that sealed them. */
export async function verifyStreams(store: Store, jurisdiction: string): Promise<StreamReport> {
  const report: StreamReport = { batches: 0, whole: 0, gone: 0 };
  const { rows: batches } = await sql<{ seq: number; above: number; upto: number; frames: number; hash: string }>`
    select seq, above, upto, frames, hash from stream_batch where jurisdiction_id = ${jurisdiction} order by seq`.execute(
    store,
  );
  for (const { seq, above, upto, frames, hash } of batches) {
    report.batches += 1;
    const { rows } = await sql<{ hash: Buffer; frame: Buffer }>`select hash, frame from stream_frame
      where jurisdiction_id = ${jurisdiction} and n > ${above} and n <= ${upto} order by n`.execute(store);
    if (rows.length < frames) {
      report.gone += 1;
      continue;
    }
    const changed = rows.some((row) => sm3(row.frame) !== row.hash.toString('hex'));
    if (changed || sm3(Buffer.concat(rows.map((row) => row.hash))) !== hash) {
      report.firstBroken ??= { seq, why: changed ? 'frame-changed' : 'batch-differs' };
      continue;
    }
    report.whole += 1;
  }
  return report;
}
