import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import {
  asOfQuery,
  dayShape,
  jurisdictionParams,
  lightShape,
  none,
  organisationShape,
  outlookShape,
  targetShape,
  textShape,
} from '../../http/shapes.ts';

/** What the results are of, and whether newer ones are on the way. */
export const runShape = z.object({
  /** Entry of the ledger that the results are computed from; null: there are none yet. */
  head: z.number().int().nullable(),
  /** Day of the results; an earlier one while those of today are still on the way. */
  asOf: dayShape.nullable(),
  ledger: z.number().int(),
  updating: z.boolean(),
  /** 0 to 1. */
  progress: z.number().nullable(),
  step: textShape.nullable(),
  problem: textShape.nullable(),
});
export type Run = z.infer<typeof runShape>;

const stepShape = z.object({
  period: z.string(),
  expected: z.number(),
  low80: z.number(),
  high80: z.number(),
  low95: z.number(),
  high95: z.number(),
});

/** All figures in the indicator's unit. */
export const attainmentShape = z.object({
  probability: z.number(),
  decided: z.boolean(),
  expected: z.number(),
  low80: z.number(),
  high80: z.number(),
  low95: z.number(),
  high95: z.number(),
  requiredPerYear: z.number().nullable(),
  requiredGrowth: z.number().nullable(),
  pacePerYear: z.number().nullable(),
  reachedOn: dayShape.nullable(),
  restsOn: textShape,
  demo: z.boolean(),
  sentence: textShape,
});

export const gapShape = z.object({
  from: z.number(),
  target: z.number(),
  expected: z.number(),
  /** They add up exactly to target − from. */
  bars: z.array(
    z.object({
      cause: z.enum(['trend', 'project', 'lead', 'adjustment', 'unexplained']),
      amount: z.number(),
      entries: z.array(
        z.object({ id: z.string(), amount: z.number(), note: textShape, demo: z.boolean().default(false) }),
      ),
    }),
  ),
});

/** A gap with what does not count towards it, and the cheapest decisions that would close it. */
export const gapViewShape = gapShape.extend({
  left: z.array(z.object({ kind: z.enum(['project', 'lead', 'adjustment']), why: textShape, n: z.number().int() })),
  closings: z.array(
    z.object({
      /** Share of the gap that was asked for; `most`: as much as can be had. */
      asked: z.union([z.number(), z.literal('most')]),
      closes: z.number(),
      /** Public money in 万元. */
      money: z.number(),
      measures: z.array(
        z.object({ id: z.string(), name: textShape, gain: z.number(), money: z.number(), demo: z.boolean() }),
      ),
      /** Limits that leave no room for another decision; empty: there is no other. */
      binding: z.array(z.object({ name: textShape, unit: z.string(), available: z.number() })),
    }),
  ),
});
export type GapView = z.infer<typeof gapViewShape>;

export const targetResultShape = z.object({
  commitment: z.string(),
  title: textShape,
  theme: z.object({ id: z.string(), title: textShape }).nullable(),
  lead: organisationShape.nullable(),
  binding: z.boolean(),
  headline: z.boolean(),
  indicator: z.object({ id: z.string(), name: textShape }),
  unit: z.string(),
  target: targetShape,
  /** The target in the indicator's unit; null where it cannot be told. */
  level: z.number().nullable(),
  light: lightShape,
  outlook: outlookShape.nullable(),
  /** What is still to be done, in words. */
  remaining: textShape.nullable(),
  /** The named things that are counted, with where each stands. */
  members: z.array(z.object({ name: textShape, status: textShape.nullable() })),
  /** `count`: arrivals in a register; `forecast`: a series. */
  method: z.enum(['forecast', 'count']),
  attainment: attainmentShape.nullable(),
  missing: textShape.nullable(),
  /** (1 − probability) × weight, twice for binding and for headline targets; null without a probability. */
  threat: z.number().nullable(),
  demo: z.boolean(),
});
export type TargetResult = z.infer<typeof targetResultShape>;

export const indexResultShape = z.object({
  id: z.string(),
  name: textShape,
  /** Where the index stood when the plan began: better than this is the promise. */
  base: z.number().nullable(),
  now: z.number().nullable(),
  probability: z.number().nullable(),
  expected: z.number().nullable(),
  low80: z.number().nullable(),
  high80: z.number().nullable(),
  /** Names of indicators that could not be forecast. */
  without: z.array(textShape),
  missing: textShape.nullable(),
  demo: z.boolean(),
});

