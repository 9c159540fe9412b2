import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Drawer } from '../../ui/drawer.tsx';
import { period, quantity, quantityParts, share, targetText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { OutlookMark } from '../../ui/outlook.tsx';
import { ReadingLine } from '../../ui/reading.tsx';
import { Page } from '../../ui/page.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { Thread } from '../../ui/thread.tsx';
import { getIndicator, type IndicatorView } from './api.ts';
import { ForecastSection } from './forecast-section.tsx';
import { PlacesSection } from './places.tsx';
import { PointTable } from './point-table.tsx';
import { byPeriod } from './series.ts';
import { SourceForm } from './source-form.tsx';
import { TrendSection } from './trend-section.tsx';
import { bindingWords, cadenceWords, directionWords, natureWords } from './words.ts';
import './indicators.css';

/** One indicator: what it counts, where it stands, its series, and where every point comes from. */
export function IndicatorPage() {
  const { t, tx } = useText();
  const { asOf } = usePlace();
  const params = useParams({ from: '/$jurisdiction/indicators/$indicator' });
  const query = useReading(getIndicator, { params, query: asOfOnly(asOf) });
  return (
    <Page
      title={query.data ? tx(query.data.name) : t('指标', 'Indicator')}
      demo={query.data?.demo ?? false}
      className="indicator"
    >
      <p className="trail">
        <Link to="/$jurisdiction/indicators" params={{ jurisdiction: params.jurisdiction }}>
          {t('指标', 'Indicators')}
        </Link>
      </p>
      <Await query={query}>{(data) => <Detail data={data} />}</Await>
    </Page>
  );
}

function Detail({ data }: { data: IndicatorView }) {
  const { t, tx, lang } = useText();
  const search = useSearch({ from: '/$jurisdiction/indicators/$indicator' });
  const navigate = useNavigate({ from: '/$jurisdiction/indicators/$indicator' });
  const { jurisdiction } = usePlace();
  const groups = useMemo(() => byPeriod(data.points), [data.points]);
  const target = data.commitments.find((c) => c.id === search.target) ?? data.commitments[0];
  const newest = groups.find((g) => g.current.value !== null);
  const shown = newest && newest.current.value !== null ? quantityParts(newest.current.value, data.unit, lang) : null;
  const open =
    data.points.find((p) => `${p.period}@${p.knownOn}` === search.point) ??
    groups.find((g) => g.period === search.point)?.current;
  return (
    <>
      <h1>{tx(data.name)}</h1>
      <div className="indicator-top">
        <div>
          <p className="big">
            {shown && newest ? (
              <>
                {shown.figure}
                <small>
                  {lang === 'zh'
                    ? `${shown.unit}（${period(newest.period, lang)}）`
                    : `${shown.unit} (${period(newest.period, lang)})`}{' '}
                  <DemoMark show={newest.current.demo} />
                  {data.denominator && (
                    <span className="soft">
                      {t(`，分母：${tx(data.denominator)}`, `, of: ${tx(data.denominator)}`)}
                    </span>
                  )}
                </small>
              </>
            ) : (
              <small>{t('待填报', 'Not reported')}</small>
            )}
          </p>
          <ReadingLine reading={data.reading} unit={data.unit} />
          {groups[0]?.current.missing && (
            <p className="is-red">
              {period(groups[0].period, lang)}
              {lang === 'zh' ? '：' : ': '}
              {tx(groups[0].current.missing)}
            </p>
          )}
        </div>
        <ul className="indicator-standings">
          {data.commitments.length === 0 && (
            <li className="soft">{t('没有目标用这个指标判灯。', 'No commitment is judged by it.')}</li>
          )}
          {data.commitments.map((c) => (
            <li key={c.id}>
              <p className="indicator-standing">
                <Light light={c.light} />
                <OutlookMark outlook={c.outlook} />
                <Link
                  to="/$jurisdiction/plan"
                  params={{ jurisdiction }}
                  search={{ c: c.id }}
                  className="row-name quiet"
                >
                  {tx(c.title)}
                </Link>
                <span className="soft">{targetText(c.target, lang)}</span>
              </p>
              {c.outlook && <Sentence text={c.outlook.sentence} />}
              <p className="soft small">{tx(c.standing.why)}</p>
            </li>
          ))}
        </ul>
      </div>
      <TrendSection data={data} target={target} />
      {data.byPlace && <PlacesSection indicator={data.id} unit={data.unit} />}
      <ForecastSection indicator={data.id} target={target?.id} />
      <div className="indicator-two">
        <PointTable
          groups={groups}
          unit={data.unit}
          onOpen={(key) => void navigate({ search: (s) => ({ ...s, point: key }) })}
        />
        <Definition data={data} />
      </div>
      {open && (
        <Drawer
          key={`${open.period}@${open.knownOn}`}
          title={`${tx(data.name)} ${open.value === null ? t('无数', 'no number') : quantity(open.value, data.unit, lang)}`}
          onClose={() => void navigate({ search: (s) => ({ ...s, point: undefined }) })}
        >
          <Thread
            point={open}
            unit={data.unit}
            evidence={data.evidence.text}
            sentence={
              data.commitments.length === 0 ? (
                t('规划里没有直接用它的句子', 'No sentence of the plan uses it directly')
              ) : (
                <ul>
                  {data.commitments.map((c) => (
                    <li key={c.id}>
                      <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: c.id }}>
                        {c.code} {tx(c.title)}
                      </Link>
                    </li>
                  ))}
                </ul>
              )
            }
          />
        </Drawer>
      )}
    </>
  );
}

