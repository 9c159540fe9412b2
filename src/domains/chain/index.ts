import type { Domain } from '../../evidence/domain.ts';
import { chainEdges, chainNeeds, chainNodes, moltenSupply, moltenTerms } from './registers.ts';
import { chainRoutes } from './routes.ts';
import { chainSeeds } from './seed.ts';

export const chain: Domain = {
  id: 'chain',
  routes: chainRoutes,
  registers: [chainNodes, chainEdges, chainNeeds, moltenTerms, moltenSupply],
  records: chainSeeds,
};
