import type { Domain } from '../../evidence/domain.ts';
import { choices } from './choice.ts';
import { methods } from './methods.ts';
import { portfolioRoutes } from './routes.ts';

export const portfolio: Domain = { id: 'portfolio', routes: portfolioRoutes, runs: [choices], methods };
