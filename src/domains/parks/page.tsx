import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { figure, share } from '../../ui/format.ts';
import { Bar, IndustryFrame, Tile } from '../../ui/industry.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getParks, type Parks } from './api.ts';
import { FirmDrawer } from './firm-drawer.tsx';
import { FirmsCard } from './firms-card.tsx';
import { LowLandCard } from './low-land-card.tsx';
import { classes } from './search.ts';

/** Which land earns its keep: parks, firms by the per-mu evaluation, land that yields little, and what a class brings. */
export function ParksPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { year, method } = useSearch({ from: '/$jurisdiction/industry/parks' });
  const query = useReading(getParks, {
    params: { jurisdiction },
    query: { ...(year !== undefined && { year }), ...(method !== undefined && { method }) },
  });
  return (
    <IndustryFrame title={t('园区亩均', 'Parks per mu')} demo={query.data?.demo ?? false}>
      <h1>{t('哪块地用得好', 'Which land is used well?')}</h1>
      <Await query={query}>{(data) => <ParksView data={data} />}</Await>
    </IndustryFrame>
  );
}

function ParksView({ data }: { data: Parks }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/industry/parks' });
  const navigate = useNavigate({ from: '/$jurisdiction/industry/parks' });
  if (data.parks.length === 0) {
    return (
      <Empty title={t('还没有园区', 'There are no parks yet')}>
        <p>
          <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'parks' }}>
            {t('在“园区”台账里录入，或从表格导入。', 'Enter them in the register of parks, or import a sheet.')}
          </Link>
        </p>
      </Empty>
    );
  }
  const total = (of: (park: Parks['parks'][number]) => number) => data.parks.reduce((sum, park) => sum + of(park), 0);
  const mu = t('亩', 'mu');
  const lowLand = data.low.reduce((sum, row) => sum + row.land, 0);
  return (
    <>
      <section className="tiles" aria-label={t('土地', 'Land')}>
        <Tile
          name={t('园区', 'Parks')}
          note={`${t('规划面积', 'Planned')} ${figure(
            total((park) => park.area ?? 0),
            0,
          )} ${mu}`}
        >
          {data.parks.length} {t('个', '')}
        </Tile>
        <Tile name={t('已建', 'Built')}>
          {figure(
            total((park) => park.built),
            0,
          )}{' '}
          {mu}
        </Tile>
        <Tile name={t('待供', 'Vacant')}>
          {figure(
            total((park) => park.vacant),
            0,
          )}{' '}
          {mu}
        </Tile>
        <Tile name={t('闲置', 'Idle')}>
          {figure(
            total((park) => park.idle),
            0,
          )}{' '}
          {mu}
        </Tile>
        <Tile
          name={t('低效用地', 'Low-efficiency land')}
          note={t(`${data.low.length} 家企业`, `${data.low.length} firms`)}
        >
          {figure(lowLand, 0)} {mu}
        </Tile>
      </section>
      <MethodCard data={data} />
      {data.missing && (
        <p className="stale is-yellow" role="status">
          ▲ {tx(data.missing)}{' '}
          <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'firm-figures' }}>
            {t('补报企业年度指标', 'report the yearly figures of firms')}
          </Link>
        </p>
      )}
      <ParksCard data={data} />
      <FirmsCard data={data} />
      <LowLandCard data={data} />
      <section className="card">
        <h2>{t('分类施策', 'What a class brings')}</h2>
        <p className="soft small">
          {t(
            '示例，可改；差别化价格须有当地依据。',
            'An example to edit; differentiated prices need a legal basis of the place.',
          )}
        </p>
        <dl className="class-policies">
          {data.policies.map((policy) => (
            <div key={policy.class}>
              <dt>{t(`${policy.class} 类`, `Class ${policy.class}`)}</dt>
              <dd>{policy.measures.map(tx).join(t('；', '; '))}</dd>
            </div>
          ))}
        </dl>
      </section>
      {search.firm !== undefined && data.year !== null && (
        <FirmDrawer
          key={search.firm}
          firm={search.firm}
          year={data.year}
          method={data.method.id}
          onClose={() => void navigate({ search: (s) => ({ ...s, firm: undefined }), resetScroll: false })}
        />
      )}
    </>
  );
}

