import type { MattersOf } from '../../evidence/domain.ts';
import { judgedBySteps } from '../../core/plan/index.ts';
import { matter } from '../../evidence/matter.ts';

/** Commitments that are judged by steps and have none: they have no light. */
export const lackingMilestones: MattersOf = async (_services, view, who) => {
  const bare = view.snapshot.commitments.filter(
    ({ item }) => judgedBySteps(item) && view.milestones(item.id).length === 0,
  ).length;
  return matter(who, 'plan.write', {
    id: 'next-milestones',
    sort: 'next',
    count: bare,
    title: { zh: `${bare} 项任务还没有节点`, en: `${bare} commitments without milestones` },
    detail: { zh: '系统可以整批拟定，确认即可', en: 'A first set is proposed for all; confirm it' },
    at: '/plan/milestones',
  });
};
