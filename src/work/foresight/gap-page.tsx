import { Link, useParams } from '@tanstack/react-router';
import type { z } from 'zod';
import { Chance } from '../../ui/chance.tsx';
import { figure, quantity, targetText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { OutlookMark } from '../../ui/outlook.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { RunMark, usePolled } from '../../ui/run-mark.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Await } from '../../ui/states.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { Waterfall, type WaterfallRow } from '../../ui/waterfall.tsx';
import { Adjustments } from './adjustments.tsx';
import { type GapView, getGap } from './api.ts';
import { Closings } from './closings.tsx';
import { Frame, ReachNote } from './frame.tsx';

type Answer = z.infer<(typeof getGap)['response']>;

export const causeWords: Record<GapView['bars'][number]['cause'], Pair> = {
  trend: { zh: '按目前走势', en: 'By the present trend' },
  project: { zh: '在手项目', en: 'Projects in hand' },
  lead: { zh: '招商线索', en: 'Leads' },
  adjustment: { zh: '人工调整', en: 'Adjustments' },
  unexplained: { zh: '还没有着落', en: 'Not yet accounted for' },
};

/** What makes up the way from where we are to one target. */
export function GapPage() {
  const { t, tx } = useText();
  const { asOf } = usePlace();
  const params = useParams({ from: '/$jurisdiction/foresight/gap/$commitment' });
  const query = usePolled(getGap, { params, query: asOfOnly(asOf) });
  return (
    <Frame
      title={
        query.data?.result
          ? t(`${query.data.result.title.zh}：差在哪里`, `${query.data.result.title.en}: the gap`)
          : t('缺口', 'Gap')
      }
      demo={query.data?.result?.demo ?? false}
    >
      <h1>{query.data?.result ? tx(query.data.result.title) : t('缺口', 'Gap')}</h1>
      <Await query={query}>{(data) => <Detail data={data} commitment={params.commitment} />}</Await>
    </Frame>
  );
}

function Detail({ data, commitment }: { data: Answer; commitment: string }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { result, gap } = data;
  if (!result) return <RunMark run={data.run} />;
  const a = result.attainment;
  return (
    <>
      <p className="lead">
        <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: commitment }}>
          {commitment}
        </Link>{' '}
        · {targetText(result.target, lang)} · {result.lead ? tx(result.lead.name) : t('无主', 'no owner')} ·{' '}
        <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: result.indicator.id }}>
          {tx(result.indicator.name)}
        </Link>{' '}
        <DemoMark show={result.demo} />
      </p>
      <RunMark run={data.run} />
      <ReachNote />
      <section className="card gap-top">
        <div className="chance-big">
          <Chance probability={a?.probability ?? null} decided={a?.decided ?? false} missing={result.missing} />
        </div>
        <div>
          <span className="verdict">
            <Light light={result.light} />
            <OutlookMark outlook={result.outlook} />
          </span>
          <Sentence text={result.outlook?.sentence ?? result.missing ?? { zh: '', en: '' }} />
          {result.outlook?.restsOn && (
            <p className="soft small">
              {t('依据：', 'Rests on: ')}
              {tx(result.outlook.restsOn)}
            </p>
          )}
          {result.outlook?.restsOn && (
            <p className="small gap-ways">
              <Link to="/$jurisdiction/methods/$method" params={{ jurisdiction, method: 'attainment' }}>
                {t('怎么算的', 'How it is computed')}
              </Link>{' '}
              <Link to="/$jurisdiction/foresight/record" params={{ jurisdiction }}>
                {t('以前准不准', 'How earlier ones did')}
              </Link>
            </p>
          )}
          {result.remaining && <p className="small">{tx(result.remaining)}</p>}
          {result.members.length > 0 && (
            <ul className="small gap-entries">
              {result.members.map((member) => (
                <li key={member.name.zh}>
                  {tx(member.name)} {member.status && <span className="soft">{tx(member.status)}</span>}
                </li>
              ))}
            </ul>
          )}
        </div>
      </section>
      {gap ? (
        <section className="card">
          <h2>
            {t(
              `从 ${figure(gap.from)} 到 ${quantity(gap.target, result.unit, 'zh')}，差在哪里`,
              `From ${quantity(gap.from, result.unit, 'en')} to ${quantity(gap.target, result.unit, 'en')}: what makes the way`,
            )}
          </h2>
          <Waterfall
            rows={rowsOf(gap)}
            unit={result.unit}
            caption={t('从现在到目标，按原因分开', 'From now to the target, by cause')}
          />
          <Closings gap={gap} unit={result.unit} />
        </section>
      ) : (
        !data.run.updating && (
          <section className="card">
            <p>
              <span className="is-grey">◇ </span>
              {data.missing ? tx(data.missing) : t('算不出缺口。', 'The gap cannot be told.')}
            </p>
          </section>
        )
      )}
      <Adjustments
        adjustments={data.adjustments}
        indicator={result.indicator.id}
        unit={result.unit}
        period={result.target.period.slice(-4)}
      />
    </>
  );

  function rowsOf(shown: GapView): WaterfallRow[] {
    return [
      { id: 'from', name: t('现在', 'Now'), kind: 'level', amount: shown.from },
      ...shown.bars.slice(0, -1).map((bar): WaterfallRow => ({
        id: bar.cause,
        name: tx(causeWords[bar.cause]),
        kind: 'step',
        amount: bar.amount,
        more: <Entries bar={bar} left={shown.left.filter((one) => one.kind === bar.cause)} unit={result?.unit ?? ''} />,
      })),
      { id: 'expected', name: t('预计', 'Expected'), kind: 'level', amount: shown.expected },
      ...shown.bars.slice(-1).map((bar): WaterfallRow => ({
        id: bar.cause,
        name: bar.amount < 0 ? t('超出目标', 'Beyond the target') : tx(causeWords[bar.cause]),
        kind: 'open',
        amount: bar.amount,
      })),
      { id: 'target', name: t('目标', 'Target'), kind: 'level', amount: shown.target },
    ];
  }
}

/** The entries behind one bar, and what was looked at and does not count. */
function Entries({ bar, left, unit }: { bar: GapView['bars'][number]; left: GapView['left']; unit: string }) {
  const { t, tx, lang } = useText();
  if (bar.cause === 'trend') return null;
  if (bar.entries.length === 0 && left.length === 0)
    return <p className="soft small">{t('没有登记', 'None on record')}</p>;
  return (
    <>
      {bar.entries.length > 0 && (
        <details>
          <summary className="small">{t(`${bar.entries.length} 条依据`, `${bar.entries.length} entries`)}</summary>
          <ul className="gap-entries">
            {bar.entries.map((entry) => (
              <li key={entry.id}>
                {tx(entry.note)} <b className="nowrap">{quantity(entry.amount, unit, lang)}</b>{' '}
                <DemoMark show={entry.demo} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {left.length > 0 && (
        <p className="soft small">
          {t('不计入：', 'Not counted: ')}
          {left
            .map(({ why, n }) => t(`${n} 个${why.zh === '' ? '' : `，因${why.zh}`}`, `${n}, ${why.en}`))
            .join(t('；', '; '))}
        </p>
      )}
    </>
  );
}
