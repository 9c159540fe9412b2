import type { Domain } from '../../evidence/domain.ts';
import { demoChiefs } from './demo-chiefs.ts';
import { demoStreams } from './demo-streams.ts';
import { stationList, stretchList } from './list.ts';
import { fishingList, fundList, restorationList } from './restoration-list.ts';
import { methods as airMethods } from './air-methods.ts';
import { methods } from './methods.ts';
import { methods as waterMethods } from './water-methods.ts';
import {
  ecoFund,
  fishingPatrols,
  patrolRules,
  patrols,
  restoration,
  samples,
  stations,
  stretches,
  waterProblems,
} from './registers.ts';
import { ecologyRoutes } from './routes.ts';
import { openDoors } from './stream/index.ts';

export const ecology: Domain = {
  id: 'ecology',
  routes: ecologyRoutes,
  registers: [stretches, stations, samples, patrolRules, patrols, waterProblems, restoration, fishingPatrols, ecoFund],
  lists: [stationList, stretchList, restorationList, fundList, fishingList],
  methods: [...methods, ...waterMethods, ...airMethods],
  demonstrate: async (services, jurisdiction) => {
    await demoChiefs(services, jurisdiction);
    await demoStreams(services, jurisdiction);
  },
  listen: openDoors,
};
