import { z } from 'zod';

/** Shapes that several endpoints share. */

export const none = z.object({});

export const textShape = z.object({ zh: z.string(), en: z.string() });

/** An ISO day that exists in the calendar. */
export const dayShape = z.iso.date();

export const jurisdictionParams = z.object({ jurisdiction: z.string().regex(/^[0-9a-z-]{1,32}$/) });

/** `asOf` absent means today. */
export const asOfQuery = z.object({ asOf: dayShape.optional() });
/** A day, and one of the plans in force on it by itself; without one: all of them, each promise once. */
export const planQuery = asOfQuery.extend({ plan: z.string().max(64).optional() });

export const planKindShape = z.enum(['outline', 'yearly', 'special', 'decision']);

/** A plan as lists of plans show it. `from`: first day in force, null: whatever the day; `closedOn`: the last, null: still in force. */
export const planBriefShape = z.object({
  id: z.string(),
  title: textShape,
  kind: planKindShape,
  horizon: z.object({ start: z.number().int(), end: z.number().int() }),
  from: dayShape.nullable(),
  document: z.string().nullable(),
  closedOn: dayShape.nullable(),
  version: z.number().int(),
});

/** By which plan a light is given; `year`: by the task of that year instead of the end of the horizon. */
export const judgedByShape = z.object({
  plan: z.string(),
  title: textShape,
  year: z.number().int().nullable(),
  document: z.string().nullable(),
});

export const lightShape = z.enum(['green', 'yellow', 'red', 'grey']);

export const standingShape = z.object({
  light: lightShape,
  why: textShape,
  rule: z.string(),
  observed: z.object({ period: z.string(), value: z.number(), knownOn: z.string(), demo: z.boolean() }).nullable(),
  required: z.number().nullable(),
  ratio: z.number().nullable(),
  aheadPoints: z.number().nullable(),
  remaining: textShape.nullable(),
  requiredGrowth: z.number().nullable(),
  observedGrowth: z.number().nullable(),
  baseline: z.object({ period: z.string(), value: z.number() }).nullable(),
  timeProgress: z.number().nullable(),
});

export const growthShape = z.object({
  value: z.number(),
  unit: z.enum(['%', '个百分点']),
  base: z.string(),
  reported: z.boolean(),
  prices: z.enum(['comparable', 'current']).nullable(),
  computed: z.number().nullable(),
});

/** See `Reading` in core/measure: the newest figure with 同比, 环比 and the share of the year's task. */
export const readingShape = z.object({
  period: z.string(),
  value: z.number(),
  knownOn: z.string(),
  demo: z.boolean(),
  yoy: growthShape.nullable(),
  mom: growthShape.nullable(),
  task: z.object({ year: z.number().int(), value: z.number(), share: z.number() }).nullable(),
});

/** See `Outlook` in core/foresee. */
export const outlookShape = z.object({
  expected: z.number().nullable(),
  low80: z.number().nullable(),
  high80: z.number().nullable(),
  low95: z.number().nullable(),
  high95: z.number().nullable(),
  probability: z.number().nullable(),
  word: z.enum(['likely', 'at-risk', 'unlikely', 'unknown']),
  decided: z.boolean(),
  restsOn: textShape.nullable(),
  sentence: textShape,
  demo: z.boolean(),
});

export const opShape = z.enum(['>=', '<=', '>', '<', '=', 'approx', 'range', '+', 'to']);

export const targetShape = z.object({
  op: opShape,
  value: z.number(),
  value2: z.number().nullable(),
  unit: z.string(),
  /** Key of the period whose figure is judged. */
  period: z.string(),
  cumulative: z.boolean(),
});

export const organisationShape = z.object({ id: z.string(), name: textShape });

/** Why something personal is read, in words: not a dot, not the same sign over and over. */
export const purposeShape = z
  .string()
  .trim()
  .min(4)
  .max(200)
  .refine((text) => new Set(text.replace(/[\s\p{P}\p{S}]/gu, '')).size >= 3, 'Say why in words');