export const getBoard = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/foresight',
  access: 'plan.read',
  summary: 'Probability of every target, what threatens the plan most first.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    run: runShape,
    asOf: dayShape,
    demo: z.boolean(),
    plan: textShape.nullable(),
    targets: z.array(targetResultShape),
    indices: z.array(indexResultShape),
    /** Commitments that are judged by steps, not by a figure. */ bySteps: z.number().int(),
  }),
});
export type Board = z.infer<(typeof getBoard)['response']>;

export const adjustmentShape = z.object({
  id: z.string(),
  period: z.string(),
  until: z.string().nullable(),
  amount: z.number(),
  unit: z.string(),
  reason: z.string(),
  actor: z.string(),
  knownOn: dayShape,
  seq: z.number().int(),
  demo: z.boolean(),
});

/** Forecast of an indicator as it is drawn and explained. */
export const indicatorForecastShape = z.object({
  by: z.enum(['year', 'period']),
  history: z.array(z.object({ period: z.string(), value: z.number(), demo: z.boolean() })),
  steps: z.array(stepShape),
  methods: z.array(z.string()),
  backtest: z
    .object({
      origins: z.number().int(),
      steps: z.number().int(),
      mase: z.number().nullable(),
      naiveMase: z.number().nullable(),
      coverage80: z.number().nullable(),
      coverage95: z.number().nullable(),
    })
    .nullable(),
  naiveWins: z.boolean(),
  sentence: textShape.nullable(),
  notes: z.array(textShape),
  missing: textShape.nullable(),
  demo: z.boolean(),
});
export type IndicatorForecastView = z.infer<typeof indicatorForecastShape>;

export const getForecast = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/foresight/indicators/:indicator',
  access: 'plan.read',
  summary: 'Forecast of an indicator: fan, backtest beside naive, probability of each of its targets, adjustments.',
  params: jurisdictionParams.extend({ indicator: z.string() }),
  query: asOfQuery,
  body: none,
  response: z.object({
    run: runShape,
    asOf: dayShape,
    indicator: z.string(),
    name: textShape,
    unit: z.string(),
    forecast: indicatorForecastShape.nullable(),
    targets: z.array(targetResultShape),
    /** In force on the day; only for those who see all figures. */ adjustments: z.array(adjustmentShape),
  }),
});
export type ForecastView = z.infer<(typeof getForecast)['response']>;

export const getGap = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/foresight/gaps/:commitment',
  access: 'plan.read',
  summary: 'What makes up the gap of a target: trend, projects, leads, adjustments, unexplained.',
  params: jurisdictionParams.extend({ commitment: z.string() }),
  query: asOfQuery,
  body: none,
  response: z.object({
    run: runShape,
    asOf: dayShape,
    result: targetResultShape.nullable(),
    gap: gapViewShape.nullable(),
    missing: textShape.nullable(),
    adjustments: z.array(adjustmentShape),
  }),
});

const reason = z.string().trim().min(2).max(1000);

export const putAdjustment = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/foresight/adjustments',
  access: 'plan.write',
  summary: 'Record a judgement on top of a forecast, with its reason. It becomes an entry of the ledger.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    indicator: z.string(),
    period: z.string(),
    until: z.string().optional(),
    amount: z.number(),
    unit: z.string(),
    reason,
  }),
  response: z.object({ id: z.string(), seq: z.number().int() }),
});

export const removeAdjustment = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/foresight/adjustments/:adjustment/remove',
  access: 'plan.write',
  summary: 'Take a judgement back, with a reason. Both stay in the ledger.',
  params: jurisdictionParams.extend({ adjustment: z.string() }),
  query: none,
  body: z.object({ reason }),
  response: z.object({ seq: z.number().int() }),
});

const period = z.string().regex(/^\d{4}(-\d{2}|Q[1-4]|H[12])?$/);

/** One changed assumption; see core/foresee. */
export const changeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('growth'), perYear: z.number().min(-100).max(1000) }),
  z.object({
    kind: z.literal('add'),
    amount: z.number(),
    probability: z.number().min(0).max(1),
    from: period,
    note: z.string().trim().min(1).max(100),
  }),
  z.object({ kind: z.literal('delay'), id: z.string().max(200), from: period }),
  z.object({ kind: z.literal('remove'), id: z.string().max(200) }),
  z.object({ kind: z.literal('target'), level: z.number() }),
]);
export type ChangeInput = z.infer<typeof changeShape>;

