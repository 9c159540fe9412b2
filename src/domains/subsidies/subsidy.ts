import { Decimal as Plain } from 'decimal.js';
import { dayNumber, parseDay } from '../../core/measure/index.ts';

/** Sixty digits: parts of a year that have no end are summed before anything is rounded. */
const Decimal = Plain.clone({ precision: 60 });
type Decimal = Plain;

/** A rule of subsidies: each thing that local papers decide differently. Amounts in yuan, rates in percent, all as text. */
export interface SubsidyRule {
  /** share: % of the LPR; fixed: % a year; monthly: ‰ a month; above: the borrower bears LPR + points, the rest is subsidised. */
  kind: 'share' | 'fixed' | 'monthly' | 'above';
  rate?: string | undefined;
  /** Basis points. */
  points?: string | undefined;
  bands?: 'whole' | 'stepped' | undefined;
  /** By principal; the last has no border. `rate` of a band stands for that of the rule. */
  steps?: readonly { upTo?: string | undefined; rate: string }[] | undefined;
  cap?: string | undefined;
  order?: 'daily' | 'before' | 'after' | undefined;
  /** start (absent): the LPR of the day of paying out; each: that of every day. */
  lprDay?: 'start' | 'each' | undefined;
  mostRate?: string | undefined;
  yearCap?: string | undefined;
  basis: 360 | 365 | 366;
}

export interface RuledLoan {
  principal: string;
  from: string;
  /** Not counted. */
  to: string;
  rate: string;
  repayments: readonly { on: string; amount: string }[];
}

export interface SubsidyLine {
  from: string;
  to: string;
  /** First day counted, last not; of a monthly rule months and days over 30. */
  days: number;
  owed: string;
  counted: string;
  lpr: string | null;
  /** Percent a year that is subsidised on what is counted. */
  rate: string;
  /** Not rounded: counted × rate × days ÷ 100 ÷ basis. To ten decimals. */
  exact: string;
  /** Rounded half up to the cent. */
  cents: string;
}

export interface Subsidy {
  days: number;
  lines: SubsidyLine[];
  years: { year: string; exact: string; subsidy: string; cut: boolean }[];
  /** Rounded once a year, half up. */
  subsidy: string;
  /** The lines as one, rounded once: what a rule without years and caps of a year gives. */
  exact: string;
  cliffs: Cliff[];
}

/** Where one cent more of principal changes the subsidy at once: both sides of a border. */
export interface Cliff {
  at: string;
  below: string;
  above: string;
}

const dayOf = (iso: string): number => {
  const found = parseDay(iso);
  return typeof found === 'number' ? found : dayNumber(1970, 1, 1);
};
/** Half up to the cent; what an endless fraction left at the thirtieth digit is taken off first. */
const cents = (value: Decimal) => value.toDecimalPlaces(30).toFixed(2, Decimal.ROUND_HALF_UP);
type Line = SubsidyLine & { value: Decimal };

/** The subsidy by its rule, line by line: a line begins where owed, LPR or year change. The LPR is that of its day. */
export function subsidyByRule(
  rule: SubsidyRule,
  loan: RuledLoan,
  lprs: readonly { since: string; rate: string }[],
): Subsidy {
  const made = plainSubsidy(rule, loan, lprs);
  const borders = (rule.bands === 'whole' ? (rule.steps ?? []) : []).flatMap(({ upTo }) => upTo ?? []);
  const without = { ...loan, repayments: [] };
  const cliffs = borders.map((at): Cliff => {
    const of = (principal: Decimal) =>
      plainSubsidy(rule, { ...without, principal: principal.toFixed(2) }, lprs).subsidy;
    return { at, below: of(new Decimal(at)), above: of(new Decimal(at).plus('0.01')) };
  });
  return { ...made, cliffs: cliffs.filter(({ below, above }) => new Decimal(above).lt(below)) };
}

function plainSubsidy(
  rule: SubsidyRule,
  loan: RuledLoan,
  lprs: readonly { since: string; rate: string }[],
): Omit<Subsidy, 'cliffs'> {
  const lines = linesOf(rule, loan, lprs, rule.order ?? 'daily');
  // The limit is what the capped principal would get in the same band, were nothing paid back.
  const limit = rule.order === 'after' && rule.cap !== undefined ? linesOf(rule, loan, lprs, 'limit') : null;
  const sum = (of: readonly Line[], year: string) =>
    of.filter(({ from }) => from.startsWith(year)).reduce((total, { value }) => total.plus(value), new Decimal(0));
  const years = [...new Set(lines.map(({ from }) => from.slice(0, 4)))].map((year) => {
    const exact = sum(lines, year);
    const most = [limit ? sum(limit, year) : null, rule.yearCap === undefined ? null : new Decimal(rule.yearCap)];
    const kept = Decimal.min(exact, ...most.filter((one) => one !== null));
    return { year, exact: exact.toDecimalPlaces(10).toFixed(), subsidy: cents(kept), cut: kept.lt(exact) };
  });
  return {
    days: dayOf(loan.to) - dayOf(loan.from),
    lines: lines.map(({ value: _value, ...line }) => line),
    years,
    exact: cents(lines.reduce((total, { value }) => total.plus(value), new Decimal(0))),
    subsidy: cents(years.reduce((total, { subsidy }) => total.plus(subsidy), new Decimal(0))),
  };
}

