import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { canonicalJson, type Json, sm3 } from './canonical.ts';
import { project, projections } from './projection.ts';
import type { Store, StoreTransaction } from './store.ts';
import { type Entry, type Submission, type SubmissionKind, submissionKinds } from './submission.ts';

/** What the first entry of a chain names as the one before. */
export const genesis = '0'.repeat(64);

/** The hash that seals an entry: SM3 over the canonical JSON of everything else in it, `prev` included. */
export function seal(entry: Omit<Entry, 'hash'>): string {
  const { jurisdiction, seq, kind, actor, at, demo, payload, prev } = entry;
  return sm3(canonicalJson({ jurisdiction, seq, kind, actor, at, demo, payload, prev }));
}

interface Waiting {
  submission: Submission;
  payload: Json;
  done: (entry: Entry) => void;
  failed: (error: unknown) => void;
}

/**
 * The one write path. `submit` resolves once the entry and its projections are committed to disk.
 *
 * Submissions that arrive while a commit is under way are committed together in the next one (group commit), each
 * behind a savepoint: one that fails takes nobody with it.
 */
export class Ledger {
  readonly #store: Store;
  readonly #now: () => string;
  readonly #queues = new Map<string, Waiting[]>();
  readonly #listeners = new Set<(jurisdiction: string, head: number) => void>();

  /** `now` gives the ISO instant in UTC with milliseconds that entries carry. */
  constructor(store: Store, now: () => string = () => new Date().toISOString()) {
    this.#store = store;
    this.#now = now;
  }

  /** Called after every commit with the new position of the chain. */
  onCommit(listener: (jurisdiction: string, head: number) => void): void {
    this.#listeners.add(listener);
  }

  /** Throws a Problem (422 `submission-malformed`) that names the field when the payload has the wrong shape. */
  async submit(submission: Submission): Promise<Entry> {
    const payload = checked(submission);
    return new Promise((done, failed) => {
      const waiting: Waiting = { submission, payload, done, failed };
      const queue = this.#queues.get(submission.jurisdiction);
      if (queue) {
        queue.push(waiting);
        return;
      }
      this.#queues.set(submission.jurisdiction, [waiting]);
      void this.#drain(submission.jurisdiction);
    });
  }

  async #drain(jurisdiction: string): Promise<void> {
    for (;;) {
      const batch = this.#queues.get(jurisdiction)?.splice(0, 200) ?? [];
      if (batch.length === 0) {
        this.#queues.delete(jurisdiction);
        return;
      }
      const settled: (() => void)[] = [];
      try {
        let head = 0;
        await this.#store.transaction().execute(async (tx) => {
          head = await this.#append(tx, jurisdiction, batch, settled);
        });
        for (const listener of this.#listeners) listener(jurisdiction, head);
        for (const settle of settled) settle();
      } catch (error) {
        for (const waiting of batch) waiting.failed(error);
      }
    }
  }

  /** All of them in one go; when one fails, each behind a savepoint, so that it takes nobody with it. */
  async #append(
    tx: StoreTransaction,
    jurisdiction: string,
    batch: Waiting[],
    settled: (() => void)[],
  ): Promise<number> {
    const head = await lockHead(tx, jurisdiction);
    if (batch.length > 1) await sql`savepoint everything`.execute(tx);
    try {
      return await this.#appendAll(tx, jurisdiction, head, batch, settled);
    } catch (error) {
      if (batch.length === 1) throw error;
      await sql`rollback to savepoint everything`.execute(tx);
      settled.length = 0;
    }
    let last = head;
    for (const waiting of batch) {
      try {
        await sql`savepoint one`.execute(tx);
        const done: (() => void)[] = [];
        await this.#appendAll(tx, jurisdiction, last, [waiting], done);
        await sql`release savepoint one`.execute(tx);
        settled.push(...done);
        last = await lockHead(tx, jurisdiction);
      } catch (error) {
        await sql`rollback to savepoint one`.execute(tx);
        settled.push(() => waiting.failed(error));
      }
    }
    return last.seq;
  }

  async #appendAll(
    tx: StoreTransaction,
    jurisdiction: string,
    head: { seq: number; hash: string },
    batch: readonly Waiting[],
    settled: (() => void)[],
  ): Promise<number> {
    let { seq, hash } = head;
    const entries: Entry[] = [];
    for (const waiting of batch) {
      const { kind, actor, demo } = waiting.submission;
      const unsealed = {
        jurisdiction,
        seq: seq + 1,
        kind,
        actor,
        at: this.#now(),
        demo,
        payload: canonicalJson(waiting.payload),
        prev: hash,
      };
      const entry: Entry = { ...unsealed, hash: seal(unsealed) };
      await project(tx, kind, { jurisdiction_id: jurisdiction, seq: entry.seq, demo }, waiting.payload as never, entry);
      entries.push(entry);
      ({ seq, hash } = entry);
      settled.push(() => waiting.done(entry));
    }
    await tx
      .insertInto('submission')
      .values(entries.map(({ jurisdiction: jurisdiction_id, ...entry }) => ({ jurisdiction_id, ...entry })))
      .execute();
    await tx.updateTable('chain_head').set({ seq, hash }).where('jurisdiction_id', '=', jurisdiction).execute();
    return seq;
  }
}