export const scenarioBody = z.object({
  commitments: z.array(z.string().max(40)).min(1).max(6),
  variants: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(40),
        changes: z.array(z.object({ commitment: z.string().max(40), change: changeShape })).max(40),
      }),
    )
    .min(1)
    .max(3),
});
export type ScenarioBody = z.infer<typeof scenarioBody>;

export const computeScenario = endpoint({
  method: 'post',
  heavy: true,
  path: '/api/:jurisdiction/foresight/scenarios/compute',
  access: 'evidence.read',
  summary: 'What would follow from changed assumptions, beside the base. Nothing is written.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: scenarioBody,
  response: z.object({
    asOf: dayShape,
    demo: z.boolean(),
    commitments: z.array(
      z.object({
        commitment: z.string(),
        title: textShape,
        unit: z.string(),
        level: z.number().nullable(),
        /** The `growth` change that comes to the forecast, in % (points for rates): where the slider starts; null for arrivals. */
        growth: z.number().nullable(),
        /** The `growth` change that comes to the target; null where none does. */
        needed: z.number().nullable(),
        rate: z.boolean(),
        /** What can be delayed or taken out. */
        contributions: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(['project', 'lead', 'adjustment']),
            amount: z.number(),
            probability: z.number(),
            from: z.string(),
            note: textShape,
            demo: z.boolean(),
          }),
        ),
        missing: textShape.nullable(),
        /** First the base, then the variants in their order. */
        results: z.array(
          z.object({
            level: z.number(),
            attainment: attainmentShape.nullable(),
            gap: gapShape.nullable(),
            missing: textShape.nullable(),
          }),
        ),
      }),
    ),
  }),
});
export type ScenarioAnswer = z.infer<(typeof computeScenario)['response']>;

export const scenarioShape = z.object({
  id: z.string(),
  name: z.string(),
  body: scenarioBody,
  createdBy: z.string(),
  createdAt: z.string(),
  mine: z.boolean(),
});

export const listScenarios = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/foresight/scenarios',
  access: 'evidence.read',
  summary: 'Saved scenarios, the newest first. They are work, not evidence.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ scenarios: z.array(scenarioShape) }),
});

export const saveScenario = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/foresight/scenarios',
  access: 'evidence.read',
  summary: 'Save a scenario under a name.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ name: z.string().trim().min(1).max(80), body: scenarioBody }),
  response: z.object({ id: z.string() }),
});

export const dropScenario = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/foresight/scenarios/:scenario',
  access: 'evidence.read',
  summary: 'Delete a scenario of one’s own.',
  params: jurisdictionParams.extend({ scenario: z.string() }),
  query: none,
  body: none,
  response: none,
});

export const recordShape = z.object({
  /** Days that was forecast from, and what was known then. */
  origins: z.array(dayShape),
  indicators: z.number().int(),
  forecasts: z.object({
    n: z.number().int(),
    coverage80: z.number().nullable(),
    coverage95: z.number().nullable(),
    skill: z.number().nullable(),
  }),
  /** By how many periods ahead of the last known figure. */
  bySteps: z.array(
    z.object({
      from: z.number().int(),
      to: z.number().int().nullable(),
      n: z.number().int(),
      coverage80: z.number().nullable(),
      skill: z.number().nullable(),
    }),
  ),
  /** Probabilities that the figure of a year reaches the trajectory of its target. */
  chances: z.object({
    n: z.number().int(),
    bins: z.array(
      z.object({
        from: z.number(),
        to: z.number(),
        n: z.number().int(),
        predicted: z.number().nullable(),
        observed: z.number().nullable(),
      }),
    ),
    ece: z.number().nullable(),
    brier: z.number().nullable(),
    skill: z.number().nullable(),
  }),
  /** The newest chances that have been decided, the furthest off first. */
  cases: z.array(
    z.object({
      commitment: z.string(),
      title: textShape,
      origin: dayShape,
      period: z.string(),
      probability: z.number(),
      met: z.boolean(),
      required: z.number(),
      came: z.number(),
      unit: z.string(),
      demo: z.boolean(),
    }),
  ),
  demo: z.boolean(),
});
export type RecordView = z.infer<typeof recordShape>;

export const getRecord = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/foresight/record',
  access: 'plan.read',
  summary: 'Forecasts of earlier days, recomputed from what was known then, against what came.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({ run: runShape, asOf: dayShape, record: recordShape.nullable() }),
});
