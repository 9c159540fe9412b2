import type { Services } from '../../evidence/domain.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { getAccount, getFunds } from './api.ts';
import { accountIds, running, totals, trialBalance } from './book.ts';
import { accounts, fundClosings, funds } from './registers.ts';
import { standingOf } from './standing.ts';

/** Entries that one answer tells. */
const most = 500;
const nameOf = (account: keyof typeof accounts) => ({ zh: accounts[account][0], en: accounts[account][1] });

export function fundRoutes({ snapshots, today }: Services): Route[] {
  const viewOf = (jurisdiction: string, who: Who, asOf = today()) => snapshots.at(jurisdiction, asOf, reachOf(who));
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
      if (!found || !account)
        throw new Problem({
          status: 404,
          code: 'no-such-record',
          zh: '没有这个基金或科目。',
          en: 'There is no such fund or account.',
        });
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
  ];
}
