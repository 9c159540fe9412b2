import { Worker } from 'node:worker_threads';
import type { Services } from '../../evidence/domain.ts';
import { Problem } from '../../http/problem.ts';
import type { ScenarioAnswer, ScenarioBody } from './api.ts';
import { gatherContributions } from './contributions.ts';
import type { Order } from './run.ts';

/** Three variants of six targets take about a second; nothing sane takes longer than this. */
const LIMIT = 30_000;

/** Computes a scenario in a thread of its own: nobody else waits for it. Throws a Problem where it cannot be computed. */
export async function runScenario(services: Services, order: Order, body: ScenarioBody): Promise<ScenarioAnswer> {
  const view = await services.snapshots.at(order.jurisdiction, order.asOf, order.reach);
  const contributions = [...(await gatherContributions(services.lists, view, order.reach))];
  const worker = new Worker(new URL('./scenario-worker.ts', import.meta.url), {
    workerData: { databaseUrl: services.databaseUrl, order, contributions, body },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const timer = setTimeout(() => void worker.terminate(), LIMIT);
  try {
    return await new Promise<ScenarioAnswer>((done, refused) => {
      worker.on(
        'message',
        (message: { answer: ScenarioAnswer } | { problem: ConstructorParameters<typeof Problem>[0] }) =>
          'answer' in message ? done(message.answer) : refused(new Problem(message.problem)),
      );
      worker.on('error', refused);
      worker.on('exit', () =>
        refused(
          new Problem({
            status: 503,
            code: 'scenario-stopped',
            zh: '情景没有算完。',
            en: 'The scenario was not computed.',
            hint: { zh: '少选几项目标再试。', en: 'Choose fewer targets and try again.' },
          }),
        ),
      );
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
