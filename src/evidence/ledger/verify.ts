import { sql } from 'kysely';
import type { Store, StoreTransaction } from '../store/store.ts';
import { sm3 } from './canonical.ts';
import type { Entries, Entry, Kind, Placed } from './kind.ts';
import { layMany } from './laying.ts';
import { type SecurityReport, verifySecurity } from './security.ts';
import { genesis, lockHead, seal } from './ledger.ts';

/** An entry that an earlier check found whole, with everything before it. */
export interface Since {
  seq: number;
  hash: string;
}

/** How a chain is checked: from the first entry on with the tables, or the seals of what came `since` alone. */
export interface Checking {
  since?: Since | undefined;
  /** Told now and then how far each part is, 0 to 1. */
  tell?: (part: 'seals' | 'replay' | 'comparison', share: number) => void;
}

export interface ChainReport {
  id: string;
  /** Entries that were walked; those after `since`, where it was given. */
  entries: number;
  head: string;
  /** The first link that does not hold, and why. */
  firstBroken?: {
    seq: number;
    why: 'changed' | 'missing' | 'out-of-order' | 'head-differs' | 'blob-missing' | 'blob-changed';
  };
  /** Tables for reading whose rows are not what the entries say, with the number of rows that differ. */
  differing?: { table: string; rows: number }[];
  /** The book of rights and secrets. */
  security?: SecurityReport;
}

/** True where chain, tables and the book of rights hold. */
export function holds(report: ChainReport): boolean {
  return !report.firstBroken && !report.differing && !report.security?.firstBroken;
}

/**
 * Walks every chain from its first entry: each must carry the number after the one before, name that one's hash, and
 * hash to its own; the head must be the last one; blobs that entries name must be there and unchanged. Where the chain
 * holds, the tables for reading are compared with what its entries say; not where only what came `since` is walked.
 */
export async function verifyChains(
  store: Store,
  book: Entries,
  jurisdiction?: string,
  how: Checking = {},
): Promise<ChainReport[]> {
  const all = store.selectFrom('chain_head').select('jurisdiction_id').orderBy('jurisdiction_id');
  const heads = await (jurisdiction === undefined ? all : all.where('jurisdiction_id', '=', jurisdiction)).execute();
  const reports: ChainReport[] = [];
  // Head, walk and tables are seen at one moment: what people write meanwhile is neither missing nor too much.
  for (const { jurisdiction_id } of heads)
    reports.push(
      await store
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (tx) => {
          const head = await tx
            .selectFrom('chain_head')
            .selectAll()
            .where('jurisdiction_id', '=', jurisdiction_id)
            .executeTakeFirstOrThrow();
          const report = await verifyChain(tx, head, how);
          const differing = report.firstBroken || how.since ? [] : await differingTables(tx, book, head, how);
          const security = await verifySecurity(tx, jurisdiction_id);
          return { ...report, ...(differing.length > 0 && { differing }), security };
        }),
    );
  return reports;
}

/** The same for one chain, without its tables for reading. */
export async function verifyChain(
  store: Store,
  head: { jurisdiction_id: string; seq: number; hash: string },
  { since, tell }: Checking = {},
): Promise<ChainReport> {
  const report: ChainReport = { id: head.jurisdiction_id, entries: 0, head: head.hash };
  if (since && head.seq < since.seq) return { ...report, firstBroken: { seq: head.seq + 1, why: 'missing' } };
  let last = since ? { seq: since.seq - 1, hash: null } : { seq: 0, hash: genesis as string | null };
  for await (const entry of entriesOf(store, head.jurisdiction_id, last.seq)) {
    const known = entry.seq === since?.seq;
    if (!known) report.entries += 1;
    const why =
      entry.seq !== last.seq + 1
        ? 'missing'
        : last.hash !== null && entry.prev !== last.hash
          ? 'out-of-order'
          : seal(entry) !== entry.hash || (known && entry.hash !== since.hash)
            ? 'changed'
            : await brokenBlob(store, entry);
    if (why) {
      // After a gap the missing entry is the broken one, not the first that follows it.
      report.firstBroken = { seq: why === 'missing' ? last.seq + 1 : entry.seq, why };
      return report;
    }
    last = entry;
    if (entry.seq % toldEvery === 0) tell?.('seals', entry.seq / head.seq);
  }
  if (last.seq !== head.seq || last.hash !== head.hash)
    report.firstBroken = { seq: last.seq + 1, why: last.seq < head.seq ? 'missing' : 'head-differs' };
  return report;
}

async function brokenBlob(store: Store, entry: Entry): Promise<'blob-missing' | 'blob-changed' | undefined> {
  for (const hash of blobsIn(entry)) {
    const blob = await store
      .selectFrom('blob')
      .select('bytes')
      .where('jurisdiction_id', '=', entry.jurisdiction)
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (!blob) return 'blob-missing';
    if (sm3(blob.bytes) !== hash) return 'blob-changed';
  }
  return undefined;
}