async function lockHead(tx: StoreTransaction, jurisdiction: string): Promise<{ seq: number; hash: string }> {
  const head = await tx
    .selectFrom('chain_head')
    .select(['seq', 'hash'])
    .where('jurisdiction_id', '=', jurisdiction)
    .forUpdate()
    .executeTakeFirst();
  if (head) return head;
  throw new Problem({
    status: 404,
    code: 'no-such-jurisdiction',
    zh: `没有行政区 ${jurisdiction}。`,
    en: `There is no jurisdiction ${jurisdiction}.`,
    hint: { zh: '先新增行政区。', en: 'Add the jurisdiction first.' },
  });
}

function checked(submission: Submission): Json {
  const parsed = submissionKinds[submission.kind].safeParse(submission.payload);
  if (parsed.success) return parsed.data as Json;
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  throw new Problem({
    status: 422,
    code: 'submission-malformed',
    zh: `${submission.kind} 的字段 ${where || '(整体)'} 不合要求。`,
    en: `Field ${where || '(whole)'} of ${submission.kind} is malformed: ${issue?.message ?? z.prettifyError(parsed.error)}.`,
    where,
  });
}

/** Adds a jurisdiction with an empty chain; does nothing when it is there. Returns whether it was added. */
export async function addJurisdiction(store: Store, id: string, name: { zh: string; en: string }): Promise<boolean> {
  return store.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('jurisdiction')
      .values({ jurisdiction_id: id, name: sql`${JSON.stringify(name)}::jsonb` })
      .onConflict((c) => c.doNothing())
      .returning('jurisdiction_id')
      .executeTakeFirst();
    await tx
      .insertInto('chain_head')
      .values({ jurisdiction_id: id, seq: 0, hash: genesis })
      .onConflict((c) => c.doNothing())
      .execute();
    return added !== undefined;
  });
}

/** Position of a jurisdiction's chain; null when there is no such jurisdiction. */
export async function headOf(store: Store, jurisdiction: string): Promise<number | null> {
  const head = await store
    .selectFrom('chain_head')
    .select('seq')
    .where('jurisdiction_id', '=', jurisdiction)
    .executeTakeFirst();
  return head?.seq ?? null;
}

export interface ChainReport {
  id: string;
  entries: number;
  head: string;
  /** The first link that does not hold, and why. */
  firstBroken?: {
    seq: number;
    why: 'changed' | 'missing' | 'out-of-order' | 'head-differs' | 'blob-missing' | 'blob-changed';
  };
  /** Tables for reading whose rows are not what the entries say, with the number of rows that differ. */
  differing?: { table: string; rows: number }[];
}

/**
 * Walks every chain from its first entry: each must carry the number after the one before, name that one's hash, and
 * hash to its own; the head must be the last one; blobs that entries name must be there and unchanged. Where the chain
 * holds, the tables for reading are compared with what its entries say.
 */
