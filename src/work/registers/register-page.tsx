import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { GroupTabs, useOpenEntries } from '../../ui/group.tsx';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { ReleaseNote } from './release-note.tsx';
import { useReader } from '../../ui/session.ts';
import { Await, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getRegister } from './api.ts';
import { RecordDrawer } from './record-drawer.tsx';
import { RecordForm } from './record-form.tsx';
import { registerViews, type RegisterViewName } from './search.ts';
import { TableView } from './table-view.tsx';
import { type FormOrder, RegisterContext, type RegisterData, type RegisterWork } from './use-register.ts';
import './registers.css';

const BoardView = lazy(() => import('./board-view.tsx').then((m) => ({ default: m.BoardView })));
const TimelineView = lazy(() => import('./timeline-view.tsx').then((m) => ({ default: m.TimelineView })));
const MapView = lazy(() => import('./map-view.tsx').then((m) => ({ default: m.MapView })));
const ExchangeView = lazy(() => import('./exchange-view.tsx').then((m) => ({ default: m.ExchangeView })));

/** One register, whatever it lists: table, board, timeline, map, sheets in and out; records and forms in drawers. */
export function RegisterPage() {
  const { t, tx } = useText();
  const params = useParams({ from: '/$jurisdiction/registers/$register' });
  const query = useReading(getRegister, { params });
  const group = useOpenEntries().find((entry) => 'list' in entry.at && entry.at.list === params.register)?.group;
  return (
    <Page
      title={query.data ? tx(query.data.type.name) : t('台账', 'Register')}
      demo={query.data?.demo ?? false}
      className="register"
    >
      {group && <GroupTabs group={group} />}
      <p className="trail">
        <Link to="/$jurisdiction/registers" params={{ jurisdiction: params.jurisdiction }}>
          {t('台账', 'Registers')}
        </Link>
      </p>
      <Await query={query}>{(data) => <Register key={data.type.id} data={data} />}</Await>
    </Page>
  );
}

function Register({ data }: { data: RegisterData }) {
  const { t, tx } = useText();
  const { asOf } = usePlace();
  const { today } = useReader();
  const params = useParams({ from: '/$jurisdiction/registers/$register' });
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const queries = useQueryClient();
  const [form, setForm] = useState<FormOrder | null>(null);
  const past = asOf !== undefined && asOf < today;
  const view = search.view ?? 'table';
  const work = useMemo<RegisterWork>(
    () => ({
      data,
      params: { jurisdiction: params.jurisdiction, register: params.register },
      asOf,
      mayWrite: data.mayWrite && !past,
      openForm: setForm,
      openRecord: (id) => void navigate({ search: (s) => ({ ...s, r: id }) }),
    }),
    [data, params.jurisdiction, params.register, asOf, past, navigate],
  );
  const names: Record<RegisterViewName, string> = {
    table: t('表格', 'Table'),
    board: t('看板', 'Board'),
    timeline: t('时间线', 'Timeline'),
    map: t('地图', 'Map'),
    exchange: t('导入导出', 'Import and export'),
  };
  return (
    <RegisterContext value={work}>
      <div className="head-line">
        <h1>{tx(data.type.name)}</h1>
        <p className="head-actions">
          {data.mayDefine && (
            <Link
              className="button"
              to="/$jurisdiction/define-register"
              params={{ jurisdiction: params.jurisdiction }}
              search={{ register: params.register }}
            >
              {t('改栏目', 'Change fields')}
            </Link>
          )}
          {work.mayWrite && (
            <button type="button" className="button is-main" onClick={() => setForm({ record: null })}>
              {t('录入', 'Add a record')}
            </button>
          )}
        </p>
      </div>
      <ReleaseNote />
      <p className="lead">
        {data.type.about && `${tx(data.type.about)} `}
        {past &&
          t(
            `现在看的是 ${asOf} 的台账，只能看不能改。`,
            `This is the register as of ${asOf}; it can be read, not changed.`,
          )}
        {data.indicators.length > 0 && (
          <>
            {t('由它计数的指标：', 'Counted from it: ')}
            {data.indicators.map((indicator, index) => (
              <span key={indicator.id}>
                {index > 0 && t('、', ', ')}
                <Link
                  to="/$jurisdiction/indicators/$indicator"
                  params={{ jurisdiction: params.jurisdiction, indicator: indicator.id }}
                >
                  {tx(indicator.name)}
                </Link>
              </span>
            ))}
          </>
        )}
      </p>
      <nav className="tabs" aria-label={t('视图', 'Views')}>
        {registerViews
          .filter((name) => name !== 'exchange' || data.mayWrite || data.mayReadPersonal || data.mayDefine)
          .map((name) => (
            <Link
              key={name}
              to="/$jurisdiction/registers/$register"
              params={params}
              search={{ view: name, filter: search.filter }}
              aria-current={name === view ? 'page' : undefined}
            >
              {names[name]}
            </Link>
          ))}
      </nav>
      <Suspense fallback={<Loading lines={8} tall />}>
        {view === 'table' && <TableView />}
        {view === 'board' && <BoardView />}
        {view === 'timeline' && <TimelineView />}
        {view === 'map' && <MapView />}
        {view === 'exchange' && <ExchangeView />}
      </Suspense>
      {search.r !== undefined && form === null && <RecordDrawer key={search.r} id={search.r} />}
      {form && (
        <RecordForm
          order={form}
          onClose={() => setForm(null)}
          onSaved={() => {
            setForm(null);
            // Judgements, figures and what the navigation leads to may all follow from a record.
            void queries.invalidateQueries();
          }}
        />
      )}
    </RegisterContext>
  );
}
