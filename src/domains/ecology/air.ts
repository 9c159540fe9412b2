import type { z } from 'zod';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { airQuality } from './air-quality.ts';
import { airStandardOn, airStandards, beyondYear, yearly } from './air-standard.ts';
import type { getAir } from './api.ts';
import { stations } from './registers.ts';
import { meansOf } from './stream/air-day.ts';

/**
 * Air by the day: the index by the standard in force on that day, and by the other one beside it. Targets of a plan made before
 * 2026 are judged by the old one. Days without one are shown as such and count in the coverage.
 */
export async function airOf(view: ViewAt): Promise<z.input<typeof getAir.response>> {
  const { rows } = await view.list(stations);
  const own = rows.filter(({ kind }) => kind === 'air');
  const year = view.asOf.slice(0, 4);
  const values = await view.streams.days(
    own.map(({ mn }) => mn.toUpperCase()),
    `${year}-01-01`,
  );
  const byDay = Map.groupBy(values, ({ day }) => day);
  const days = [...byDay].map(([day, all]) => {
    const means = meansOf(all);
    const [old, now] = [airQuality('2012', means), airQuality('2026', means)];
    return { day, old: old.aqi, now: now.aqi, primary: now.primary, lacking: now.lacking, means };
  });
  const means = Object.fromEntries(
    yearly.map((item) => {
      const known = days.flatMap(({ means: of }) => of[item] ?? []);
      return [item, known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length];
    }),
  ) as Record<(typeof yearly)[number], number | null>;
  const good = (which: 'old' | 'now') => {
    const known = days.filter((one) => one[which] !== null);
    return { days: known.length, good: known.filter((one) => (one[which] ?? 501) <= 100).length };
  };
  const from = Date.parse(`${year}-01-01`);
  return {
    asOf: view.asOf,
    stations: own.map(({ mn, name }) => ({ mn: mn.toUpperCase(), name })),
    expected: Math.round((Date.parse(view.asOf) - from) / 86_400_000) + 1,
    inForce: airStandardOn(view.asOf)?.name ?? null,
    old: good('old'),
    now: good('now'),
    means,
    versions: airStandards.map((one) => ({
      name: one.name,
      from: one.from,
      to: one.to,
      limits: one.limits,
      exceed: beyondYear(one, means),
    })),
    days: days
      .slice(-31)
      .toReversed()
      .map(({ means: _means, ...day }) => day),
    demo: values.some(({ demo }) => demo),
  };
}
