import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import { Problem } from '../../http/problem.ts';
import { within } from '../store/quota.ts';
import { json, type Store, type StoreTransaction, type Tables } from '../store/store.ts';
import type { Run, RunKind, RunProblem, RunState } from './kind.ts';

const waiting: Text = { zh: '排队', en: 'Waiting' };
const cancelled: Text = { zh: '已取消', en: 'Cancelled' };

/** Where a run is: its maker's jurisdiction and its id. */
interface Place {
  jurisdiction: string;
  id: string;
}

/** The runs of all kinds: opened, looked up, called off. What takes them up is the runner. */
export class Runs {
  readonly #store: Store;
  readonly #kinds: ReadonlyMap<string, RunKind<never>>;
  readonly #heard = { opened: () => {}, ended: (_id: string) => {} };

  /** `kinds`: those whose runs may be watched and called off whatever they are. */
  constructor(store: Store, kinds: readonly RunKind<never>[] = []) {
    this.#store = store;
    this.#kinds = new Map(kinds.map((kind) => [kind.id, kind]));
  }

  /** Who takes runs up is told of new ones and of those that were called off. */
  tell(heard: { opened: () => void; ended: (id: string) => void }): void {
    Object.assign(this.#heard, heard);
  }

  /**
   * A new run that waits; gives its id, or null where one already waits for its subject. Throws 429 `quota` where its maker
   * or the city has as many as the kind allows.
   */
  async open<B extends object>(
    kind: RunKind<B>,
    of: { jurisdiction: string; by: string; body: B; subject?: string; upload?: Uint8Array },
  ): Promise<string | null> {
    const { jurisdiction, by, body, subject = '', upload } = of;
    const id = randomUUID();
    const opened = await this.#store.transaction().execute(async (tx) => {
      // One after the other: of many who ask at once, no more come in than may.
      await sql`select pg_advisory_xact_lock(hashtext(${`run ${kind.id} ${jurisdiction}`}))`.execute(tx);
      if (kind.keptDays !== undefined)
        await tx
          .deleteFrom('run')
          .where('jurisdiction_id', '=', jurisdiction)
          .where('kind', '=', kind.id)
          .where('state', 'not in', ['waiting', 'running'])
          .where('created_at', '<', new Date(Date.now() - kind.keptDays * 86_400_000).toISOString())
          .execute();
      const waits = tx
        .selectFrom('run')
        .select('run_id')
        .where('jurisdiction_id', '=', jurisdiction)
        .where('kind', '=', kind.id)
        .where('subject', '=', subject)
        .where('state', '=', 'waiting');
      if (subject !== '' && (await waits.executeTakeFirst())) return null;
      const open = sql`and kind = ${kind.id} and (state in ('waiting', 'running') or upload is not null)`;
      if (kind.most) await within(tx, 'run', { jurisdiction, login: by, only: open }, kind.most, kind.name);
      await tx
        .insertInto('run')
        .values({
          jurisdiction_id: jurisdiction,
          run_id: id,
          kind: kind.id,
          subject,
          state: 'waiting',
          progress: 0,
          step: json(waiting),
          body: json(body),
          upload: upload ? Buffer.from(upload) : null,
          created_by: by,
          created_at: new Date().toISOString(),
        })
        .execute();
      return id;
    });
    if (opened) this.#heard.opened();
    return opened;
  }

  /** Null where there is none. */
  async find<B extends object>(kind: RunKind<B>, { jurisdiction, id }: Place): Promise<Run<B> | null> {
    const row = await this.#of(jurisdiction, kind).where('run_id', '=', id).executeTakeFirst();
    return row ? runOf<B>(row) : null;
  }

  /** As `find`; throws a Problem (404) where there is no such run. */
  async get<B extends object>(kind: RunKind<B>, place: Place): Promise<Run<B>> {
    const run = await this.find(kind, place);
    if (run) return run;
    throw noSuchRun();
  }

  /** A run of whatever kind, for its maker, or for anybody where its kind is shared. Throws a Problem (404) for others. */
  async watch(place: Place, login: string | null): Promise<Run> {
    const row = await this.#of(place.jurisdiction, null).where('run_id', '=', place.id).executeTakeFirst();
    if (row && (row.created_by === login || this.#kinds.get(row.kind)?.shared)) return runOf(row);
    throw noSuchRun();
  }

  /** The newest first; of one subject, where it is given. */
  async latest<B extends object>(
    kind: RunKind<B>,
    of: { jurisdiction: string; most: number; subject?: string; states?: readonly RunState[] },
  ): Promise<Run<B>[]> {
    const { jurisdiction, most, subject, states } = of;
    const rows = await this.#of(jurisdiction, kind)
      .$if(subject !== undefined, (q) => q.where('subject', '=', subject ?? ''))
      .$if(states !== undefined, (q) => q.where('state', 'in', [...(states ?? [])]))
      .orderBy('created_at', 'desc')
      .limit(most)
      .execute();
    return rows.map((row) => runOf<B>(row));
  }

  /** A run that is done goes on with its file from `change`; false where it is not done, or `from` does not hold any more. */
  async goOn<B extends object>(
    kind: RunKind<B>,
    { jurisdiction, id }: Place,
    from: Partial<B>,
    change: Partial<B>,
  ): Promise<boolean> {
    const { rows } = await sql`
      update run set state = 'waiting', progress = 0, attempt = 0, step = ${json(waiting)}, body = body || ${json(change)}
      where jurisdiction_id = ${jurisdiction} and run_id = ${id} and kind = ${kind.id} and state = 'done'
        and upload is not null and body @> ${json(from)} returning 1`.execute(this.#store);
    if (rows.length > 0) this.#heard.opened();
    return rows.length > 0;
  }

  /** Calls off a run that waits or runs; one that has ended stays as it is. Throws as `mayEnd`. */
  async cancel(place: Place, login: string | null): Promise<void> {
    const off = { state: 'cancelled', progress: 1, step: json(cancelled), upload: null };
    await this.#end(null, place, login, async (tx) => {
      await tx
        .updateTable('run')
        .set(off)
        .where('jurisdiction_id', '=', place.jurisdiction)
        .where('run_id', '=', place.id)
        .where('state', 'in', ['waiting', 'running'])
        .execute();
    });
  }

  /** Calls a run off and forgets it, with its file. Throws as `mayEnd`. */
  async remove<B extends object>(kind: RunKind<B>, place: Place, login: string): Promise<void> {
    await this.#end(kind, place, login, async (tx) => {
      await tx
        .deleteFrom('run')
        .where('jurisdiction_id', '=', place.jurisdiction)
        .where('run_id', '=', place.id)
        .execute();
    });
  }

  async #end(
    kind: { id: string } | null,
    place: Place,
    login: string | null,
    end: (tx: StoreTransaction) => Promise<void>,
  ): Promise<void> {
    await this.#store.transaction().execute(async (tx) => {
      // Held until it is ended: nobody takes it up meanwhile.
      const row = await this.#of(place.jurisdiction, kind, tx)
        .where('run_id', '=', place.id)
        .forUpdate()
        .executeTakeFirst();
      if (!row) throw noSuchRun();
      mayEnd(this.#kinds.get(row.kind), runOf<never>(row), login);
      await end(tx);
    });
    this.#heard.ended(place.id);
  }

  #of(jurisdiction: string, kind: { id: string } | null, store: Store = this.#store) {
    return store
      .selectFrom('run')
      .select([...columns])
      .where('jurisdiction_id', '=', jurisdiction)
      .$if(kind !== null, (q) => q.where('kind', '=', kind?.id ?? ''));
  }
}

