/**
 * The vocabulary of a compiled plan text. `PlanText` (a string) goes into `compile`, a `PlanDraft` comes out,
 * and a person turns the draft into a `Plan` (see plan-file.ts).
 *
 * All spans are UTF-16 offsets into the text as it was read, start inclusive, end exclusive.
 */
export type Span = readonly [start: number, end: number];

/**
 * What a section is about: `review` results, `plan` promises, `problem` and `background` neither by themselves; `mixed`
 * where its head names both results and promises, so that its parts and sentences decide; `open` where nothing is said.
 */
export type Stance = 'review' | 'plan' | 'problem' | 'background' | 'mixed' | 'open';

/** A commitment is measured (`target`) or a to-do (`action`, `project`); a `theme` only holds others. */
export type CommitmentKind = 'theme' | 'target' | 'project' | 'action';

/** How the stated value binds: `+` is an increase by, `to` a level that is reached, `approx` is 左右 or 约. */
export type Op = '>=' | '<=' | '>' | '<' | '=' | 'approx' | 'range' | '+' | 'to';

/** First and last day (ISO dates, inclusive) and the words that said so. */
export interface PlanPeriod {
  start: string | null;
  end: string | null;
  label: string;
}

/** Who and by when, as the text itself says; `due` is an ISO date. */
export interface Stated {
  lead: string[];
  support: string[];
  due: string | null;
  span: Span;
}

export interface DraftCommitment {
  id: string;
  kind: CommitmentKind;
  /** The clause, exactly as it stands in the text. */
  text: string;
  span: Span;
  /** The number, its unit and the comparator words that touch it; null where nothing is counted. */
  quantitySpan: Span | null;
  parent: string | null;
  /** What is measured or done, in the text's own words, completed where the text elides it. */
  subject: string;
  op: Op | null;
  /** In the written scale: 500 for 500亿元. */
  value: number | null;
  /** Upper end of a range. */
  value2: number | null;
  /** 力争, 冲刺, 争取: aimed at, beyond what is promised. */
  stretch: boolean;
  unit: string | null;
  period: PlanPeriod | null;
  /** The first of the stated leads, else the department that a Chinese county would give it to; null when no rule fits. */
  owner: string | null;
  /** What the text says of who and when; null where it says nothing. */
  stated: Stated | null;
  /** Number of the table in the text that holds it, from 1; null in prose. */
  table: number | null;
  /** Of a theme: what its section is about; null on everything else. */
  stance: Stance | null;
  tags: string[];
  /** Name of the rule that made this row, and of the rule that chose the owner, joined by "; ". */
  rule: string;
  /** 0 to 1: how sure the rule is, by its kind; not a probability. */
  confidence: number;
}

export interface SloganMember {
  name: string;
  detail: string | null;
  /** What the text says of the member's state, e.g. 已建成运营; null when it says nothing. */
  status: string | null;
  span: Span;
}

export interface SloganGroup {
  name: string;
  span: Span;
  members: SloganMember[];
}

export interface CompileWarning {
  code: string;
  message: string;
  span: Span | null;
}

export interface PlanDraft {
  plan: {
    title: string;
    jurisdiction: string | null;
    /** First and last year of the plan. */
    horizon: { start: number | null; end: number | null };
  };
  commitments: DraftCommitment[];
  /** What the text says is already achieved; same fields as a target. */
  facts: DraftCommitment[];
  groups: SloganGroup[];
  warnings: CompileWarning[];
}

export interface CompileOptions {
  /** The document's date (ISO); "今年" and "五年来" are resolved against it. Found in the text when absent. */
  asOf?: string;
  jurisdiction?: string;
}
