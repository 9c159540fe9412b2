import { Worker } from 'node:worker_threads';
import type { allocate, AllocationInput } from './allocation.ts';
import type { Services } from '../../evidence/domain.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { getMolten } from './api.ts';
import { allocationOf, divisionOf } from './division.ts';
import { moltenSupply, moltenTerms } from './registers.ts';

export function moltenRoutes({ snapshots, today }: Services): Route[] {
  return [
    route(
      getMolten,
      async ({ params, query: { asOf, ...rules }, who }) => {
        const view = await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who));
        const [terms, supply] = await Promise.all([view.list(moltenTerms, { loss: '' }), view.list(moltenSupply)]);
        const lists = { terms: terms.rows, supply: supply.rows };
        const input = allocationOf(lists, rules);
        const left = [...terms.left, ...supply.left].map(({ id, field }) => `${id}（${nameOf(field)}）`).join('、');
        return {
          ...divisionOf(lists, input && (await allocated(input))),
          demo: terms.demo || supply.demo,
          left: left === '' ? null : { zh: `没有计入、缺必填项的记录：${left}`, en: `Records left out: ${left}` },
        };
      },
      { kept: true },
    ),
  ];
}

function nameOf(field: string): string {
  return [...moltenTerms.fields, ...moltenSupply.fields].find(({ id }) => id === field)?.name.zh ?? field;
}

/** The optimiser holds its thread until it is done: it gets one of its own. */
async function allocated(input: AllocationInput): Promise<ReturnType<typeof allocate>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: input,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  try {
    return await new Promise((done, failed) => {
      worker.on('message', done);
      worker.on('error', failed);
      worker.on('exit', (code) => failed(new Error(`the allocation ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}
