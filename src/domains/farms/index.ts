import type { Domain } from '../../evidence/domain.ts';
import { entityList, harvestList, herdList, labelList, processingList } from './list.ts';
import { farmEntities, harvests, herds, labels, processing } from './registers.ts';

export const farms: Domain = {
  id: 'farms',
  routes: () => [],
  registers: [farmEntities, harvests, herds, processing, labels],
  lists: [entityList, harvestList, herdList, processingList, labelList],
};
