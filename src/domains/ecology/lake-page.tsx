import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { figure, share } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark, Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';
import { yearLines } from '../../ui/year-lines.ts';
import { YearsChart } from '../../ui/years-chart.tsx';
import { getLake, type Lake } from './api.ts';
import { Begin } from './begin.tsx';
import { Schematic } from './schematic.tsx';
import { WaterMap } from './water-map.tsx';
import { classNames, classNamesEn } from './words.ts';

/** Water by its sections: class, what is out and by how much, the trend, and whether the year keeps its class. */
export function LakePage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getLake, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <GroupPage group="ecology" title={t('水质', 'Water')} demo={query.data?.demo ?? false} className="ecology">
      <h1>{t('湖库与河流水质', 'Lakes and rivers')}</h1>
      <Await query={query}>
        {(lake) =>
          lake.sections.length === 0 ? (
            <Begin
              title={t('还没有水质站点', 'No station of water yet')}
              about={t(
                '自动站登记后按 HJ 212 上传；没有自动站的断面登记后导入手工监测。',
                'Automatic stations are registered and send by HJ 212; sections without one are registered and sampled by hand.',
              )}
              stations={t('登记自动站', 'Register stations')}
              lists={{
                stations: t('断面表（导入）', 'Sections by sheet'),
                samples: t('手工监测（导入）', 'Samples by sheet'),
              }}
            />
          ) : (
            <Waters lake={lake} />
          )
        }
      </Await>
    </GroupPage>
  );
}

type Section = Lake['sections'][number];

function Waters({ lake }: { lake: Lake }) {
  const { t, lang } = useText();
  const names = lang === 'zh' ? classNames : classNamesEn;
  const { coverage, whole, sections } = lake;
  const out = sections.filter((one) => one.light === 'red').length;
  const warned = sections.filter((one) => one.bloom?.warns).length;
  return (
    <>
      <Tiles label={t('概况', 'At a glance')}>
        <Tile
          name={t('全湖类别（各点均值）', 'Lake by the means of its points')}
          note={whole ? `${t('定类', 'set by')} ${whole.worst.join('、')}` : t('没有可定类的值', 'nothing to judge by')}
        >
          {whole ? names[whole.class] : '—'}
        </Tile>
        <Tile name={t('总氮（单独评，不定类）', 'Nitrogen, apart')}>
          {whole?.nitrogen ? names[whole.nitrogen] : '—'}
        </Tile>
        <Tile name={t('超目标断面', 'Beyond their class')}>
          {out} / {sections.length}
        </Tile>
        <Tile
          name={t('有数据的断面', 'Sections with data')}
          note={
            coverage.judged < coverage.stations
              ? t('没有数据的不算达标', 'those without are not taken for good')
              : undefined
          }
        >
          {coverage.judged} / {coverage.stations}
        </Tile>
        <Tile name={t('水华预警', 'Bloom warnings')}>{warned}</Tile>
      </Tiles>
      {lake.stretches.length > 0 && (
        <section className="card" aria-labelledby="waters">
          <h2 id="waters">{t('湖与河', 'Lake and rivers')}</h2>
          <Schematic lake={lake} />
          <WaterMap lake={lake} />
        </section>
      )}
      <Sections sections={sections} />
      <Phosphorus sections={sections} />
    </>
  );
}

function Sections({ sections }: { sections: readonly Section[] }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const names = lang === 'zh' ? classNames : classNamesEn;
  return (
    <section className="card" aria-labelledby="sections">
      <h2 id="sections">{t('断面', 'Sections')}</h2>
      <Table
        label={t('断面水质', 'Water by section')}
        stacked
        rows={sections}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('断面', 'Section'),
            cell: ({ name, mn, demo }) => (
              <>
                <Link to="/$jurisdiction/ecology/stations/$mn" params={{ jurisdiction, mn }}>
                  {name}
                </Link>{' '}
                <DemoMark show={demo} />
              </>
            ),
          },
          { head: t('最近数据', 'Newest data'), cell: ({ light }) => <Light light={light} bare /> },
          {
            head: t('月类别 / 目标', 'Class of the month / target'),
            named: true,
            cell: ({ class: now, target, month }) =>
              now === null ? t('没有数据', 'no data') : `${names[now]} / ${names[target]}（${month}）`,
          },
          {
            head: t('定类与超标', 'Set by, excess'),
            named: true,
            text: true,
            cell: ({ worst, exceed, manual }) =>
              [
                worst.join('、'),
                ...exceed.map(
                  (one) => `${one.name} ${t('超Ⅲ类', 'over III by')} ${figure(one.times, 2)} ${t('倍', 'times')}`,
                ),
                ...(manual.length > 0 ? [`${t('手工', 'by hand')}：${manual.join('、')}`] : []),
              ]
                .filter((words) => words !== '')
                .join('；') || '—',
          },
          {
            head: t('总磷趋势（分季检验）', 'Trend of phosphorus'),
            named: true,
            text: true,
            cell: ({ trend }) =>
              trend
                ? `${tx(trend.verdict)}（${t('每年', 'a year')} ${figure(trend.sen, 5)} mg/L，${trend.p < 0.001 ? 'p<0.001' : `p=${figure(trend.p, 3)}`}，${trend.years} ${t('年', 'years')}）`
                : t('不足三年，不下结论', 'fewer than three years: nothing is said'),
          },
          {
            head: t('全年守住目标的可能', 'Keeps its class this year'),
            named: true,
            cell: ({ keeps, limit }) =>
              keeps
                ? `${chance(keeps.probability)}（${t('预计', 'expected')} ${figure(keeps.expected, 3)}，${t('限值', 'limit')} ${figure(limit)}）`
                : '—',
          },
          {
            head: t('水华', 'Bloom'),
            named: true,
            cell: ({ bloom, trophic }) =>
              bloom
                ? `${bloom.warns ? t('提示', 'warning') : t('无', 'none')}${bloom.chlorophyll === null ? '' : `（${t('叶绿素', 'chlorophyll')} ${figure(bloom.chlorophyll, 1)} µg/L）`}${trophic === null ? '' : ` TLI ${figure(trophic, 1)}`}`
                : '—',
          },
        ]}
      />
    </section>
  );
}

/** A chance is never told as certain. */
const chance = (probability: number): string =>
  probability < 0.01 ? '<1%' : probability > 0.99 ? '>99%' : share(probability);

function Phosphorus({ sections }: { sections: readonly Section[] }) {
  const { t } = useText();
  const shown = sections.filter(({ months }) => months.length > 12);
  const [chosen, setChosen] = useState<string | null>(null);
  const section = shown.find(({ id }) => id === chosen) ?? shown[0];
  if (!section) return null;
  const lines = yearLines(
    section.months.flatMap(({ month, value }) => (value === null ? [] : [{ period: month, value }])),
  );
  return (
    <section className="card" aria-labelledby="phosphorus">
      <h2 id="phosphorus">{t('总磷逐月', 'Phosphorus by month')}</h2>
      <p>
        <label>
          {t('断面', 'Section')}{' '}
          <select className="field" value={section.id} onChange={(event) => setChosen(event.target.value)}>
            {shown.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </p>
      {lines && (
        <YearsChart
          data={lines}
          unit="mg/L"
          label={t(`${section.name}总磷，历年同月`, `Phosphorus at ${section.name}, the same months of the years`)}
        />
      )}
    </section>
  );
}
