import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { LightBar, lightNames, lightWords } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { PlanView } from './api.ts';
import { matrixOf, totalOf, untagged, valuesOf, type Cell } from './matrix.ts';

/** Which values of the plan's taxonomies are covered, by how many commitments, in which light; and what has no tag. */
export function MatrixView({ data }: { data: PlanView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/plan' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan' });
  const rows = data.taxonomies.find((x) => x.id === search.rows) ?? data.taxonomies[0];
  const columns =
    data.taxonomies.find((x) => x.id === search.cols && x.id !== rows?.id) ??
    (search.cols === 'light' ? undefined : data.taxonomies.find((x) => x.id !== rows?.id));
  const columnId = columns?.id ?? 'light';
  const matrix = useMemo(
    () => (rows ? matrixOf(data.commitments, rows.id, columnId) : new Map<string, Map<string, Cell>>()),
    [data.commitments, rows, columnId],
  );
  const loose = useMemo(
    () => (rows ? data.commitments.filter((c) => c.kind !== 'theme' && valuesOf(c, rows.id)[0] === untagged) : []),
    [data.commitments, rows],
  );
  if (!rows) return <p className="card soft">{t('这份规划没有分类。', 'This plan has no taxonomies.')}</p>;
  const heads = columns
    ? [...columns.values.map((v) => ({ id: v.id, name: tx(v.name) })), { id: untagged, name: t('未归类', 'None') }]
    : lightNames.map((l) => ({ id: l, name: `${lightWords[l].shape} ${tx(lightWords[l])}` }));
  const pick = (value: string, key: 'rows' | 'cols') => void navigate({ search: (s) => ({ ...s, [key]: value }) });
  const cellSearch = (row: string, column: string) =>
    columns
      ? { view: 'tree' as const, tag: `${rows.id}/${row},${columns.id}/${column}` }
      : { view: 'tree' as const, tag: `${rows.id}/${row}`, light: column };
  return (
    <>
      <div className="filters">
        <label>
          {t('行', 'Rows')}{' '}
          <select className="field" value={rows.id} onChange={(e) => pick(e.target.value, 'rows')}>
            {data.taxonomies.map((x) => (
              <option key={x.id} value={x.id}>
                {tx(x.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('列', 'Columns')}{' '}
          <select className="field" value={columnId} onChange={(e) => pick(e.target.value, 'cols')}>
            <option value="light">{t('亮灯', 'Light')}</option>
            {data.taxonomies
              .filter((x) => x.id !== rows.id)
              .map((x) => (
                <option key={x.id} value={x.id}>
                  {tx(x.name)}
                </option>
              ))}
          </select>
        </label>
        <span className="soft small">
          {t(
            '一项可属多类，行列之和可多于总数；空格就是没有任务覆盖。',
            'A commitment may carry several values; an empty cell is not covered by any.',
          )}
        </span>
      </div>
      <div className="card">
        <Table
          label={t('覆盖矩阵', 'Coverage matrix')}
          className="matrix"
          rows={rows.values}
          rowKey={(value) => value.id}
          columns={[
            { head: tx(rows.name), cell: (value) => tx(value.name) },
            ...heads.map(({ id, name }) => ({
              head: name,
              cell: (value: (typeof rows.values)[number]) => (
                <MatrixCell
                  cell={matrix.get(value.id)?.get(id)}
                  harmless={id === untagged || !columns}
                  search={id === untagged ? null : cellSearch(value.id, id)}
                />
              ),
            })),
            {
              head: t('项数', 'All'),
              cell: (value) => (
                <MatrixCell
                  cell={totalOf(data.commitments, rows.id, value.id)}
                  harmless={false}
                  search={{ view: 'tree', tag: `${rows.id}/${value.id}` }}
                />
              ),
            },
          ]}
        />
      </div>
      <section className="card matrix-loose">
        <h2>
          {t(`未归入“${rows.name.zh}”的 ${loose.length} 项`, `${loose.length} without a value of ${tx(rows.name)}`)}
        </h2>
        {loose.length === 0 ? (
          <p className="soft">{t('没有遗漏。', 'Nothing is left out.')}</p>
        ) : (
          <ul>
            {loose.map((c) => (
              <li key={c.id}>
                <span className="soft">{c.code}</span>{' '}
                <Link
                  from="/$jurisdiction/plan"
                  to="/$jurisdiction/plan"
                  params={{ jurisdiction }}
                  search={(s) => ({ ...s, c: c.id })}
                  className="quiet"
                >
                  {tx(c.title)}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** Leads to the commitments that it counts. `harmless`: nothing in this cell is no gap in the plan. */
function MatrixCell({
  cell,
  search,
  harmless,
}: {
  cell: Cell | undefined;
  search: { view: 'tree'; tag: string; light?: string } | null;
  harmless: boolean;
}) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  if (!cell || cell.total === 0) {
    return (
      <span className={harmless ? 'soft' : 'matrix-empty'} title={t('没有任务', 'Not covered')}>
        —
      </span>
    );
  }
  return (
    <span className="matrix-cell">
      {search ? (
        <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={search}>
          {cell.total}
        </Link>
      ) : (
        cell.total
      )}
      <LightBar counts={cell.counts} />
    </span>
  );
}
