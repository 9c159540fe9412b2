import { complain } from '../../evidence/store/complain.ts';
import { randomUUID } from 'node:crypto';
import type { PortfolioInput } from '../../core/decide/index.ts';
import type { Text } from '../../core/measure/index.ts';
import type { Job } from '../../evidence/domain.ts';
import { json, type Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import type { RunView } from './api.ts';
import type { PortfolioRequest } from './portfolio-input.ts';
import { Cancelled, type PortfolioAnswer, solvePortfolio } from './portfolio-run.ts';

export interface RunBody {
  request: PortfolioRequest;
  input: PortfolioInput;
  demo: boolean;
  job: string | null;
  step: Text;
  value: number | null;
  bound: number | null;
  answer: PortfolioAnswer | null;
  problem: Text | null;
}
type State = RunView['state'];

export async function openRun(
  store: Store,
  jurisdiction: string,
  by: string,
  body: Pick<RunBody, 'request' | 'input' | 'demo'>,
  at: string,
): Promise<string> {
  const id = randomUUID();
  const whole: RunBody = {
    ...body,
    job: null,
    step: { zh: '排队', en: 'Waiting' },
    value: null,
    bound: null,
    answer: null,
    problem: null,
  };
  await store
    .insertInto('run')
    .values({
      jurisdiction_id: jurisdiction,
      run_id: id,
      kind: 'portfolio',
      state: 'waiting',
      progress: 0,
      body: json(whole),
      created_by: by,
      created_at: at,
    })
    .execute();
  return id;
}

export async function runOf(
  store: Store,
  jurisdiction: string,
  run: string,
): Promise<{ id: string; state: State; progress: number; body: RunBody; createdBy: string; createdAt: string }> {
  const row = await store
    .selectFrom('run')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .where('run_id', '=', run)
    .where('kind', '=', 'portfolio')
    .executeTakeFirst();
  if (!row)
    throw new Problem({ status: 404, code: 'no-such-run', zh: '没有这次测算。', en: 'There is no such choice.' });
  return {
    id: row.run_id,
    state: row.state as State,
    progress: row.progress,
    body: row.body as RunBody,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/** Moves a run on; false when it has ended already (cancelled by somebody). */
export async function moveRun(
  store: Store,
  jurisdiction: string,
  run: string,
  state: State,
  progress: number,
  change: Partial<RunBody>,
): Promise<boolean> {
  const result = await store
    .updateTable('run')
    .set((e) => ({ state, progress, body: e('body', '||' as never, json(change) as never) as never }))
    .where('jurisdiction_id', '=', jurisdiction)
    .where('run_id', '=', run)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Which job works on the run, so that it can be cancelled. */
export async function rememberJob(store: Store, jurisdiction: string, run: string, job: string): Promise<void> {
  await store
    .updateTable('run')
    .set((e) => ({ body: e('body', '||' as never, json({ job }) as never) as never }))
    .where('jurisdiction_id', '=', jurisdiction)
    .where('run_id', '=', run)
    .execute();
}

/** Longest time for the main solve; the frontier and the worth of limits come on top. */
const seconds = 20;

export const portfolioJob: Job = {
  name: 'investment.portfolio',
  run: async ({ store }, { jurisdiction, run }: { jurisdiction: string; run: string }, signal) => {
    const { body, state } = await runOf(store, jurisdiction, run);
    if (
      state !== 'waiting' ||
      !(await moveRun(store, jurisdiction, run, 'running', 0.05, {
        step: { zh: '建立模型', en: 'Building the model' },
      }))
    )
      return;
    const own = new AbortController();
    const began = Date.now();
    let told = 0;
    try {
      const answer = await solvePortfolio(body.input, {
        signal: AbortSignal.any([signal, own.signal]),
        seconds,
        frontier: true,
        worth: true,
        onProgress: ({ step, value, bound }) => {
          if (Date.now() - told < 400) return;
          told = Date.now();
          // Nobody knows how long it takes: time against its limit is the honest measure.
          void moveRun(
            store,
            jurisdiction,
            run,
            'running',
            Math.min(0.95, (Date.now() - began) / (2 * seconds * 1000)),
            { step, value, bound },
          ).then(
            (still) => {
              if (!still) own.abort();
            },
            // Progress that cannot be told is told next time.
            () => {},
          );
        },
      });
      await moveRun(store, jurisdiction, run, 'done', 1, { answer, step: { zh: '完成', en: 'Done' } });
    } catch (error) {
      if (error instanceof Cancelled)
        await moveRun(store, jurisdiction, run, 'cancelled', 1, { step: { zh: '已取消', en: 'Cancelled' } });
      else {
        complain('portfolio', error);
        await moveRun(store, jurisdiction, run, 'failed', 1, {
          problem: { zh: '测算出错，请再试一次。', en: 'The choice failed; try again.' },
        });
      }
    }
  },
};
