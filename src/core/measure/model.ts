/**
 * The vocabulary of measurement. Everything here is plain data: it crosses to the browser and into workers as it is.
 */

/** A text in both languages of the interface. */
export interface Text {
  zh: string;
  en: string;
}

/**
 * Key of a period, one spelling each:
 * year `2024`, half `2024H1`, quarter `2024Q3`, month `2024-03`, January to month m `2024-01..05`
 * (so 1—2月 is `2024-01..02`), several years `2022..2026`, a day `2024-06-30`.
 */
export type PeriodKey = string;

/** What a series adds up to: see glossary (流量 / 存量 / 累计). A `rate` is a percentage, an `index` has no unit. */
export type Nature = 'flow' | 'stock' | 'ytd' | 'index' | 'rate';
export type Cadence = 'year' | 'half' | 'quarter' | 'month' | 'day';
/** Which way is good. `hold` means that staying where it is, or inside a band, is the promise (水质保持稳定). */
export type Direction = 'up' | 'down' | 'hold';

/** Why there is no number. */
export type MissingReason = 'not-due' | 'overdue' | 'refused' | 'not-applicable' | 'not-enough-points' | 'no-source';
export interface Missing {
  missing: MissingReason;
  note?: Text;
}
export type Value = number | Missing;

export type ObservationStatus = 'preliminary' | 'approved' | 'revised';
/** Grade of a source: A official or mainstream, B second hand, 计算 computed from A or B. */
export type Grade = 'A' | 'B' | '计算' | '演示';

/** One number of one indicator at one place in one period, as it was known from one day on. */
export interface Observation {
  indicator: string;
  /** Statistical code of the place; the jurisdiction's own code for the whole. */
  place: string;
  period: PeriodKey;
  value: Value;
  status: ObservationStatus;
  /** ISO day from which the number was known (published, or received by the office). */
  knownOn: string;
  /** ISO day from which the number no longer counts (returned or reopened); absent: it stands. */
  withdrawnOn?: string;
  source: string;
  grade: Grade;
  demo: boolean;
}

/** The four kinds of evidence; nothing else gives an indicator its value. */
export type EvidenceKind =
  | { kind: 'observations' }
  | {
      kind: 'register';
      register: string;
      fn: 'count' | 'sum' | 'mean' | 'ratio' | 'share' | 'workdays';
      field?: string;
      minus?: string;
      per?: string;
      filter?: string;
      of?: string;
      less?: string;
      date?: string;
      until?: string;
      from?: string;
      once?: string;
    }
  | { kind: 'stream'; stream: string; fn: 'mean' | 'max' | 'min' | 'last' | 'within'; limit?: number; unit?: string }
  | { kind: 'formula'; expression: string };

export interface Indicator {
  id: string;
  name: Text;
  unit: string;
  nature: Nature;
  cadence: Cadence;
  direction: Direction;
  /** 约束性: a missed binding indicator vetoes a green roll-up. */
  binding: boolean;
  evidence: EvidenceKind;
  /** 口径: what is counted and what is not. */
  scope: Text | null;
  /** Id of the organisation that reports it; null means that nobody owns it. */
  owner: string | null;
  /** Days after the end of a period by which the number is due. */
  dueDays: number;
  /** The due days are working days (see workday.ts); absent: calendar days. */
  workdays?: boolean;
}

export type TargetOp = '>=' | '<=' | '>' | '<' | '=' | 'approx' | 'range' | '+' | 'to';

export interface Target {
  indicator: string;
  op: TargetOp;
  value: number;
  value2?: number;
  unit: string;
  /** Key of the year (or month, quarter) whose figure is judged, or `2022..2026` for a cumulative target. */
  period: PeriodKey;
  /** True when the values of the horizon are added up (累计). */
  cumulative: boolean;
  /** The base that progress is counted from; absent means the first known value at or before the start of the plan. */
  baseline?: { period: PeriodKey; value: number };
  trajectory:
    | { kind: 'linear' }
    | { kind: 'compound' }
    | { kind: 'stepped'; steps: { period: PeriodKey; value: number }[] }
    | { kind: 'custom'; points: { period: PeriodKey; value: number }[] };
}

/** 亮灯: green, yellow, red; grey means that there is no usable evidence. */
export type Light = 'green' | 'yellow' | 'red' | 'grey';

export interface Standing {
  light: Light;
  /** One plain sentence that says why. */
  why: Text;
  /** Name of the rule that gave the light, for a person who wants to look it up. */
  rule: string;
  observed: { period: PeriodKey; value: number; knownOn: string; demo: boolean } | null;
  /** Where the trajectory wants the value to be in the period of the observation. */
  required: number | null;
  /** Observed progress over required progress; null where undefined (see `progressRatio`). */
  ratio: number | null;
  /** Percentage points ahead (+) or behind (−) of the time progress; null where undefined. */
  aheadPoints: number | null;
  /** What is still to be done, in the words that fit the time that is left; null where nothing is. */
  remaining: Text | null;
  /** Yearly growth still needed to reach the target, in % per year; null where less than two years are left or undefined. */
  requiredGrowth: number | null;
  /** Yearly growth over the observed years, in % per year; null where undefined. */
  observedGrowth: number | null;
  baseline: { period: PeriodKey; value: number } | null;
  /** Share (0 to 1) of the target's period that has passed on the as-of day. */
  timeProgress: number | null;
}
