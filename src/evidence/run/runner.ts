import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Problem } from '../../http/problem.ts';
import { complain } from '../store/complain.ts';
import { isAway } from '../store/fault.ts';
import { json, type Store } from '../store/store.ts';
import type { Given, Run, RunKind, RunNews, RunProblem, RunWork } from './kind.ts';
import { columns, runOf, type Runs } from './runs.ts';
import { inThread, ThreadEnded } from './thread.ts';

/** So many runs of a kind at once, and of those one of each person: nobody's queue holds all others. */
const atOnce = 2;
/** So often it is begun; what was broken off as often is given up. */
const mostAttempts = 5;
/** Milliseconds between looks for what another process opened or a dead one left; between writes of the progress. */
const lookEvery = 3_000;
const tellEvery = 400;
/** Milliseconds between two signs of life, and how long after the last one a process is taken for dead. */
const beatEvery = 1_000;
const dead = 6_000;
/** Milliseconds that a run waits which nobody here knows how to do: a newer server beside this one may. */
const strange = 600_000;

const brokenOff: RunProblem = {
  code: 'run-broken-off',
  title: {
    zh: `开始了 ${mostAttempts} 次，每次都被打断，没有做完。`,
    en: `It was begun ${mostAttempts} times and broken off each time.`,
  },
  hint: { zh: '再试一次；一直这样请告诉系统管理员。', en: 'Try again; if it stays, tell the administrator.' },
};
const unknownKind: RunProblem = {
  code: 'run-unknown',
  title: { zh: '这个版本不再做这种运行。', en: 'This version knows no such run.' },
  hint: null,
};

interface UnderWay {
  kind: RunKind;
  by: string;
  abort: AbortController;
  ended: Promise<void>;
}

/** Why a thread was cut: its row has ended already, or the server stops and the run is taken up after the next start. */
class Cut extends Error {
  readonly again: boolean;
  constructor(again: boolean) {
    super(again ? 'the server stops' : 'called off');
    this.again = again;
  }
}

/**
 * Takes up the runs that wait and works them off in threads; any number of processes may, on one database. The row is all there
 * is: who has it in hand writes so, and every second that he is alive. What nobody has in hand any more was left by a process
 * that died, and is begun again; who comes back and finds that another has it lets go of it.
 */
export class Runner {
  readonly #store: Store;
  readonly #given: Given;
  readonly #kinds: readonly RunKind[];
  readonly #underWay = new Map<string, UnderWay>();
  /** What rows in hand here say: the process, for whoever looks, and what no other ever is. */
  readonly #me = `${process.pid} ${randomUUID()}`;
  #looking: Promise<void> | undefined;
  #again = false;
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;
  #beating: NodeJS.Timeout | undefined;

  constructor(store: Store, given: Given, kinds: readonly RunKind<never>[]) {
    this.#store = store;
    this.#given = given;
    this.#kinds = kinds;
  }

  /** Takes up what waits, from now on. */
  start(runs: Runs): void {
    runs.tell({
      opened: () => this.#look(),
      ended: (id) => this.#underWay.get(id)?.abort.abort(new Cut(false)),
    });
    this.#timer = setInterval(() => this.#look(), lookEvery).unref();
    // A database that is away is told again at the next beat.
    this.#beating = setInterval(() => void this.#beat().catch(() => {}), beatEvery).unref();
    this.#look();
  }

