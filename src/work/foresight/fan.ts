import { DRAWS, forecastPaths, type Forecast, type ForecastStep, SEED } from '../../core/foresee/index.ts';
import { isProblem, parsePeriod, sumExact } from '../../core/measure/index.ts';

/** A forecast as it is drawn, in the unit of the indicator. */
export interface Fan {
  /** Of what adds up, whole years: a target of a year is compared with nothing less. */
  by: 'year' | 'period';
  steps: ForecastStep[];
}

/** Steps of a forecast; of a flow or a cumulative series the years that they and the known figures fill. */
export function fanOf(f: Forecast): Fan {
  const yearly = f.steps.every((step) => /^\d{4}$/.test(step.period));
  if ((f.nature !== 'flow' && f.nature !== 'ytd') || yearly) return { by: yearly ? 'year' : 'period', steps: f.steps };
  const paths = forecastPaths(f, DRAWS, SEED);
  const years = [...new Set(f.steps.map((step) => step.period.slice(0, 4)))];
  return {
    by: 'year',
    steps: years.flatMap((year): ForecastStep[] => {
      const of = <T extends { period: string }>(items: readonly T[]) =>
        items.flatMap((item, at) => (item.period.startsWith(year) ? [{ item, at }] : []));
      const known = of(f.known);
      const ahead = of(f.steps);
      if (daysOf([...known, ...ahead].map(({ item }) => item.period)) !== daysOf([year])) return [];
      const sums = Float64Array.from(
        { length: DRAWS },
        (_, row) =>
          known.reduce((sum, { item }) => sum + item.value, 0) +
          ahead.reduce((sum, { at }) => sum + (paths[row * f.steps.length + at] ?? 0), 0),
      ).sort();
      const at = (p: number) => sums[Math.min(DRAWS - 1, Math.floor(p * DRAWS))] ?? 0;
      return [
        {
          period: year,
          expected: sumExact([...known.map(({ item }) => item.value), ...ahead.map(({ item }) => item.expected)]),
          low80: at(0.1),
          high80: at(0.9),
          low95: at(0.025),
          high95: at(0.975),
        },
      ];
    }),
  };
}

function daysOf(periods: readonly string[]): number {
  return periods.reduce((sum, key) => {
    const period = parsePeriod(key);
    return isProblem(period) ? Number.NaN : sum + period.last - period.first + 1;
  }, 0);
}
