import { figure } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type Cell, shownResult } from './result.ts';
import type { Shape } from './shape.ts';

/** More rows than this nobody reads, and a browser is long in drawing them. */
const mostRows = 500;

/** What a method gave: its figures, its tables, and the JSON that the command line and the API give. */
export function ResultView({ shape, result, id }: { shape: Shape; result: unknown; id: string }) {
  const { t, tx, brackets, unitOf } = useText();
  const { facts, tables } = shownResult(shape, result);
  const shown = (cell: Cell | undefined) =>
    cell === null || cell === undefined
      ? '—'
      : typeof cell === 'number'
        ? figure(cell, Number.isInteger(cell) ? 0 : 6)
        : typeof cell === 'string'
          ? cell
          : tx(cell);
  const json = JSON.stringify(result, null, 2);
  return (
    <section className="card" aria-label={t('结果', 'Result')}>
      <h2 role="status">{t('结果', 'Result')}</h2>
      {facts.length > 0 && (
        <Table
          label={t('结果', 'Result')}
          headless
          columns={[
            {
              key: 'name',
              head: '',
              cell: ({ name, unit }) => `${tx(name)}${unit === '' ? '' : brackets(unitOf(unit))}`,
            },
            { key: 'value', head: '', cell: ({ value }) => shown(value) },
          ]}
          rows={facts}
          rowKey={({ name }) => name.zh}
        />
      )}
      {tables.map(({ name, heads, rows }) => (
        <div key={name.zh}>
          <h3>{tx(name)}</h3>
          {rows.length === 0 ? (
            <p className="soft">{t('无', 'None')}</p>
          ) : (
            <Table<Cell[]>
              label={tx(name)}
              headless={heads.length === 0}
              columns={(heads.length > 0 ? heads : (rows[0] ?? [])).map((_, at) => ({
                key: String(at),
                head: heads[at] && tx(heads[at]),
                n: at > 0 && rows.every((row) => row[at] === null || typeof row[at] === 'number'),
                cell: (row) => shown(row[at]),
              }))}
              rows={rows.slice(0, mostRows)}
              rowKey={(_, at) => String(at)}
              tall={rows.length > 20}
            />
          )}
          {rows.length > mostRows && (
            <p className="soft">
              {t(
                `只显示前 ${mostRows} 行，共 ${rows.length} 行；全部见 JSON。`,
                `The first ${mostRows} of ${rows.length} rows; all of them are in the JSON.`,
              )}
            </p>
          )}
        </div>
      ))}
      <details>
        <summary>JSON</summary>
        <pre className="method-json" tabIndex={0}>
          {json}
        </pre>
        <a
          className="button"
          download={`${id}.json`}
          href={`data:application/json;charset=utf-8,${encodeURIComponent(json)}`}
        >
          {t('下载 JSON', 'Download JSON')}
        </a>
      </details>
    </section>
  );
}
