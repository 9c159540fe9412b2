import type { Domain, Services } from '../../evidence/domain.ts';
import { addJurisdiction } from '../../evidence/ledger/ledger.ts';
import { record } from '../../evidence/ledger/security.ts';
import { installAreas } from '../../evidence/pack/install.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { acceptCode, changePassword, endSessions, listSessions, setUp as setUpEndpoint } from './account-api.ts';
import { checkPassword, putAccount } from './accounts.ts';
import type { Desk } from './desk.ts';
import { type FirstSetUp, setUpDone } from './first-set-up.ts';
import { accept, changeOwnPassword, sessionsOf, signOutElsewhere } from './own-account.ts';
import { hashPassword } from './password.ts';

/** What everybody does about his own account, and how the first one comes to be. */
export function accountRoutes(
  services: Services,
  { describe, enter, mine }: Desk,
  options: { domains: readonly Domain[]; setUp: FirstSetUp | null },
): Route[] {
  const { store, ledger } = services;
  return [
    route(changePassword, async ({ body, jar }) => {
      const session = await mine(jar);
      const now = new Date();
      await checkPassword(store, session.login, body.before, now, jar.address);
      await changeOwnPassword(store, { ...session, ...body, token: jar.token ?? '' });
      jar.changed();
      return describe({ ...session, owes: session.owes === 'password' ? null : session.owes }, jar);
    }),
    route(acceptCode, async ({ body, jar }) => enter(await accept(store, body, new Date(), jar.address), jar)),
    route(listSessions, async ({ jar }) => {
      const { login } = await mine(jar);
      return { sessions: await sessionsOf(store, login, jar.token ?? '', new Date()) };
    }),
    route(endSessions, async ({ body, jar }) => {
      const { login, home } = await mine(jar);
      return { ended: await signOutElsewhere(store, { login, home, token: jar.token ?? '', id: body.id ?? null }) };
    }),
    route(setUpEndpoint, async ({ body, jar }) => {
      if (!options.setUp) throw setUpDone();
      await options.setUp.check(store, body.code, new Date(), jar.address);
      const { id, name } = body.place;
      // A weak password must not leave a place without anybody.
      await hashPassword(body.password, body.login);
      const known = await store
        .selectFrom('jurisdiction')
        .select('jurisdiction_id')
        .where('jurisdiction_id', '=', id)
        .executeTakeFirst();
      if (!known) {
        if (name.length < 2)
          throw new Problem({
            status: 422,
            code: 'place-name',
            zh: '地区名称至少两个字。',
            en: 'A name of a place has at least two characters.',
            where: 'body.place.name',
          });
        await addJurisdiction(store, id, { zh: name, en: name });
        await installAreas(store, ledger, id, options.domains);
      }
      const account = { login: body.login, name: body.name, password: body.password };
      await putAccount(store, { ...account, jurisdiction: id, role: 'admin', organisation: null, demo: false });
      await record(store, {
        jurisdiction: id,
        kind: 'account-added',
        actor: 'set-up',
        about: { login: body.login, role: 'admin', address: jar.address },
      });
      return { jurisdiction: id, session: await enter(body.login, jar) };
    }),
  ];
}
