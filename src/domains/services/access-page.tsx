import { useNavigate, useSearch } from '@tanstack/react-router';
import { figure } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';
import { useText } from '../../ui/text.tsx';
import { FACILITY_KINDS, type FacilityKind } from '../../core/space/index.ts';
import { Places } from './places-section.tsx';
import { Added } from './added-section.tsx';
import { Supply } from './supply-section.tsx';
import { type AccessView, type Equity, getAccess } from './api.ts';

const from = '/$jurisdiction/services/access';
const percent = (share: number) => `${figure(100 * share, 1)}%`;
const small = (value: number | null) => (value === null ? '—' : figure(value, 4));
const minutes = (value: number | null) => (value === null ? '—' : figure(value, 0));

/** Who reaches a service and who does not; where one more helps, and how evenly it is shared before and after. */
export function AccessPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const { kind, by, limit, decay, size, one, other } = useSearch({ from });
  const at = [one, other].filter((id) => id !== undefined).join(',');
  const asked = {
    kind: kind as FacilityKind | undefined,
    by: by as 'foot' | 'car' | undefined,
    decay: decay as 'none' | undefined,
    ...(Number(limit) > 0 && { limit: Number(limit) }),
    ...(Number(size) > 0 && { size: Number(size) }),
  };
  const query = useReading(getAccess, {
    params: { jurisdiction },
    query: { ...asOfOnly(asOf), ...asked, ...(at !== '' && { at }) },
  });
  return (
    <GroupPage group="living" title={t('服务可达与选址', 'Access and sites')} demo={query.data?.demo ?? false}>
      <h1>{t('服务可达与选址', 'Access and sites')}</h1>
      <p className="soft">
        {t(
          '谁到得了、谁到不了；再建一处，放哪里最均？',
          'Who gets there, who does not; where is one more shared most evenly?',
        )}
      </p>
      <Await query={query}>
        {(data) =>
          data.sites.length === 0 ? (
            <Empty title={t('还没有带坐标的居住点', 'No settlement with coordinates yet')}>
              <p>
                {t(
                  '在“居住点”台账导入人口和坐标（表格或 GeoJSON），再导入“公共服务设施”。',
                  'Import settlements with people and coordinates (a sheet or GeoJSON), then facilities.',
                )}
              </p>
            </Empty>
          ) : (
            <>
              <Choices data={data} />
              <Now data={data} />
              <Options data={data} />
              <Added asked={asked} />
              <Places
                data={data}
                asked={{ kind: asked.kind, by: asked.by, ...(asked.limit !== undefined && { limit: asked.limit }) }}
              />
              <Worst data={data} />
              <Supply />
            </>
          )
        }
      </Await>
    </GroupPage>
  );
}

function Choices({ data }: { data: AccessView }) {
  const { t, tx } = useText();
  const search = useSearch({ from });
  const navigate = useNavigate({ from });
  const put = (change: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...change }) });
  const choose = (
    name: keyof typeof search,
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
    empty?: string,
  ) => (
    <label>
      {label}
      <select
        className="field"
        value={value}
        onChange={(event) => put({ [name]: event.target.value === '' ? undefined : event.target.value })}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  const sites = data.sites.map(({ id, name, town }) => [id, `${town} ${name}`] as const);
  return (
    <section className="card" aria-label={t('条件', 'What is looked at')}>
      <div className="form form-grid is-two">
        {choose(
          'kind',
          t('设施', 'Facility'),
          search.kind ?? 'primary',
          Object.entries(FACILITY_KINDS).map(([id, [zh, en]]) => [id, tx({ zh, en })]),
        )}
        {choose('by', t('出行', 'By'), data.by, [
          ['foot', t('步行', 'on foot')],
          ['car', t('车行', 'by car')],
        ])}
        {choose(
          'limit',
          t('时距（分钟）', 'Minutes'),
          String(data.limit),
          [...new Set([5, 10, 15, 30, 45, 60, data.limit])]
            .toSorted((a, b) => a - b)
            .map((n) => [String(n), String(n)]),
        )}
        {choose('decay', t('方法', 'Method'), search.decay ?? 'gaussian', [
          ['none', '2SFCA'],
          ['enhanced', 'E2SFCA（10/20/30）'],
          ['gaussian', t('高斯 2SFCA', 'Gaussian 2SFCA')],
        ])}
        {choose('one', t('拟建甲', 'Planned at A'), search.one ?? '', sites, t('不选', 'none'))}
        {choose('other', t('拟建乙', 'Planned at B'), search.other ?? '', sites, t('不选', 'none'))}
        <label>
          {t('拟建规模', 'Size')}
          <input
            key={data.size}
            className="field"
            inputMode="decimal"
            defaultValue={figure(data.size, 0).replaceAll(',', '')}
            onBlur={({ target: { value } }) => put({ size: Number(value) > 0 ? value : undefined })}
          />
        </label>
      </div>
    </section>
  );
}

