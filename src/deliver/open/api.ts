import { z } from 'zod';
import { directiveLevels, directiveStates } from '../../core/directive/index.ts';
import { judgedShape } from '../../evidence/judged-shape.ts';
import type { Scope } from '../../http/access.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import {
  asOfQuery,
  dayShape,
  jurisdictionParams,
  judgedByShape,
  lightShape,
  none,
  organisationShape,
  outlookShape,
  planBriefShape,
  standingShape,
  targetShape,
  textShape,
} from '../../http/shapes.ts';

/**
 * The open interface: resources to be read, under one prefix whose version changes when something is taken away or means
 * something else. Fields are only ever added. See docs/open-interface.md.
 */
const prefix = '/api/v1/:jurisdiction';

const paged = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.string().min(1).max(200).optional(),
};

/** A page: `next` goes back as `after` for the next one; null: there is none. `total`: of all pages. */
const page = <T extends z.ZodType>(item: T) =>
  z.object({
    asOf: dayShape,
    total: z.number().int(),
    next: z.string().nullable(),
    /** Something in it is of the demonstration. */
    demo: z.boolean(),
    items: z.array(item),
  });
const single = <T extends z.ZodRawShape>(shape: z.ZodObject<T>) => z.object({ asOf: dayShape, item: shape });

interface Resource<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType> {
  path: string;
  scope: Scope;
  zh: string;
  summary: string;
  params: P;
  query: Q;
  response: R;
  example?: NonNullable<Endpoint['example']>;
  access?: 'plan.read' | 'evidence.read';
}
const resource = <P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(of: Resource<P, Q, R>) =>
  endpoint({
    method: 'get',
    access: 'plan.read',
    ...of,
    path: `${prefix}${of.path}` as `/api/${string}`,
    body: none,
  });

const listOfWords = z
  .string()
  .max(500)
  .transform((text) => text.split(',').filter((one) => one !== ''));

export const openPlans = resource({
  path: '/plans',
  zh: '某一天有效的规划，位次高的在前。',
  scope: 'plans.read',
  summary: 'The plans in force on a day, highest rank first.',
  params: jurisdictionParams,
  query: asOfQuery.extend(paged),
  response: page(planBriefShape),
});

export const openPlan = resource({
  path: '/plans/:plan',
  zh: '一份规划。',
  scope: 'plans.read',
  summary: 'One plan.',
  params: jurisdictionParams.extend({ plan: z.string().max(64) }),
  query: asOfQuery,
  response: single(planBriefShape),
});

const commitmentShape = z.object({
  id: z.string(),
  kind: z.enum(['theme', 'target', 'project', 'action']),
  title: textShape,
  parent: z.string().nullable(),
  /** Plans that make it, highest rank first, and the one that it is judged by. */
  plans: z.array(z.string()),
  judgedBy: judgedByShape.nullable(),
  indicator: z.string().nullable(),
  target: targetShape.nullable(),
  lead: organisationShape.nullable(),
  supporting: z.array(organisationShape),
  tags: z.array(z.string()),
  /** Where it stands by the published rule, and with the outlook. */
  standing: standingShape,
  light: lightShape,
  outlook: outlookShape.nullable(),
  /** Sentence of the plan that it came from: hash of the text, and offsets (UTF-16) into it. */
  source: z.object({ document: z.string(), span: z.tuple([z.number().int(), z.number().int()]) }).nullable(),
  demo: z.boolean(),
});

export const openCommitments = resource({
  path: '/commitments',
  zh: '规划承诺了什么、进展如何；可按规划、种类、灯、单位、指标、标签、文字筛选。',
  scope: 'commitments.read',
  summary:
    'What the plans promise, with where each stands; narrowed by plan, kind, light, unit, indicator, tag or words.',
  params: jurisdictionParams,
  query: asOfQuery.extend({
    ...paged,
    plan: z.string().max(64).optional(),
    kind: listOfWords.optional(),
    light: listOfWords.optional(),
    lead: z.string().max(64).optional(),
    indicator: z.string().max(64).optional(),
    tag: z.string().max(100).optional(),
    words: z.string().max(100).optional(),
  }),
  example: { query: { kind: 'target', limit: '20' } },
  response: page(commitmentShape),
});

export const openCommitment = resource({
  path: '/commitments/:commitment',
  zh: '一项目标任务。',
  scope: 'commitments.read',
  summary: 'One commitment.',
  params: jurisdictionParams.extend({ commitment: z.string().max(64) }),
  query: asOfQuery,
  response: single(commitmentShape),
});

const indicatorShape = z.object({
  id: z.string(),
  name: textShape,
  unit: z.string(),
  nature: z.enum(['flow', 'stock', 'ytd', 'index', 'rate']),
  cadence: z.enum(['year', 'half', 'quarter', 'month', 'day']),
  direction: z.enum(['up', 'down', 'hold']),
  binding: z.boolean(),
  scope: textShape.nullable(),
  owner: organisationShape.nullable(),
  evidence: z.enum(['observations', 'register', 'stream', 'formula']),
  /** The newest figure; null: none yet. */
  latest: z.object({ period: z.string(), value: z.number(), status: z.string(), demo: z.boolean() }).nullable(),
  commitments: z.array(z.string()),
});

export const openIndicators = resource({
  path: '/indicators',
  zh: '指标和最新数；可按责任单位、数据来源、文字筛选。',
  scope: 'indicators.read',
  summary: 'What is measured, with the newest figure; narrowed by owner, kind of evidence or words.',
  params: jurisdictionParams,
  query: asOfQuery.extend({
    ...paged,
    owner: z.string().max(64).optional(),
    evidence: z.enum(['observations', 'register', 'stream', 'formula']).optional(),
    words: z.string().max(100).optional(),
  }),
  example: { query: { limit: '20' } },
  response: page(indicatorShape),
});

