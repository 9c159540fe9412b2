import { z } from 'zod';
import { isPeriodKey } from '../measure/index.ts';

/**
 * Lantu's plan file: a plan that a person has settled, with its owners, indicators and evidence, as YAML or JSON.
 * A pack is a folder of such files; each may hold any of the sections. The same shapes are the payloads of the ledger.
 */
const text = z.object({ zh: z.string().min(1), en: z.string().min(1) });
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'small letters, digits and hyphens');
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/);
const day = z.iso.date();
/** See `PeriodKey` in core/measure/model.ts. */
const period = z
  .string()
  .refine(isPeriodKey, 'a period such as 2024, 2024H1, 2024Q3, 2024-03, 2024-01..05, 2022..2026');
const op = z.enum(['>=', '<=', '>', '<', '=', 'approx', 'range', '+', 'to']);

export const organisationItem = z.strictObject({
  id,
  name: text,
  parent: id.nullable().default(null),
  /** What it does here, whatever it is called; lists of the program find who answers for them by it. */
  roles: z.array(z.string().max(40)).max(20).default([]),
  /** The place that it is in charge of: it reports the figures of that place. */
  place: z.string().max(64).optional(),
});

/** Kinds of places; `stretch`: of a river or a lake. */
export const placeKinds = [
  'jurisdiction',
  'street',
  'town',
  'township',
  'village',
  'community',
  'park',
  'stretch',
] as const;
const placeKind = z.enum(placeKinds);

export const placeItem = z.strictObject({
  /** Statistical code, or an id of the place's own where there is none. */
  id: z.string().regex(/^(\d{6,12}|[a-z][a-z0-9-]{0,39})$/),
  name: text,
  kind: placeKind,
  parent: z.string().nullable().default(null),
});

export const targetItem = z.strictObject({
  op,
  value: z.number(),
  value2: z.number().nullable().default(null),
  unit: z.string(),
  period,
  cumulative: z.boolean().default(false),
  baseline: z.strictObject({ period, value: z.number() }).optional(),
  trajectory: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('linear') }),
      z.strictObject({ kind: z.literal('compound') }),
      z.strictObject({
        kind: z.literal('stepped'),
        steps: z.array(z.strictObject({ period, value: z.number() })).min(1),
      }),
      z.strictObject({
        kind: z.literal('custom'),
        points: z.array(z.strictObject({ period, value: z.number() })).min(1),
      }),
    ])
    .default({ kind: 'linear' }),
});

export const commitmentItem = z.strictObject({
  /** Code that people use: A-03. */
  id: code,
  kind: z.enum(['theme', 'target', 'project', 'action']),
  title: text,
  parent: code.nullable().default(null),
  indicator: id.nullable().default(null),
  target: targetItem.nullable().default(null),
  binding: z.boolean().default(false),
  lead: id.nullable().default(null),
  supporting: z.array(id).default([]),
  /** `taxonomy/value`. */
  tags: z.array(z.string()).default([]),
  /** Why it carries a tag (by `taxonomy/value`), or none of a taxonomy (by its id); what the words of a value say needs none. */
  tagReasons: z
    .record(z.string(), z.strictObject({ by: z.enum(['rule', 'parent', 'person', 'plan']), why: text }))
    .optional(),
  /** SM3 of the source text (UTF-8) and the clause's UTF-16 span in it. */
  source: z
    .strictObject({
      document: z.string().regex(/^[0-9a-f]{64}$/),
      span: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
    })
    .nullable()
    .default(null),
  /** The same in a text that restates the plan in other words, where the published one may not be carried along. */
  restated: z
    .strictObject({
      document: z.string().regex(/^[0-9a-f]{64}$/),
      span: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
    })
    .optional(),
  /** Weight in its parent's light. */
  weight: z.number().positive().default(1),
  /** 结转: the commitment of an earlier plan that this one goes on with; its steps and its history are this one's too. */
  carried: z.strictObject({ plan: id, commitment: code }).optional(),
});

export const groupItem = z.strictObject({
  id,
  name: text,
  /** The group whose commitments head the overview. */
  headline: z.boolean().default(false),
  members: z.array(
    z.strictObject({
      name: text,
      detail: text.nullable().default(null),
      status: text.nullable().default(null),
      commitments: z.array(code).default([]),
      parent: z.string().nullable().default(null),
    }),
  ),
});