export async function verifyChains(store: Store, jurisdiction?: string): Promise<ChainReport[]> {
  const heads = await store
    .selectFrom('chain_head')
    .selectAll()
    .orderBy('jurisdiction_id')
    .execute()
    .then((rows) => rows.filter((row) => jurisdiction === undefined || row.jurisdiction_id === jurisdiction));
  const reports: ChainReport[] = [];
  for (const head of heads) {
    const report = await verifyChain(store, head);
    const differing = report.firstBroken ? [] : await differingTables(store, head.jurisdiction_id);
    reports.push(differing.length > 0 ? { ...report, differing } : report);
  }
  return reports;
}

/** The same for one chain, without its tables for reading. */
export async function verifyChain(
  store: Store,
  head: { jurisdiction_id: string; seq: number; hash: string },
): Promise<ChainReport> {
  const report: ChainReport = { id: head.jurisdiction_id, entries: 0, head: head.hash };
  let last = { seq: 0, hash: genesis };
  for await (const entry of entriesOf(store, head.jurisdiction_id)) {
    report.entries += 1;
    const why =
      entry.seq !== last.seq + 1
        ? 'missing'
        : entry.prev !== last.hash
          ? 'out-of-order'
          : seal(entry) !== entry.hash
            ? 'changed'
            : await brokenBlob(store, entry);
    if (why) {
      // After a gap the missing entry is the broken one, not the first that follows it.
      report.firstBroken = { seq: why === 'missing' ? last.seq + 1 : entry.seq, why };
      return report;
    }
    last = entry;
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
    records?: { values?: Record<string, unknown> }[];
  };
  if (entry.kind === 'document.add') return new Set([payload.textHash ?? '']);
  const files = (payload.records ?? []).flatMap(
    (record) =>
      Object.values(record.values ?? {}).flatMap((value) => (Array.isArray(value) ? value : [])) as { hash?: string }[],
  );
  return new Set([...(payload.file ? [payload.file.hash] : []), ...files.flatMap((file) => file.hash ?? [])]);
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

async function* entriesOf(store: Store, jurisdiction: string): AsyncGenerator<Entry> {
  let after = -1;
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
    for (const { jurisdiction_id, kind, ...rest } of rows)
      yield { jurisdiction: jurisdiction_id, kind: kind as SubmissionKind, ...rest };
    after = rows.at(-1)?.seq ?? after;
  }
}

/**
 * Replays a chain into temporary tables, which stand before the real ones in the search path, and compares the two.
 * Writers are not kept waiting: all is read at one moment.
 */
async function differingTables(store: Store, jurisdiction: string): Promise<{ table: string; rows: number }[]> {
  return store
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      for (const table of projections)
        await sql`create temporary table ${sql.table(table)} (like ${sql.table(`public.${table}`)} including indexes) on commit drop`.execute(
          tx,
        );
      await replay(tx, jurisdiction);
      const differing: { table: string; rows: number }[] = [];
      for (const table of projections) {
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
    });
}

/** Lays every entry of a chain out in the tables for reading, which are empty; gives the number of entries. */
export async function replay(tx: StoreTransaction, jurisdiction: string): Promise<number> {
  let entries = 0;
  for await (const entry of entriesOf(tx, jurisdiction)) {
    const payload = submissionKinds[entry.kind].parse(JSON.parse(entry.payload));
    await project(
      tx,
      entry.kind,
      { jurisdiction_id: jurisdiction, seq: entry.seq, demo: entry.demo },
      payload as never,
      entry,
    );
    entries += 1;
  }
  return entries;
}

/** Empties the projections of a jurisdiction and fills them again from its entries, in one transaction. */
export async function rebuild(store: Store, jurisdiction: string): Promise<number> {
  return store.transaction().execute(async (tx) => {
    await lockHead(tx, jurisdiction);
    for (const table of projections) await tx.deleteFrom(table).where('jurisdiction_id', '=', jurisdiction).execute();
    return replay(tx, jurisdiction);
  });
}
