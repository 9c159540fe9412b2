import type { Services } from '../../evidence/domain.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { getPolicies, type PolicyView } from './api.ts';
import { policies } from './registers.ts';
import { faultsOf, readTable } from './table.ts';

export function policyRoutes({ snapshots, today }: Services): Route[] {
  return [
    route(
      getPolicies,
      async ({ params, query, who }) => {
        const view = await snapshots.at(params.jurisdiction, query.asOf ?? today(), reachOf(who));
        const { rows } = await view.list(policies);
        const shown: PolicyView[] = [];
        const left: string[] = [];
        for (const row of rows) {
          const { from, to, stage } = row;
          if (stage !== 'frozen' || (from ?? '9') > view.asOf || (to !== null && to < view.asOf)) continue;
          const table = readTable(row.inputs, row.rules);
          const faults = 'line' in table ? null : faultsOf(table);
          if ('line' in table || !faults || faults.gaps.length + faults.overlaps.length > 0) {
            left.push(row.name);
            continue;
          }
          const { id, name, term, paper, group } = row;
          const rules = table.rules.map(({ when, gives }) => ({ when: { ...when }, gives }));
          shown.push({
            id,
            name,
            term,
            paper,
            group,
            bureau: row.bureau?.name.zh ?? null,
            demo: row.held.demo,
            ...table,
            rules,
          });
        }
        return { policies: shown, left };
      },
      { kept: true },
    ),
  ];
}