function Definition({ data }: { data: IndicatorView }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const reader = useReader();
  const [changing, setChanging] = useState(false);
  const word = (words: Record<string, { zh: string; en: string }>, key: string) => {
    const found = words[key];
    return found ? tx(found) : key;
  };
  return (
    <section className="card">
      <h2>{t('定义', 'Definition')}</h2>
      {changing && (
        <Drawer title={t('改数据来源', 'Change the source')} onClose={() => setChanging(false)}>
          <SourceForm data={data} onClose={() => setChanging(false)} />
        </Drawer>
      )}
      <dl className="facts">
        <dt>{t('口径', 'Scope')}</dt>
        <dd>{data.scope ? tx(data.scope) : <span className="soft">{t('没有写', 'Not written')}</span>}</dd>
        {data.denominator && (
          <>
            <dt>{t('分母', 'Taken of')}</dt>
            <dd>{tx(data.denominator)}</dd>
          </>
        )}
        <dt>{t('单位', 'Unit')}</dt>
        <dd>{data.unit || '—'}</dd>
        <dt>{t('性质', 'Nature')}</dt>
        <dd>
          {word(natureWords, data.nature)} · {word(directionWords, data.direction)} ·{' '}
          {tx(data.binding ? bindingWords.yes : bindingWords.no)}
        </dd>
        <dt>{t('频度', 'Cadence')}</dt>
        <dd>{word(cadenceWords, data.cadence)}</dd>
        <dt>{t('实据', 'Evidence')}</dt>
        <dd>
          {tx(data.evidence.text)}
          {data.evidence.counted && (
            <>
              {lang === 'zh' ? '：' : ': '}
              <Link
                to="/$jurisdiction/registers/$register"
                params={{ jurisdiction, register: data.evidence.counted.register }}
                search={{ filter: data.evidence.counted.filter ?? undefined }}
              >
                {tx(data.evidence.counted.name)}
              </Link>
            </>
          )}
          {reader.capabilities.includes('plan.write') && data.evidence.kind !== 'formula' && (
            <p>
              <button type="button" className="text-button" onClick={() => setChanging(true)}>
                {t('改数据来源', 'Change the source')}
              </button>
            </p>
          )}
        </dd>
        <dt>{t('责任单位', 'Owner')}</dt>
        <dd>
          {data.owner ? (
            <Link to="/$jurisdiction/indicators" params={{ jurisdiction }} search={{ owner: data.owner.id }}>
              {tx(data.owner.name)}
            </Link>
          ) : (
            <span className="is-red">{t('无主', 'No owner')}</span>
          )}
        </dd>
        <dt>{t('应报日', 'Due')}</dt>
        <dd>{tx(data.due)}</dd>
        <dt>{t('计入', 'Part of')}</dt>
        <dd>
          {data.partOf.length === 0
            ? '—'
            : data.partOf.map((p) => (
                <div key={p.id}>
                  <Link to="/$jurisdiction/indices/$index" params={{ jurisdiction, index: p.id }}>
                    {tx(p.name)}
                  </Link>{' '}
                  <span className="soft">{t(`权重 ${share(p.weight, 1)}`, `weight ${share(p.weight, 1)}`)}</span>
                </div>
              ))}
        </dd>
      </dl>
    </section>
  );
}
