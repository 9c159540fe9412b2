import type { Services } from '../../evidence/domain.ts';
import { standingDoubts } from '../../evidence/figures/doubts.ts';
import { organisationNamed } from '../../evidence/reading/organisations.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import { brokenBetweenLists } from '../../evidence/registers/identities.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { confirmWarning, listWarnings } from './api.ts';
import { checkNames, screensOf } from './checks.ts';
import { outOfScope, warningOf, worldOf } from './world.ts';

/** What a check doubts, and standing by it. */
export function checkRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;
  return [
    route(listWarnings, async ({ params, who }) => {
      const found = await worldOf(services, params.jurisdiction, who);
      const confirmed = await store
        .selectFrom('confirmation')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .execute();
      const confirmationOf = (about: string, period: string, code: string) => {
        const row = confirmed.find((item) => item.about === about && item.period === period && item.code === code);
        return row ? { reason: row.reason, actor: row.actor, at: row.at } : null;
      };
      const figures = standingDoubts(found.view, found.identities).map((doubt) =>
        warningOf(
          found,
          `indicator:${doubt.indicator}`,
          doubt.period,
          doubt,
          confirmationOf(`indicator:${doubt.indicator}`, doubt.period, doubt.code),
          doubt.demo,
        ),
      );
      const screens = (await screensOf(store, found.snapshot, reachOf(who))).map((screen) => ({
        about: `register:${screen.register.id}`,
        name: screen.register.name,
        place: params.jurisdiction,
        period: screen.field,
        code: screen.warning.code,
        zh: screen.warning.zh,
        en: screen.warning.en,
        confirmed: confirmationOf(`register:${screen.register.id}`, screen.field, screen.warning.code),
        owner: organisationNamed(found.snapshot, screen.register.organisation),
        demo: screen.demo,
      }));
      const broken = await brokenBetweenLists(store, found.snapshot, found.lists, reachOf(who));
      const lists = broken.map(({ register, key, code, zh, en, demo }) => ({
        about: `register:${register.id}`,
        name: register.name,
        place: params.jurisdiction,
        period: key,
        code,
        zh,
        en,
        confirmed: confirmationOf(`register:${register.id}`, key, code),
        owner: organisationNamed(found.snapshot, register.organisation),
        demo,
      }));
      return { warnings: [...figures, ...lists, ...screens], checks: checkNames };
    }),
    route(confirmWarning, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const owner = body.about.startsWith('indicator:')
        ? (snapshot.indicators.get(body.about.slice(10))?.item.owner ?? null)
        : (snapshot.registers.get(body.about.slice(9))?.type.organisation ?? null);
      if (!scopeOf(who, snapshot)(owner)) throw outOfScope();
      await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'warning.confirm',
        actor: who.login ?? '',
        demo: false,
        payload: body,
      });
      return {};
    }),
  ];
}
