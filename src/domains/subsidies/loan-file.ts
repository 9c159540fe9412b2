import type { Written, WrittenSheet, WrittenWorkbook } from '../../evidence/intake/sheet/index.ts';
import { sumAmounts } from '../../core/register/index.ts';
import type { LoanRow, Ruled } from './ruled.ts';
import { ruleWords } from './rule-words.ts';
import type { SubsidyRule } from './subsidy.ts';

/** Rows of the sheet of the loan, from 1: its formulas name them. */
const at = { principal: 2, rate: 3, band: 4, most: 5, cap: 6, basis: 7, yearCap: 8 } as const;

/**
 * The subsidy of a loan as a workbook that computes itself again: what was agreed, the repayments and the lines, each with
 * the formula that a person would write. Numbers of a spreadsheet are binary; to the cent they are the same.
 */
export function loanWorkbook(row: LoanRow, ruled: Exclude<Ruled, { why: unknown }>): WrittenWorkbook {
  const { rule, loan, subsidy, name, source } = ruled;
  const title = `贴息单 ${row.contract} ${row.borrower}`;
  const demo = row.held.demo;
  const after = rule.order === 'after' && rule.cap !== undefined;
  const f = (formula: string, value: string | number): Written => ({ formula, value: Number(value) });
  const cell = (line: keyof typeof at) => `'贷款'!$C$${at[line]}`;
  const given = (value: string | undefined): Written => (value === undefined ? null : Number(value));
  const sheet = (of: string, columns: WrittenSheet['columns'], rows: WrittenSheet['rows']): WrittenSheet => ({
    name: of,
    columns,
    rows,
  });
  const number = (id: string, label: string, unit: string, decimals: number) => ({
    id,
    label,
    unit,
    kind: 'number' as const,
    decimals,
  });
  const text = (id: string, label: string) => ({ id, label, kind: 'text' as const });
  const day = (id: string, label: string) => ({ id, label, kind: 'date' as const });
  const band = bandFormula(rule, at.principal);
  const facts: Written[][] = [
    ['principal', '本金（元）', Number(loan.principal)],
    ['rate', '合同年利率（%）', Number(loan.rate)],
    ['band', '比例或利率', band ? f(band, firstRate(rule, loan.principal)) : given(rule.rate)],
    ['most', '最高年贴息率（%，空：不限）', given(rule.mostRate)],
    ['cap', '贴息本金封顶（元，空：不封）', given(rule.cap)],
    ['basis', '日数基准', rule.basis],
    ['yearCap', '单户年上限（元，空：不限）', given(rule.yearCap)],
    ...ruleWords(rule).map(({ zh }): Written[] => ['rule', zh, null]),
    ['source', `规则：${name}；依据：${source}${demo ? '（演示）' : ''}`, null],
  ];
  const paid = loan.repayments.map(({ on, amount }): Written[] => [{ date: on }, Number(amount)]);
  const lines = subsidy.lines.map((line, n): Written[] => {
    const r = n + 2;
    const owed = `${cell('principal')}-SUMIF('还本'!$A$2:$A$${paid.length + 2},"<="&A${r},'还本'!$B$2:$B$${paid.length + 2})`;
    const capped =
      rule.cap === undefined
        ? `D${r}`
        : rule.order === 'before'
          ? `MAX(0,MIN(${cell('principal')},${cell('cap')})-(${cell('principal')}-D${r}))`
          : rule.order === 'after'
            ? `D${r}`
            : `MIN(D${r},${cell('cap')})`;
    const time =
      rule.kind === 'monthly'
        ? `((YEAR(B${r})-YEAR(A${r}))*12+MONTH(B${r})-MONTH(A${r})+(DAY(B${r})-DAY(A${r}))/30)`
        : `C${r}/${cell('basis')}`;
    return [
      { date: line.from },
      { date: line.to },
      f(`B${r}-A${r}`, line.days),
      f(owed, line.owed),
      f(capped, line.counted),
      line.lpr === null ? null : Number(line.lpr),
      f(rateFormula(rule, r, cell), line.rate),
      f(`E${r}*G${r}/100*${time}`, line.exact),
      ...(after ? [f(`MIN(${cell('principal')},${cell('cap')})*G${r}/100*${time}`, 0)] : []),
    ];
  });
  const last = lines.length + 1;
  const years = subsidy.years.map(({ year, subsidy: of }, n): Written[] => {
    const sumOf = (column: string) =>
      `SUMPRODUCT((YEAR('逐段'!$A$2:$A$${last})=A${n + 2})*'逐段'!$${column}$2:$${column}$${last})`;
    const sum = sumOf('H');
    const limited = after ? `MIN(${sum},${sumOf('I')})` : sum;
    return [
      Number(year),
      f(`ROUND(${rule.yearCap === undefined ? limited : `MIN(${limited},${cell('yearCap')})`},2)`, of),
    ];
  });
  return {
    sheets: [
      { ...sheet('贷款', [text('id', '项'), text('name', '内容'), number('value', '数', '', 4)], facts) },
      sheet('还本', [day('on', '还款日'), number('amount', '本金', '元', 2)], paid),
      sheet(
        '逐段',
        [
          day('from', '起（计）'),
          day('to', '止（不计）'),
          number('days', '天数', '', 0),
          number('owed', '未还本金', '元', 2),
          number('counted', '计息本金', '元', 2),
          number('lpr', 'LPR', '%', 4),
          number('rate', '贴息率', '%', 8),
          number('exact', '贴息', '元', 6),
          ...(after ? [number('limit', '封顶本金的贴息', '元', 6)] : []),
        ],
        lines,
      ),
      sheet(
        '合计',
        [number('year', '年度', '', 0), number('subsidy', title, '元', 2)],
        [...years, [null, f(`SUM(B2:B${years.length + 1})`, sumAmounts(subsidy.years.map((one) => one.subsidy)))]],
      ),
    ],
  };
}

