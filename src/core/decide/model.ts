/** The vocabulary of portfolio choice. Plain data: it crosses into a worker and stands in a JSON file as it is. */

/** `held`: used from the start year on (land, energy a year). `spent`: used once, in the start year (budget). */
export interface Resource {
  id: string;
  zh: string;
  en: string;
  unit: string;
  use: 'held' | 'spent';
}

/** A project that could be taken: 线索. Amounts are those promised, before any discount. */
export interface Lead {
  id: string;
  name: string;
  park?: string;
  /** Node of an industry chain. */
  node?: string;
  /** Amount of each resource by its id, in the resource's unit. What is not named is not needed. */
  needs: Record<string, number>;
  /** Output in 亿元: in the start year, the year after, …; the last figure stays. */
  output: number[];
  /** 万元 a year when running. */
  tax: number;
  jobs: number;
  /** Calendar years in which it may start. */
  starts: number[];
  /** Products that it makes (positive) or takes (negative) a year, from its start year on. */
  flows?: Record<string, number>;
  /** Plots that would do; a lead that names any gets exactly one. */
  plots?: string[];
  /** Reasons why it must not be taken; empty or absent means none. */
  vetoes?: string[];
  /** Already promised: it must be taken. */
  required?: boolean;
}

/** Bounds on a resource, or on the number of leads (`of: 'count'`), over all leads or those of a park or chain node. */
export interface Limit {
  id: string;
  name?: string;
  of: string;
  park?: string;
  node?: string;
  /** Only in this year; without it, in every year. */
  year?: number;
  max?: number;
  min?: number;
}

/** In every year the leads chosen may take at most `surplus` more of a product than they make. */
export interface Balance {
  id: string;
  name?: string;
  product: string;
  surplus: number;
}

export interface Plot {
  id: string;
  /** 亩 */
  area: number;
}

/** One way in which things may turn out, in the order of the leads. */
export interface Scenario {
  /** Relative likelihood. */
  weight: number;
  /** Output of everything else in the target year, 亿元. */
  base: number;
  /** Share of the promised output that comes. */
  rate: number[];
  /** Years by which it comes later; parts of a year count. */
  delay: number[];
}

export interface PortfolioInput {
  years: { from: number; to: number };
  /** The year whose output counts; `output` in 亿元 is the promise to be kept, needed for the objective `probability`. */
  target: { year: number; output?: number };
  objective: 'output' | 'probability';
  leads: Lead[];
  resources: Resource[];
  limits: Limit[];
  balances: Balance[];
  plots: Plot[];
  /** At most one lead of each group. */
  exclusions: string[][];
  /** `after` may start only when `before` has started at least `lag` years earlier. */
  precedence: { before: string; after: string; lag: number }[];
  scenarios: Scenario[];
}

/** A lead that was chosen, when it starts, and on which plot. */
export interface Pick {
  lead: string;
  year: number;
  plot?: string;
}

/** The resources that every portfolio knows; a file may name its own instead (several pollutants, say). */
export const RESOURCES: readonly Resource[] = [
  { id: 'land', zh: '用地', en: 'land', unit: '亩', use: 'held' },
  { id: 'energy', zh: '能耗', en: 'energy', unit: '吨标准煤', use: 'held' },
  { id: 'emission', zh: '排放', en: 'emission', unit: '吨', use: 'held' },
  { id: 'water', zh: '用水', en: 'water', unit: '万立方米', use: 'held' },
  { id: 'labour', zh: '用工', en: 'labour', unit: '人', use: 'held' },
  { id: 'budget', zh: '财政投入', en: 'budget', unit: '万元', use: 'spent' },
];
