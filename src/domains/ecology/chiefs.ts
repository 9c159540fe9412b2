import type { z } from 'zod';
import { inForce } from '../../core/register/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { getChiefs } from './api.ts';
import { patrolDuty } from './patrol-duty.ts';
import { patrolRules, patrols, stretches } from './registers.ts';

const levels = ['village', 'town', 'county'] as const;

/** How the chiefs of the stretches kept their duties this year: valid patrols by period, what did not count and why. */
export async function chiefsOf(view: ViewAt): Promise<z.input<typeof getChiefs.response>> {
  const [rules, all, done] = [await view.list(patrolRules), await view.list(stretches), await view.list(patrols)];
  const from = `${view.asOf.slice(0, 4)}-01-01`;
  const lines = all.rows.flatMap((stretch) =>
    levels.flatMap((level) => {
      const chief = stretch[`${level}_chief`];
      const rule = inForce(
        rules.rows.filter((one) => one.body === stretch.body && one.level === level),
        view.asOf,
      );
      if (!rule) return [];
      const to = finished(rule.per, view.asOf);
      const own = done.rows.filter(
        (one) => one.stretch.id === stretch.id && one.level === level && one.on >= from && one.on <= to,
      );
      const duty = {
        per: rule.per,
        times: rule.times,
        firstMonth: rule.first_month,
        lastMonth: rule.last_month,
        minutes: rule.minutes,
        metres: rule.metres,
        gap: rule.gap,
      };
      const result = patrolDuty(
        duty,
        own.map(({ on, began, minutes, metres }) => ({
          at: `${on}T${/^\d{2}:\d{2}$/.test(began) ? began : '00:00'}:00`,
          minutes,
          metres,
        })),
        from,
        to,
      );
      const times = own.map(({ on }) => Date.parse(on)).toSorted((a, b) => a - b);
      const gaps = times.slice(1).map((time, n) => Math.round((time - (times[n] ?? 0)) / 86_400_000));
      return [
        {
          stretch: stretch.id,
          name: stretch.name,
          level,
          chief: chief?.name.zh ?? null,
          records: own.length,
          valid: result.valid,
          due: result.due,
          done: result.done,
          rate: result.rate,
          missed: result.missed.slice(-6),
          faults: Object.entries(
            Object.groupBy(
              result.faults.filter((one) => one !== null),
              (one) => one,
            ),
          ).map(([code, list]) => ({ code, n: list?.length ?? 0 })),
          longestGap: gaps.length === 0 ? null : Math.max(...gaps),
          demo: stretch.held.demo || own.some(({ held }) => held.demo),
        },
      ];
    }),
  );
  return { asOf: view.asOf, lines, rules: rules.rows.length, demo: lines.some(({ demo }) => demo) };
}

/** The last day of the last period that is over: one that runs is not owed yet. */
function finished(per: 'week' | 'month' | 'quarter', asOf: string): string {
  const date = new Date(`${asOf}T00:00:00Z`);
  if (per === 'week') date.setUTCDate(date.getUTCDate() - (date.getUTCDay() || 7));
  else date.setUTCMonth(date.getUTCMonth() - (per === 'quarter' ? date.getUTCMonth() % 3 : 0), 0);
  return date.toISOString().slice(0, 10);
}
