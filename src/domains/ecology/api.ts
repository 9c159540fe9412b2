import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';

const jurisdiction = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const mn = z
  .string()
  .regex(/^[0-9A-Za-z]{1,27}$/)
  .transform((text) => text.toUpperCase());
const none = z.object({});
/** A day, or an instant; one without an offset is of China. A plus sign of an address arrives as a space. */
const moment = z
  .string()
  .max(32)
  .transform((text) => text.trim().replace(' ', text.includes('T') ? '+' : 'T'))
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]));

export const levels = ['hour', 'day', 'minute', 'raw'] as const;
const light = z.enum(['green', 'yellow', 'red', 'grey']);
const text = z.object({ zh: z.string(), en: z.string() });
/** What a station did against the standard, and the rule. */
const fault = z.object({ code: z.string(), name: text, rule: text });

const readingShape = z.object({
  /** Begin of the hour, the minute or the day; of a momentary value its time. ISO with +08:00. */
  at: z.string(),
  value: z.number().nullable(),
  flag: z.string(),
  unit: z.string(),
  factor: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** device, plain, weighted, manual. */
  made: z.string(),
  n: z.number(),
  /** Why there is no value. */
  why: z.string().nullable(),
  /** Number of the frame that it came in. */
  frame: z.number().nullable(),
});

export const listReadings = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/stations/:mn/readings',
  access: 'plan.read',
  summary: 'Values of a station: hours unless another level is asked for',
  params: z.object({ jurisdiction, mn }),
  query: z.object({
    factor: z
      .string()
      .regex(/^[0-9A-Za-z-]{1,20}$/)
      .optional(),
    from: moment.optional(),
    to: moment.optional(),
    level: z.enum(levels).default('hour'),
  }),
  body: none,
  response: z.object({
    readings: z.array(readingShape),
    station: z.object({ mn: z.string(), name: z.string() }),
    level: z.enum(levels),
    demo: z.boolean(),
    /** There are more than fit into one answer: ask for a shorter span. */
    more: z.boolean(),
  }),
});

const stationInput = z.strictObject({
  mn: z
    .string()
    .regex(
      /^[0-9A-Za-z]{14}$|^[0-9A-Fa-f]{24}$/,
      '14 位（2005 版）或 24 位十六进制 / 14 signs (2005) or 24 hexadecimal digits',
    ),
  name: z.string().trim().min(1).max(100),
  password: z.string().regex(/^[\x21-\x7e]{1,32}$/),
  /** Key of the encryption of 2025: 16 signs or 32 hexadecimal digits. */
  key: z.string().max(32).nullable().default(null),
  kind: z.enum(['lake', 'river', 'air', 'outfall', 'flue']).nullable().default(null),
});
export type StationInput = z.output<typeof stationInput>;

export const addStations = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/stations',
  access: 'register.define',
  summary: 'Registers stations and their passwords; one that is there gets the new name and password',
  params: z.object({ jurisdiction }),
  query: none,
  body: z.strictObject({ stations: z.array(stationInput).min(1).max(500) }),
  response: z.object({ added: z.number(), changed: z.number() }),
});

export const listStations = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/stations',
  access: 'plan.read',
  summary: 'Stations with their newest values, their light and how well they keep to the standard',
  params: z.object({ jurisdiction }),
  query: z.object({ asOf: z.iso.date().optional() }),
  body: none,
  response: z.object({
    asOf: z.string(),
    /** First day of which raw frames are kept; null: for ever. */
    framesFrom: z.string().nullable(),
    stations: z.array(
      z.object({
        id: z.string(),
        mn: z.string(),
        name: z.string(),
        kind: z.string().nullable(),
        door: z.boolean(),
        demo: z.boolean(),
        light,
        why: text,
        at: z.string().nullable(),
        values: z.array(
          z.object({
            factor: z.string(),
            name: z.string(),
            unit: z.string(),
            value: z.number().nullable(),
            flag: z.string(),
            at: z.string(),
          }),
        ),
        /** Of the last 30 days: frames, those without any fault, and faults by name. */
        conformity: z.object({
          frames: z.number(),
          clean: z.number(),
          repeated: z.number(),
          late: z.number(),
          faults: z.array(fault.extend({ n: z.number() })),
        }),
        codes: z.object({ silent: z.array(z.string()), strange: z.array(z.string()) }),
      }),
    ),
  }),
});

export const getHealth = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/stations/:mn/health',
  access: 'plan.read',
  summary: 'Health of the devices of a station: gaps, stuck values, drift, each with its rule',
  params: z.object({ jurisdiction, mn }),
  query: z.object({ asOf: z.iso.date().optional() }),
  body: none,
  response: z.object({
    asOf: z.string(),
    signs: z.array(
      z.object({
        sign: z.enum(['gap', 'stuck', 'drift']),
        factor: z.string(),
        name: z.string(),
        since: z.string(),
        why: text,
        rule: text,
      }),
    ),
  }),
});