export const taxonomyItem = z.strictObject({
  id,
  name: text,
  /** `words`: the rule of a value; a commitment whose title has one of them carries it. */
  values: z.array(z.strictObject({ id, name: text, words: z.array(z.string().min(1)).optional() })).min(1),
});

/** 纲要, 年度计划 (工作报告), 专项规划, 会议决定. */
export const planKind = z.enum(['outline', 'yearly', 'special', 'decision']);

export const planItem = z.strictObject({
  id,
  title: text,
  /** A plan that says its kind stands beside the others. Of those that do not, the one put last is in force, as an outline. */
  kind: planKind.optional(),
  /** Which plan judges where several promise the same: the least; absent: by kind, see core/plan/in-force.ts. */
  rank: z.number().int().min(1).max(9).optional(),
  /** First day in force; absent: whatever the day. */
  from: day.optional(),
  /** Number of the document that put it in force: 清府发〔2026〕1号. */
  document: z.string().max(80).optional(),
  /** What lights are given by: the end of the horizon (absent), or the task of the year where there is one. */
  judgedBy: z.enum(['horizon', 'year']).optional(),
  horizon: z.strictObject({ start: z.number().int().min(1949).max(2100), end: z.number().int().min(1949).max(2100) }),
  /** Name of the published light rules (core/measure). */
  rules: z.string().default('yinchuan-2025'),
  /** From which probability on a promise is called likely, below which unlikely; absent: those of core/foresee. */
  outlookRules: z.strictObject({ likely: z.number().min(0.5).max(1), unlikely: z.number().min(0).max(0.5) }).optional(),
  taxonomies: z.array(taxonomyItem).default([]),
  groups: z.array(groupItem).default([]),
});

/** How one promise of a plan ended; see core/plan/succession.ts. */
const finalItem = z.strictObject({
  commitment: code,
  title: text,
  kind: z.enum(['theme', 'target', 'project', 'action']),
  light: z.enum(['green', 'yellow', 'red', 'grey']),
  why: text,
  outcome: z.enum(['met', 'unmet', 'unknown']),
  observed: z.strictObject({ period, value: z.number() }).nullable(),
  lacks: text.nullable(),
});

/** 收官: a plan is closed at the end of a day, with its last lights. */
export const planClosing = z.strictObject({
  plan: id,
  day,
  base: z.strictObject({ plan: z.string(), version: z.number().int().min(1) }),
  finals: z.array(finalItem).max(5000),
});
export type PlanClosing = z.infer<typeof planClosing>;

const amount = z.number().min(0).max(1e15);

/** What one unit is given of the task of a year. */
const yearPart = z.strictObject({
  /** Organisation that it is given to. */
  unit: id,
  value: amount,
  /** Four figures; empty where the whole has none. */
  quarters: z.array(amount).max(4).default([]),
  /** Whose figures of the indicator it is judged by: a place; or by an indicator of the unit's own. Neither: it is not judged. */
  place: z.string().max(64).optional(),
  indicator: id.optional(),
});

