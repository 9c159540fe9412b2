import { randomUUID } from 'node:crypto';
import type { Text } from '../core/measure/index.ts';
import { Problem } from '../http/problem.ts';
import { json, type Store } from './store/store.ts';

/** Long work that a person asked for: a row that says how far it is, so that it can be watched and cancelled. */

export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** What every run keeps; the kind of work adds its own. */
export interface RunBody {
  step: Text;
  problem: Text | null;
  /** The job that works on it. */
  job: string | null;
}

export interface Run<B> {
  id: string;
  state: RunState;
  /** 0 to 1. */
  progress: number;
  body: B & RunBody;
  createdBy: string;
  createdAt: string;
}

/** The runs of one kind. */
export class Runs<B extends object> {
  readonly #store: Store;
  readonly #kind: string;

  constructor(store: Store, kind: string) {
    this.#store = store;
    this.#kind = kind;
  }

  /** A new run that waits; gives its id. `at` is the ISO instant. */
  async open(jurisdiction: string, by: string, body: B, at: string): Promise<string> {
    const id = randomUUID();
    const whole: B & RunBody = { ...body, step: { zh: '排队', en: 'Waiting' }, problem: null, job: null };
    await this.#store
      .insertInto('run')
      .values({
        jurisdiction_id: jurisdiction,
        run_id: id,
        kind: this.#kind,
        state: 'waiting',
        progress: 0,
        body: json(whole),
        created_by: by,
        created_at: at,
      })
      .execute();
    return id;
  }

  /** Throws a Problem (404) where there is no such run of this kind. */
  async get(jurisdiction: string, id: string): Promise<Run<B>> {
    const row = await this.#of(jurisdiction).where('run_id', '=', id).executeTakeFirst();
    if (row) return runOf<B>(row);
    throw new Problem({ status: 404, code: 'no-such-run', zh: '没有这次测算。', en: 'There is no such run.' });
  }

  /** The newest first. */
  async latest(jurisdiction: string, most: number): Promise<Run<B>[]> {
    const rows = await this.#of(jurisdiction).orderBy('created_at', 'desc').limit(most).execute();
    return rows.map((row) => runOf<B>(row));
  }

  /** Moves a run on; false when it has ended already (cancelled by somebody). */
  async move(
    jurisdiction: string,
    id: string,
    state: RunState,
    progress: number,
    change: Partial<B & RunBody>,
  ): Promise<boolean> {
    const result = await this.#store
      .updateTable('run')
      .set((e) => ({ state, progress, body: e('body', '||' as never, json(change) as never) as never }))
      .where('jurisdiction_id', '=', jurisdiction)
      .where('run_id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  /** Which job works on the run, so that it can be cancelled. */
  async remember(jurisdiction: string, id: string, job: string): Promise<void> {
    await this.#store
      .updateTable('run')
      .set((e) => ({ body: e('body', '||' as never, json({ job }) as never) as never }))
      .where('jurisdiction_id', '=', jurisdiction)
      .where('run_id', '=', id)
      .execute();
  }

  #of(jurisdiction: string) {
    return this.#store
      .selectFrom('run')
      .selectAll()
      .where('jurisdiction_id', '=', jurisdiction)
      .where('kind', '=', this.#kind);
  }
}

function runOf<B>(row: {
  run_id: string;
  state: string;
  progress: number;
  body: unknown;
  created_by: string;
  created_at: string;
}): Run<B> {
  return {
    id: row.run_id,
    state: row.state as RunState,
    progress: row.progress,
    body: row.body as B & RunBody,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