export const getFrame = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/stations/:mn/frames/:frame',
  access: 'plan.read',
  summary: 'The frame that a value came in, the batch that seals it, and the entry of the ledger',
  params: z.object({ jurisdiction, mn, frame: z.coerce.number().int().min(1) }),
  query: none,
  body: none,
  response: z.object({
    frame: z.number(),
    at: z.string(),
    received: z.string(),
    kind: z.string(),
    door: z.string(),
    /** As it came; the password is not shown. */
    text: z.string(),
    encrypted: z.boolean(),
    hash: z.string(),
    /** The hash of the bytes that are kept is still this one. */
    holds: z.boolean(),
    faults: z.array(fault),
    batch: z
      .object({
        seq: z.number(),
        hash: z.string(),
        frames: z.number(),
        /** Null where frames of it are lawfully not kept any more. */
        holds: z.boolean().nullable(),
        at: z.string(),
        entry: z.string(),
      })
      .nullable(),
    demo: z.boolean(),
  }),
});

const asOfQuery = z.object({ asOf: z.iso.date().optional() });
const placed = z.object({ jurisdiction });
const classShape = z.number().int().min(1).max(6);

export const getLake = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/ecology/lake',
  access: 'plan.read',
  summary: 'Lakes and rivers by their sections: class, excess, trend, probability of keeping the class, bloom',
  params: placed,
  query: asOfQuery,
  body: none,
  response: z.object({
    asOf: z.string(),
    coverage: z.object({ stations: z.number(), judged: z.number() }),
    whole: z.object({ class: classShape, worst: z.array(z.string()), nitrogen: classShape.nullable() }).nullable(),
    sections: z.array(
      z.object({
        id: z.string(),
        mn: z.string(),
        name: z.string(),
        body: z.enum(['lake', 'river']),
        stretch: z.string().nullable(),
        stretchId: z.string().nullable(),
        /** Degrees of CGCS2000. */
        spot: z.tuple([z.number(), z.number()]).nullable(),
        target: classShape,
        light,
        why: text,
        at: z.string().nullable(),
        month: z.string().nullable(),
        /** Items of that month that come from samples by hand. */
        manual: z.array(z.string()),
        class: classShape.nullable(),
        worst: z.array(z.string()),
        exceed: z.array(z.object({ name: z.string(), times: z.number() })),
        nitrogen: classShape.nullable(),
        trend: z
          .object({ s: z.number(), z: z.number(), p: z.number(), sen: z.number(), verdict: text, years: z.number() })
          .nullable(),
        keeps: z
          .object({
            probability: z.number(),
            expected: z.number(),
            low80: z.number(),
            high80: z.number(),
            known: z.number(),
          })
          .nullable(),
        limit: z.number(),
        months: z.array(z.object({ month: z.string(), value: z.number().nullable(), n: z.number() })),
        trophic: z.number().nullable(),
        bloom: z
          .object({ grade: z.number().nullable(), chlorophyll: z.number().nullable(), warns: z.boolean() })
          .nullable(),
        demo: z.boolean(),
      }),
    ),
    stretches: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        body: z.enum(['lake', 'river']),
        downstream: z.string().nullable(),
      }),
    ),
    demo: z.boolean(),
  }),
});
export type Lake = z.infer<typeof getLake.response>;
export type Station = z.infer<typeof listStations.response>['stations'][number];

const limits = z.object({ so2: z.number(), no2: z.number(), pm10: z.number(), pm25: z.number() });
const counted = z.object({ days: z.number(), good: z.number() });

export const getAir = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/ecology/air',
  access: 'plan.read',
  summary: 'Air of the year by the standard of 2012 and by that of 2026, side by side',
  params: placed,
  query: asOfQuery,
  body: none,
  response: z.object({
    asOf: z.string(),
    stations: z.array(z.object({ mn: z.string(), name: z.string() })),
    expected: z.number(),
    inForce: z.string().nullable(),
    old: counted,
    now: counted,
    means: z.object({
      so2: z.number().nullable(),
      no2: z.number().nullable(),
      pm10: z.number().nullable(),
      pm25: z.number().nullable(),
    }),
    versions: z.array(
      z.object({
        name: z.string(),
        from: z.string(),
        to: z.string().nullable(),
        limits,
        exceed: z.record(z.string(), z.number()),
      }),
    ),
    days: z.array(
      z.object({
        day: z.string(),
        old: z.number().nullable(),
        now: z.number().nullable(),
        primary: z.array(z.string()),
        lacking: z.array(z.string()),
      }),
    ),
    demo: z.boolean(),
  }),
});

export const getChiefs = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/ecology/chiefs',
  access: 'evidence.read',
  summary: 'How the chiefs of rivers, lakes and woods kept their duties of patrols, by period',
  params: placed,
  query: asOfQuery,
  body: none,
  response: z.object({
    asOf: z.string(),
    rules: z.number(),
    /** Stretches and those that a rule names; duties and those whose chief is registered. */
    coverage: z.object({ stretches: z.number(), ruled: z.number(), duties: z.number(), manned: z.number() }),
    /** Of all duties together, period by period. */
    done: z.number(),
    due: z.number(),
    lines: z.array(
      z.object({
        stretch: z.string(),
        name: z.string(),
        level: z.enum(['village', 'town', 'county']),
        chief: z.string().nullable(),
        light,
        why: text,
        records: z.number(),
        valid: z.number(),
        due: z.number(),
        done: z.number(),
        rate: z.number().nullable(),
        missed: z.array(z.string()),
        faults: z.array(z.object({ code: z.string(), n: z.number() })),
        longestGap: z.number().nullable(),
        demo: z.boolean(),
      }),
    ),
    demo: z.boolean(),
  }),
});
