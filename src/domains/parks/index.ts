import type { Domain } from '../../evidence/domain.ts';
import { parkList } from './list.ts';
import { plots } from './plots.ts';
import { parks as parkType } from './registers.ts';

export { plots };

export const parks: Domain = { id: 'parks', routes: () => [], registers: [parkType, plots], lists: [parkList] };
