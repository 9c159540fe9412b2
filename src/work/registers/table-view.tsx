import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ResponseOf } from '../../ui/call.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { useReading } from '../../ui/query.ts';
import { listOf } from '../../ui/search.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { type Field, kindOf, type RegisterType } from '../../core/register/index.ts';
import { listRecords, type RecordView } from './api.ts';
import { FilterBar } from './filter-bar.tsx';
import { CellText } from './judged-text.tsx';
import { getList } from './list-api.ts';
import { ListTiles } from './glance.tsx';
import { ListChoices } from './list-head.tsx';
import { StageText } from './stage-text.tsx';
import { useRegister } from './use-register.ts';
import { titleOf } from './title.ts';
import { ValueText } from './value-text.tsx';

const pageSize = 200;

/** Columns that are shown until the reader chooses: what identifies a record is its first column anyway. */
function usualColumns(type: RegisterType, judged: boolean): string[] {
  const rest = type.fields.filter((field) => !type.identify.includes(field.id) && !kindOf(field).bulky?.(field));
  return rest
    .toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false))
    .slice(0, judged ? 3 : 5)
    .map((field) => field.id);
}

interface Shown {
  rows: readonly RecordView[];
  total: number;
  more: boolean;
  /** What the area of the register thinks; null where none does. */
  list: ResponseOf<typeof getList> | null;
}

/** The records as a table: filter, order, columns and page stand in the address. A judged list comes as its area sees it. */
export function TableView() {
  const { data, params, asOf } = useRegister();
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const from = Math.max(0, Number(search.from ?? 0) || 0);
  const asked = {
    limit: pageSize,
    from,
    ...(search.filter !== undefined && { filter: search.filter }),
    ...(search.sort !== undefined && { sort: search.sort }),
    ...(search.with !== undefined && { with: search.with }),
    ...(asOf !== undefined && { asOf }),
  };
  const plain = useReading(listRecords, { params, query: asked }, { enabled: !data.judged });
  const judged = useReading(
    getList,
    {
      params: { jurisdiction: params.jurisdiction, list: params.register },
      query: { ...asked, ...(search.light !== undefined && { light: search.light }) },
    },
    { enabled: data.judged },
  );
  return (
    <>
      {data.judged ? (
        <>
          {judged.data && <ListTiles list={judged.data} />}
          <FilterBar />
          <Await query={judged}>
            {(list) => (
              <>
                <ListChoices list={list} />
                <Records shown={{ rows: list.rows, total: list.total, more: false, list }} from={from} />
              </>
            )}
          </Await>
        </>
      ) : (
        <>
          <FilterBar />
          <Await query={plain}>
            {(page) => <Records shown={{ ...page, rows: page.records, list: null }} from={from} />}
          </Await>
        </>
      )}
    </>
  );
}

