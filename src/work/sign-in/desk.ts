import { sql } from 'kysely';
import type { Text } from '../../core/measure/model.ts';
import type { Services } from '../../evidence/domain.ts';
import { record, type SecurityKind } from '../../evidence/ledger/security.ts';
import { ifAway, ofAnswering } from '../../evidence/store/places.ts';
import { allows, matrix } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { CookieJar } from '../../http/route.ts';
import { closeSession, openSession, type SignedIn, sessionOf } from './accounts.ts';
import type { FirstSetUp } from './first-set-up.ts';
import { secondFactorOf } from './second-factor.ts';
import type { Session } from './session-api.ts';

/** What all routes of signing in do: say who it is, open a session, ask whose one is. */
export type Desk = ReturnType<typeof sessionDesk>;

export function sessionDesk(
  services: Services,
  options: { demo: boolean; provider: string | null; setUp: FirstSetUp | null },
) {
  const { store } = services;

  async function describe(session: SignedIn | null, jar: CookieJar): Promise<Session> {
    const whole = session?.owes ? null : session;
    const home = whole?.memberships.find((item) => item.jurisdiction === whole.home);
    const role = home?.role ?? 'public';
    const organisation = home?.organisation
      ? await ifAway(
          store
            .selectFrom('organisation')
            .select('name')
            .where('jurisdiction_id', '=', home.jurisdiction)
            .where('organisation_id', '=', home.organisation)
            .executeTakeFirst(),
          () => undefined,
        )
      : undefined;
    const jurisdictions = await store
      .selectFrom('jurisdiction')
      .select(['jurisdiction_id', 'name'])
      .orderBy('jurisdiction_id')
      .execute();
    const accounts = options.demo
      ? await store
          .selectFrom('account')
          .innerJoin('membership', (join) =>
            join
              .onRef('membership.login', '=', 'account.login')
              .onRef('membership.jurisdiction_id', '=', 'account.jurisdiction_id'),
          )
          .select(['account.login', 'account.name', 'membership.role'])
          .where('demo', '=', true)
          .where('password_hash', 'is', null)
          .orderBy('account.account_id')
          .execute()
      : [];
    const { rows: begun } = await ofAnswering(store, (of) =>
      sql<{ place: string; register: string; open: boolean }>`
        select jurisdiction_id as place, register_id as register, (body->>'open')::boolean as open from register r
        where ${of} and exists (select 1 from record where ${of} and jurisdiction_id = r.jurisdiction_id and register_id = r.register_id)
        order by jurisdiction_id, register_id`.execute(store),
    );
    const lists = Map.groupBy(begun, ({ place }) => place);
    return {
      user: whole && {
        id: whole.login,
        name: whole.name,
        organisation: (organisation?.name as Text | undefined) ?? null,
      },
      home: home?.jurisdiction ?? null,
      role,
      capabilities: [...matrix[role]],
      csrf: session?.csrf ?? jar.anonymousCsrf(),
      jurisdictions: jurisdictions.map((row) => ({
        id: row.jurisdiction_id,
        name: row.name as Text,
        lists: (lists.get(row.jurisdiction_id) ?? [])
          .filter(({ open }) => open || allows(role, 'evidence.read'))
          .map(({ register }) => register),
      })),
      today: services.today(),
      owes: session?.owes ?? null,
      secondFactor: session && (await secondFactorOf(store, session.login)),
      provider: options.provider,
      setUp: (await options.setUp?.isOpen(store)) ?? false,
      demoAccounts: accounts.map((row) => ({ login: row.login, name: row.name, role: row.role as Session['role'] })),
    };
  }

  async function enter(login: string, jar: CookieJar, secondFactor = false): Promise<Session> {
    const now = new Date();
    // A token that was known before signing in must not be one that is signed in afterwards.
    if (jar.token) await closeSession(store, jar.token);
    const token = await openSession(store, login, now, secondFactor, { address: jar.address, agent: jar.agent });
    const session = await sessionOf(store, token, now, options.demo);
    if (session)
      await record(store, {
        jurisdiction: session.home,
        kind: 'sign-in',
        actor: login,
        about: { address: jar.address, secondFactor, owes: session.owes },
      }).catch(async (error: unknown) => {
        // Nobody is signed in of whom the book of rights does not say so.
        await closeSession(store, token);
        throw error;
      });
    jar.set(token);
    return describe(session, jar);
  }

  async function told(login: string, kind: SecurityKind): Promise<void> {
    const account = await store
      .selectFrom('account')
      .select('jurisdiction_id')
      .where('login', '=', login)
      .executeTakeFirst();
    if (account) await record(store, { jurisdiction: account.jurisdiction_id, kind, actor: login, about: {} });
  }

  /** Whose session it is, half open or whole. */
  async function mine(jar: CookieJar): Promise<SignedIn> {
    const session = jar.token ? await sessionOf(store, jar.token, new Date(), options.demo) : null;
    if (session) return session;
    throw new Problem({
      status: 401,
      code: 'not-signed-in',
      zh: '请先登录。',
      en: 'Please sign in first.',
      hint: { zh: '登录后再试。', en: 'Sign in and try again.' },
    });
  }

  return { describe, enter, told, mine };
}
