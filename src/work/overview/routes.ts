import { isProblem, updateDebt } from '../../core/measure/index.ts';
import { inForceOn } from '../../core/plan/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { asksOf } from '../../evidence/reports/asks.ts';
import { reportingAt } from '../../evidence/reports/reporting.ts';
import { allows, reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { foreseen } from '../foresight/index.ts';
import { getOverview } from './api.ts';
import { overviewOf } from './overview.ts';

export function overviewRoutes(services: Services): Route[] {
  return [
    route(
      getOverview,
      async ({ params, query, who }) => {
        const inside = allows(who.role, 'evidence.read');
        const asOf = query.asOf ?? services.today();
        const at = (day: string, plan?: string) => services.snapshots.at(params.jurisdiction, day, reachOf(who), plan);
        const now = await at(asOf, query.plan);
        // A plan that was not yet in force a month ago has nothing to be compared with.
        const then = monthBefore(asOf);
        const plan = now.plans.find(({ item }) => item.id === query.plan);
        const before = await at(then, plan && inForceOn(plan, then) ? query.plan : undefined);
        await foreseen(services, now);
        // What is owed is owed whichever plan is looked at.
        const owed = inside
          ? updateDebt(asksOf(await at(asOf), await reportingAt(services.store, now.snapshot)), asOf)
          : null;
        return overviewOf(now, before, { debt: isProblem(owed) ? null : owed, only: query.plan ?? null });
      },
      { kept: true },
    ),
  ];
}

/** The same day of the month before, or its last day. */
export function monthBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const length = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 2, Math.min(date, length))).toISOString().slice(0, 10);
}
