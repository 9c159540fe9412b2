import { z } from 'zod';
import {
  buildSeries,
  type Indicator,
  type Observation,
  parsePeriod,
  type Series,
  type Target,
} from '../../core/measure/index.ts';
import { accepted, refuse } from '../../evidence/method.ts';
import type { promise } from './parts.ts';

type Given = z.output<z.ZodObject<typeof promise>>;

/**
 * An indicator with its target and the series known on the day, made of what was given. A figure without `knownOn` was
 * always known. Refuses periods that are none, and figures that the series sets aside.
 */
export function promiseOf(given: Given): { indicator: Indicator; target: Target; series: Series } {
  const { op, value, value2, unit, direction, nature, cadence, period, cumulative, baseline, observations, asOf } =
    given;
  accepted(parsePeriod(period), 'period');
  if (baseline) accepted(parsePeriod(baseline.period), 'baseline.period');
  observations.forEach((one, at) => accepted(parsePeriod(one.period), `observations.${at}.period`));
  if (given.horizon.end < given.horizon.start) refuse('horizon.end', '早于起日', 'is before the start');
  const indicator: Indicator = {
    id: 'given',
    name: { zh: '', en: '' },
    unit,
    nature,
    cadence,
    direction,
    binding: false,
    evidence: { kind: 'observations' },
    scope: null,
    owner: null,
    dueDays: 30,
  };
  const target: Target = {
    indicator: indicator.id,
    op,
    value,
    ...(value2 !== undefined && { value2 }),
    unit,
    period,
    cumulative,
    ...(baseline && { baseline }),
    trajectory: { kind: 'linear' },
  };
  const figures = observations.map((one): Observation => ({
    indicator: indicator.id,
    place: '',
    period: one.period,
    value: one.value,
    status: 'approved',
    knownOn: one.knownOn ?? '1000-01-01',
    source: '',
    grade: 'A',
    demo: false,
  }));
  const series = buildSeries(indicator, '', figures, asOf);
  const [wrong] = series.problems;
  if (wrong) accepted(wrong, 'observations');
  return { indicator, target, series };
}
