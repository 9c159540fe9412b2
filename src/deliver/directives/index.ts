import type { Domain } from '../../evidence/domain.ts';
import { directiveRules, directives as directiveType } from '../../evidence/delivery/registers.ts';
import { pulse } from '../../evidence/pulse.ts';
import { placesWithOpen } from './held.ts';
import { directiveList } from './list.ts';
import { directiveMatters } from './matters.ts';
import { directiveRoutes } from './routes.ts';
import { directiveRuleRecords } from './rule.ts';
import { escalateDue } from './tick.ts';

export const directives: Domain = {
  id: 'directives',
  routes: directiveRoutes,
  registers: [directiveType, directiveRules],
  records: directiveRuleRecords,
  lists: [directiveList],
  matters: directiveMatters,
  listen: (services) =>
    pulse(
      services,
      'directives',
      async (jurisdiction) => {
        await escalateDue(services, jurisdiction);
      },
      placesWithOpen,
    ),
};

export { issueOf } from './issue.ts';
export { concerns, type Directive, directiveIn, directivesOf } from './held.ts';
export { seenAt } from './number.ts';
export { rowOf } from './view.ts';
export { ruleOn, type Tells } from './rule.ts';
export { levelNames, stateNames } from './words.ts';