function MethodCard({ data }: { data: Parks }) {
  const { t, tx } = useText();
  const navigate = useNavigate({ from: '/$jurisdiction/industry/parks' });
  return (
    <section className="card">
      <p className="filters">
        <label>
          {t('年度', 'Year')}{' '}
          <select
            className="field"
            value={data.year ?? ''}
            onChange={(event) => void navigate({ search: (s) => ({ ...s, year: event.target.value || undefined }) })}
          >
            {data.year !== null && !data.years.includes(data.year) && <option>{data.year}</option>}
            {data.years.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </label>{' '}
        <label>
          {t('评价办法', 'Method')}{' '}
          <select
            className="field"
            value={data.method.id}
            onChange={(event) => void navigate({ search: (s) => ({ ...s, method: event.target.value }) })}
          >
            {data.methods.map((method) => (
              <option key={method.id} value={method.id}>
                {tx(method.name)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <p className="soft small">
        {t('办法出处：', 'Source of the method: ')}
        {data.method.source}
        {t('。分类：', '. Classes: ')}
        {data.method.cuts
          .map((cut) => t(`${cut.class} 到前 ${share(cut.upTo)}`, `${cut.class} up to ${share(cut.upTo)}`))
          .join(t('、', ', '))}
        {t('，规上、规下分开排名。', ', larger and smaller firms ranked apart.')}
      </p>
      {data.method.ours.length > 0 && (
        <p className="small">
          <b>{t('出处未写、由我们定的：', 'Our choice where the source is silent: ')}</b>
          {data.method.ours.map(tx).join(' ')}
        </p>
      )}
    </section>
  );
}

function ParksCard({ data }: { data: Parks }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  return (
    <section className="card">
      <h2>{t('各园区', 'Parks')}</h2>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('园区表', 'Parks')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('园区', 'Park')}</th>
              <th scope="col" className="n">
                {t('规划（亩）', 'Planned (mu)')}
              </th>
              <th scope="col" className="n">
                {t('已建', 'Built')}
              </th>
              <th scope="col">
                <span className="sr">{t('已建占规划', 'Share built')}</span>
              </th>
              <th scope="col" className="n">
                {t('待供', 'Vacant')}
              </th>
              <th scope="col" className="n">
                {t('闲置', 'Idle')}
              </th>
              <th scope="col" className="n">
                {t('亩均税收 / 门槛（万元）', 'Tax per mu / threshold (10,000 yuan)')}
              </th>
              <th scope="col">{t('参评企业', 'Firms evaluated')}</th>
              <th scope="col">{t('管理单位', 'Run by')}</th>
            </tr>
          </thead>
          <tbody>
            {data.parks
              .toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))
              .map((park) => (
                <tr key={park.id}>
                  <th scope="row">
                    <Link
                      to="/$jurisdiction/industry/parks"
                      params={{ jurisdiction }}
                      search={(s) => ({ ...s, park: park.id })}
                      hash="firms"
                    >
                      {park.name}
                    </Link>
                  </th>
                  <td className="n">{park.area === null ? '—' : figure(park.area, 0)}</td>
                  <td className="n">{figure(park.built, 0)}</td>
                  <td>
                    {park.area !== null && park.area > 0 && (
                      <Bar value={park.built} of={park.area} label={share(park.built / park.area)} />
                    )}
                  </td>
                  <td className="n">{figure(park.vacant, 0)}</td>
                  <td className="n">{figure(park.idle, 0)}</td>
                  <td className="n">
                    {park.taxPerMu === null ? '—' : figure(park.taxPerMu, 1)} /{' '}
                    {park.threshold === null ? '—' : figure(park.threshold, 1)}
                    {park.taxPerMu !== null && park.threshold !== null && park.taxPerMu < park.threshold && (
                      <span className="is-yellow"> ▲ {t('未达', 'below')}</span>
                    )}
                  </td>
                  <td className="nowrap">{classes.map((name) => `${name} ${park.classes[name]}`).join(' · ')}</td>
                  <td>{park.bureau ? tx(park.bureau.name) : '—'}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
