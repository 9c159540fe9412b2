import { Link, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { TrendChart } from '../../ui/chart.tsx';
import { targetLine } from '../../ui/chart-model.ts';
import { targetText } from '../../ui/format.ts';
import { useText } from '../../ui/text.tsx';
import { yearLines } from '../../ui/year-lines.ts';
import { GrowthChart, YearsChart } from '../../ui/years-chart.tsx';
import type { IndicatorView } from './api.ts';
import type { IndicatorTrendView } from './search.ts';
import { lineOf } from './series.ts';

/** Trend of one indicator: of what adds up within a year the years over each other, the way to the target, and 同比. */
export function TrendSection({
  data,
  target,
}: {
  data: IndicatorView;
  target: IndicatorView['commitments'][number] | undefined;
}) {
  const { t, lang } = useText();
  const { trend: chosen } = useSearch({ from: '/$jurisdiction/indicators/$indicator' });
  const points = useMemo(() => lineOf(data.points), [data.points]);
  const adds = data.nature === 'flow' || data.nature === 'ytd';
  const years = useMemo(() => (adds ? yearLines(points) : null), [adds, points]);
  const trend = useMemo(
    () => ({
      history: adds ? data.history : points,
      trajectory: target?.trajectory ?? [],
      target: targetLine(target?.target ?? null, data.unit, target?.trajectory ?? []),
    }),
    [adds, data, points, target],
  );
  const views: { id: IndicatorTrendView; name: string; shown: boolean }[] = [
    { id: 'years', name: t('各年对照', 'Years over each other'), shown: years !== null },
    {
      id: 'target',
      name: adds ? t('全年与目标', 'Whole years and target') : t('走势与目标', 'Trend and target'),
      shown: true,
    },
    { id: 'growth', name: t('同比', 'On the year before'), shown: data.growths.length > 0 },
  ];
  const offered = views.filter((view) => view.shown);
  const view = offered.find(({ id }) => id === chosen) ?? offered[0];
  return (
    <section className="card" aria-label={t('走势', 'Trend')}>
      <div className="filters">
        {offered.length > 1 &&
          offered.map(({ id, name }) => (
            <Link
              key={id}
              className="chip"
              to="."
              search={(s) => ({ ...s, trend: id })}
              replace
              aria-current={id === view?.id ? 'true' : undefined}
            >
              {name}
            </Link>
          ))}
        {view?.id === 'target' &&
          data.commitments.length > 1 &&
          data.commitments.map((c) => (
            <Link
              key={c.id}
              className="chip"
              to="."
              search={(s) => ({ ...s, target: c.id })}
              replace
              aria-current={c === target ? 'true' : undefined}
            >
              {t('对照', 'Against')} {c.code} {targetText(c.target, lang)}
            </Link>
          ))}
      </div>
      {view?.id === 'years' && years && (
        <YearsChart
          data={years}
          unit={data.unit}
          label={t(`${data.name.zh}：各年同期对照`, `${data.name.en}: the same months of the years`)}
        />
      )}
      {view?.id === 'growth' && (
        <GrowthChart growths={data.growths} label={t(`${data.name.zh}：同比`, `${data.name.en}: on the year before`)} />
      )}
      {view?.id === 'target' &&
        (trend.history.length > 0 ? (
          <TrendChart
            wide
            trend={trend}
            unit={data.unit}
            label={t(
              `${data.name.zh}：实绩、序时要求和目标线`,
              `${data.name.en}: observed values, trajectory and target line`,
            )}
            targetLabel={
              target ? t(`目标 ${targetText(target.target, 'zh')}`, `Target ${targetText(target.target, 'en')}`) : ''
            }
          />
        ) : (
          <p className="soft">{t('还没有数可画。', 'There is no number to draw yet.')}</p>
        ))}
    </section>
  );
}
