import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ResponseOf } from '../../ui/call.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { useReading } from '../../ui/query.ts';
import { listOf } from '../../ui/search.ts';
import { SortHead } from '../../ui/sort.tsx';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
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

const pageSize = 50;

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
        <Await query={judged}>
          {(list) => (
            <>
              <ListTiles list={list} />
              <FilterBar />
              <ListChoices list={list} />
              <Records shown={{ rows: list.rows, total: list.total, more: false, list }} from={from} />
            </>
          )}
        </Await>
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
  const { t, tx } = useText();
  const { data, openRecord } = useRegister();
  const { type } = data;
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const head = {
    sort: search.sort?.replace(/^-/, ''),
    desc: search.sort?.startsWith('-') ?? false,
    onSort: (name: string, desc: boolean) =>
      void navigate({ search: (s) => ({ ...s, sort: `${desc ? '-' : ''}${name}`, from: undefined }), replace: true }),
  };
  const naming = type.identify.flatMap((name) => type.fields.find((field) => field.id === name) ?? []);
  const named = naming.map((field) => tx(field.name)).join(' / ');
  const headOf = (field: Field) => (field.unit ? `${tx(field.name)}（${field.unit}）` : tx(field.name));
  const judged = shown.list?.columns ?? [];
  const lit = shown.list?.lit ?? false;
  const isFigure = (id: string) => shown.rows.some((row) => typeof row.judged?.cells[id] === 'number');
  const owned =
    shown.rows.some((record) => record.organisation !== null) && !columns.some((field) => field.id === type.owner);
  return (
    <div className="card scroll-x">
      <table className="plain is-stacked">
        <thead>
          <tr>
            {naming[0]?.personal ? (
              <th scope="col">{named}</th>
            ) : (
              <SortHead name={naming[0]?.id ?? 'id'} label={named} {...head} />
            )}
            {lit && <SortHead name="light" label={t('灯', 'Light')} {...head} />}
            {lit && <th scope="col">{t('为什么', 'Why')}</th>}
            {type.stages.length > 0 && <SortHead name="stage" label={t('阶段', 'Stage')} {...head} />}
            {columns.map((field) =>
              // The server does not order by what it shows masked.
              field.personal ? (
                <th key={field.id} scope="col">
                  {tx(field.name)}
                </th>
              ) : (
                <SortHead key={field.id} name={field.id} label={headOf(field)} number={isNumber(field)} {...head} />
              ),
            )}
            {judged.map((column) => (
              <SortHead
                key={column.id}
                name={column.id}
                label={column.unit === null ? tx(column.name) : `${tx(column.name)}（${column.unit}）`}
                number={isFigure(column.id)}
                {...head}
              />
            ))}
            {owned && <th scope="col">{t('责任单位', 'Owner')}</th>}
          </tr>
        </thead>
        <tbody>
          {shown.rows.map((record) => (
            <tr key={record.id}>
              <td>
                <button
                  type="button"
                  className="text-button row-name record-name"
                  onClick={() => openRecord(record.id)}
                >
                  {titleOf(type, record, tx)}
                </button>{' '}
                <DemoMark show={record.demo} />
                {record.status === 'preliminary' && <span className="soft small"> {t('未审核', 'not reviewed')}</span>}
              </td>
              {lit && <td>{record.judged?.light && <Light light={record.judged.light} bare />}</td>}
              {lit && <td data-name={t('为什么', 'Why')}>{record.judged?.why && tx(record.judged.why)}</td>}
              {type.stages.length > 0 && (
                <td>
                  <StageText record={record} />
                </td>
              )}
              {columns.map((field) => (
                <td key={field.id} className={isNumber(field) ? 'n' : undefined} data-name={headOf(field)}>
                  <ValueText field={field} value={record.values[field.id]} label={record.labels[field.id]} bare />
                </td>
              ))}
              {judged.map((column) => (
                <td key={column.id} className={isFigure(column.id) ? 'n' : undefined} data-name={tx(column.name)}>
                  <CellText
                    cell={record.judged?.cells[column.id]}
                    {...(column.decimals !== null && { decimals: column.decimals })}
                  />
                </td>
              ))}
              {owned && (
                <td data-name={t('责任单位', 'Owner')}>
                  {record.organisation ? tx(record.organisation.name) : <span className="soft">—</span>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
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
