import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type Duties, type Duty, listDuties, type Task } from './api.ts';
import { DutyDrawer } from './duty-drawer.tsx';
import { Frame } from './frame.tsx';
import { Ownerless } from './ownerless.tsx';
import { TaskLink } from './task-link.tsx';

/** 填报责任: who reports what, who stands in, and what has no owner yet. */
export function DutiesPage() {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const query = useReading(
    listDuties,
    { params: { jurisdiction } },
    { enabled: reader.capabilities.includes('evidence.read') },
  );
  return (
    <Frame title={t('填报责任', 'Who reports')}>
      <Await query={query}>{(data) => <Board data={data} />}</Await>
    </Frame>
  );
}

function Board({ data }: { data: Duties }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/reporting/duties' });
  const navigate = useNavigate({ from: '/$jurisdiction/reporting/duties' });
  const [open, setOpen] = useState<string | null>(null);
  const words = search.q?.trim().toLowerCase() ?? '';
  const shown = data.duties.filter(
    (duty) =>
      (words === '' || duty.name.zh.includes(words) || duty.name.en.toLowerCase().includes(words)) &&
      (search.organisation === undefined || duty.organisation?.id === search.organisation) &&
      (search.open === undefined || duty.person === null),
  );
  const nobody = data.duties.filter((duty) => duty.person === null).length;
  const ownerless = data.duties.filter((duty) => duty.organisation === null).length + data.commitments.length;
  const owners = new Set(data.duties.flatMap((duty) => (duty.organisation ? [duty.organisation.id] : [])));
  const opened = data.duties.find((duty) => duty.about === open);
  const nameOf = (login: string | null) => data.people.find((person) => person.login === login)?.name ?? login;
  const dutyColumns: Column<Duty>[] = [
    {
      head: t('指标、节点或台账', 'Figure, milestone or list'),
      by: (duty) => tx(duty.name),
      cell: (duty) => (
        <TaskLink
          task={{
            about: duty.about,
            kind: duty.about.slice(0, duty.about.indexOf(':')) as Task['kind'],
            name: duty.name,
          }}
        />
      ),
    },
    {
      head: t('责任单位', 'Organisation'),
      by: (duty) => duty.organisation && tx(duty.organisation.name),
      cell: (duty) =>
        duty.organisation ? tx(duty.organisation.name) : <span className="is-red">{t('无主', 'No owner')}</span>,
    },
    {
      head: t('何时报', 'When'),
      className: 'soft',
      by: (duty) => tx(duty.due),
      cell: (duty) => {
        const cadence = duty.cadence === null ? undefined : cadences[duty.cadence];
        return `${cadence ? `${tx(cadence)}${lang === 'zh' ? '，' : ', '}` : ''}${tx(duty.due)}`;
      },
    },
    {
      head: t('填报人', 'Person'),
      by: (duty) => nameOf(duty.person),
      cell: (duty) => (
        <>
          {nameOf(duty.person) ?? <span className="soft">{t('本单位填报人', 'Any of the organisation')}</span>}
          {duty.deputy && (
            <div className="soft small">
              {t(`代报：${nameOf(duty.deputy)}`, `Stands in: ${nameOf(duty.deputy)}`)}
              {duty.deputyUntil && t(`，到 ${duty.deputyUntil}`, `, until ${duty.deputyUntil}`)}
            </div>
          )}
        </>
      ),
    },
    {
      head: t('欠', 'Owed'),
      n: true,
      by: (duty) => duty.owed,
      cell: (duty) =>
        duty.owed === 0 ? (
          ''
        ) : (
          <Link
            to="/$jurisdiction/reporting"
            params={{ jurisdiction }}
            search={{ organisation: duty.organisation?.id }}
            className={duty.owed >= 5 ? 'is-red' : undefined}
          >
            {duty.owed}
          </Link>
        ),
    },
    {
      head: <span className="sr">{t('指定', 'Assign')}</span>,
      n: true,
      cell: (duty) =>
        duty.mayAssign ? (
          <button
            type="button"
            className="text-button"
            aria-label={t(`指定 ${duty.name.zh} 的填报人`, `Assign ${duty.name.en}`)}
            onClick={() => setOpen(duty.about)}
          >
            {t('指定', 'Assign')}
          </button>
        ) : (
          ''
        ),
    },
  ];
  return (
    <>
      <h1>{t('填报责任', 'Who reports')}</h1>
      <p className="lead">
        {t(
          `${data.duties.length} 项要填报；${ownerless} 项无主，${nobody} 项没有指定到人（由本单位任何填报人填报）。`,
          `${data.duties.length} to be reported; ${ownerless} without an owner, ${nobody} not given to a person (any reporter of the organisation may report them).`,
        )}
      </p>
      {ownerless > 0 && <Ownerless data={data} />}
      <div className="filters" role="search" aria-label={t('筛选', 'Filter')}>
        <input
          className="field"
          type="search"
          defaultValue={search.q ?? ''}
          placeholder={t('找指标、台账', 'Search figures, lists')}
          aria-label={t('找指标、台账', 'Search figures, lists')}
          onChange={(event) =>
            void navigate({ search: (s) => ({ ...s, q: event.target.value || undefined }), replace: true })
          }
        />
        <TreePicker
          aria-label={t('责任单位', 'Organisation')}
          none={t('全部单位', 'All organisations')}
          value={search.organisation ?? ''}
          options={data.organisations
            .filter((item) => owners.has(item.id))
            .map(({ id, name, parent }) => ({ id, name: tx(name), parent }))}
          onChange={(id) => void navigate({ search: (s) => ({ ...s, organisation: id || undefined }), replace: true })}
        />
        <button
          type="button"
          className="chip"
          aria-pressed={search.open === '1'}
          onClick={() => void navigate({ search: (s) => ({ ...s, open: s.open ? undefined : '1' }), replace: true })}
        >
          {t('没有指定到人', 'Not given to a person')} <span className="count">{nobody}</span>
        </button>
      </div>
      {shown.length === 0 ? (
        <Empty title={t('没有符合条件的', 'Nothing matches')} />
      ) : (
        <section className="card">
          <Table
            label={t('填报责任', 'Who reports')}
            stacked
            rows={shown}
            rowKey={(duty) => `${duty.about} ${duty.organisation?.id ?? ''}`}
            columns={dutyColumns}
          />
        </section>
      )}
      {opened?.organisation && (
        <DutyDrawer
          key={opened.about}
          duty={opened}
          organisation={opened.organisation}
          people={data.people}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

const cadences: Record<string, { zh: string; en: string }> = {
  month: { zh: '每月', en: 'Monthly' },
  quarter: { zh: '每季', en: 'Quarterly' },
  half: { zh: '每半年', en: 'Half-yearly' },
  year: { zh: '每年', en: 'Yearly' },
};
