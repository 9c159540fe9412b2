import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { isMade, nextStages } from '../../core/register/index.ts';
import type { Field } from '../../core/register/model.ts';
import { DemoMark, LightMark } from '../../ui/light.tsx';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { countRecords, listRecords, type RecordView } from './api.ts';
import { FilterBar } from './filter-bar.tsx';
import { bothFilters } from './filter-text.ts';
import { StageDue } from './stage-text.tsx';
import { useRegister } from './use-register.ts';
import { titleOf } from './title.ts';

const cardsAtFirst = 20;

interface Column {
  /** Null: nothing chosen. */
  id: string | null;
  name: Pair;
}

/** Records in columns by their stage or by a choice; a card moves by the menu on it. */
export function BoardView() {
  const { t, tx } = useText();
  const { data, params } = useRegister();
  const { type } = data;
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const choices = type.fields.filter((field) => field.type === 'choice' && !isMade(field));
  const by = choices.find((field) => field.id === search.by) ?? (type.stages.length > 0 ? null : choices[0]);
  const name = by === null ? 'stage' : by?.id;
  const counts = useReading(
    countRecords,
    { params, query: { by: name ?? 'id', ...(search.filter !== undefined && { filter: search.filter }) } },
    { enabled: name !== undefined },
  );
  if (by === undefined) {
    return (
      <Empty title={t('这本台账没有可以分列的栏目', 'The register has nothing to make columns from')}>
        <p>
          {t(
            '看板按阶段或选项分列。请规划管理在“改栏目”里加上阶段或选项栏目。',
            'A board needs stages or a field with choices; the plan office adds them under “Change fields”.',
          )}
        </p>
      </Empty>
    );
  }
  return (
    <>
      <FilterBar />
      {choices.length + (type.stages.length > 0 ? 1 : 0) > 1 && (
        <p className="filters">
          <label>
            {t('按', 'By')}{' '}
            <select
              className="field"
              value={by?.id ?? ''}
              onChange={(event) => void navigate({ search: (s) => ({ ...s, by: event.target.value || undefined }) })}
            >
              {type.stages.length > 0 && <option value="">{t('阶段', 'Stage')}</option>}
              {choices.map((field) => (
                <option key={field.id} value={field.id}>
                  {tx(field.name)}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      <Await query={counts}>
        {({ counts: found }) => {
          const number = (id: string | null) => found.find((item) => item.value === id)?.count ?? 0;
          const columns: Column[] = [
            ...(by === null ? type.stages : (by.choices ?? [])),
            ...(number(null) > 0 ? [{ id: null, name: { zh: '没有填', en: 'Not filled in' } }] : []),
          ];
          return (
            <div className="board">
              {columns.map((column) => (
                <BoardColumn key={column.id ?? ''} by={by} column={column} count={number(column.id)} />
              ))}
            </div>
          );
        }}
      </Await>
    </>
  );
}

function BoardColumn({ by, column, count }: { by: Field | null; column: Column; count: number }) {
  const { t, tx } = useText();
  const { params, asOf } = useRegister();
  const { filter } = useSearch({ from: '/$jurisdiction/registers/$register' });
  const [limit, setLimit] = useState(cardsAtFirst);
  const name = by?.id ?? 'stage';
  const own = column.id === null ? `${name} is none` : `${name} = ${column.id}`;
  const query = useReading(
    listRecords,
    { params, query: { limit, filter: bothFilters(filter, own), ...(asOf !== undefined && { asOf }) } },
    { enabled: count > 0 },
  );
  return (
    <section className="board-column" aria-label={tx(column.name)}>
      <h2>
        {tx(column.name)} <span className="soft">{count}</span>
      </h2>
      {count === 0 ? (
        <p className="soft small">{t('没有', 'None')}</p>
      ) : (
        <Await query={query}>
          {(page) => (
            <ul>
              {page.records.map((record) => (
                <BoardCard key={record.id} record={record} by={by} />
              ))}
              {page.total > page.records.length && (
                <li>
                  <button type="button" className="text-button" onClick={() => setLimit(Math.min(500, limit + 50))}>
                    {t(`还有 ${page.total - page.records.length} 条`, `${page.total - page.records.length} more`)}
                  </button>
                </li>
              )}
            </ul>
          )}
        </Await>
      )}
    </section>
  );
}

function BoardCard({ record, by }: { record: RecordView; by: Field | null }) {
  const { t, tx } = useText();
  const { data, mayWrite, openForm, openRecord } = useRegister();
  const { type } = data;
  const title = titleOf(type, record, tx);
  const targets =
    by === null
      ? nextStages(type, record.stage)
      : (by.choices ?? []).filter((choice) => choice.id !== record.values[by.id]);
  const move = (to: string) => {
    if (by === null) {
      const stage = type.stages.find((item) => item.id === to);
      openForm({
        record,
        stage: to,
        only: (stage?.requires ?? []).filter((name) => (record.values[name] ?? null) === null),
      });
    } else openForm({ record, preset: { [by.id]: to }, only: [by.id] });
  };
  return (
    <li className="board-card">
      <button type="button" className="text-button row-name record-name" onClick={() => openRecord(record.id)}>
        {title}
      </button>{' '}
      <DemoMark show={record.demo} />
      {record.organisation && <p className="soft small">{tx(record.organisation.name)}</p>}
      {by !== null && record.stage !== null && (
        <p className="soft small">
          {tx(type.stages.find((stage) => stage.id === record.stage)?.name ?? { zh: '', en: '' })}
        </p>
      )}
      {record.judged?.light && (
        <p className="small">
          <LightMark light={record.judged.light} /> {record.judged.why && tx(record.judged.why)}
        </p>
      )}
      <StageDue record={record} />
      {mayWrite && record.mayWrite && targets.length > 0 && (
        <select
          className="field"
          aria-label={t(`把“${title}”移到`, `Move “${title}” to`)}
          value=""
          onChange={(event) => event.target.value && move(event.target.value)}
        >
          <option value="">{t('移到…', 'Move to…')}</option>
          {targets.map((target) => (
            <option key={target.id} value={target.id}>
              {tx(target.name)}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