  /** Says that this process lives; what was called off elsewhere, or is in the hands of another, is cut. */
  async #beat(): Promise<void> {
    const ids = [...this.#underWay.keys()];
    if (ids.length === 0) return;
    const { rows } = await sql<{ run_id: string }>`
      update run set beat_at = now() where claimed_by = ${this.#me} and state = 'running' and run_id = any(${ids})
      returning run_id`.execute(this.#store);
    const held = new Set(rows.map(({ run_id }) => run_id));
    for (const id of ids) if (!held.has(id)) this.#underWay.get(id)?.abort.abort(new Cut(false));
  }

  /** Works off what waits until nothing is left. */
  async idle(): Promise<void> {
    do {
      this.#look();
      await this.#looking;
      await Promise.all([...this.#underWay.values()].map(({ ended }) => ended));
    } while (this.#looking !== undefined || this.#underWay.size > 0 || (await this.#waiting()));
  }

  /** Takes up nothing new; what is under way may finish within `grace` milliseconds and is cut after that. */
  async stop(grace = 0): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#looking;
    const cut = (which: (kind: RunKind) => boolean) => {
      for (const { kind, abort } of this.#underWay.values()) if (which(kind)) abort.abort(new Cut(true));
    };
    cut((kind) => kind.disposable === true);
    const timer = setTimeout(() => cut(() => true), grace);
    await Promise.all([...this.#underWay.values()].map(({ ended }) => ended));
    clearTimeout(timer);
    clearInterval(this.#beating);
  }

  /** Looks for work, one look at a time; what is opened meanwhile is looked for once more. */
  #look(): void {
    this.#again = true;
    this.#looking ??= (async () => {
      while (this.#again && !this.#stopping) {
        this.#again = false;
        // A database that is away is asked again at the next look.
        await this.#takeUp().catch((error: unknown) => complain('runs', error));
      }
      this.#looking = undefined;
    })();
  }

  async #takeUp(): Promise<void> {
    await this.#foundBroken();
    const waiting = new Set(
      (await this.#store.selectFrom('run').select('kind').distinct().where('state', '=', 'waiting').execute()).map(
        (row) => row.kind,
      ),
    );
    for (const kind of this.#kinds) {
      while (waiting.has(kind.id)) {
        const of = [...this.#underWay.values()].filter((one) => one.kind === kind);
        if (of.length >= atOnce || this.#stopping) break;
        const taken = await this.#take(
          kind,
          of.map(({ by }) => by),
        );
        if (!taken) break;
        const abort = new AbortController();
        const ended = this.#work(kind, taken.run, taken.upload, abort.signal).finally(() => {
          this.#underWay.delete(taken.run.id);
          this.#look();
        });
        this.#underWay.set(taken.run.id, { kind, by: taken.run.createdBy, abort, ended });
      }
    }
  }

  /** What a dead process left is begun again, or given up; so is what nobody has known how to do. Of all jurisdictions. */
  async #foundBroken(): Promise<void> {
    const inHand = [...this.#underWay.keys()];
    await sql`
      update run set
        state = case when attempt < ${mostAttempts} then 'waiting' else 'failed' end,
        problem = case when attempt < ${mostAttempts} then null else ${json(brokenOff)} end,
        upload = case when attempt < ${mostAttempts} then upload end,
        claimed_by = null
      where state = 'running' and run_id <> all(${inHand})
        and (claimed_by is null or claimed_by = ${this.#me} or beat_at < now() - make_interval(secs => ${dead / 1000}))`.execute(
      this.#store,
    );
    await sql`
      update run set state = 'failed', problem = ${json(unknownKind)}, upload = null
      where state = 'waiting' and kind <> all(${this.#kinds.map(({ id }) => id)})
        and created_at < ${new Date(Date.now() - strange).toISOString()}`.execute(this.#store);
  }

  async #waiting(): Promise<boolean> {
    const waits = this.#store.selectFrom('run').select('run_id').where('state', '=', 'waiting');
    return (await waits.where('kind', 'in', ['', ...this.#kinds.map(({ id }) => id)]).execute()).length > 0;
  }

  /**
   * The run of a kind that has waited longest, of whomever has none under way: a person on any server, the program itself on
   * this one. Of all jurisdictions.
   */
  async #take(kind: RunKind, busy: readonly string[]): Promise<{ run: Run<never>; upload: Uint8Array | null } | null> {
    const row = await this.#store.transaction().execute(async (tx) => {
      // One server after the other: two must not take up two runs of one person.
      await sql`select pg_advisory_xact_lock(hashtext(${`take ${kind.id}`}))`.execute(tx);
      return tx
        .updateTable('run')
        .set((e) => ({ state: 'running', attempt: e('attempt', '+', 1), claimed_by: this.#me, beat_at: sql`now()` }))
        .where('state', '=', 'waiting')
        .where(
          'run_id',
          '=',
          sql<string>`(select run_id from run r where state = 'waiting' and kind = ${kind.id}
            and created_by <> all(${[...busy]}) and (created_by = '' or not exists (
              select 1 from run o where o.kind = r.kind and o.state = 'running' and o.created_by = r.created_by))
            order by created_at limit 1)`,
        )
        .returning([...columns, 'upload'])
        .executeTakeFirst();
    });
    return row ? { run: runOf<never>(row), upload: row.upload } : null;
  }

  async #work(kind: RunKind, run: Run<never>, upload: Uint8Array | null, signal: AbortSignal): Promise<void> {
    const { jurisdiction, id, createdBy: by, body } = run;
    const told = new Teller(this.#store, run, this.#me, () => this.#underWay.get(id)?.abort.abort(new Cut(false)));
    const task = { ...this.#given, jurisdiction, id, by, body, upload };
    const { seconds, megabytes } = kind;
    try {
      const output = await inThread<{ work: RunWork<never, never> }>(kind.work, task, {
        seconds,
        megabytes,
        signal,
        onNews: (news) => told.tell(news),
      });
      await told.end();
      await this.#done(kind, run, told.change, output);
    } catch (error) {
      await told.end();
      await this.#failed(kind, run, error).catch((fault: unknown) => complain(kind.id, fault));
    }
  }

  async #done(kind: RunKind, run: Run<never>, change: object, output: never): Promise<void> {
    await this.#store.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('run')
        .select(['state', 'claimed_by'])
        .where('jurisdiction_id', '=', run.jurisdiction)
        .where('run_id', '=', run.id)
        .forUpdate()
        .executeTakeFirst();
      if (row?.state !== 'running' || row.claimed_by !== this.#me) return;
      const body = {
        ...(run.body as object),
        ...change,
        ...(kind.store ? await kind.store(tx, run, output) : (output as object)),
      };
      await tx
        .updateTable('run')
        .set({
          state: 'done',
          progress: 1,
          step: json({ zh: '完成', en: 'Done' }),
          body: json(body),
          ...(!kind.keepsFile?.(body as never) && { upload: null }),
        })
        .where('jurisdiction_id', '=', run.jurisdiction)
        .where('run_id', '=', run.id)
        .execute();
    });
  }

  async #failed(kind: RunKind, run: Run<never>, error: unknown): Promise<void> {
    if (error instanceof Cut && !error.again) return;
    // The row still says that it runs: it is begun again once the database is back.
    if (isAway(error)) return;
    const known = error instanceof Problem && !(error instanceof ThreadEnded);
    if (!(error instanceof Problem) && !(error instanceof Cut)) complain(kind.id, error);
    const { code, title, hint = null } = known ? error.body : kind.failed;
    await this.#store
      .updateTable('run')
      .set((e) =>
        error instanceof Cut
          ? { state: 'waiting', attempt: e('attempt', '-', 1) }
          : { state: 'failed', progress: 1, problem: json({ code, title, hint }), upload: null },
      )
      .where('jurisdiction_id', '=', run.jurisdiction)
      .where('run_id', '=', run.id)
      .where('state', '=', 'running')
      .where('claimed_by', '=', this.#me)
      .execute();
  }
}

/** Writes how far a run is, not more often than anybody reads it. */
class Teller {
  /** What the work has said to change in the body. */
  change: object = {};
  readonly #store: Store;
  readonly #run: Run<never>;
  readonly #me: string;
  readonly #over: () => void;
  #writing: Promise<void> = Promise.resolve();
  #last = 0;

  /** `over` is called where the row says that the run has ended, or is in the hands of another than `me`. */
  constructor(store: Store, run: Run<never>, me: string, over: () => void) {
    this.#store = store;
    this.#run = run;
    this.#me = me;
    this.#over = over;
  }

  tell({ progress, step, change = {} }: RunNews<object>): void {
    Object.assign(this.change, change);
    if (performance.now() - this.#last < tellEvery) return;
    this.#last = performance.now();
    const body = json(this.change);
    this.#writing = this.#writing.then(async () => {
      const { rows } = await sql`
        update run set progress = ${progress}, step = ${json(step)}, body = body || ${body}
        where jurisdiction_id = ${this.#run.jurisdiction} and run_id = ${this.#run.id} and state = 'running'
          and claimed_by = ${this.#me} returning 1`.execute(this.#store);
      if (rows.length === 0) this.#over();
    });
    // Progress that cannot be told is told next time.
    this.#writing = this.#writing.catch(() => {});
  }

  /** Resolves when nothing is being written any more. */
  end(): Promise<void> {
    return this.#writing;
  }
}
