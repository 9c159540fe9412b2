import type { Services } from '../../evidence/domain.ts';
import { inThread } from '../../evidence/run/index.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { getMolten } from './api.ts';
import { allocationOf, divisionOf } from './division.ts';
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
        const lists = { terms: terms.rows, supply: supply.rows };
        const input = allocationOf(lists, rules);
        const left = [...terms.left, ...supply.left].map(({ id, field }) => `${id}（${nameOf(field)}）`).join('、');
        return {
          ...divisionOf(
            lists,
            input && (await inThread<typeof Allocating>(work, input, { seconds: 60, megabytes: 1024 })),
          ),
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
