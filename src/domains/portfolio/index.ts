import type { Domain } from '../../evidence/domain.ts';
import { portfolioJob } from './job.ts';
import { methods } from './methods.ts';
import { portfolioRoutes } from './routes.ts';

export const portfolio: Domain = { id: 'portfolio', routes: portfolioRoutes, jobs: [portfolioJob], methods };