function linesOf(
  rule: SubsidyRule,
  loan: RuledLoan,
  lprs: readonly { since: string; rate: string }[],
  order: string,
): Line[] {
  const { from, to } = loan;
  const published = lprs.toSorted((a, b) => (a.since < b.since ? -1 : 1));
  const usesLpr = rule.kind === 'share' || rule.kind === 'above';
  const each = usesLpr && rule.lprDay === 'each';
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) },
    (_, n) => `${Number(from.slice(0, 4)) + n + 1}-01-01`,
  );
  const turns = [
    ...new Set([
      from,
      to,
      ...years,
      ...loan.repayments.map(({ on }) => on),
      ...(each ? published.map(({ since }) => since) : []),
    ]),
  ]
    .filter((day) => day >= from && day <= to)
    .toSorted();
  // What was capped first is paid back from the capped amount.
  const begun =
    order === 'before' && rule.cap !== undefined ? Decimal.min(loan.principal, rule.cap) : new Decimal(loan.principal);
  return turns.slice(0, -1).flatMap((start, n): Line[] => {
    const end = turns[n + 1] ?? to;
    const paid = loan.repayments
      .filter(({ on }) => on <= start)
      .reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
    const owed = new Decimal(loan.principal).minus(paid);
    const left = Decimal.max(0, begun.minus(paid));
    const capped = order === 'limit' ? Decimal.min(loan.principal, rule.cap ?? loan.principal) : left;
    const counted = order === 'daily' && rule.cap !== undefined ? Decimal.min(left, rule.cap) : capped;
    const lpr = published.findLast(({ since }) => since <= (each ? start : from))?.rate ?? null;
    const rate = rateOf(rule, loan, lpr);
    if (rate === null) return [];
    const time =
      rule.kind === 'monthly' ? monthsBetween(start, end) : new Decimal(dayOf(end) - dayOf(start)).div(rule.basis);
    const value = counted.times(rate).times(time).div(100);
    return [
      {
        from: start,
        to: end,
        days: dayOf(end) - dayOf(start),
        owed: owed.toFixed(2),
        counted: counted.toFixed(2),
        lpr: usesLpr ? lpr : null,
        rate: rate.toDecimalPlaces(8).toFixed(),
        exact: value.toDecimalPlaces(10).toFixed(),
        cents: cents(value),
        value,
      },
    ];
  });
}

/** Percent a year (of a monthly rule: percent a month); null where the LPR of the day is not known. */
function rateOf(rule: SubsidyRule, loan: RuledLoan, lpr: string | null): Decimal | null {
  const said = bandRate(rule, loan.principal);
  const actual = new Decimal(loan.rate);
  if (rule.kind === 'monthly') return said.div(10);
  if (rule.kind === 'fixed') return Decimal.min(said, actual, rule.mostRate ?? Infinity);
  if (lpr === null) return null;
  const wanted =
    rule.kind === 'share'
      ? Decimal.min(lpr, actual).times(said).div(100)
      : actual.minus(new Decimal(lpr).plus(new Decimal(rule.points ?? 0).div(100)));
  return Decimal.max(0, Decimal.min(wanted, actual, rule.mostRate ?? Infinity));
}

/** The rate of the band: that of the whole principal, or the mean of the bands weighed by what lies in each. */
function bandRate(rule: SubsidyRule, principal: string): Decimal {
  const steps = rule.steps ?? [];
  if (rule.bands === undefined || steps.length === 0) return new Decimal(rule.rate ?? 0);
  const whole = new Decimal(principal);
  if (rule.bands === 'whole')
    return new Decimal(steps.find(({ upTo }) => upTo === undefined || whole.lte(upTo))?.rate ?? 0);
  let below = new Decimal(0);
  let sum = new Decimal(0);
  for (const { upTo, rate } of steps) {
    const until = upTo === undefined ? whole : Decimal.min(whole, upTo);
    if (until.gt(below)) sum = sum.plus(until.minus(below).times(rate));
    below = Decimal.max(below, until);
  }
  return whole.isZero() ? new Decimal(0) : sum.div(whole);
}

/** Whole months and days over 30 from one day to the other. */
function monthsBetween(from: string, to: string): Decimal {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return new Decimal(Number(to.slice(8)) - Number(from.slice(8))).div(30).plus(months);
}
