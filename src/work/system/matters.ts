import type { MattersOf } from '../../evidence/domain.ts';
import { matter } from '../../evidence/matter.ts';
import { waitingFor } from '../sign-in/index.ts';

/** For administrators and auditors: who is locked out, what could not be delivered, who read personal data lately. */
export const systemMatters: MattersOf = async ({ store }, view, who) => {
  if (who.role !== 'admin' && who.role !== 'auditor') return [];
  const { jurisdiction } = view.snapshot;
  const members = await store
    .selectFrom('membership')
    .select(['login', 'organisation_id', 'role'])
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
  const locked = await waitingFor(
    store,
    members.map(({ login }) => login),
    new Date(),
  );
  const homeless = members.filter(
    ({ organisation_id, role }) =>
      organisation_id === null && (role === 'reporter' || role === 'reviewer' || role === 'local'),
  ).length;
  const week = new Date(Date.parse(view.asOf) - 7 * 86_400_000).toISOString();
  const readings = await store
    .selectFrom('personal_reading')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('jurisdiction_id', '=', jurisdiction)
    .where('at', '>=', week)
    .executeTakeFirst();
  const read = Number(readings?.count ?? 0);
  return [
    ...matter(who, 'people.manage', {
      id: 'accounts-locked',
      sort: 'decide',
      count: locked.size,
      title: { zh: `${locked.size} 个账号被锁定`, en: `${locked.size} accounts are locked` },
      at: '/system',
    }),
    ...matter(who, 'people.manage', {
      id: 'accounts-without-unit',
      sort: 'review',
      count: homeless,
      title: {
        zh: `${homeless} 个填报或审核账号没有单位`,
        en: `${homeless} accounts that report have no organisation`,
      },
      at: '/system',
    }),
    ...matter(who, 'audit.read', {
      id: 'personal-readings',
      sort: 'review',
      count: read,
      title: { zh: `近七天 ${read} 次查看个人信息`, en: `Personal data were read ${read} times in seven days` },
      at: '/audit?view=readings',
    }),
  ];
};