function Now({ data: { now, coverage, factor, junctions, source, limit, check } }: { data: AccessView }) {
  const { t } = useText();
  const roads =
    junctions === 0
      ? t(`没有路网：直线×${factor}`, `no roads: straight × ${factor}`)
      : t(`按路网，${junctions} 个路口`, `by roads, ${junctions} junctions`);
  return (
    <>
      <Tiles label={t('现状', 'As it is')}>
        <Tile name={t(`${limit} 分钟内到得了`, `Within ${limit} min`)} note={roads}>
          {percent(now.covered)}
        </Tile>
        <Tile name={t('直线圆圈算', 'By circles')} note={t('不绕路，偏高', 'without detours: too high')}>
          {percent(now.straight)}
        </Tile>
        <Tile name={t('基尼系数', 'Gini')} note={t('0 最均', '0: all alike')}>
          {small(now.gini)}
        </Tile>
        <Tile
          name={t('泰尔指数', 'Theil')}
          note={t(
            `镇内 ${small(now.within)}，镇间 ${small(now.between)}`,
            `within towns ${small(now.within)}, between ${small(now.between)}`,
          )}
        >
          {small(now.theil)}
        </Tile>
        <Tile
          name={t('有坐标的人口', 'People with coordinates')}
          note={t(
            `${coverage.without} 个居住点、${coverage.goals} 个设施没有坐标；${coverage.unfilled} 个没填对象人数，${coverage.unsized} 个没填规模`,
            `${coverage.without} settlements and ${coverage.goals} facilities without; ${coverage.unfilled} without whom it is counted by, ${coverage.unsized} without size`,
          )}
        >
          {coverage.people === 0 ? '—' : percent(coverage.placed / coverage.people)}
        </Tile>
      </Tiles>
      <p className="soft small">
        {t(
          `时距依据：${source ?? '缺省'}。自检 Σ人×可达 = ${figure(check.demand, 1)}，Σ有人到的规模 = ${figure(check.supply, 1)}。`,
          `Minutes by: ${source ?? 'default'}. Check: Σ people × access = ${figure(check.demand, 1)}, Σ size within reach = ${figure(check.supply, 1)}.`,
        )}
      </p>
    </>
  );
}

function Options({ data: { now, options, best, mostReached } }: { data: AccessView }) {
  const { t } = useText();
  const rows: { id: string; name: string; of: Equity }[] = [
    { id: 'now', name: t('现状', 'As it is'), of: now },
    ...options.map(({ id, name, town, after }) => ({ id, name: `${town} ${name}`, of: after })),
  ];
  return (
    <section className="card" aria-label={t('拟建比较', 'Plans compared')}>
      <h2>{t('拟建比较', 'Plans compared')}</h2>
      <Table
        label={t('拟建比较', 'Plans compared')}
        stacked
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { head: t('方案', 'Plan'), cell: ({ name }) => name },
          { head: t('基尼系数', 'Gini'), n: true, cell: ({ of }) => small(of.gini) },
          {
            head: t('比现状', 'Against now'),
            named: true,
            cell: ({ id, of }) => {
              if (id === 'now' || of.gini === null || now.gini === null) return '—';
              const change = of.gini - now.gini;
              const words = change < 0 ? t('更均', 'more even') : t('更不均', 'less even');
              return `${change < 0 ? '▼' : '▲'} ${figure(Math.abs(change), 4)} ${words}`;
            },
          },
          { head: t('泰尔指数', 'Theil'), n: true, cell: ({ of }) => small(of.theil) },
          { head: t('到得了', 'Reached'), n: true, cell: ({ of }) => percent(of.covered) },
          { head: t('最差一处', 'Worst'), n: true, cell: ({ of }) => small(of.worst) },
        ]}
      />
      {options.map(({ id, name, gains }) => (
        <div key={id}>
          <h3>{t(`建在${name}，谁受益`, `Built at ${name}: who gains`)}</h3>
          <Table
            label={t(`建在${name}，谁受益`, `Built at ${name}: who gains`)}
            stacked
            rows={gains.slice(0, 8)}
            rowKey={(row) => row.id}
            columns={[
              { head: t('居住点', 'Settlement'), cell: (row) => row.name },
              { head: t('对象', 'People'), n: true, cell: ({ people }) => figure(people, 0) },
              { head: t('现在', 'Now'), n: true, cell: ({ before }) => small(before) },
              { head: t('建后', 'After'), n: true, cell: ({ after }) => small(after) },
            ]}
          />
          {gains.length === 0 && <p className="soft">{t('时距内没有人受益。', 'Nobody is within reach.')}</p>}
        </div>
      ))}
      {best.length > 0 && (
        <p>
          {t('再建一处最均的地方：', 'Most even with one more at: ')}
          {best.map(({ id, name, town, gini }) => (
            <span key={id} className="soft">
              {` ${town}${name}（${small(gini)}）`}
            </span>
          ))}
          {mostReached &&
            t(
              `；新到得了的人最多：${mostReached.name}（${percent(mostReached.covered)}）`,
              `; most newly reached: ${mostReached.name} (${percent(mostReached.covered)})`,
            )}
        </p>
      )}
    </section>
  );
}

function Worst({ data: { worst } }: { data: AccessView }) {
  const { t } = useText();
  return (
    <section className="card" aria-label={t('最差的地方', 'Worst served')}>
      <h2>{t('最差的地方', 'Worst served')}</h2>
      <Table
        label={t('最差的地方', 'Worst served')}
        stacked
        rows={worst.slice(0, 20)}
        rowKey={({ id }) => id}
        columns={[
          { head: t('居住点', 'Settlement'), cell: ({ name }) => name },
          { head: t('镇街', 'Town'), named: true, cell: ({ town }) => town },
          { head: t('对象', 'People'), n: true, cell: ({ people }) => figure(people, 0) },
          { head: t('实际（分钟）', 'Real, min'), n: true, cell: (row) => minutes(row.minutes) },
          { head: t('直线（分钟）', 'Straight, min'), n: true, cell: (row) => minutes(row.straight) },
          { head: t('可达性', 'Access'), n: true, cell: ({ access }) => small(access) },
        ]}
      />
    </section>
  );
}
