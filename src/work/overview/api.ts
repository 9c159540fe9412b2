import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import {
  dayShape,
  jurisdictionParams,
  lightShape,
  none,
  organisationShape,
  outlookShape,
  planBriefShape,
  planQuery,
  readingShape,
  standingShape,
  targetShape,
  textShape,
} from '../../http/shapes.ts';

const seriesPoint = z.object({ period: z.string(), value: z.number(), demo: z.boolean() });

/** One of the three 500s: number, light, sentence, history, the line to the target. */
export const headlineCard = z.object({
  commitment: z.string(),
  title: textShape,
  indicator: z.string().nullable(),
  unit: z.string(),
  target: targetShape.nullable(),
  /** Where it stands by the published rule alone. */
  standing: standingShape,
  /** Standing and outlook together, as it is shown and counted. */
  light: lightShape,
  outlook: outlookShape.nullable(),
  /** 本期、同比、完成年度任务: what is read first. */
  reading: readingShape.nullable(),
  lead: organisationShape.nullable(),
  history: z.array(seriesPoint),
  trajectory: z.array(z.object({ period: z.string(), value: z.number() })),
  demo: z.boolean(),
});

/** One of the six 更加. `value` is null with `missing` saying why when too little of its weight has evidence. */
export const indexCard = z.object({
  id: z.string(),
  name: textShape,
  value: z.number().nullable(),
  missing: textShape.nullable(),
  change: z.number().nullable(),
  /** What moved it most, or what is not reported. */
  note: textShape.nullable(),
  light: lightShape,
  /** Why the light is what it is. */
  why: textShape,
  coverage: z.number(),
  demo: z.boolean(),
});

export const attentionRow = z.object({
  commitment: z.string(),
  code: z.string(),
  title: textShape,
  why: textShape,
  light: lightShape,
  outlook: outlookShape.nullable(),
  lead: organisationShape.nullable(),
  demo: z.boolean(),
});

export const changeRow = z.object({
  commitment: z.string(),
  code: z.string(),
  title: textShape,
  from: lightShape,
  to: lightShape,
  why: textShape,
});

export const debtRow = z.object({
  organisation: organisationShape,
  /** What was due in the last month and how much of it came on time (0 to 1; null when nothing was due). */
  due: z.number().int(),
  onTimeShare: z.number().nullable(),
  owed: z.number().int(),
  oldestDays: z.number().int().nullable(),
});

export const overviewShape = z.object({
  jurisdiction: z.object({ id: z.string(), name: textShape }),
  /** Null: no plan has been imported yet. */
  plan: z
    .object({
      id: z.string(),
      title: textShape,
      horizon: z.object({ start: z.number().int(), end: z.number().int() }),
      timeProgress: z.number(),
    })
    .nullable(),
  /** The plans in force on the day, highest rank first; `only`: the one that is shown by itself, null: all, each promise once. */
  plans: z.array(planBriefShape),
  only: z.string().nullable(),
  asOf: dayShape,
  /** True when any figure on the page is demonstration data. */
  demo: z.boolean(),
  /** Day that the outlooks are of, and whether they are of this very state of the ledger; null: none computed yet. */
  foreseen: z.object({ asOf: dayShape, current: z.boolean() }).nullable(),
  counts: z.object({
    commitments: z.number().int(),
    green: z.number().int(),
    yellow: z.number().int(),
    red: z.number().int(),
    grey: z.number().int(),
    ownerless: z.number().int(),
  }),
  /** Name of the headline slogan group (三个500) and its cards. */
  headline: z.object({ name: textShape, cards: z.array(headlineCard) }).nullable(),
  indices: z.array(indexCard),
  attention: z.object({ total: z.number().int(), rows: z.array(attentionRow) }),
  changes: z.object({ since: dayShape, rows: z.array(changeRow) }),
  /** Null for readers who may not see who owes what. */
  debt: z
    .object({
      rows: z.array(debtRow),
      onTimeShare: z.number().nullable(),
      /** Everything that is owed: the sum of all rows, shown or not. */
      owed: z.number().int(),
      ownerless: z.number().int(),
      oldestDays: z.number().int().nullable(),
    })
    .nullable(),
});
export type Overview = z.infer<typeof overviewShape>;

export const getOverview = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/overview',
  access: 'plan.read',
  summary: 'One screen: headline targets, indices, what needs attention, changes since last month, update debt.',
  params: jurisdictionParams,
  query: planQuery,
  body: none,
  response: overviewShape,
});
