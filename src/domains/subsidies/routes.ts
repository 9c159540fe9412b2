import { sumAmounts } from '../../core/register/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { writeTable } from '../../evidence/intake/sheet/write-table.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { fundEntries } from '../funds/registers.ts';
import { getLoanFile, getLoanSheet } from './api.ts';
import { loanWorkbook } from './loan-file.ts';
import { loans } from './registers.ts';
import { ruledLoans } from './ruled.ts';
import { ruleWords } from './rule-words.ts';

export function subsidyRoutes({ snapshots, today }: Services): Route[] {
  const loanOf = async (params: { jurisdiction: string; loan: string }, who: Who, asOf?: string) => {
    const view = await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who));
    const row = (await view.list(loans)).byId.get(params.loan);
    if (!row)
      throw new Problem({ status: 404, code: 'no-such-record', zh: '没有这笔贷款。', en: 'There is no such loan.' });
    return { view, row, ruled: (await ruledLoans(view))(row) };
  };
  return [
    route(getLoanSheet, async ({ params, query, who }) => {
      const { view, row, ruled } = await loanOf(params, who, query.asOf);
      const booked = (await view.list(fundEntries)).rows.filter(({ loan }) => loan?.id === row.id);
      const sum = sumAmounts(
        booked.flatMap(({ debit, credit, amount }) =>
          debit === 'subsidy' ? amount : credit === 'subsidy' ? `-${amount}` : [],
        ),
      );
      const { contract, borrower, principal, rate, from, to } = row;
      const said = { contract, borrower, principal, rate, from, to, demo: row.held.demo, booked: sum };
      if ('why' in ruled)
        return {
          ...said,
          why: { zh: ruled.why.zh, en: ruled.why.en },
          rule: null,
          lines: [],
          years: [],
          cliffs: [],
          subsidy: null,
        };
      const { lines, years, cliffs, subsidy } = ruled.subsidy;
      return {
        ...said,
        why: null,
        rule: { name: ruled.name, source: ruled.source, said: ruleWords(ruled.rule) },
        lines,
        years,
        cliffs,
        subsidy,
      };
    }),
    route(getLoanFile, async ({ params, query, who }) => {
      const { row, ruled } = await loanOf(params, who, query.asOf);
      if ('why' in ruled)
        throw new Problem({
          status: 409,
          code: 'no-subsidy',
          zh: `没有算贴息：${ruled.why.zh}。`,
          en: `There is no subsidy: ${ruled.why.en}.`,
        });
      const bytes = await writeTable('xlsx', loanWorkbook(row, ruled));
      return {
        bytes,
        name: `贴息单-${row.contract}.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      };
    }),
  ];
}
