import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, none, textShape } from '../../http/shapes.ts';
import { FACILITY_KINDS, type FacilityKind } from '../../core/space/index.ts';

const figure = z.number().nullable();
const equity = z.object({
  gini: figure,
  theil: figure,
  within: figure,
  between: figure,
  worst: figure,
  covered: z.number(),
});
export type Equity = z.infer<typeof equity>;
const named = z.object({ id: z.string(), name: z.string() });

const asked = {
  kind: z.enum(Object.keys(FACILITY_KINDS) as [FacilityKind, ...FacilityKind[]]).default('primary'),
  by: z.enum(['foot', 'car']).optional(),
  limit: z.coerce.number().min(1).max(240).optional(),
  decay: z.enum(['none', 'enhanced', 'gaussian']).default('gaussian'),
  /** Size of what is added; absent: the mean of those that stand. */
  size: z.coerce.number().positive().max(1e6).optional(),
};

export const getAccess = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/access',
  access: 'plan.read',
  summary:
    'Access to one kind of service: who is reached, how evenly, what one more at up to two places would change, and where it helps most.',
  params: jurisdictionParams,
  query: asOfQuery.extend({
    ...asked,
    /** Settlements at which one more is looked at, with a comma between. */
    at: z.string().max(200).optional(),
  }),
  body: none,
  response: z.object({
    demo: z.boolean(),
    by: z.enum(['foot', 'car']),
    limit: z.number(),
    /** Whom it is counted by: a field of settlements. */
    demand: z.string(),
    source: z.string().nullable(),
    size: z.number(),
    factor: z.number(),
    junctions: z.number(),
    /** Residents, thereof with coordinates; settlements and facilities without; settlements without the demand filled in. */
    coverage: z.object({
      people: z.number(),
      placed: z.number(),
      without: z.number(),
      goals: z.number(),
      unfilled: z.number(),
      unsized: z.number(),
    }),
    /** Σ demand × access and Σ supply that somebody reaches: alike, or something is wrong. */
    check: z.object({ demand: z.number(), supply: z.number() }),
    now: equity.extend({ straight: z.number() }),
    options: z.array(
      named.extend({
        town: z.string(),
        after: equity,
        gains: z.array(named.extend({ before: z.number(), after: z.number(), people: z.number() })),
      }),
    ),
    best: z.array(named.extend({ town: z.string(), gini: figure, covered: z.number() })),
    /** Which one is best by whom it newly reaches. */
    mostReached: named.extend({ covered: z.number() }).nullable(),
    towns: z.array(named.extend({ people: z.number(), covered: z.number(), access: z.number() })),
    worst: z.array(
      named.extend({ town: z.string(), people: z.number(), minutes: figure, straight: figure, access: z.number() }),
    ),
    sites: z.array(named.extend({ town: z.string() })),
  }),
});
export type AccessView = z.infer<(typeof getAccess)['response']>;

const lngLat = z.tuple([z.number(), z.number()]);
const onMap = named.extend({ at: lngLat });

export const getAccessMap = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/access/map',
  access: 'plan.read',
  summary: 'Where those live who reach a service and who do not, where it stands, and the roads between.',
  params: jurisdictionParams,
  query: asOfQuery.extend({ kind: asked.kind, by: asked.by, limit: asked.limit }),
  body: none,
  response: z.object({
    demo: z.boolean(),
    limit: z.number(),
    settlements: z.array(onMap.extend({ town: z.string(), people: z.number(), minutes: figure, reached: z.boolean() })),
    facilities: z.array(onMap.extend({ open: z.boolean() })),
    roads: z.array(named.extend({ way: z.array(lngLat) })),
    /** Pieces of roads beyond what a page draws. */
    roadsLeft: z.number(),
  }),
});
export type AccessMapView = z.infer<(typeof getAccessMap)['response']>;

const plan = equity.extend({
  sites: z.array(named.extend({ town: z.string() })),
  /** Mean for each of whom it is counted by; those without a way at 240. */
  minutes: figure,
  /** Proven distance from the best; 0: there is none better. */
  gap: z.number(),
});
export type AddedPlan = z.infer<typeof plan>;

export const getAddedSites = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/access/sites',
  access: 'plan.read',
  summary:
    'Where some more go, those that stand kept: shortest ways for all (p-median) and most people within reach (maximal covering), each with the next best.',
  params: jurisdictionParams,
  query: asOfQuery.extend({ ...asked, more: z.coerce.number().int().min(1).max(5).default(1) }),
  body: none,
  response: z.object({
    demo: z.boolean(),
    now: z.object({ minutes: figure, covered: z.number() }),
    /** Of whom it is counted by, those without any way. */
    cutOff: z.number(),
    shortest: z.array(plan),
    most: z.array(plan),
  }),
});
export type AddedView = z.infer<(typeof getAddedSites)['response']>;

const counted = z.object({ people: z.number(), period: z.string().nullable() });
const supplyItem = z.object({
  id: z.string(),
  name: textShape,
  unit: z.string(),
  line: z.number(),
  better: z.enum(['more', 'less']),
  source: z.string(),
  grade: z.string(),
  total: z.number(),
  /** In use, and those of them that lack what is counted: these are left out. */
  facilities: z.number(),
  unknown: z.number(),
  perThousand: z.boolean(),
  value: figure,
  ofRegistered: figure,
  /** What the line lacks, by residents. */
  short: figure,
  /** Worst first; by the residents of the list of settlements. */
  towns: z.array(named.extend({ people: z.number(), value: figure })),
});
export type SupplyItem = z.infer<typeof supplyItem>;

export const getSupply = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/access/supply',
  access: 'plan.read',
  summary:
    'Nursery places, beds, doctors and teachers for how many, with whom they are divided by, against the line and by town.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    demo: z.boolean(),
    /** Whom it is divided by, and the period that the figure is of; null: the list of settlements, of no period. */
    residents: counted.nullable(),
    registered: counted.nullable(),
    /** People of the list of settlements. */
    counted: z.number(),
    /** Of the pupils. */
    year: figure,
    items: z.array(supplyItem),
  }),
});
export type SupplyView = z.infer<(typeof getSupply)['response']>;
