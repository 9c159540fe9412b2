import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import type { Who } from '../../http/route.ts';

/** Somebody who has a part in a place. */
export interface Member {
  login: string;
  name: string;
  /** Jurisdiction of the account. */
  home: string;
  demo: boolean;
  role: string;
  organisation: string | null;
}

/** A member of a place. Throws a Problem (404 `no-such-person`). */
export async function memberOf(store: Store, jurisdiction: string, login: string): Promise<Member> {
  const found = await store
    .selectFrom('membership')
    .innerJoin('account', 'account.login', 'membership.login')
    .select([
      'account.login',
      'account.name',
      'account.jurisdiction_id as home',
      'account.demo',
      'role',
      'organisation_id as organisation',
    ])
    .where('membership.jurisdiction_id', '=', jurisdiction)
    .where('account.login', '=', login)
    .executeTakeFirst();
  if (found) return found;
  throw new Problem({
    status: 404,
    code: 'no-such-person',
    zh: `没有人员 ${login}。`,
    en: `There is no person ${login}.`,
  });
}

/** An administrator who takes his own role away would lock everybody out. */
export function notOneself(login: string, who: { login: string | null }): void {
  if (login === who.login)
    throw new Problem({
      status: 409,
      code: 'oneself',
      zh: '不能改自己的角色，也不能移除自己。',
      en: 'Nobody changes his own role or removes himself.',
      hint: { zh: '请另一位系统管理员办理。', en: 'Ask another administrator.' },
    });
}

/** Whoever is of the demonstration has no say over real people. */
export function notOfTheDemonstration(who: Who): void {
  if (who.demo)
    throw new Problem({
      status: 403,
      code: 'demo-may-not',
      zh: '演示账号不能改动真实人员。',
      en: 'A demonstration account cannot change a real person’s.',
      hint: {
        zh: '用 lantu account add 建立真实的系统管理员。',
        en: 'Make a real administrator with lantu account add.',
      },
    });
}
