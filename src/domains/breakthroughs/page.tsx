import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { figure, period, quantity, share, targetText } from '../../ui/format.ts';
import { IndustryFrame, Tile } from '../../ui/industry.tsx';
import { Light, LightBar, type LightName } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getChain, getMolten } from '../chain/api.ts';
import { getLeads } from '../investment/api.ts';
import { getOverview } from '../../work/overview/api.ts';
import { getParks } from '../parks/api.ts';
import { getProjects } from '../projects/api.ts';

const chainId = 'aluminium';

/** The four breakthroughs of industry, each in the figures of its own registers. */
export function BreakthroughsPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const inside = useReader().capabilities.includes('evidence.read');
  const params = { jurisdiction };
  const parks = useReading(getParks, { params });
  const chain = useReading(getChain, { params: { jurisdiction, chain: chainId } });
  const leads = useReading(getLeads, { params }, { enabled: inside });
  const projects = useReading(getProjects, { params, query: asOfOnly(asOf) });
  const overview = useReading(getOverview, { params, query: asOfOnly(asOf) });
  const molten = useReading(getMolten, { params }, { enabled: inside });
  const demo = [parks, chain, leads, projects, overview, molten].some((query) => query.data?.demo);
  return (
    <IndustryFrame title={t('产业', 'Industry')} demo={demo}>
      <h1>{t('四个突破走到哪了', 'How far are the four breakthroughs?')}</h1>
      <p className="lead">
        {t(
          '数都取自台账和指标，这里一个也不填。',
          'Every figure comes from the registers and indicators; none is entered here.',
        )}
      </p>
      <div className="two">
        <Breakthrough
          name={t('平台支撑', 'Platforms')}
          more={
            <Link to="/$jurisdiction/industry/parks" params={params}>
              {t('园区亩均', 'Parks per mu')}
            </Link>
          }
        >
          <Await query={parks}>{(data) => <Platforms data={data} />}</Await>
        </Breakthrough>
        <Breakthrough
          name={t('增量培育', 'New growth')}
          more={
            <Link to="/$jurisdiction/industry/chains/$chain" params={{ jurisdiction, chain: chainId }}>
              {t('产业链', 'Chains')}
            </Link>
          }
        >
          <Await query={chain}>{(data) => <Links data={data} />}</Await>
          {inside && <Await query={leads}>{(data) => <Leads data={data} />}</Await>}
        </Breakthrough>
        <Breakthrough
          name={t('项目建设', 'Projects')}
          more={
            <Link to="/$jurisdiction/industry/projects" params={params}>
              {t('项目', 'Projects')}
            </Link>
          }
        >
          <Await query={projects}>{(data) => <Projects data={data} />}</Await>
        </Breakthrough>
        <Breakthrough
          name={t('规模总量', 'Size')}
          more={
            inside && (
              <Link to="/$jurisdiction/industry/molten" params={params}>
                {t('铝水直供', 'Molten aluminium')}
              </Link>
            )
          }
        >
          <Await query={overview}>{(data) => <Sizes data={data} />}</Await>
          {inside && <Await query={molten}>{(data) => <Molten data={data} />}</Await>}
        </Breakthrough>
      </div>
    </IndustryFrame>
  );
}

type Answer<E extends { response: z.ZodType }> = z.infer<E['response']>;

function Breakthrough({ name, more, children }: { name: string; more: ReactNode; children: ReactNode }) {
  return (
    <section className="card">
      <div className="card-head">
        <h2>{name}</h2>
        {more}
      </div>
      {children}
    </section>
  );
}

function Platforms({ data }: { data: Answer<typeof getParks> }) {
  const { t, tx } = useText();
  const mu = t('亩', 'mu');
  if (data.parks.length === 0) return <p className="soft">{t('还没有园区。', 'There are no parks yet.')}</p>;
  const total = (of: (park: (typeof data.parks)[number]) => number) =>
    data.parks.reduce((sum, park) => sum + of(park), 0);
  const known = data.parks.filter((park) => park.taxPerMu !== null && park.threshold !== null);
  return (
    <>
      <div className="tiles">
        <Tile
          name={t('待供土地', 'Vacant land')}
          note={t(
            `闲置 ${figure(
              total((park) => park.idle),
              0,
            )} ${mu}`,
            `idle ${figure(
              total((park) => park.idle),
              0,
            )} ${mu}`,
          )}
        >
          {figure(
            total((park) => park.vacant),
            0,
          )}{' '}
          {mu}
        </Tile>
        <Tile name={t('亩均税收达标园区', 'Parks that reach their tax per mu')}>
          {known.filter((park) => (park.taxPerMu ?? 0) >= (park.threshold ?? 0)).length} / {known.length}
        </Tile>
        <Tile
          name={t('低效用地', 'Low-efficiency land')}
          note={t(`${data.low.length} 家企业`, `${data.low.length} firms`)}
        >
          {figure(
            data.low.reduce((sum, row) => sum + row.land, 0),
            0,
          )}{' '}
          {mu}
        </Tile>
      </div>
      {data.missing && <p className="soft small">{tx(data.missing)}</p>}
    </>
  );
}

