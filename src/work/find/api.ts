import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, lightShape, none, outlookShape, textShape } from '../../http/shapes.ts';

/** What may be found in a place, beside its pages, which the browser knows. */
export const foundKinds = ['commitment', 'indicator', 'index', 'record', 'document', 'organisation'] as const;

const hit = z.object({
  id: z.string(),
  title: textShape,
  /** Where it stands, in words: its newest figure, its stage, who answers for it. */
  stands: textShape,
  light: lightShape.nullable(),
  outlook: outlookShape.nullable(),
  demo: z.boolean(),
});

export const find = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/search',
  access: 'plan.read',
  summary:
    'Find anything by parts of words, pinyin, initials and codes: commitments, indicators, records, documents, organisations, as far as the reader sees them on the day.',
  params: jurisdictionParams,
  query: asOfQuery.extend({ q: z.string().trim().min(1).max(100) }),
  body: none,
  response: z.object({
    groups: z.array(
      z.object({
        kind: z.enum(foundKinds),
        /** Of records: their register. */
        register: z.object({ id: z.string(), name: textShape }).nullable(),
        hits: z.array(hit),
        /** There are more than these. */
        more: z.boolean(),
      }),
    ),
    /** Registers whose newest records cannot be found yet, because they are still being read. */
    reading: z.array(textShape),
  }),
});

/** For what a browser looks through by itself. */
export const spell = endpoint({
  method: 'get',
  path: '/api/spelling',
  access: 'plan.read',
  summary: 'How names are spelled in pinyin, with their initials; several stand between bars.',
  params: none,
  query: z.object({ of: z.string().max(4000) }),
  body: none,
  response: z.object({ spelled: z.array(z.string()) }),
});

export type Found = z.output<typeof find.response>;
export type FoundGroup = Found['groups'][number];
export type Hit = FoundGroup['hits'][number];
