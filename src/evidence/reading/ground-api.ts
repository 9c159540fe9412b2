import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, none } from '../../http/shapes.ts';

const lngLat = z.tuple([z.number(), z.number()]);

/** What lies under the layers of a map. */
export const getGround = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/map/ground',
  access: 'plan.read',
  summary:
    'What maps are drawn on: the shapes of places by the boundary file of the place, or drawn around its settlements; the key of the base map.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    demo: z.boolean(),
    /** `own`: a boundary file of the place; `drawn`: around settlements, no boundary; `none`: neither. */
    source: z.enum(['own', 'drawn', 'none']),
    /** By what right the boundary file is used, with its number of approval. */
    basis: z.string().nullable(),
    /** Why the boundary file of the place is not shown, or what of it is not. */
    fault: z.object({ zh: z.string(), en: z.string() }).nullable(),
    /** Outer rings of each place, degrees of CGCS2000, and where its name stands. */
    shapes: z.array(z.object({ id: z.string(), rings: z.array(z.array(lngLat)), at: lngLat })),
    /** Key of 天地图, where the server was given one. */
    tianditu: z.string().nullable(),
  }),
});
export type Ground = z.infer<(typeof getGround)['response']>;
