import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { dayText, figure, share } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getYear, type TaskView, type YearRow } from './api.ts';
import './years.css';

/** 年度任务: what this year is to bring of each promise, own and assigned, with lights; a unit sees what it was given. */
export function YearsPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/plan/years' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan/years' });
  const asked = search.year ? { year: Number(search.year) } : {};
  const query = useReading(getYear, { params: { jurisdiction }, query: { ...asOfOnly(asOf), ...asked } });
  return (
    <GroupPage group="plan" title={t('年度任务', 'Years')} className="years">
      <Await query={query}>
        {(data) => (
          <>
            <h1>{t(`${data.year} 年年度任务`, `Tasks of ${data.year}`)}</h1>
            <p className="lead">
              {data.rule === 'year'
                ? t('灯按当年任务亮（见亮灯规则）。', 'Lights go by the tasks of the year (see the rules).')
                : t(
                    '灯按规划期末目标亮，当年任务另列（见亮灯规则）。',
                    'Lights go by the end of the horizon; tasks of the year stand beside (see the rules).',
                  )}
            </p>
            <label className="years-choose">
              {t('年份', 'Year')}
              <input
                className="field"
                type="number"
                min={1949}
                max={2100}
                value={data.year}
                onChange={(event) => {
                  const year = event.target.value;
                  if (/^\d{4}$/u.test(year)) void navigate({ search: (s) => ({ ...s, year }) });
                }}
              />
            </label>
            {data.sees === 'own' && <Mine rows={data.rows} />}
            <section className="card">
              <Rows rows={data.rows} year={data.year} />
            </section>
          </>
        )}
      </Await>
    </GroupPage>
  );
}

function Rows({ rows, year }: { rows: YearRow[]; year: number }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const reader = useReader();
  const issued = (task: TaskView | null, row: YearRow) =>
    task && (
      <span className="years-task">
        <span>
          {figure(task.total)} {row.indicator.unit}
          {task.version > 1 && (
            <span className="soft small">{t(`（首次 ${figure(task.first)}）`, ` (first ${figure(task.first)})`)}</span>
          )}
        </span>
        {task.standing && <Light light={task.standing.light} bare />}
        <span className="soft small">
          {task.by !== null && `${task.by} `}
          {task.document} {dayText(task.issuedOn, lang)}
        </span>
      </span>
    );
  return (
    <Table
      label={t('年度任务', 'Tasks of the year')}
      rows={rows}
      rowKey={(row) => row.commitment}
      columns={[
        {
          head: t('目标', 'Target'),
          cell: (row) => (
            <Link
              to="/$jurisdiction/plan/years/$commitment"
              params={{ jurisdiction, commitment: row.commitment }}
              search={{ year: String(year) }}
            >
              {row.commitment} {tx(row.title)}
            </Link>
          ),
        },
        {
          head: t('自定任务', 'Own'),
          cell: (row) => issued(row.own, row) ?? <None can={reader.capabilities.includes('plan.write')} />,
        },
        { head: t('上级下达', 'Assigned'), cell: (row) => issued(row.assigned, row) ?? <None /> },
        {
          head: t('完成', 'Done'),
          cell: (row) => {
            const task = row.own ?? row.assigned;
            const observed = task?.standing?.observed;
            return observed && task.total > 0 ? (
              share(observed.value / task.total)
            ) : (
              <span className="soft">{t('还没有数', 'No figure')}</span>
            );
          },
        },
        {
          head: t('已分解到', 'Given to'),
          cell: (row) =>
            row.own && row.own.given > 0 ? (
              t(`${row.own.given} 个单位`, `${row.own.given} units`)
            ) : (
              <span className="soft">{t('未分解', 'nobody')}</span>
            ),
        },
      ]}
    />
  );
}

function None({ can = false }: { can?: boolean }) {
  const { t } = useText();
  return (
    <span className="soft">
      {can ? t('未下达，点目标分解', 'Not issued: open the target') : t('未下达', 'Not issued')}
    </span>
  );
}

/** What the reader's own unit was given. */
function Mine({ rows }: { rows: YearRow[] }) {
  const { t, tx, lang } = useText();
  const mine = rows.flatMap((row) =>
    [row.own, row.assigned].flatMap((task) => (task?.parts ?? []).map((part) => ({ row, task: task!, part }))),
  );
  return (
    <section className="card">
      <h2>{t('本单位的任务', 'Tasks of your unit')}</h2>
      {mine.length === 0 ? (
        <Empty title={t('今年没有分解给本单位的任务', 'Nothing was given to your unit this year')} />
      ) : (
        <Table
          label={t('本单位的任务', 'Tasks of your unit')}
          rows={mine}
          rowKey={({ row, part }) => `${row.commitment} ${part.unit.id}`}
          columns={[
            { head: t('目标', 'Target'), cell: ({ row }) => `${row.commitment} ${row.title[lang]}` },
            { head: t('单位', 'Unit'), cell: ({ part }) => tx(part.unit.name) },
            {
              head: t('全年任务', 'Year'),
              cell: ({ row, part }) => `${figure(part.value)} ${row.indicator.unit}`,
            },
            { head: t('一至四季度', 'Quarters'), cell: ({ part }) => part.quarters.map((q) => figure(q)).join(' / ') },
            {
              head: t('进展', 'Standing'),
              cell: ({ part }) =>
                part.standing ? (
                  <>
                    <Light light={part.standing.light} bare /> <span className="small">{tx(part.standing.why)}</span>
                  </>
                ) : (
                  <span className="soft">{t('没有本单位的数可比', 'No figure of the unit to compare')}</span>
                ),
            },
            { head: t('文号', 'Document'), cell: ({ task }) => task.document },
          ]}
        />
      )}
    </section>
  );
}
