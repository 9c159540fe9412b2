import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, none, textShape } from '../../http/shapes.ts';

const pointShape = z.object({ year: z.number(), value: z.number() });

export const getClusters = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/clusters',
  access: 'plan.read',
  summary: 'Clusters: layout with every member once and its status, sums by year, the way to the target',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    asOf: z.string(),
    clusters: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        measure: textShape,
        target: pointShape,
        indicator: z.string().nullable(),
        members: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            part: z.enum(['core', 'belt', 'circle', 'more']),
            area: z.string(),
            stage: z.enum(['planned', 'building', 'running']),
            also: z.string().nullable(),
          }),
        ),
        running: z.number(),
        sums: z.array(
          z.object({
            year: z.number(),
            sum: z.number(),
            gross: z.number(),
            counted: z.number(),
            other: z.array(z.string()),
          }),
        ),
        growth: z.number().nullable(),
        path: z.array(pointShape),
        outlook: z.object({ growth: z.number(), value: z.number() }).nullable(),
        demo: z.boolean(),
      }),
    ),
  }),
});
export type ClusterView = z.infer<typeof getClusters.response>['clusters'][number];
