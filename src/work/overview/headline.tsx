import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { z } from 'zod';
import { TrendChart } from '../../ui/chart.tsx';
import { type BandPoint, targetLine } from '../../ui/chart-model.ts';
import { period, quantityParts, targetText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { OutlookMark } from '../../ui/outlook.tsx';
import { ReadingLine } from '../../ui/reading.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { useText } from '../../ui/text.tsx';
import type { headlineCard, Overview } from './api.ts';

type Card = z.infer<typeof headlineCard>;

/** The headline group (三个500): number, light, the sentence that says why, the way to the target. */
export function HeadlineCards({
  headline,
  jurisdiction,
}: {
  headline: NonNullable<Overview['headline']>;
  jurisdiction: string;
}) {
  const { tx } = useText();
  return (
    <section className="headline" aria-label={tx(headline.name)}>
      {headline.cards.map((card) => (
        <HeadlineCard key={card.commitment} card={card} jurisdiction={jurisdiction} />
      ))}
    </section>
  );
}

/** The outlook as the last point of the chart: what every other face says of it. */
function bandOf({ outlook, target }: Card): BandPoint[] {
  const { expected, low80, high80, decided } = outlook ?? {};
  return target && !target.cumulative && !decided && expected != null && low80 != null && high80 != null
    ? [{ period: target.period, low: low80, middle: expected, high: high80 }]
    : [];
}

function HeadlineCard({ card, jurisdiction }: { card: Card; jurisdiction: string }) {
  const { t, tx, lang } = useText();
  const observed = card.reading ?? card.standing.observed;
  const trend = useMemo(
    () => ({
      history: card.history,
      trajectory: card.trajectory,
      target: targetLine(card.target, card.unit, card.trajectory),
      band: bandOf(card),
    }),
    [card],
  );
  const shown = observed && quantityParts(observed.value, card.unit, lang);
  return (
    <article className="card headline-card">
      <div className="card-head">
        <h2>
          <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: card.commitment }} className="quiet">
            {tx(card.title)}
          </Link>
        </h2>
        <span className="verdict">
          <Light light={card.light} />
          <OutlookMark outlook={card.outlook} />
        </span>
      </div>
      <p className="big">
        {shown && observed ? (
          <>
            {shown.figure}
            <small>
              {lang === 'zh'
                ? `${shown.unit}（${period(observed.period, lang)}）`
                : `${shown.unit} (${period(observed.period, lang)})`}{' '}
              <DemoMark show={observed.demo} />
            </small>
          </>
        ) : (
          <small className="is-alone">{t('待填报', 'Not reported')}</small>
        )}
      </p>
      <ReadingLine reading={card.reading} unit={card.unit} />
      {card.outlook && <Sentence text={card.outlook.sentence} />}
      <p className="small soft headline-why">{tx(card.standing.why)}</p>
      {card.history.length > 0 ? (
        <TrendChart
          trend={trend}
          unit={card.unit}
          label={t(
            `${card.title.zh}：历年实绩、序时要求和目标线`,
            `${card.title.en}: observed values, trajectory and target line`,
          )}
          targetLabel={
            card.target ? t(`目标 ${targetText(card.target, 'zh')}`, `Target ${targetText(card.target, 'en')}`) : ''
          }
        />
      ) : (
        <p className="chart-none soft">{t('还没有数可画', 'No number to draw yet')}</p>
      )}
      <div className="card-foot">
        {card.outlook && card.outlook.probability !== null && (
          <Link to="/$jurisdiction/foresight/gap/$commitment" params={{ jurisdiction, commitment: card.commitment }}>
            {t('缺口和对策', 'Gap and what closes it')}
          </Link>
        )}
        {card.indicator === null ? (
          <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: card.commitment }}>
            {t('看来历', 'Where from')}
          </Link>
        ) : (
          <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: card.indicator }}>
            {t('来源与数列', 'Sources')}
          </Link>
        )}
      </div>
    </article>
  );
}
