import { complain } from '../store/complain.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { outOfBounds } from '../../core/measure/index.ts';
import { Problem } from '../../http/problem.ts';
import { databaseAway, isAway, storeFault } from '../store/fault.ts';
import { ofAnswering } from '../store/places.ts';
import { writes } from '../store/reads.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { nextActKey } from './act-key.ts';
import { canonicalJson, type Json, sm3 } from './canonical.ts';
import type { Entry, Kinds, SubmissionOf } from './kind.ts';

/** What the first entry of a chain names as the one before. */
export const genesis = '0'.repeat(64);

/** The hash that seals an entry: SM3 over the canonical JSON of everything else in it, `prev` included. */
export function seal(entry: Omit<Entry, 'hash'>): string {
  const { jurisdiction, seq, kind, actor, at, demo, payload, prev } = entry;
  return sm3(canonicalJson({ jurisdiction, seq, kind, actor, at, demo, payload, prev }));
}

interface Handed {
  jurisdiction: string;
  kind: string;
  actor: string;
  demo: boolean;
  payload: unknown;
}

/** One act: the entries that stand together or not at all. */
interface Waiting {
  handed: readonly Handed[];
  /** Under which the act is written once; null: it is written whenever it is handed in. */
  key: string | null;
  done: (entries: Entry[]) => void;
  failed: (error: unknown) => void;
}

/** At most this many entries in one act: more is a mistake, not an act of a person. */
export const mostInOneAct = 200;
/** Milliseconds that the outcome of a broken commit is looked for before it is said to be unknown. */
const lookingFor = 2_500;

/**
 * The one write path. `submit` resolves once what was handed in and its projections are committed to disk.
 *
 * Acts that arrive while a commit is under way are committed together in the next one (group commit), each behind a
 * savepoint: one that fails takes nobody with it.
 */
export class LedgerOf<K extends Kinds> {
  readonly #store: Store;
  readonly #kinds: K;
  readonly #now: () => string;
  readonly #queues = new Map<string, Waiting[]>();
  readonly #listeners = new Set<(jurisdiction: string, head: number) => void>();

  /** `now` gives the ISO instant in UTC with milliseconds that entries carry. */
  constructor(store: Store, kinds: K, now: () => string = () => new Date().toISOString()) {
    this.#store = store;
    this.#kinds = kinds;
    this.#now = now;
  }