/** 年度任务: what a year is to bring of a promise, by quarter and by unit, issued under a document number. */
export const yearTask = z.strictObject({
  commitment: code,
  year: z.number().int().min(1949).max(2100),
  /** 自定, or 下达 by those above. */
  basis: z.enum(['own', 'assigned']),
  /** Of an assigned one: who assigned it. */
  by: z.string().max(100).optional(),
  /** 文号. */
  document: z.string().trim().min(2).max(80),
  issuedOn: day,
  /** Unit of all figures: that of the indicator. */
  unit: z.string().max(40),
  decimals: z.number().int().min(0).max(6),
  total: amount,
  quarters: z.array(amount).max(4).default([]),
  sums: z.boolean(),
  groups: z
    .array(z.strictObject({ by: z.enum(['department', 'place']), parts: z.array(yearPart).min(1).max(200) }))
    .max(2),
  /** Why a correction was made. */
  reason: z.string().trim().max(1000).optional(),
  /** Version that it was made from; null: it is the first. */
  base: z.number().int().min(1).nullable(),
});
/** Where the figures of an indicator come from. */
export const evidenceItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('observations') }),
  z.strictObject({
    kind: z.literal('register'),
    register: id,
    /**
     * count: records; sum: of `field`; mean: of `field` over the records of a period that have one; ratio: sum of `field` ÷ sum of `per`; share: % of the records under `of` that pass
     * `filter`; workdays: mean of the working days between the days `from` and `date`.
     */
    fn: z.enum(['count', 'sum', 'mean', 'ratio', 'share', 'workdays']),
    field: z.string().optional(),
    /** Of a sum or a ratio: a field that is taken off `field`, record by record (an empty one takes nothing off). */
    minus: z.string().optional(),
    per: z.string().optional(),
    /** See core/register/filter.ts. */
    filter: z.string().optional(),
    of: z.string().optional(),
    /** Of a sum: records that are taken off it (what went out of a fund). */
    less: z.string().optional(),
    /** Date field, field of years, or `passed(STAGE)`, that places a record in time; absent: the register as it stood at the end of the period. */
    date: z.string().optional(),
    /** Day from which a record counts no more; of a share: on which it has passed. What stands at the end of the period is counted. */
    until: z.string().optional(),
    from: z.string().optional(),
    /** Field whose value counts once: the record that lasts longest stands for all that have it. */
    once: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('stream'),
    /** Device number and factor: `MN-FACTOR`, in small letters. */
    stream: id,
    /** Of the valid days of a period; within: % of them that are at most `limit`. */
    fn: z.enum(['mean', 'max', 'min', 'last', 'within']),
    limit: z.number().optional(),
    /** Of the factor; absent: that of the indicator. */
    unit: z.string().max(40).optional(),
  }),
  z.strictObject({ kind: z.literal('formula'), expression: z.string() }),
]);
export type EvidenceItem = z.infer<typeof evidenceItem>;

export const indicatorItem = z.strictObject({
  id,
  name: text,
  unit: z.string(),
  nature: z.enum(['flow', 'stock', 'ytd', 'index', 'rate']),
  cadence: z.enum(['year', 'half', 'quarter', 'month', 'day']),
  direction: z.enum(['up', 'down', 'hold']).default('up'),
  binding: z.boolean().default(false),
  evidence: evidenceItem.default({ kind: 'observations' }),
  scope: text.nullable().default(null),
  /** Of a share or a rate: what it is taken of. It stands beside the figure. */
  denominator: text.optional(),
  /** Figures of the places of these kinds are reported as well, and make one of the whole by the rule. */
  places: z
    .strictObject({
      kinds: z.array(placeKind).min(1),
      rollup: z.enum(['sum', 'mean', 'none']),
      /** Of a mean: the indicator whose figures of the places are the weights; absent: all count the same. */
      weight: id.optional(),
    })
    .optional(),
  /**
   * What is added to those indicators (output of parks) comes into this one as value added: times the newest figure of
   * `rate`, a share in %.
   */
  adds: z
    .array(z.strictObject({ of: id, rate: id }))
    .max(20)
    .optional(),
  /** Where the office publishes the 同比 of this figure: the indicator that holds it (in %), and at which prices it is counted. */
  growth: z.strictObject({ indicator: id, prices: z.enum(['comparable', 'current']) }).optional(),
  owner: id.nullable().default(null),
  dueDays: z.number().int().min(0).max(400).default(30),
  /** The due days are working days of the national calendar (holidays and 调休 counted); absent: calendar days. */
  workdays: z.boolean().optional(),
  /** Least and largest value that can be, e.g. 0 and 100 of a share. */
  bounds: z.tuple([z.number(), z.number()]).optional(),
});

export const compositeItem = z.strictObject({
  id,
  name: text,
  /** Least share of the weight that must have evidence; below it the index is missing, not guessed. */
  minimumCoverage: z.number().min(0).max(1).default(0.6),
  parts: z
    .array(
      z.strictObject({
        indicator: id,
        weight: z.number().positive(),
        /** Value that scores 0 and value that scores 100; the first may be the larger one. */
        goalposts: z.tuple([z.number(), z.number()]),
      }),
    )
    .min(1),
  /** Commitments that belong to the theme of the index. */
  commitments: z.array(code).default([]),
});

const listSide = z.strictObject({
  register: id,
  sum: z.string().min(1),
  by: z.string().min(1),
  where: z.string().optional(),
  year: z.string().optional(),
  factor: z.number().positive().default(1),
});

