import type { Domain } from '../../evidence/domain.ts';
import { collectionList, findingList, landList, toiletList, villageList } from './lists.ts';
import { aidEntries, collection, findings, landCases, toilets, villages, watched, watchLines } from './registers.ts';
import { aidList, watchList } from './watch-list.ts';

export const countryside: Domain = {
  id: 'countryside',
  routes: () => [],
  registers: [villages, findings, watched, watchLines, aidEntries, toilets, collection, landCases],
  lists: [villageList, findingList, watchList, aidList, toiletList, collectionList, landList],
};