  /** Called after every commit with the new position of the chain. */
  onCommit(listener: (jurisdiction: string, head: number) => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Hands in one submission, or several of one jurisdiction as one act: all of them stand, one after the other, or none.
   * Throws a Problem (422 `submission-malformed`) that names the field when a payload has the wrong shape.
   */
  submit(submission: SubmissionOf<K>): Promise<Entry>;
  submit(act: readonly SubmissionOf<K>[]): Promise<Entry[]>;
  async submit(given: SubmissionOf<K> | readonly SubmissionOf<K>[]): Promise<Entry | Entry[]> {
    const act = (Array.isArray(given) ? given : [given]) as readonly Handed[];
    const handed = act.map((one) => ({ ...one, payload: this.#checked(one) }));
    const jurisdiction = handed[0]?.jurisdiction;
    if (jurisdiction === undefined) return [];
    if (handed.length > mostInOneAct || handed.some((one) => one.jurisdiction !== jurisdiction))
      throw new Error(`an act has at most ${mostInOneAct} submissions, all of one jurisdiction`);
    const key = nextActKey();
    const entries = await new Promise<Entry[]>((done, failed) => {
      const waiting: Waiting = { handed, key, done, failed };
      const queue = this.#queues.get(jurisdiction);
      if (queue) {
        queue.push(waiting);
        return;
      }
      this.#queues.set(jurisdiction, [waiting]);
      void this.#drain(jurisdiction);
    });
    return Array.isArray(given) ? entries : (entries[0] as Entry);
  }

  /**
   * As `submit` of one submission, with work in the same transaction before the chain is locked: others write meanwhile, and all
   * of it stands or none.
   */
  async submitAfter(before: (tx: StoreTransaction) => Promise<void>, submission: SubmissionOf<K>): Promise<Entry> {
    const given = submission as Handed;
    const handed = [{ ...given, payload: this.#checked(given) }];
    const [entry] = await new Promise<Entry[]>((done, failed) => {
      void this.#write(given.jurisdiction, [{ handed, key: nextActKey(), done, failed }], before);
    });
    return entry as Entry;
  }

  #checked(submission: Handed): Json {
    const parsed = this.#kinds[submission.kind]?.shape.safeParse(submission.payload);
    if (parsed?.success) {
      // Not in the shape: what an old chain holds must still be read.
      const beyond = outOfBounds(parsed.data);
      if (!beyond) return parsed.data as Json;
      throw new Problem({ status: 422, code: beyond.code, zh: beyond.zh, en: beyond.en, where: beyond.where });
    }
    const issue = parsed?.error.issues[0];
    const where = issue?.path.map(String).join('.') ?? '';
    throw new Problem({
      status: 422,
      code: 'submission-malformed',
      zh: `${submission.kind} 的字段 ${where || '(整体)'} 不合要求。`,
      en: `Field ${where || '(whole)'} of ${submission.kind} is malformed: ${issue?.message ?? (parsed ? z.prettifyError(parsed.error) : 'no such kind')}.`,
      where,
    });
  }

  async #drain(jurisdiction: string): Promise<void> {
    for (;;) {
      const batch = this.#queues.get(jurisdiction)?.splice(0, 200) ?? [];
      if (batch.length === 0) {
        this.#queues.delete(jurisdiction);
        return;
      }
      await this.#write(jurisdiction, batch);
    }
  }

  /** Commits acts in one transaction and tells each of them what came of it; never throws. */
  async #write(
    jurisdiction: string,
    batch: Waiting[],
    before?: (tx: StoreTransaction) => Promise<void>,
  ): Promise<void> {
    const settled: (() => void)[] = [];
    let wrote: { seq: number; hash: string } | undefined;
    let fault: { error: unknown } | undefined;
    try {
      await this.#store.transaction().execute(async (tx) => {
        const tables = new Set<string>();
        wrote = await writes(tables, async () => {
          await before?.(tx);
          return this.#append(tx, jurisdiction, batch, settled);
        });
        await tellParts(tx, jurisdiction, tables, wrote.seq);
      });
    } catch (error) {
      // From here on only the commit can have failed; where the connection broke, what it wrote says what became of it.
      const doubtful = wrote !== undefined && isAway(error);
      const found = doubtful && wrote ? await this.#lookUp(jurisdiction, wrote) : 'absent';
      if (found === 'absent') fault = { error: storeFault(error, 'not-written') ?? error };
      if (found === 'unknown') {
        fault = { error: databaseAway('unknown') };
        void this.#tellLater(jurisdiction);
      }
    }
    if (fault) for (const waiting of batch) waiting.failed(fault.error);
    else {
      this.#tell(jurisdiction, wrote?.seq ?? 0);
      for (const settle of settled) settle();
    }
  }

  #tell(jurisdiction: string, head: number): void {
    for (const listener of this.#listeners) {
      try {
        listener(jurisdiction, head);
      } catch (error) {
        // What was written stands, whoever cannot hear of it.
        complain('ledger', error);
      }
    }
  }

  /** Whether an entry stands that a broken connection may have committed. Its lock is waited for: it may still be at it. */
  async #lookUp(
    jurisdiction: string,
    { seq, hash }: { seq: number; hash: string },
  ): Promise<'written' | 'absent' | 'unknown'> {
    const until = Date.now() + lookingFor;
    for (;;) {
      try {
        return await this.#store.transaction().execute(async (tx) => {
          const head = await lockHead(tx, jurisdiction);
          const entry = await tx
            .selectFrom('submission')
            .select('hash')
            .where('jurisdiction_id', '=', jurisdiction)
            .where('seq', '=', seq)
            .executeTakeFirst();
          return head.seq >= seq && entry?.hash === hash ? 'written' : 'absent';
        });
      } catch {
        if (Date.now() > until) return 'unknown';
        await sleep(100);
      }
    }
  }

  /** After a commit that nobody knows the outcome of: listeners are told where the chain stands once it can be asked. */
  async #tellLater(jurisdiction: string): Promise<void> {
    for (let wait = 250; ; wait = Math.min(10_000, wait * 2)) {
      await sleep(wait, undefined, { ref: false });
      try {
        const head = await headOf(this.#store, jurisdiction);
        if (head !== null) this.#tell(jurisdiction, head);
        return;
      } catch (error) {
        // A store that was closed is not asked again.
        if (!isAway(error) && storeFault(error, 'reading') === undefined) return;
      }
    }
  }

  /** All of them in one go; when one fails, each behind a savepoint, so that it takes nobody with it. */
  async #append(
    tx: StoreTransaction,
    jurisdiction: string,
    batch: Waiting[],
    settled: (() => void)[],
  ): Promise<{ seq: number; hash: string }> {
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
    return last;
  }

  async #appendAll(
    tx: StoreTransaction,
    jurisdiction: string,
    head: { seq: number; hash: string },
    batch: readonly Waiting[],
    settled: (() => void)[],
  ): Promise<{ seq: number; hash: string }> {
    let { seq, hash } = head;
    const entries: Entry[] = [];
    for (const { handed, key, done } of batch) {
      const made: Entry[] = [];
      for (const { kind, actor, demo, payload } of handed) {
        const unsealed = {
          jurisdiction,
          seq: seq + 1,
          kind,
          actor,
          at: this.#now(),
          demo,
          payload: canonicalJson(payload as Json),
          prev: hash,
        };
        const entry: Entry = { ...unsealed, hash: seal(unsealed) };
        await this.#kinds[kind]?.apply(tx, { jurisdiction_id: jurisdiction, seq: entry.seq, demo }, payload, entry);
        made.push(entry);
        ({ seq, hash } = entry);
      }
      if (key !== null) await keep(tx, jurisdiction, key, seq);
      entries.push(...made);
      settled.push(() => done(made));
    }
    await tx
      .insertInto('submission')
      .values(entries.map(({ jurisdiction: jurisdiction_id, ...entry }) => ({ jurisdiction_id, ...entry })))
      .execute();
    await tx.updateTable('chain_head').set({ seq, hash }).where('jurisdiction_id', '=', jurisdiction).execute();
    // Other processes hear of it in the moment of the commit.
    await sql`select pg_notify('lantu_head', ${`${jurisdiction} ${seq}`})`.execute(tx);
    return { seq, hash };
  }
}

