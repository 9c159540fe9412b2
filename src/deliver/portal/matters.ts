import type { MattersOf } from '../../evidence/domain.ts';
import { matter } from '../../evidence/matter.ts';

/** What waits for a second person, and hints that nobody has dealt with. */
export const portalMatters: MattersOf = async ({ store }, view, who) => {
  const { jurisdiction } = view.snapshot;
  const proposals = await store
    .selectFrom('release')
    .select('release_id')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('state', '=', 'proposed')
    .where('proposed_by', '!=', who.login ?? '')
    .limit(200)
    .execute();
  const hints = await store
    .selectFrom('hint')
    .select('hint_id')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('state', '=', 'new')
    .limit(300)
    .execute();
  return [
    ...matter(who, 'release', {
      id: 'releases',
      sort: 'decide',
      count: proposals.length,
      title: { zh: `${proposals.length} 项提请公开待审`, en: `${proposals.length} proposals for the public` },
      at: '/release',
    }),
    ...matter(who, 'directive.issue', {
      id: 'hints',
      sort: 'decide',
      count: hints.length,
      title: { zh: `${hints.length} 条群众留言待处理`, en: `${hints.length} hints of citizens` },
      at: '/release/hints',
    }),
  ];
};