/** Hashes of the documents and files that an entry names. */
function blobsIn(entry: Entry): Set<string> {
  const payload = JSON.parse(entry.payload) as {
    textHash?: string;
    file?: { hash: string };
    files?: { hash: string }[];
    act?: { files?: { hash: string }[] };
    records?: { values?: Record<string, unknown> }[];
  };
  if (entry.kind === 'document.add') return new Set([payload.textHash ?? '']);
  const attached = [...(payload.files ?? []), ...(payload.act?.files ?? [])];
  const files = (payload.records ?? []).flatMap(
    (record) =>
      Object.values(record.values ?? {}).flatMap((value) => (Array.isArray(value) ? value : [])) as { hash?: string }[],
  );
  return new Set([
    ...(payload.file ? [payload.file.hash] : []),
    ...attached.map((file) => file.hash),
    ...files.flatMap((file) => file.hash ?? []),
  ]);
}

/**
 * A chain as JSON, one entry a line in the order of the chain: what `seal` hashes, with the hash. docs/ledger.md says
 * how anybody checks it without this program.
 */
export async function exportChain(store: Store, jurisdiction: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  for await (const { jurisdiction: of, seq, kind, actor, at, demo, payload, prev, hash } of entriesOf(
    store,
    jurisdiction,
  )) {
    parts.push(
      encoder.encode(`${JSON.stringify({ jurisdiction: of, seq, kind, actor, at, demo, payload, prev, hash })}\n`),
    );
  }
  return Buffer.concat(parts);
}

async function* entriesOf(store: Store, jurisdiction: string, from = -1): AsyncGenerator<Entry> {
  let after = from;
  for (;;) {
    const rows = await store
      .selectFrom('submission')
      .selectAll()
      .where('jurisdiction_id', '=', jurisdiction)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(500)
      .execute();
    if (rows.length === 0) return;
    for (const { jurisdiction_id, kind, ...rest } of rows) yield { jurisdiction: jurisdiction_id, kind, ...rest };
    after = rows.at(-1)?.seq ?? after;
  }
}

/** Replays a chain into temporary tables, which stand before the real ones in the search path, and compares the two. */
async function differingTables(
  tx: StoreTransaction,
  book: Entries,
  { jurisdiction_id: jurisdiction, seq }: { jurisdiction_id: string; seq: number },
  { tell }: Checking,
): Promise<{ table: string; rows: number }[]> {
  for (const table of book.tables)
    await sql`create temporary table ${sql.table(table)} (like ${sql.table(`public.${table}`)} including indexes) on commit drop`.execute(
      tx,
    );
  await replay(tx, book, jurisdiction, (count) => tell?.('replay', count / seq));
  const differing: { table: string; rows: number }[] = [];
  for (const [n, table] of book.tables.entries()) {
    tell?.('comparison', n / book.tables.length);
    const real = sql`select to_jsonb(t) from ${sql.table(`public.${table}`)} t where jurisdiction_id = ${jurisdiction}`;
    const replayed = sql`select to_jsonb(t) from ${sql.table(`pg_temp.${table}`)} t`;
    const { rows } = await sql<{
      rows: number;
    }>`select count(*) as rows from ((${real} except all ${replayed}) union all (${replayed} except all ${real})) d`.execute(
      tx,
    );
    if (rows[0] && rows[0].rows > 0) differing.push({ table, rows: rows[0].rows });
  }
  return differing;
}

/** Entries that follow one another and are laid out together. */
const together = 1_000;
/** Entries after which it is told how far a walk is. */
const toldEvery = 500;

/** Lays every entry of a chain out in the tables for reading, which are empty; gives the number of entries. */
export async function replay(
  tx: StoreTransaction,
  book: Entries,
  jurisdiction: string,
  tell: (entries: number) => void = () => {},
): Promise<number> {
  // Tables that are being filled have no statistics: without this each entry would be looked for by reading all rows before it.
  await sql`set local enable_seqscan = off`.execute(tx);
  const entries = await layMany(tx, async () => {
    let count = 0;
    let run: { kind: Kind; rows: { at: Placed; payload: unknown }[] } | null = null;
    const lay = async () => {
      await run?.kind.together?.(tx, run.rows);
      run = null;
    };
    for await (const entry of entriesOf(tx, jurisdiction)) {
      const kind = book.kinds[entry.kind];
      if (!kind)
        throw new Error(
          `entry ${entry.seq} of ${jurisdiction} is of a kind that this build does not know: ${entry.kind}`,
        );
      const at = { jurisdiction_id: jurisdiction, seq: entry.seq, demo: entry.demo };
      const payload: unknown = kind.shape.parse(JSON.parse(entry.payload));
      if (run && (run.kind !== kind || run.rows.length >= together)) await lay();
      if (kind.together) (run ??= { kind, rows: [] }).rows.push({ at, payload });
      else await kind.apply(tx, at, payload, entry);
      count += 1;
      if (count % toldEvery === 0) tell(count);
    }
    await lay();
    return count;
  });
  await sql`set local enable_seqscan = on`.execute(tx);
  return entries;
}

/** Empties the projections of a jurisdiction and fills them again from its entries, in one transaction. */
export async function rebuild(store: Store, book: Entries, jurisdiction: string): Promise<number> {
  return store.transaction().execute(async (tx) => {
    await lockHead(tx, jurisdiction);
    for (const table of book.tables)
      await sql`delete from ${sql.table(table)} where jurisdiction_id = ${jurisdiction}`.execute(tx);
    return replay(tx, book, jurisdiction);
  });
}
