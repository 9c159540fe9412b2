import { sumAmounts } from '../../core/register/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { writeTable } from '../../evidence/intake/sheet/write-table.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { getAccount, getFunds, getLoanFile, getLoanSheet } from './api.ts';
import { accountIds, running, totals, trialBalance } from './book.ts';
import { loanWorkbook } from './loan-file.ts';
import { accounts, fundClosings, fundEntries, funds, loans } from './registers.ts';
import { ruledLoans } from './ruled.ts';
import { ruleWords } from './rule-words.ts';
import { standingOf } from './standing.ts';

/** Entries that one answer tells. */
const most = 500;
const nameOf = (account: keyof typeof accounts) => ({ zh: accounts[account][0], en: accounts[account][1] });
const missing = (zh: string, en: string) => new Problem({ status: 404, code: 'no-such-record', zh, en });

export function fundRoutes({ snapshots, today }: Services): Route[] {
  const viewOf = (jurisdiction: string, who: Who, asOf = today()) => snapshots.at(jurisdiction, asOf, reachOf(who));
  const loanOf = async (params: { jurisdiction: string; loan: string }, who: Who, asOf?: string) => {
    const view = await viewOf(params.jurisdiction, who, asOf);
    const row = (await view.list(loans)).byId.get(params.loan);
    if (!row) throw missing('没有这笔贷款。', 'There is no such loan.');
    return { view, row, ruled: (await ruledLoans(view))(row) };
  };
  return [
    route(
      getFunds,
      async ({ params, query, who }) => {
        const view = await viewOf(params.jurisdiction, who, query.asOf);
        const [{ rows }, standings, closings] = [
          await view.list(funds),
          await standingOf(view),
          await view.list(fundClosings),
        ];
        return {
          asOf: view.asOf,
          funds: rows.flatMap(({ id, name }) => {
            const found = standings.get(id);
            if (!found) return [];
            const { light, why, size, bank, entries, papers, demo } = found;
            const own = closings.rows
              .filter(({ fund }) => fund.id === id)
              .toSorted((a, b) => b.through.localeCompare(a.through));
            return [
              {
                id,
                name,
                light,
                why,
                size,
                bank,
                demo,
                entries: entries.length,
                papers: papers.with,
                accounts: trialBalance(entries).map(({ account, ...line }) => ({
                  id: account,
                  name: nameOf(account),
                  ...line,
                })),
                closings: own.map((one) => {
                  const now = totals(entries.filter(({ on }) => on <= one.through));
                  return {
                    through: one.through,
                    bank: one.bank,
                    holds: (one.bank ?? now.bank) === now.bank && (one.debits ?? now.debits) === now.debits,
                  };
                }),
              },
            ];
          }),
        };
      },
      { kept: true },
    ),
    route(getAccount, async ({ params, query, who }) => {
      const view = await viewOf(params.jurisdiction, who, query.asOf);
      const found = (await standingOf(view)).get(params.fund);
      const account = accountIds.find((one) => one === params.account);
      if (!found || !account) throw missing('没有这个基金或科目。', 'There is no such fund or account.');
      const all = running(account, found.entries);
      return {
        account: nameOf(account),
        balance: all.at(-1)?.after ?? '0.00',
        total: all.length,
        entries: all
          .slice(-most)
          .toReversed()
          .map(({ id, on, voucher, line, debit, credit, amount, after, document, papers, note, corrects, held }) => ({
            id,
            on,
            voucher,
            line,
            after,
            document,
            note,
            corrects,
            other: nameOf(debit === account ? credit : debit),
            debit: debit === account ? amount : null,
            credit: credit === account ? amount : null,
            papers: papers?.length ?? 0,
            closed: found.closed !== null && on <= found.closed,
            seq: held.seq,
            demo: held.demo,
          })),
      };
    }),
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
