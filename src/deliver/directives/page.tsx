import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { dayText } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';
import type { ResponseOf } from '../../ui/call.ts';
import { type DirectiveRow, listDirectives } from './api.ts';
import { LevelMark } from './level.tsx';
import { levelNames, stateNames } from './words.ts';
import '../deliver.css';

/** 督办单: what is under way, late or waits for verification, those to be done first. */
export function DirectivesPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/directives' });
  const query = useReading(listDirectives, {
    params: { jurisdiction },
    query: { show: 'open', limit: 500, ...search },
  });
  return (
    <MemberPage
      group="directives"
      className="directives"
      title={t('督办单', 'Directives')}
      demo={query.data?.rows.some(({ demo }) => demo) ?? false}
    >
      <Await query={query}>{(data) => <Board data={data} />}</Await>
    </MemberPage>
  );
}

function Board({ data }: { data: ResponseOf<typeof listDirectives> }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/directives' });
  const navigate = useNavigate({ from: '/$jurisdiction/directives' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { counts, rows, mayIssue } = data;
  const picked = rows.filter(({ id }) => chosen.has(id));
  const views = [
    [undefined, t('在办', 'Open'), counts.open],
    ['late', t('逾期', 'Late'), counts.late],
    ['answered', t('待核销', 'To verify'), counts.answered],
    ['over', t('办结', 'Over'), counts.over],
    ['all', t('全部', 'All'), counts.open + counts.over],
  ] as const;
  return (
    <>
      <div className="directives-head">
        <div>
          <h1>{t('督办单', 'Directives')}</h1>
          <p className="lead">
            {t(
              `在办 ${counts.open} 件，逾期 ${counts.late} 件，待核销 ${counts.answered} 件；销号未转绿 ${counts.unturned} 件。`,
              `${counts.open} open, ${counts.late} late, ${counts.answered} to verify; ${counts.unturned} closed without turning.`,
            )}
          </p>
        </div>
        <p className="directives-ways">
          {mayIssue && (
            <Link className="button is-main" to="/$jurisdiction/directives/new" params={{ jurisdiction }}>
              {t('交办', 'Issue')}
            </Link>
          )}{' '}
          <Link
            className="button"
            to="/$jurisdiction/registers/$register"
            params={{ jurisdiction, register: 'directives' }}
          >
            {t('台账：筛选、看板、导出', 'Register: filter, board, export')}
          </Link>
        </p>
      </div>
      <Tiles label={t('各等级在办', 'Open by level')}>
        {(['blue', 'orange', 'red', 'none'] as const).map((level) => (
          <Tile key={level} name={level === 'none' ? tx(levelNames.none) : <LevelMark level={level} />}>
            {counts.levels[level]}
          </Tile>
        ))}
      </Tiles>
      <div className="filters directives-filters">
        <div className="chips" role="group" aria-label={t('看哪些', 'Which')}>
          {views.map(([show, name, n]) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={search.show === show}
              onClick={() => void navigate({ search: (s) => ({ ...s, show }) })}
            >
              {name} <span className="count">{n}</span>
            </button>
          ))}
        </div>
        <input
          className="field directives-find"
          type="search"
          aria-label={t('按编号、事项找', 'Find by number or matter')}
          placeholder={t('按编号、事项找', 'Find by number or matter')}
          defaultValue={search.words ?? ''}
          onChange={(event) => {
            const words = event.target.value.trim();
            void navigate({ search: (s) => ({ ...s, words: words === '' ? undefined : words }), replace: true });
          }}
        />
        {mayIssue && (
          <Link
            className="button"
            to="/$jurisdiction/reports"
            params={{ jurisdiction }}
            search={{ kind: '督查通报', of: picked.map(({ id }) => id).join(',') }}
            disabled={picked.length === 0}
            aria-disabled={picked.length === 0}
          >
            {t(`所选 ${picked.length} 件拟通报`, `Draft a circular of ${picked.length}`)}
          </Link>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty title={t('没有督办单。', 'No directives.')}>
          {mayIssue && (
            <p>
              <Link to="/$jurisdiction/directives/new" params={{ jurisdiction }}>
                {t('从红灯、黄灯里选事项交办', 'Issue one about what is red or yellow')}
              </Link>
            </p>
          )}
        </Empty>
      ) : (
        <Table
          label={t('督办单', 'Directives')}
          stacked
          rows={rows}
          rowKey={({ id }) => id}
          choose={
            mayIssue
              ? {
                  chosen,
                  may: () => true,
                  name: ({ number }) => t(`选 ${number}`, `Choose ${number}`),
                  onChoose: setChosen,
                }
              : undefined
          }
          columns={[
            { head: t('督办事项', 'Matter'), className: 'directive-name', cell: (row) => <Name row={row} /> },
            { head: t('等级', 'Level'), cell: ({ level }) => <LevelMark level={level} /> },
            { head: t('状态', 'State'), cell: ({ state }) => tx(stateNames[state]) },
            { head: t('牵头单位', 'Lead unit'), cell: ({ lead }) => tx(lead.name), by: ({ lead }) => lead.name.zh },
            {
              head: t('期限', 'Limit'),
              named: true,
              by: ({ due }) => due,
              cell: (row) => (
                <>
                  {dayText(row.due, lang)}
                  <Left row={row} />
                  {row.extensions > 0 && (
                    <div className="soft small">
                      {t(`原定 ${dayText(row.firstDue, 'zh')}`, `first ${dayText(row.firstDue, 'en')}`)}
                    </div>
                  )}
                </>
              ),
            },
            { head: t('退回', 'Returned'), n: true, cell: ({ returns }) => (returns > 0 ? returns : null) },
          ]}
        />
      )}
    </>
  );
}

function Name({ row }: { row: DirectiveRow }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  return (
    <>
      <Link
        className="quiet row-name"
        to="/$jurisdiction/directives/$directive"
        params={{ jurisdiction, directive: row.id }}
      >
        {row.title}
      </Link>
      <div className="soft small">
        {row.number} <DemoMark show={row.demo} />
        {row.again !== null && <> · {t('重复事项', 'comes again')}</>}
        {row.unturned && <> · {t('销号未转绿', 'closed without turning')}</>}
        {row.extensionAsked && <> · {t('申请延期', 'extension asked')}</>}
      </div>
    </>
  );
}

/** How far the limit is, in words; late is red and says so. */
function Left({ row }: { row: DirectiveRow }) {
  const { t } = useText();
  if (row.daysLeft === null || row.state === 'answered') return null;
  return row.daysLeft < 0 ? (
    <div className="is-red small">{t(`逾期 ${-row.daysLeft} 个工作日`, `${-row.daysLeft} working days late`)}</div>
  ) : (
    <div className="soft small">
      {row.daysLeft === 0
        ? t('今天到期', 'due today')
        : t(`还有 ${row.daysLeft} 个工作日`, `${row.daysLeft} working days left`)}
    </div>
  );
}
