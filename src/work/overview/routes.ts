import { isProblem, updateDebt } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { asksOf } from '../../evidence/reports/asks.ts';
import { readReporting } from '../../evidence/reports/reporting.ts';
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
        const now = await services.snapshots.at(params.jurisdiction, asOf, reachOf(who));
        const before = await services.snapshots.at(params.jurisdiction, monthBefore(asOf), reachOf(who));
        await foreseen(services, now);
        const owed = inside
          ? updateDebt(asksOf(now, await readReporting(services.store, params.jurisdiction)), asOf)
          : null;
        return overviewOf(now, before, { debt: isProblem(owed) ? null : owed });
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
