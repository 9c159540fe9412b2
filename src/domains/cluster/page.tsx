import { Link } from '@tanstack/react-router';
import { figure } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type ClusterView, getClusters } from './api.ts';
import './cluster.css';

const partNames = {
  core: { zh: '一核', en: 'The core' },
  belt: { zh: '两带', en: 'The two belts' },
  circle: { zh: '三圈', en: 'The three circles' },
  more: { zh: 'N', en: 'N' },
} as const;
const stageNames = {
  planned: { zh: '规划', en: 'planned' },
  building: { zh: '在建', en: 'under way' },
  running: { zh: '运营', en: 'in operation' },
} as const;

/** The layout of a cluster with its members and their status, and its way to the target. */
export function ClusterPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getClusters, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <GroupPage
      group="trade"
      title={t('千亿集群', 'Cluster')}
      demo={query.data?.clusters.some(({ demo }) => demo) ?? false}
    >
      <h1>{t('现代服务业集群', 'Cluster of services')}</h1>
      <Await query={query}>
        {({ clusters }) =>
          clusters.length === 0 ? (
            <Empty title={t('还没有集群', 'No cluster yet')}>
              <p>
                {t(
                  '在“产业集群”台账写明目标、年限和口径，再导入成员。',
                  'State target, year and measure in the list of clusters, then import members.',
                )}
              </p>
            </Empty>
          ) : (
            clusters.map((cluster) => <One key={cluster.id} cluster={cluster} />)
          )
        }
      </Await>
    </GroupPage>
  );
}

function One({ cluster }: { cluster: ClusterView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const { name, measure, target, sums, running, growth, path, outlook, indicator } = cluster;
  const last = sums.findLast(({ counted }) => counted > 0);
  return (
    <>
      <section className="card" aria-label={name}>
        <h2>
          {name} <DemoMark show={cluster.demo} />
        </h2>
        <p>
          {last
            ? t(
                `${last.year} 年${measure.zh}合计 ${figure(last.sum, 2)} 亿元（每家一次，扣内部交易 ${figure(last.gross - last.sum, 2)} 亿元），运营成员 ${running} 家，有数 ${last.counted} 家。`,
                `${measure.en} of ${last.year}: ${figure(last.sum, 2)} (each once, ${figure(last.gross - last.sum, 2)} among members taken off); ${last.counted} of ${running} members in operation told theirs.`,
              )
            : t('还没有同口径的年度数。', 'No yearly figure of its measure yet.')}
        </p>
        {growth !== null && (
          <p>
            {t(
              `到 ${target.year} 年 ${figure(target.value, 0)} 亿元，每年要增 ${figure(growth, 1)}%。`,
              `${figure(target.value, 0)} by ${target.year} asks for ${figure(growth, 1)} % a year.`,
            )}{' '}
            {outlook
              ? t(
                  `照已有年份每年增 ${figure(outlook.growth, 1)}%，届时约 ${figure(outlook.value, 0)} 亿元。`,
                  `At ${figure(outlook.growth, 1)} % as so far: about ${figure(outlook.value, 0)}.`,
                )
              : t('不足三年的数，不作展望。', 'Fewer than three years: no outlook.')}
          </p>
        )}
        {indicator !== null && (
          <p>
            <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator }}>
              {t('公布的集群产值', 'The published output')}
            </Link>
          </p>
        )}
        <Layout cluster={cluster} />
      </section>
      <section className="card" aria-label={t('路径', 'Path')}>
        <h2>{t('各年合计与路径（亿元）', 'Sums and path (100 m yuan)')}</h2>
        <Table
          label={t('路径', 'Path')}
          rows={[
            ...sums.map(({ year, sum, counted, other }) => ({ year, sum, counted, other, wanted: null })),
            ...path.map(({ year, value }) => ({
              year,
              sum: null,
              counted: null,
              other: [] as string[],
              wanted: value,
            })),
          ]}
          rowKey={({ year }) => String(year)}
          columns={[
            { head: t('年度', 'Year'), cell: ({ year }) => year },
            { head: tx(measure), n: true, cell: ({ sum }) => (sum === null ? null : figure(sum, 2)) },
            {
              head: t('路径要求', 'Asked for'),
              n: true,
              cell: ({ wanted }) => (wanted === null ? null : figure(wanted, 1)),
            },
            { head: t('有数的成员', 'Members'), n: true, cell: ({ counted }) => counted },
            { head: t('口径不同、没有相加的', 'Of another measure'), cell: ({ other }) => other.join('、') || '—' },
          ]}
        />
      </section>
    </>
  );
}

/** One core, two belts, three circles, N: a picture of boxes, the same for ear and eye. */
function Layout({ cluster: { members } }: { cluster: ClusterView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  return (
    <div className="cluster-layout">
      {(['core', 'belt', 'circle', 'more'] as const).map((part) => {
        const own = members.filter((one) => one.part === part);
        const areas = [...new Set(own.map(({ area }) => area))].map(
          (area) => [area, own.filter((one) => one.area === area)] as const,
        );
        return (
          <section key={part} className={`cluster-part is-${part}`} aria-label={tx(partNames[part])}>
            <h3>{tx(partNames[part])}</h3>
            {areas.length === 0 && <p className="soft">{t('没有成员', 'No members')}</p>}
            <div className="cluster-areas">
              {areas.map(([area, all]) => (
                <div key={area} className="cluster-area">
                  <h4>{area}</h4>
                  <ul>
                    {all.map(({ id, name, stage, also }) => (
                      <li key={id} className={`is-${stage}`}>
                        <Link
                          to="/$jurisdiction/registers/$register"
                          params={{ jurisdiction, register: 'cluster-members' }}
                          search={{ r: id }}
                          className="quiet"
                        >
                          {name}
                        </Link>{' '}
                        <span className="soft">
                          {tx(stageNames[stage])}
                          {also === null ? '' : t(`，同属${also}，计一次`, `, also in ${also}, counted once`)}
                        </span>
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}
