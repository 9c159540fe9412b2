import type { RecordOf } from '../../core/register/index.ts';
import { inForce } from '../../core/register/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { faultIn } from './loan-subsidy.ts';
import { loans, lpr, repayments, subsidyRules } from './registers.ts';
import { type RuledLoan, type Subsidy, type SubsidyRule, subsidyByRule } from './subsidy.ts';

export type LoanRow = RecordOf<typeof loans>;

/** The subsidy of a loan by the rule that its record names, in the version in force when it was paid out; or why there is none. */
export type Ruled =
  | {
      rule: SubsidyRule;
      name: string;
      source: string;
      loan: RuledLoan;
      lprs: { since: string; rate: string }[];
      subsidy: Subsidy;
    }
  | { why: { zh: string; en: string } };

export async function ruledLoans(view: ViewAt): Promise<(row: LoanRow) => Ruled> {
  const [rules, published, paid] = await Promise.all([view.list(subsidyRules), view.list(lpr), view.list(repayments)]);
  const byLoan = Map.groupBy(paid.rows, ({ loan }) => loan.id);
  return (row) => {
    const named = row.rule && rules.byId.get(row.rule.id);
    if (!named) return { why: { zh: '没有指定贴息规则', en: 'no rule is named' } };
    const version =
      inForce(
        rules.rows.filter(({ name }) => name === named.name),
        row.from,
      ) ?? named;
    const loan: RuledLoan = {
      principal: row.principal,
      from: row.from,
      // Beyond the day when it was due nothing is subsidised, nor after it was paid back.
      to: [row.to, row.passed.released, row.passed.defaulted].flatMap((day) => day ?? []).toSorted()[0] ?? row.to,
      rate: String(row.rate),
      repayments: (byLoan.get(row.id) ?? []).map(({ on, amount }) => ({ on, amount })),
    };
    const fault = faultIn(loan);
    if (fault) return { why: fault };
    const rule = ruleOf(version);
    const years = Number(row.to.slice(0, 4)) - Number(row.from.slice(0, 4));
    const term = years > 5 || (years === 5 && row.to.slice(5) > row.from.slice(5)) ? 'y5' : 'y1';
    const lprs = published.rows
      .filter((one) => one.term === term)
      .map(({ since, rate }) => ({ since, rate: String(rate) }));
    if ((rule.kind === 'share' || rule.kind === 'above') && !lprs.some(({ since }) => since <= row.from))
      return { why: { zh: `放款日 ${row.from} 的 LPR 没有登记`, en: `no LPR is held for ${row.from}` } };
    return { rule, name: version.name, source: version.source, loan, lprs, subsidy: subsidyByRule(rule, loan, lprs) };
  };
}

function ruleOf(row: RecordOf<typeof subsidyRules>): SubsidyRule {
  const text = (value: number | null) => (value === null ? undefined : String(value));
  const steps = [
    { upTo: row.upto1 ?? undefined, rate: text(row.share1) },
    { upTo: row.upto2 ?? undefined, rate: text(row.share2) },
    { rate: text(row.share3) },
  ].flatMap(({ rate, upTo }) => (rate === undefined ? [] : [{ rate, ...(upTo !== undefined && { upTo }) }]));
  return {
    kind: row.kind,
    rate: text(row.rate),
    points: text(row.points),
    bands: row.bands ?? undefined,
    steps,
    cap: row.cap ?? undefined,
    order: row.order ?? undefined,
    mostRate: text(row.most_rate),
    yearCap: row.year_cap ?? undefined,
    lprDay: row.lpr_day ?? undefined,
    basis: row.basis === 'b360' ? 360 : row.basis === 'b365' ? 365 : 366,
  };
}
