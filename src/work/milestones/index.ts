import type { Domain } from '../../evidence/domain.ts';
import { lackingMilestones } from './lacking.ts';
import { milestoneRoutes } from './routes.ts';

export { milestonesShown } from './view.ts';

export const milestones: Domain = { id: 'milestones', routes: milestoneRoutes, matters: lackingMilestones };