function firstRate(rule: SubsidyRule, principal: string): number {
  const steps = rule.steps ?? [];
  if (rule.bands === 'whole')
    return Number(steps.find(({ upTo }) => upTo === undefined || Number(principal) <= Number(upTo))?.rate ?? 0);
  let below = 0;
  let sum = 0;
  for (const { upTo, rate } of steps) {
    const until = upTo === undefined ? Number(principal) : Math.min(Number(principal), Number(upTo));
    sum += Math.max(0, until - below) * Number(rate);
    below = Math.max(below, until);
  }
  return sum / Number(principal);
}

/** The rate of the band as a formula over the principal; null where there are no bands. */
function bandFormula({ bands, steps = [] }: SubsidyRule, row: number): string | null {
  const p = `$C$${row}`;
  const [first] = steps;
  if (bands === undefined || !first) return null;
  if (bands === 'whole')
    return steps.reduceRight(
      (rest, { upTo, rate }) => (upTo === undefined ? rate : `IF(${p}<=${upTo},${rate},${rest})`),
      '0',
    );
  const parts = steps.map(({ upTo, rate }, n) => {
    const below = steps[n - 1]?.upTo ?? '0';
    return `MAX(0,${upTo === undefined ? p : `MIN(${p},${upTo})`}-${below})*${rate}`;
  });
  return `(${parts.join('+')})/${p}`;
}

function rateFormula(rule: SubsidyRule, row: number, cell: (line: 'rate' | 'band' | 'most') => string): string {
  const most = rule.mostRate === undefined ? '' : `,${cell('most')}`;
  switch (rule.kind) {
    case 'monthly':
      return `${cell('band')}/10`;
    case 'fixed':
      return `MIN(${cell('band')},${cell('rate')}${most})`;
    case 'share':
      return `MIN(MIN(F${row},${cell('rate')})*${cell('band')}/100,${cell('rate')}${most})`;
    case 'above':
      return `MAX(0,MIN(${cell('rate')}-F${row}-${Number(rule.points ?? 0) / 100},${cell('rate')}${most}))`;
  }
}
