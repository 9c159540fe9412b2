import {
  type Growth,
  growthOf,
  isNumber,
  type PeriodKey,
  type Reading,
  readingOf,
  type ReportedGrowth,
} from '../../core/measure/index.ts';
import type { ViewAt } from './view.ts';

/** The published growth rates of an indicator, where its definition names them. */
function publishedFor(view: ViewAt, id: string): ReportedGrowth | undefined {
  const growth = view.snapshot.indicators.get(id)?.item.growth;
  const series = growth && view.series(growth.indicator);
  return growth && series ? { series, prices: growth.prices } : undefined;
}

/** 本期、同比、环比 and the share of the year's task of an indicator; `commitment`: whose task it is. Null without a figure. */
export function readingFor(view: ViewAt, id: string, commitment?: string): Reading | null {
  const series = view.series(id);
  // The first point is where the path begins: the year of the base has no task.
  const path = commitment === undefined ? [] : view.trajectory(commitment).slice(1);
  return (
    series &&
    readingOf(series, {
      published: publishedFor(view, id),
      // What was issued for the year; where nothing was, what the path of the promise asks for.
      taskOf: (year) =>
        (commitment === undefined ? null : view.task(commitment, year)?.now.total) ??
        path.find((point) => point.period === String(year))?.value ??
        null,
    })
  );
}

/** 同比 of every period of an indicator that has one, oldest first. */
export function growthsFor(view: ViewAt, id: string): { period: PeriodKey; growth: Growth; demo: boolean }[] {
  const series = view.series(id);
  if (!series) return [];
  const published = publishedFor(view, id);
  return series.points.flatMap((point) => {
    const growth = isNumber(point.value) ? growthOf(series, point.period, published) : null;
    return growth ? [{ period: point.period, growth, demo: point.demo }] : [];
  });
}
