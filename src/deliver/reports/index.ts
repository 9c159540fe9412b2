import type { Domain } from '../../evidence/domain.ts';
import { exports } from './export.ts';
import { reportRoutes } from './routes.ts';

export const reports: Domain = { id: 'reports', routes: reportRoutes, runs: [exports] };

export { comparisonDocument } from './comparison.ts';
export { htmlOf } from './html.ts';
export { framed, reportKind, reportKinds } from './kinds.ts';
export { render } from './word/render.ts';