function Records({ shown, from }: { shown: Shown; from: number }) {
  const { t } = useText();
  const { data } = useRegister();
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const chosen = search.cols === undefined ? usualColumns(data.type, shown.list !== null) : listOf(search.cols);
  const columns = data.type.fields.filter((field) => chosen.includes(field.id));
  if (shown.total === 0) return <Nothing filtered={search.filter !== undefined || search.light !== undefined} />;
  return (
    <>
      <div className="table-line">
        <p className="soft" role="status">
          {shown.more
            ? t(`超过 ${shown.total} 条`, `More than ${shown.total} records`)
            : t(`${shown.total} 条`, `${shown.total} records`)}
        </p>
        <ColumnChoice shown={chosen} />
      </div>
      <Rows shown={shown} columns={columns} />
      <Pages from={from} total={shown.total} more={shown.more} />
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useText();
  const { mayWrite, openForm } = useRegister();
  if (filtered)
    return (
      <p className="card soft">
        {t('没有符合条件的记录。去掉一两个条件试试。', 'No record matches. Take out a condition or two.')}
      </p>
    );
  return (
    <Empty title={t('这本台账还没有记录', 'The register has no records yet')}>
      <p>
        {mayWrite
          ? t(
              '逐条录入，或者在“导入导出”里上传表格、从表格粘贴。',
              'Add them one by one, or upload or paste a sheet under “Import and export”.',
            )
          : t('由责任单位录入。', 'The responsible organisation adds them.')}
      </p>
      {mayWrite && (
        <button type="button" className="button is-main" onClick={() => openForm({ record: null })}>
          {t('录入第一条', 'Add the first one')}
        </button>
      )}
    </Empty>
  );
}

const isNumber = (field: Field) => kindOf(field).compares === 'number';

function Rows({ shown, columns }: { shown: Shown; columns: Field[] }) {
  const { t, tx, brackets, unitOf } = useText();
  const { data, openRecord } = useRegister();
  const { type } = data;
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const naming = type.identify.flatMap((name) => type.fields.find((field) => field.id === name) ?? []);
  const headOf = (name: Pair, unit: string | null = null) => (unit ? `${tx(name)}${brackets(unitOf(unit))}` : tx(name));
  const isFigure = (id: string) => shown.rows.some((row) => typeof row.judged?.cells[id] === 'number');
  const owned =
    shown.rows.some((record) => record.organisation !== null) && !columns.some((field) => field.id === type.owner);
  const light: Column<RecordView>[] = [
    {
      key: 'light',
      head: t('灯', 'Light'),
      by: true,
      cell: ({ judged }) => (judged?.light ? <Light light={judged.light} bare /> : ''),
    },
    {
      key: 'why',
      head: t('为什么', 'Why'),
      text: true,
      named: true,
      cell: ({ judged }) => (judged?.why ? tx(judged.why) : ''),
    },
  ];
  return (
    <div className="card">
      <Table<RecordView>
        label={tx(data.type.name)}
        stacked
        tall
        order={{
          by: search.sort?.replace(/^-/, ''),
          desc: search.sort?.startsWith('-') ?? false,
          onOrder: (name, desc) =>
            void navigate({
              search: (s) => ({ ...s, sort: `${desc ? '-' : ''}${name}`, from: undefined }),
              replace: true,
            }),
        }}
        rows={shown.rows}
        rowKey={(record) => record.id}
        columns={[
          {
            key: naming[0]?.id ?? 'id',
            head: naming.map((field) => tx(field.name)).join(' / '),
            // The server does not order by what it shows masked.
            ...(!naming[0]?.personal && { by: true }),
            className: 'record-title',
            cell: (record) => (
              <>
                <button
                  type="button"
                  className="text-button row-name record-name"
                  onClick={() => openRecord(record.id)}
                >
                  {titleOf(type, record, tx)}
                </button>{' '}
                <DemoMark show={record.demo} />
                {record.status === 'preliminary' && <span className="soft small"> {t('未审核', 'not reviewed')}</span>}
              </>
            ),
          },
          ...(shown.list?.lit ? light : []),
          ...(type.stages.length > 0
            ? [
                {
                  key: 'stage',
                  head: t('阶段', 'Stage'),
                  by: true as const,
                  cell: (record: RecordView) => <StageText record={record} />,
                },
              ]
            : []),
          ...columns.map((field): Column<RecordView> => ({
            key: field.id,
            head: headOf(field.name, field.unit),
            n: isNumber(field),
            named: true,
            ...(!field.personal && { by: true }),
            cell: (record) => (
              <ValueText field={field} value={record.values[field.id]} label={record.labels[field.id]} bare />
            ),
          })),
          ...(shown.list?.columns ?? []).map((column): Column<RecordView> => ({
            key: column.id,
            head: headOf(column.name, column.unit),
            n: isFigure(column.id),
            named: tx(column.name),
            by: true,
            cell: (record) => (
              <CellText
                cell={record.judged?.cells[column.id]}
                {...(column.decimals !== null && { decimals: column.decimals })}
              />
            ),
          })),
          ...(owned
            ? [
                {
                  key: '.owner',
                  head: t('责任单位', 'Owner'),
                  named: true,
                  cell: ({ organisation }: RecordView) => organisation && tx(organisation.name),
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

function ColumnChoice({ shown }: { shown: string[] }) {
  const { t, tx } = useText();
  const { data } = useRegister();
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const fields = data.type.fields.filter((field) => !data.type.identify.includes(field.id));
  const put = (id: string, on: boolean) =>
    void navigate({
      search: (s) => ({
        ...s,
        cols:
          fields
            .filter((field) => (field.id === id ? on : shown.includes(field.id)))
            .map((field) => field.id)
            .join(',') || '-',
      }),
      replace: true,
    });
  return (
    <details className="column-choice">
      <summary>{t('选择列', 'Columns')}</summary>
      <fieldset>
        <legend className="sr">{t('显示哪些列', 'Columns to show')}</legend>
        {fields.map((field) => (
          <label key={field.id}>
            <input
              type="checkbox"
              checked={shown.includes(field.id)}
              onChange={(event) => put(field.id, event.target.checked)}
            />{' '}
            {tx(field.name)}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function Pages({ from, total, more }: { from: number; total: number; more: boolean }) {
  const { t } = useText();
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  if (from === 0 && total <= pageSize && !more) return null;
  const go = (to: number) => void navigate({ search: (s) => ({ ...s, from: to <= 0 ? undefined : String(to) }) });
  return (
    <nav className="pages" aria-label={t('翻页', 'Pages')}>
      <button type="button" className="button" disabled={from === 0} onClick={() => go(from - pageSize)}>
        {t('上一页', 'Previous')}
      </button>
      <span className="soft">
        {t(
          `第 ${from + 1} 到 ${Math.min(from + pageSize, more ? Infinity : total)} 条`,
          `${from + 1} to ${Math.min(from + pageSize, more ? Infinity : total)}`,
        )}
      </span>
      <button
        type="button"
        className="button"
        disabled={!more && from + pageSize >= total}
        onClick={() => go(from + pageSize)}
      >
        {t('下一页', 'Next')}
      </button>
    </nav>
  );
}
