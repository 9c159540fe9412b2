import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { period, quantity } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { countLights, DemoMark, Light, LightChips } from '../../ui/light.tsx';
import { OutlookMark } from '../../ui/outlook.tsx';
import { GrowthText } from '../../ui/reading.tsx';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { listOf, toggled } from '../../ui/search.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { statusWords } from '../../ui/thread.tsx';
import { listIndicators } from './api.ts';
import { chosen, type IndicatorRow } from './list.ts';
import { indicatorSorts } from './search.ts';
import { cadenceWords, natureWords } from './words.ts';
import './indicators.css';

/** All indicators with their latest value; filters and order stand in the address. */
export function IndicatorsPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(listIndicators, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <GroupPage group="indicators" title={t('指标', 'Indicators')} demo={query.data?.demo ?? false}>
      <h1>{t('指标', 'Indicators')}</h1>
      <Await query={query}>{(data) => <List rows={data.indicators} />}</Await>
    </GroupPage>
  );
}

function List({ rows }: { rows: IndicatorRow[] }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/indicators' });
  const navigate = useNavigate({ from: '/$jurisdiction/indicators' });
  const shown = useMemo(() => chosen(rows, search, (row) => tx(row.name)), [rows, search, tx]);
  if (rows.length === 0) {
    return (
      <Empty title={t('还没有指标', 'No indicators yet')}>
        <p>
          {t(
            '指标随规划而来：规划里每个有数的目标都指向一个指标。',
            'Indicators come with the plan: each target with a number points at one.',
          )}
        </p>
        <Link className="button" to="/$jurisdiction/overview" params={{ jurisdiction }}>
          {t('回总览', 'To the overview')}
        </Link>
      </Empty>
    );
  }
  const onOrder = (name: string, desc: boolean) =>
    void navigate({
      search: (s) => ({ ...s, sort: indicatorSorts.find((x) => x === name), desc: desc ? '1' : undefined }),
      replace: true,
    });
  const worded = (words: Readonly<Record<string, Pair>>, id: string) => tx(words[id] ?? { zh: id, en: id });
  return (
    <>
      <p className="lead" role="status">
        {shown.length === rows.length
          ? t(`共 ${rows.length} 个`, `${rows.length} in all`)
          : t(`符合条件 ${shown.length} 个，共 ${rows.length} 个`, `${shown.length} of ${rows.length} match`)}
      </p>
      <IndicatorFilters rows={rows} />
      {shown.length === 0 ? (
        <p className="card soft">{t('没有符合条件的。', 'Nothing matches.')}</p>
      ) : (
        <div className="card">
          <Table
            label={t('指标', 'Indicators')}
            stacked
            order={{ by: search.sort, desc: search.desc === '1', onOrder }}
            rows={shown}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                head: t('指标', 'Indicator'),
                by: true,
                cell: (row) => (
                  <>
                    <Link
                      to="/$jurisdiction/indicators/$indicator"
                      params={{ jurisdiction, indicator: row.id }}
                      className="row-name quiet"
                    >
                      {tx(row.name)}
                    </Link>
                    {row.binding && <span className="soft small"> {t('约束性', 'binding')}</span>}
                    {row.denominator && (
                      <div className="soft small">
                        {t(`分母：${tx(row.denominator)}`, `Of: ${tx(row.denominator)}`)}
                      </div>
                    )}
                  </>
                ),
              },
              {
                key: 'latest',
                head: t('最新数', 'Latest'),
                n: true,
                by: true,
                cell: ({ latest, unit }) =>
                  latest && (
                    <>
                      {quantity(latest.value, unit, lang)} <DemoMark show={latest.demo} />
                    </>
                  ),
              },
              {
                head: t('同比', 'On the year before'),
                n: true,
                cell: ({ reading }) => reading?.yoy && <GrowthText growth={reading.yoy} />,
              },
              {
                head: t('时期、状态', 'Period, status'),
                cell: (row) => (
                  <>
                    {row.latest && (
                      <>
                        {period(row.latest.period, lang)}{' '}
                        <span className="soft">{worded(statusWords, row.latest.status)}</span>
                      </>
                    )}
                    {row.missing && <div className="is-red small">{tx(row.missing)}</div>}
                  </>
                ),
              },
              {
                head: t('性质、频度', 'Nature, cadence'),
                className: 'soft',
                cell: (row) => `${worded(natureWords, row.nature)} · ${worded(cadenceWords, row.cadence)}`,
              },
              {
                key: 'owner',
                head: t('责任单位', 'Owner'),
                by: true,
                cell: (row) =>
                  row.owner ? tx(row.owner.name) : <span className="is-red">{t('无主', 'No owner')}</span>,
              },
              {
                key: 'light',
                head: t('亮灯', 'Light'),
                n: true,
                className: 'is-light',
                by: true,
                cell: (row) =>
                  row.light ? (
                    <span className="verdict">
                      <Light light={row.light} />
                      <OutlookMark outlook={row.outlook} />
                    </span>
                  ) : (
                    ''
                  ),
              },
            ]}
          />
        </div>
      )}
    </>
  );
}

