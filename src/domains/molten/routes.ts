import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inThread } from '../../evidence/run/index.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { evaluationOf, parameters } from '../firms/index.ts';
import { getMolten } from './api.ts';
import { allocationOf, divisionOf, type MoltenLists } from './division.ts';
import { leftOut } from './notes.ts';
import { moltenSupply, moltenTerms } from './registers.ts';
import type * as Allocating from './work.ts';

const work = new URL('./work.ts', import.meta.url);

export function moltenRoutes({ snapshots, today }: Services): Route[] {
  return [
    route(
      getMolten,
      async ({ params, query: { asOf, ...rules }, who }) => {
        const view = await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who));
        const [terms, supply] = await Promise.all([view.list(moltenTerms, { loss: '' }), view.list(moltenSupply)]);
        const lists = { terms: terms.rows, supply: supply.rows, classes: await classesOf(view) };
        const input = allocationOf(lists, rules);
        return {
          ...divisionOf(
            lists,
            input && (await inThread<typeof Allocating>(work, input, { seconds: 60, megabytes: 1024 })),
          ),
          demo: terms.demo || supply.demo,
          left: await leftOut(view, lists, [...terms.left, ...supply.left]),
        };
      },
      { kept: true },
    ),
  ];
}

/** The classes of the newest per-mu evaluation. */
async function classesOf(view: ViewAt): Promise<MoltenLists['classes']> {
  const chosen = (await parameters(view, {})).map(({ id, value }) => [id, value]);
  const { evaluated } = await evaluationOf(view, Object.fromEntries(chosen));
  return new Map([...evaluated].flatMap(([id, { result }]) => (result ? [[id, result.class]] : [])));
}