/** What must hold between figures of one period, or between lists; see core/measure/plausibility. */
export const identityItem = z.intersection(
  z.object({ id, name: text, tolerance: z.number().min(0).max(1).default(0.005) }),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sum'), whole: id, parts: z.array(id).min(2) }),
    z.object({ kind: z.literal('ratio'), value: id, numerator: id, denominator: id, factor: z.number().default(1) }),
    z.object({ kind: z.literal('at-most'), smaller: id, larger: id }),
    z.object({ kind: z.literal('together'), first: id, second: id, points: z.number().positive() }),
    z.object({ kind: z.literal('lists'), relation: z.enum(['at-most', 'equal']), left: listSide, right: listSide }),
  ]),
);

export const observationItem = z.strictObject({
  indicator: id,
  place: z.string(),
  period,
  value: z.number().nullable(),
  /** Only with value null. */
  missing: z.enum(['not-due', 'overdue', 'refused', 'not-applicable', 'not-enough-points', 'no-source']).optional(),
  status: z.enum(['preliminary', 'approved', 'revised']).default('approved'),
  knownOn: day,
  source: z.string().min(1),
  grade: z.enum(['A', 'B', '计算', '演示']),
});

/** A step of an action or a project: when it is due, and when it was done (null: not yet). */
export const milestoneItem = z.strictObject({
  commitment: code,
  id,
  title: text,
  due: day,
  /** Share of the work relative to the other steps; 1 when absent. */
  weight: z.number().positive().max(100).optional(),
  /** What is asked for as proof that it is done. */
  evidence: text.optional(),
  /** Who reports it; absent: the lead of the commitment. */
  organisation: id.optional(),
  doneOn: day.nullable().default(null),
  knownOn: day,
  source: z.string().min(1),
  grade: z.enum(['A', 'B', '计算', '演示']),
});

/** Records of a register that come with a pack: real ones with their source, or those of the demonstration layer. */
export const packRecordsItem = z.strictObject({
  register: id,
  /** Day on which they were known. */
  on: day,
  source: z.string().min(1),
  grade: z.enum(['A', 'B', '计算', '演示']),
  records: z
    .array(
      z.strictObject({
        id: z.string(),
        values: z.record(
          z.string(),
          z.union([
            z.string(),
            z.number(),
            z.boolean(),
            z.array(z.string()).max(50),
            z.tuple([z.number(), z.number()]),
          ]),
        ),
        stage: z.string().nullable().default(null),
        passed: z.record(z.string(), day).default({}),
      }),
    )
    .min(1),
});

export const jurisdictionItem = z.strictObject({ id: z.string().regex(/^[0-9a-z-]{2,32}$/), name: text });

export const planFile = z.strictObject({
  lantu: z.literal(1),
  jurisdiction: jurisdictionItem.optional(),
  organisations: z.array(organisationItem).optional(),
  places: z.array(placeItem).optional(),
  plan: planItem.optional(),
  commitments: z.array(commitmentItem).optional(),
  indicators: z.array(indicatorItem).optional(),
  composites: z.array(compositeItem).optional(),
  identities: z.array(identityItem).optional(),
  observations: z.array(observationItem).optional(),
  milestones: z.array(milestoneItem).optional(),
  records: z.array(packRecordsItem).optional(),
  /** Which commitments the lists of the program serve in this place. */
  lists: z.array(z.strictObject({ register: z.string(), commitments: z.array(z.string()).min(1).max(100) })).optional(),
});

export type PlanFile = z.infer<typeof planFile>;
export type OrganisationItem = z.infer<typeof organisationItem>;
export type PlaceItem = z.infer<typeof placeItem>;
export type TargetItem = z.infer<typeof targetItem>;
export type CommitmentItem = z.infer<typeof commitmentItem>;
export type PlanItem = z.infer<typeof planItem>;
export type YearTask = z.infer<typeof yearTask>;
export type PlanKind = z.infer<typeof planKind>;
export type IndicatorItem = z.infer<typeof indicatorItem>;
export type CompositeItem = z.infer<typeof compositeItem>;
export type IdentityItem = z.infer<typeof identityItem>;
export type MilestoneItem = z.infer<typeof milestoneItem>;
export type PackRecords = z.infer<typeof packRecordsItem>;
export type ObservationItem = z.infer<typeof observationItem>;
