import type { Domain, Services } from '../../evidence/domain.ts';
import { addJurisdiction } from '../../evidence/ledger/ledger.ts';
import { record } from '../../evidence/ledger/security.ts';
import { installAreas } from '../../evidence/pack/install.ts';
import type { Vault } from '../../evidence/store/vault.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { accountRoutes } from './account-routes.ts';
import { checkPassword, wrongSignIn, closeSession, sessionOf } from './accounts.ts';
import { sessionDesk } from './desk.ts';
import type { FirstSetUp } from './first-set-up.ts';
import { OidcProvider, type OidcSettings } from './oidc.ts';
import { WecomProvider, type WecomSettings } from './wecom.ts';
import { checkCode, confirmSecondFactor, offerSecondFactor, removeSecondFactor } from './second-factor.ts';
import {
  beginProvider,
  confirmFactor,
  createJurisdiction,
  finishProvider,
  getSession,
  offerFactor,
  removeFactor,
  showCode,
  signIn,
  signInDemo,
  signOut,
} from './session-api.ts';

/** Signing in and out, and asking who one is: the only routes that touch cookies. */
export function sessionRoutes(
  services: Services,
  options: {
    demo: boolean;
    oidc?: OidcSettings | null;
    wecom?: WecomSettings | null;
    domains: readonly Domain[];
    vault: Vault;
    setUp?: FirstSetUp | null;
  },
): Route[] {
  const { store } = services;
  const { vault } = options;
  const provider = options.oidc
    ? new OidcProvider(store, options.oidc)
    : options.wecom
      ? new WecomProvider(store, options.wecom)
      : null;

  const setUp = options.setUp ?? null;
  const desk = sessionDesk(services, {
    demo: options.demo,
    provider: options.oidc?.name ?? options.wecom?.name ?? null,
    setUp,
  });
  const { describe, enter, told, mine } = desk;
  const noProvider = () =>
    new Problem({
      status: 404,
      code: 'no-provider',
      zh: '没有设置统一身份认证。',
      en: 'There is no identity provider.',
    });

  return [
    route(getSession, async ({ jar }) =>
      describe(jar.token ? await sessionOf(store, jar.token, new Date(), options.demo) : null, jar),
    ),
    route(signIn, async ({ body, jar }) => {
      const login = await checkPassword(store, body.login, body.password, new Date(), jar.address);
      const { demo } = await store
        .selectFrom('account')
        .select('demo')
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      if (demo && !options.demo) throw wrongSignIn();
      return enter(login, jar);
    }),
    route(signInDemo, async ({ body, jar }) => {
      const account = options.demo
        ? await store
            .selectFrom('account')
            .select('login')
            .where('login', '=', body.login)
            .where('demo', '=', true)
            .where('password_hash', 'is', null)
            .executeTakeFirst()
        : undefined;
      if (!account)
        throw new Problem({
          status: 404,
          code: 'no-demo-account',
          zh: '没有这个演示账号。',
          en: 'There is no such demonstration account.',
        });
      return enter(account.login, jar);
    }),
    route(showCode, async ({ body, jar }) => {
      const { login } = await mine(jar);
      await checkCode(store, vault, login, body.code, new Date(), jar.address);
      return enter(login, jar, true);
    }),
    route(offerFactor, async ({ body, jar }) => {
      const { login } = await mine(jar);
      const account = await store
        .selectFrom('account')
        .select('password_hash')
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      // Who came through the identity provider may have no password here.
      if (account.password_hash !== null) await checkPassword(store, login, body.password, new Date(), jar.address);
      return offerSecondFactor(store, vault, login);
    }),
    route(confirmFactor, async ({ body, jar }) => {
      const { login } = await mine(jar);
      const recoveryCodes = await confirmSecondFactor(store, vault, login, body.code, new Date());
      await told(login, 'second-factor-on');
      return { recoveryCodes, session: await enter(login, jar, true) };
    }),
    route(removeFactor, async ({ body, jar }) => {
      const { login } = await mine(jar);
      await checkCode(store, vault, login, body.code, new Date(), jar.address);
      await removeSecondFactor(store, login);
      await told(login, 'second-factor-off');
      return enter(login, jar);
    }),
    route(beginProvider, async ({ jar }) => {
      if (!provider) throw noProvider();
      return { url: await provider.begin(jar.anonymousCsrf(), new Date()) };
    }),
    route(finishProvider, async ({ body, jar }) => {
      if (!provider) throw noProvider();
      const { login, secondFactor } = await provider.finish(body.query, jar.anonymousCsrf(), new Date());
      return enter(login, jar, secondFactor);
    }),
    route(signOut, async ({ jar }) => {
      const session = jar.token ? await sessionOf(store, jar.token, new Date(), options.demo) : null;
      if (jar.token) await closeSession(store, jar.token);
      if (session) await told(session.login, 'sign-out');
      jar.set(null);
      return {};
    }),
    route(createJurisdiction, async ({ body, who, jar }) => {
      const login = who.login;
      if (!login)
        throw new Problem({ status: 401, code: 'not-signed-in', zh: '请先登录。', en: 'Please sign in first.' });
      if (!(await addJurisdiction(store, body.id, { zh: body.name, en: body.name }))) {
        throw new Problem({
          status: 409,
          code: 'jurisdiction-exists',
          zh: `行政区 ${body.id} 已经有了。`,
          en: `Jurisdiction ${body.id} exists already.`,
          where: 'body.id',
        });
      }
      await installAreas(store, services.ledger, body.id, options.domains);
      await store.transaction().execute(async (tx) => {
        await tx
          .insertInto('membership')
          .values({ jurisdiction_id: body.id, login, role: who.role, organisation_id: null })
          .execute();
        // Nobody could give a role there: whoever administers the founder's own city looks after the new one, too.
        const keepers = await tx
          .selectFrom('membership')
          .innerJoin('account', 'account.login', 'membership.login')
          .select(['account.login'])
          .where('membership.role', '=', 'admin')
          .where('membership.login', '<>', login)
          .where('membership.jurisdiction_id', '=', (e) =>
            e.selectFrom('account').select('jurisdiction_id').where('login', '=', login),
          )
          .execute();
        for (const keeper of keepers)
          await tx
            .insertInto('membership')
            .values({ jurisdiction_id: body.id, login: keeper.login, role: 'admin', organisation_id: null })
            .execute();
        const administrators = [...(who.role === 'admin' ? [login] : []), ...keepers.map((keeper) => keeper.login)];
        await record(tx, {
          jurisdiction: body.id,
          kind: 'jurisdiction-added',
          actor: login,
          about: { administrators },
        });
      });
      jar.changed();
      return { id: body.id };
    }),
    ...accountRoutes(services, desk, { domains: options.domains, setUp }),
  ];
}
