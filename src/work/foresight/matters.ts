import type { MattersOf } from '../../evidence/domain.ts';
import { matter } from '../../evidence/matter.ts';

/** For leaders: which of the targets that head the plan are unlikely to be met, and where the gap is told by cause. */
export const foresightMatters: MattersOf = async (_services, view, who) => {
  if (who.role !== 'leader') return [];
  const group = view.snapshot.plan?.item.groups.find(({ headline }) => headline);
  const heads = new Set(group?.members.flatMap(({ commitments }) => commitments) ?? []);
  const doubtful = view.snapshot.commitments.filter(
    ({ item }) => heads.has(item.id) && view.outlook(item.id)?.word === 'unlikely',
  );
  const names = (lang: 'zh' | 'en', mark: string) => doubtful.map(({ item }) => item.title[lang]).join(mark);
  return matter(who, 'evidence.read', {
    id: 'headline-unlikely',
    sort: 'decide',
    count: doubtful.length,
    title: {
      zh: `${doubtful.length} 项主要目标恐难完成`,
      en: `${doubtful.length} of the main targets are unlikely to be met`,
    },
    detail: { zh: names('zh', '；'), en: names('en', '; ') },
    at: `/foresight/gap/${doubtful[0]?.item.id ?? ''}`,
  });
};
