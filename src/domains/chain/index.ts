import type { Domain } from '../../evidence/domain.ts';
import { chainRecords } from './from-pack.ts';
import { chainList, linkList, needList } from './list.ts';
import { chainNeeds } from './needs.ts';
import { chainEdges, chainNodes, chains } from './registers.ts';

export { chainNeeds };

export const chain: Domain = {
  id: 'chain',
  routes: () => [],
  registers: [chains, chainNodes, chainEdges, chainNeeds],
  lists: [chainList, linkList, needList],
  fromPack: chainRecords,
};
