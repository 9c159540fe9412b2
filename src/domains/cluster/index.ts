import type { Domain } from '../../evidence/domain.ts';
import { clusterList, memberList } from './list.ts';
import { methods } from './methods.ts';
import { clusters, figures, members } from './registers.ts';
import { clusterRoutes } from './routes.ts';

export const cluster: Domain = {
  id: 'cluster',
  routes: clusterRoutes,
  registers: [clusters, members, figures],
  lists: [clusterList, memberList],
  methods,
};
