import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { kindOf } from '../../core/register/index.ts';
import { dayText } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { useReading } from '../../ui/query.ts';
import { listOf, toggled } from '../../ui/search.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { listRecords, type RecordView } from './api.ts';
import { FilterBar } from './filter-bar.tsx';
import { type Axis, axisOf, dayIn, type DatedRow, placeOn } from './timeline.ts';
import { useRegister } from './use-register.ts';
import { titleOf } from './title.ts';

const most = 200;

interface DateSource {
  /** Field id, or `@stage`. */
  id: string;
  name: Pair;
  of: (record: RecordView) => string | null;
}

/** Records on a common axis of time: days of entering stages, and dates that they hold. */
export function TimelineView() {
  const { t, tx } = useText();
  const { data, params, asOf } = useRegister();
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const query = useReading(listRecords, {
    params,
    query: {
      limit: most,
      ...(search.filter !== undefined && { filter: search.filter }),
      sort: search.sort ?? 'id',
      ...(asOf !== undefined && { asOf }),
    },
  });
  const sources = useMemo<DateSource[]>(
    () => [
      ...data.type.stages.map((stage): DateSource => ({
        id: `@${stage.id}`,
        name: stage.name,
        of: (record) => record.passed[stage.id] ?? null,
      })),
      ...data.type.fields
        .filter((field) => kindOf(field).inTime)
        .map((field): DateSource => ({
          id: field.id,
          name: field.name,
          of: (record) => (typeof record.values[field.id] === 'string' ? dayIn(String(record.values[field.id])) : null),
        })),
    ],
    [data.type],
  );
  if (sources.length === 0) {
    return (
      <Empty title={t('这本台账没有日期', 'The register has no dates')}>
        <p>
          {t(
            '时间线要有阶段或日期栏目。请规划管理在“改栏目”里加上。',
            'A timeline needs stages or date fields; the plan office adds them under “Change fields”.',
          )}
        </p>
      </Empty>
    );
  }
  const hidden = listOf(search.dates);
  const shown = sources.filter((source) => !hidden.includes(source.id));
  return (
    <>
      <FilterBar />
      <div className="filters" role="group" aria-label={t('显示哪些日期', 'Dates to show')}>
        {sources.map((source, index) => (
          <button
            key={source.id}
            type="button"
            className="chip"
            aria-pressed={!hidden.includes(source.id)}
            onClick={() =>
              void navigate({ search: (s) => ({ ...s, dates: toggled(s.dates, source.id) }), replace: true })
            }
          >
            <i className={`time-mark is-${index % 6}`} aria-hidden="true" /> {tx(source.name)}
          </button>
        ))}
      </div>
      <Await query={query}>
        {(page) => {
          const rows = page.records
            .map((record): DatedRow<RecordView> => ({
              item: record,
              marks: shown.flatMap((source) =>
                source.of(record) === null ? [] : [{ name: source.id, day: source.of(record) ?? '' }],
              ),
            }))
            .filter((row) => row.marks.length > 0);
          const axis = axisOf(rows.flatMap((row) => row.marks.map((mark) => mark.day)));
          if (!axis) return <p className="card soft">{t('没有带日期的记录。', 'No record has a date.')}</p>;
          return (
            <>
              <p className="soft table-line" role="status">
                {t(`${rows.length} 条有日期`, `${rows.length} records with dates`)}
                {page.total > most &&
                  t(`，只画了前 ${most} 条，请先筛选`, `; the first ${most} are drawn, filter to see others`)}
              </p>
              <Drawn rows={rows} axis={axis} sources={sources} />
            </>
          );
        }}
      </Await>
    </>
  );
}

function Drawn({ rows, axis, sources }: { rows: DatedRow<RecordView>[]; axis: Axis; sources: DateSource[] }) {
  const { t, tx, lang } = useText();
  const { data, openRecord, asOf } = useRegister();
  const { today } = useReader();
  const now = placeOn(axis, asOf ?? today);
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  return (
    <div className="card timeline">
      <div className="timeline-row is-axis" aria-hidden="true">
        <span />
        <span className="timeline-track">
          {axis.ticks.map((tick) => (
            <span key={tick.day} className="timeline-tick" style={{ left: percent(tick.at) }}>
              {tick.label}
            </span>
          ))}
        </span>
      </div>
      <ul>
        {rows.map(({ item, marks }) => {
          const places = marks.map((mark) => placeOn(axis, mark.day));
          return (
            <li key={item.id} className="timeline-row">
              <span>
                <button type="button" className="text-button record-name" onClick={() => openRecord(item.id)}>
                  {titleOf(data.type, item, tx)}
                </button>{' '}
                <DemoMark show={item.demo} />
              </span>
              <span className="timeline-track">
                {axis.ticks.map((tick) => (
                  <i key={tick.day} className="timeline-grid" style={{ left: percent(tick.at) }} />
                ))}
                {now >= 0 && now <= 1 && (
                  <i className="timeline-now" style={{ left: percent(now) }} title={t('今天', 'Today')} />
                )}
                <i
                  className="timeline-span"
                  style={{
                    left: percent(Math.min(...places)),
                    width: percent(Math.max(...places) - Math.min(...places)),
                  }}
                />
                {marks.map((mark, index) => {
                  const source = sources.findIndex((other) => other.id === mark.name);
                  const words = `${tx(sources[source]?.name ?? { zh: '', en: '' })} ${dayText(mark.day, lang)}`;
                  return (
                    <span
                      key={mark.name}
                      className={`time-mark is-${source % 6}`}
                      style={{ left: percent(places[index] ?? 0) }}
                      title={words}
                    >
                      <span className="sr">{words}</span>
                    </span>
                  );
                })}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