/** Lays down which tables were changed up to an entry. */
async function tellParts(
  tx: StoreTransaction,
  jurisdiction: string,
  tables: ReadonlySet<string>,
  seq: number,
): Promise<void> {
  // In one order, so that two who write never wait for each other.
  const parts = [...tables].toSorted();
  if (parts.length === 0) return;
  await tx
    .insertInto('part_version')
    .values(parts.map((part) => ({ jurisdiction_id: jurisdiction, part, seq })))
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'part']).doUpdateSet((e) => ({ seq: e.ref('excluded.seq') })),
    )
    .execute();
}

/** Throws 409 `written-already` with the entry where the act of this key stands already. */
async function keep(tx: StoreTransaction, jurisdiction: string, key: string, seq: number): Promise<void> {
  const kept = await tx
    .insertInto('act_key')
    .values({ jurisdiction_id: jurisdiction, act_key: key, seq })
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .executeTakeFirst();
  if (kept) return;
  const { seq: written } = await tx
    .selectFrom('act_key')
    .select('seq')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('act_key', '=', key)
    .executeTakeFirstOrThrow();
  throw new Problem({
    status: 409,
    code: 'written-already',
    zh: `这次提交已经写入（第 ${written} 条），没有再写一遍。`,
    en: `This was written already (entry ${written}); it was not written again.`,
    hint: { zh: '刷新页面查看。', en: 'Reload the page to see it.' },
    current: { seq: written },
  });
}

/** Locks the head of a chain for this transaction. Throws a Problem (404) when there is no such jurisdiction. */
export async function lockHead(tx: StoreTransaction, jurisdiction: string): Promise<{ seq: number; hash: string }> {
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

/**
 * The last entry of the act that was written under a key; null where there is none. A commit that may still be under way is
 * waited for.
 */
export async function writtenUnder(store: Store, jurisdiction: string, key: string): Promise<number | null> {
  return store.transaction().execute(async (tx) => {
    await lockHead(tx, jurisdiction);
    const row = await tx
      .selectFrom('act_key')
      .select('seq')
      .where('jurisdiction_id', '=', jurisdiction)
      .where('act_key', '=', key)
      .executeTakeFirst();
    return row?.seq ?? null;
  });
}

/** First words of addresses that are not those of a place: a place of that name could not be reached. */
export const reservedPlaces: ReadonlySet<string> = new Set(
  'api assets metrics open add-jurisdiction manual set-up sign-in jurisdictions methods session spelling v1'.split(' '),
);

/**
 * Adds a jurisdiction with an empty chain; does nothing when it is there. Returns whether it was added. Throws a Problem (422
 * `jurisdiction-name`) for an id that no address can carry.
 */
export async function addJurisdiction(store: Store, id: string, name: { zh: string; en: string }): Promise<boolean> {
  if (!/^[0-9a-z-]{1,32}$/.test(id) || reservedPlaces.has(id))
    throw new Problem({
      status: 422,
      code: 'jurisdiction-name',
      zh: `行政区代码不能用“${id.slice(0, 40)}”。`,
      en: `A place cannot have the code "${id.slice(0, 40)}".`,
      hint: {
        zh: '用行政区划代码（如 520181），或 1—32 个小写字母、数字、短横线，不与系统地址重名。',
        en: 'Take its code (520181), or 1 to 32 small letters, digits and hyphens that are no address of the system.',
      },
    });
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

/** Position of every chain; where a worker of a cluster is away, of those on the others. */
export function headsOf(store: Store): Promise<{ jurisdiction_id: string; seq: number }[]> {
  return ofAnswering(store, (of) =>
    store.selectFrom('chain_head').select(['jurisdiction_id', 'seq']).where(of).execute(),
  );
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