export const openIndicator = resource({
  path: '/indicators/:indicator',
  zh: '一个指标。',
  scope: 'indicators.read',
  summary: 'One indicator.',
  params: jurisdictionParams.extend({ indicator: z.string().max(64) }),
  query: asOfQuery,
  response: single(indicatorShape),
});

const observationShape = z.object({
  /** `indicator/place/period`. */
  id: z.string(),
  indicator: z.string(),
  place: z.string(),
  period: z.string(),
  unit: z.string(),
  /** Null: missing, and `missing` says why. */
  value: z.number().nullable(),
  missing: textShape.nullable(),
  status: z.enum(['preliminary', 'approved', 'revised']),
  knownOn: dayShape,
  source: z.string(),
  grade: z.enum(['A', 'B', '计算', '演示']),
  demo: z.boolean(),
});

export const openObservations = resource({
  path: '/observations',
  zh: '指标各期的数，按某一天已知的口径；from、to 按期末日筛选。',
  scope: 'observations.read',
  summary:
    'Figures of indicators as they were known on a day, by indicator, place and period; `from`/`to`: days in which a period ends.',
  params: jurisdictionParams,
  query: asOfQuery.extend({
    ...paged,
    indicator: listOfWords.optional(),
    place: z.string().max(64).optional(),
    from: dayShape.optional(),
    to: dayShape.optional(),
  }),
  example: { query: { indicator: ':indicator', limit: '20' } },
  response: page(observationShape),
});

const outlookItem = z.object({
  commitment: z.string(),
  title: textShape,
  indicator: z.string(),
  unit: z.string(),
  target: targetShape,
  light: lightShape,
  outlook: outlookShape,
});

export const openOutlooks = resource({
  path: '/outlooks',
  zh: '承诺能否兑现：预计值、区间、概率，最危险的在前。',
  scope: 'outlooks.read',
  summary: 'Whether promises will be kept: expected value, interval, probability, the most threatened first.',
  params: jurisdictionParams,
  query: asOfQuery.extend({
    ...paged,
    plan: z.string().max(64).optional(),
    word: z.enum(['likely', 'at-risk', 'unlikely', 'unknown']).optional(),
  }),
  response: page(outlookItem),
});

const listShape = z.object({
  id: z.string(),
  name: textShape,
  about: textShape.nullable(),
  open: z.boolean(),
  fields: z.array(
    z.object({ id: z.string(), name: textShape, type: z.string(), unit: z.string().nullable(), required: z.boolean() }),
  ),
  stages: z.array(z.object({ id: z.string(), name: textShape })),
  commitments: z.array(z.string()),
});

export const openLists = resource({
  path: '/lists',
  zh: '读者能看的清单和它们的字段。',
  scope: 'lists.read',
  summary: 'The lists that the reader may see, with their fields.',
  params: jurisdictionParams,
  query: asOfQuery.extend(paged),
  response: page(listShape),
});

export const openList = resource({
  path: '/lists/:list',
  zh: '一张清单。',
  scope: 'lists.read',
  summary: 'One list.',
  params: jurisdictionParams.extend({ list: z.string().max(64) }),
  query: asOfQuery,
  response: single(listShape),
});

const recordShape = z.object({
  id: z.string(),
  version: z.number().int(),
  stage: z.string().nullable(),
  /** By field; personal data are masked. */
  values: z.record(z.string(), z.unknown()),
  /** Names of what ids in `values` stand for. */
  labels: z.record(z.string(), textShape),
  organisation: organisationShape.nullable(),
  /** What the area of the list thinks of it: light, why, columns; null where none does. */
  judged: judgedShape.nullable(),
  status: z.enum(['preliminary', 'approved']),
  knownOn: dayShape,
  source: z.string(),
  grade: z.string(),
  demo: z.boolean(),
});

export const openRecords = resource({
  path: '/lists/:list/records',
  zh: '清单的记录，按代码排列；filter 与清单页相同，total 最多数到 10001。',
  scope: 'lists.read',
  summary: 'The records of a list on a day, in the order of ids; `filter` as on its page. `total` counts to 10,001.',
  params: jurisdictionParams.extend({ list: z.string().max(64) }),
  query: asOfQuery.extend({ ...paged, filter: z.string().max(1000).optional() }),
  example: { query: { limit: '20' } },
  response: page(recordShape),
});

const directiveItem = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.enum(directiveStates),
  level: z.enum(directiveLevels),
  lead: organisationShape,
  support: z.array(organisationShape),
  /** What it is about: `commitment/A-03`, `record/projects/p1` … */
  object: z.string().nullable(),
  issuedOn: dayShape,
  due: dayShape,
  daysLeft: z.number().int().nullable(),
  closedOn: dayShape.nullable(),
  demo: z.boolean(),
});

export const openDirectives = resource({
  path: '/directives',
  zh: '与读者有关的督办单，按编号排列；可按状态、等级、单位、对象筛选。',
  scope: 'directives.read',
  access: 'evidence.read',
  summary:
    'Directives that concern the reader, in the order of their numbers; narrowed by state, level, unit or object.',
  params: jurisdictionParams,
  query: z.object({
    ...paged,
    state: z.enum(directiveStates).optional(),
    level: z.enum(directiveLevels).optional(),
    lead: z.string().max(64).optional(),
    object: z.string().max(200).optional(),
  }),
  response: page(directiveItem),
});

export const openDirective = resource({
  path: '/directives/:directive',
  zh: '一份督办单。',
  scope: 'directives.read',
  access: 'evidence.read',
  summary: 'One directive.',
  params: jurisdictionParams.extend({ directive: z.string().max(60) }),
  query: none,
  response: single(directiveItem),
});