function IndicatorFilters({ rows }: { rows: IndicatorRow[] }) {
  const { t, tx } = useText();
  const search = useSearch({ from: '/$jurisdiction/indicators' });
  const navigate = useNavigate({ from: '/$jurisdiction/indicators' });
  const [words, setWords] = useState(search.q ?? '');
  useEffect(() => setWords(search.q ?? ''), [search.q]);
  useEffect(() => {
    const next = words.trim() || undefined;
    if (next === search.q) return undefined;
    const wait = setTimeout(() => void navigate({ search: (s) => ({ ...s, q: next }), replace: true }), 250);
    return () => clearTimeout(wait);
  }, [words, search.q, navigate]);
  const owners = useMemo(
    () =>
      [...new Map(rows.flatMap((r) => (r.owner ? [[r.owner.id, tx(r.owner.name)] as const] : [])))].sort((a, b) =>
        a[1].localeCompare(b[1], 'zh'),
      ),
    [rows, tx],
  );
  return (
    <div className="filters" role="search" aria-label={t('筛选指标', 'Filter indicators')}>
      <input
        className="field"
        type="search"
        value={words}
        placeholder={t('找指标、单位', 'Search names, offices')}
        aria-label={t('找指标、单位', 'Search names, offices')}
        onChange={(e) => setWords(e.target.value)}
      />
      <span className="chips">
        <LightChips
          counts={countLights(rows.map((row) => row.light))}
          chosen={listOf(search.light)}
          onToggle={(light) => void navigate({ search: (s) => ({ ...s, light: toggled(s.light, light) }) })}
        />
        <button
          type="button"
          className="chip"
          aria-pressed={search.missing === '1'}
          onClick={() => void navigate({ search: (s) => ({ ...s, missing: s.missing === '1' ? undefined : '1' }) })}
        >
          {t('缺数', 'Missing')} <span className="count">{rows.filter((r) => r.missing !== null).length}</span>
        </button>
        <button
          type="button"
          className="chip"
          aria-pressed={search.binding === '1'}
          onClick={() => void navigate({ search: (s) => ({ ...s, binding: s.binding === '1' ? undefined : '1' }) })}
        >
          {t('约束性', 'Binding')} <span className="count">{rows.filter((r) => r.binding).length}</span>
        </button>
      </span>
      <TreePicker
        aria-label={t('责任单位', 'Owner')}
        none={t('责任单位：全部', 'Owner: all')}
        value={search.owner ?? ''}
        options={[{ id: '-', name: t('无主', 'No owner') }, ...owners.map(([id, name]) => ({ id, name }))]}
        onChange={(id) => void navigate({ search: (s) => ({ ...s, owner: id || undefined }) })}
      />
      {Object.values({ ...search, asOf: undefined, wall: undefined, sort: undefined, desc: undefined }).some(
        (v) => v !== undefined,
      ) && (
        <button type="button" className="text-button" onClick={() => void navigate({ search: {} })}>
          {t('去掉条件', 'Clear')}
        </button>
      )}
    </div>
  );
}
