import type { MattersOf } from '../../evidence/domain.ts';
import { matter } from '../../evidence/matter.ts';
import { allows } from '../../http/access.ts';

/** For the plan office: a place without a plan, and texts that were read and wait for a person. */
export const planMatters: MattersOf = async (services, view, who) => {
  if (!allows(who.role, 'plan.write')) return [];
  const found = await services.store
    .selectFrom('plan_draft')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('jurisdiction_id', '=', view.snapshot.jurisdiction)
    .where('state', '=', 'review')
    .executeTakeFirst();
  const drafts = Number(found?.count ?? 0);
  return [
    ...matter(who, 'plan.write', {
      id: 'plan-drafts',
      sort: 'review',
      count: drafts,
      title: { zh: `${drafts} 份规划文本等待核对`, en: `${drafts} plan texts wait to be checked` },
      at: '/import',
    }),
    ...matter(who, 'plan.write', {
      id: 'next-plan',
      sort: 'next',
      count: view.snapshot.plan ? 0 : 1,
      title: { zh: '还没有规划', en: 'There is no plan' },
      detail: { zh: '导入一份公开的规划文本', en: 'Import a published plan' },
      at: '/import',
    }),
  ];
};
