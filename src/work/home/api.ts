import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, textShape } from '../../http/shapes.ts';

const matterShape = z.object({
  id: z.string(),
  sort: z.enum(['late', 'returned', 'decide', 'review', 'due', 'next']),
  count: z.number().int(),
  title: textShape,
  detail: textShape.nullable(),
  /** Address below the jurisdiction. */
  at: z.string(),
});
export type MatterView = z.infer<typeof matterShape>;

export const getMatters = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/matters',
  access: 'plan.read',
  summary: 'What waits for the reader, the most urgent first; and what the place still lacks, for who can mend it.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ matters: z.array(matterShape), next: z.array(matterShape) }),
});