const noSuchRun = () =>
  new Problem({ status: 404, code: 'no-such-run', zh: '没有这次运行。', en: 'There is no such run.' });

/** Throws 403 `not-yours` for a run of somebody else, 409 `run-fixed` where it cannot be called off any more. */
function mayEnd(kind: RunKind<never> | undefined, run: Run<never>, login: string | null): void {
  if (run.createdBy !== login)
    throw new Problem({
      status: 403,
      code: 'not-yours',
      zh: '这是别人开始的。',
      en: 'Somebody else began this.',
      hint: { zh: '等它完成，或请本人取消。', en: 'Wait until it is done, or ask that person to stop it.' },
    });
  if (run.state === 'running' && kind?.fixed?.(run.body))
    throw new Problem({
      status: 409,
      code: 'run-fixed',
      zh: '已经在写入，停不下来了。',
      en: 'It is being written already and cannot be stopped.',
      hint: { zh: '等写完再看结果。', en: 'Wait until it is written.' },
    });
}

/** Everything but the file. */
export const columns = [
  'jurisdiction_id',
  'run_id',
  'kind',
  'subject',
  'state',
  'progress',
  'step',
  'problem',
  'body',
  'created_by',
  'created_at',
] as const;

export function runOf<B>(row: Pick<Selectable<Tables['run']>, (typeof columns)[number]>): Run<B> {
  return {
    jurisdiction: row.jurisdiction_id,
    id: row.run_id,
    kind: row.kind,
    subject: row.subject,
    state: row.state as RunState,
    progress: row.progress,
    step: (row.step as Text | null) ?? waiting,
    problem: row.problem as RunProblem | null,
    body: row.body as B,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