function Links({ data }: { data: Answer<typeof getChain> }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const names = new Map(data.nodes.map((node) => [node.id, node.name]));
  const count = (state: (typeof data.nodes)[number]['state']) =>
    data.nodes.filter((node) => node.state === state).length;
  const first = data.candidates.slice(0, 3);
  return (
    <>
      <div className="tiles">
        <Tile name={t(`${data.chain.name.zh}：断点`, `${data.chain.name.en}: missing`)}>{count('missing')}</Tile>
        <Tile name={t('短板', 'Weak links')}>{count('weak')}</Tile>
      </div>
      {first.length > 0 && (
        <ul className="small">
          {first.map((candidate) => (
            <li key={candidate.node}>
              <Link
                to="/$jurisdiction/industry/chains/$chain"
                params={{ jurisdiction, chain: data.chain.id }}
                search={{ node: candidate.node }}
              >
                {tx(names.get(candidate.node) ?? { zh: candidate.node, en: candidate.node })}
              </Link>{' '}
              {tx(candidate.why)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Leads({ data }: { data: Answer<typeof getLeads> }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  return (
    <>
      <h3>
        <Link to="/$jurisdiction/industry/leads" params={{ jurisdiction }}>
          {t('招商线索', 'Leads')}
        </Link>
      </h3>
      <div className="tiles">
        {data.stages.map((stage) => (
          <Tile key={stage.id} name={tx(stage.name)} note={quantity(stage.investment, '亿元', lang)}>
            {stage.count} {t('条', '')}
          </Tile>
        ))}
      </div>
    </>
  );
}

function Projects({ data }: { data: Answer<typeof getProjects> }) {
  const { t, tx, lang } = useText();
  if (data.projects.length === 0) return <p className="soft">{t('还没有项目。', 'There are no projects yet.')}</p>;
  const count = (light: LightName) => data.projects.filter((project) => project.light === light).length;
  const counts = { red: count('red'), yellow: count('yellow'), grey: count('grey'), green: count('green') };
  const { year } = data;
  return (
    <>
      <div className="tiles">
        {data.stages.map((stage) => (
          <Tile key={stage.id} name={tx(stage.name)} note={quantity(stage.investment, '亿元', lang)}>
            {stage.count} {t('个', '')}
          </Tile>
        ))}
      </div>
      <LightBar counts={counts} />
      <p className="light-row">
        {(Object.keys(counts) as LightName[]).map((light) => (
          <span key={light}>
            <Light light={light} bare /> {counts[light]}
          </span>
        ))}
      </p>
      <p>
        {t('今年投资完成', 'Invested this year: ')} {figure(year.done)} / {quantity(year.planned, '亿元', lang)}
        {year.planned > 0 && t(`（${share(year.done / year.planned)}）`, ` (${share(year.done / year.planned)})`)}
        {year.behind !== null &&
          (year.behind > 0
            ? t(`，落后序时进度 ${figure(year.behind)} 个百分点`, `, ${figure(year.behind)} points behind the plan`)
            : t('，达到序时进度', ', on plan'))}
      </p>
    </>
  );
}

function Sizes({ data }: { data: Answer<typeof getOverview> }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  if (!data.headline || data.headline.cards.length === 0)
    return <p className="soft">{t('还没有总量目标。', 'No target of size is in the plan yet.')}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{tx(data.headline.name)}</th>
          <th scope="col" className="n">
            {t('最新', 'Latest')}
          </th>
          <th scope="col">{t('目标', 'Target')}</th>
          <th scope="col">{t('灯', 'Light')}</th>
        </tr>
      </thead>
      <tbody>
        {data.headline.cards.map((card) => {
          const last = card.history.at(-1);
          return (
            <tr key={card.commitment}>
              <th scope="row">
                {card.indicator === null ? (
                  tx(card.title)
                ) : (
                  <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: card.indicator }}>
                    {tx(card.title)}
                  </Link>
                )}
              </th>
              <td className="n">
                {last ? quantity(last.value, card.unit, lang) : '—'}
                {last && <span className="soft small"> {period(last.period, lang)}</span>}
              </td>
              <td>{card.target ? targetText(card.target, lang) : '—'}</td>
              <td>
                <Light light={card.standing.light} bare />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Molten({ data }: { data: Answer<typeof getMolten> }) {
  const { t, tx, lang } = useText();
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const wanted = sum(data.firms.map((firm) => firm.demand)) * data.months.length;
  const arrived = sum(data.firms.flatMap((firm) => firm.best));
  return (
    <>
      <h3>{t('铝水直供', 'Molten aluminium')}</h3>
      {data.value === null ? (
        <p className="soft">{tx(data.why)}</p>
      ) : (
        <div className="tiles">
          <Tile
            name={t(`${data.months.length} 个月送到企业`, `Reaches firms in ${data.months.length} months`)}
            note={
              wanted > 0
                ? t(`需求的 ${share(arrived / wanted)}`, `${share(arrived / wanted)} of the demand`)
                : undefined
            }
          >
            {quantity(Math.round(arrived), '吨', lang)}
          </Tile>
          <Tile
            name={t('增加值比按比例分配', 'Value added against pro-rata')}
            note={quantity(Math.round(data.value.best), '万元', lang)}
          >
            {data.ratio === null ? '—' : `${figure(data.ratio, 3)} ×`}
          </Tile>
        </div>
      )}
    </>
  );
}
