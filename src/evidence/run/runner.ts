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
const mostAttempts = 3;
/** Milliseconds between looks for what another process opened or a dead one left; between writes of the progress. */
const lookEvery = 5_000;
const tellEvery = 400;

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
 * Takes up the runs that wait and works them off in threads. The row is all there is: whatever says that it runs and is not
 * in hand here was left by a process that died, and is begun again. One process runs them (it holds the server's lease).
 */
export class Runner {
  readonly #store: Store;
  readonly #given: Given;
  readonly #kinds: readonly RunKind[];
  readonly #underWay = new Map<string, UnderWay>();
  #looking: Promise<void> | undefined;
  #again = false;
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;

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
    this.#look();
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
    for (const kind of this.#kinds) {
      for (;;) {
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

  /** What a dead process left is begun again, or given up; so is what nobody here knows how to do. Of all jurisdictions. */
  async #foundBroken(): Promise<void> {
    await sql`
      update run set
        state = case when attempt < ${mostAttempts} then 'waiting' else 'failed' end,
        problem = case when attempt < ${mostAttempts} then null else ${json(brokenOff)} end,
        upload = case when attempt < ${mostAttempts} then upload end
      where state = 'running' and run_id <> all(${[...this.#underWay.keys()]})`.execute(this.#store);
    await sql`
      update run set state = 'failed', problem = ${json(unknownKind)}, upload = null
      where state in ('waiting', 'running') and kind <> all(${this.#kinds.map(({ id }) => id)})`.execute(this.#store);
  }

  async #waiting(): Promise<boolean> {
    return (await this.#store.selectFrom('run').select('run_id').where('state', '=', 'waiting').execute()).length > 0;
  }

  /** The run of a kind that has waited longest, of whomever has none under way; of all jurisdictions. */
  async #take(kind: RunKind, busy: readonly string[]): Promise<{ run: Run<never>; upload: Uint8Array | null } | null> {
    const row = await this.#store
      .updateTable('run')
      .set((e) => ({ state: 'running', attempt: e('attempt', '+', 1) }))
      .where('state', '=', 'waiting')
      .where(
        'run_id',
        '=',
        sql<string>`(select run_id from run where state = 'waiting' and kind = ${kind.id}
          and created_by <> all(${[...busy]}) order by created_at limit 1)`,
      )
      .returning([...columns, 'upload'])
      .executeTakeFirst();
    return row ? { run: runOf<never>(row), upload: row.upload } : null;
  }

  async #work(kind: RunKind, run: Run<never>, upload: Uint8Array | null, signal: AbortSignal): Promise<void> {
    const { jurisdiction, id, createdBy: by, body } = run;
    const told = new Teller(this.#store, run, () => this.#underWay.get(id)?.abort.abort(new Cut(false)));
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
        .select('state')
        .where('jurisdiction_id', '=', run.jurisdiction)
        .where('run_id', '=', run.id)
        .forUpdate()
        .executeTakeFirst();
      if (row?.state !== 'running') return;
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
      .execute();
  }
}

/** Writes how far a run is, not more often than anybody reads it. */
class Teller {
  /** What the work has said to change in the body. */
  change: object = {};
  readonly #store: Store;
  readonly #run: Run<never>;
  readonly #over: () => void;
  #writing: Promise<void> = Promise.resolve();
  #last = 0;

  /** `over` is called where the row says that the run has ended. */
  constructor(store: Store, run: Run<never>, over: () => void) {
    this.#store = store;
    this.#run = run;
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
        returning 1`.execute(this.#store);
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
