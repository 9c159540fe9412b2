import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { CallProblem } from '../../ui/call.ts';
import { years } from '../../ui/format.ts';
import { LightBar } from '../../ui/light.tsx';
import { Page } from '../../ui/page.tsx';
import { planOnly, usePlace } from '../../ui/place.ts';
import { PlanSwitch } from '../../ui/plan-switch.tsx';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getPlan, type PlanView } from './api.ts';
import { CommitmentDrawer } from './commitment-drawer.tsx';
import { planViews, type PlanViewName } from './search.ts';
import { countLights } from './tree.ts';
import { TreeView } from './tree-view.tsx';
import './plan.css';

const TextView = lazy(() => import('./text-view.tsx').then((m) => ({ default: m.TextView })));
const MatrixView = lazy(() => import('./matrix-view.tsx').then((m) => ({ default: m.MatrixView })));
const GroupsView = lazy(() => import('./groups-view.tsx').then((m) => ({ default: m.GroupsView })));

/** The plan: its tree, its text beside its commitments, the coverage of its taxonomies, its slogan groups. */
export function PlanPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const { plan } = useSearch({ from: '/$jurisdiction/plan' });
  const query = useReading(getPlan, { params: { jurisdiction }, query: planOnly({ asOf, plan }) });
  const none = query.error instanceof CallProblem && query.error.status === 404;
  return (
    <Page title={t('规划', 'Plan')} demo={query.data?.demo ?? false} className="plan">
      {none && query.error instanceof CallProblem ? (
        <NoPlan problem={query.error} />
      ) : (
        <Await query={query}>{(data) => <Board data={data} />}</Await>
      )}
    </Page>
  );
}

function NoPlan({ problem }: { problem: CallProblem }) {
  const { t, tx } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  return (
    <Empty main title={tx(problem.body.title)}>
      {problem.body.hint && <p>{tx(problem.body.hint)}</p>}
      {reader.capabilities.includes('plan.write') && (
        <Link className="button is-main" to="/$jurisdiction/import" params={{ jurisdiction }}>
          {t('导入规划', 'Import a plan')}
        </Link>
      )}
    </Empty>
  );
}

function Board({ data }: { data: PlanView }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/plan' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan' });
  const view = search.view ?? 'tree';
  const several = data.plans.length > 1 && data.only === null;
  const counts = countLights(data.commitments);
  const total = counts.green + counts.yellow + counts.red + counts.grey;
  const names: Record<PlanViewName, string> = {
    tree: t('目标任务', 'Commitments'),
    text: t('原文对照', 'Text beside'),
    matrix: t('覆盖矩阵', 'Coverage'),
    groups: t('口号组', 'Groups'),
  };
  const open = search.c === undefined ? undefined : data.commitments.find((c) => c.id === search.c);
  return (
    <>
      <div className="plan-head">
        <div>
          <h1>{several ? t('全部规划', 'All plans') : tx(data.plan.title)}</h1>
          <p className="lead">
            {several
              ? t(
                  `${data.plans.length} 份规划并行，共 ${total} 项目标任务，写进几份规划的只计一次`,
                  `${data.plans.length} plans in force, ${total} commitments, each counted once`,
                )
              : t(
                  `规划期 ${years(data.plan.horizon, 'zh')}，第 ${data.plan.version} 版，${total} 项目标任务`,
                  `${years(data.plan.horizon, lang)}, version ${data.plan.version}, ${total} commitments`,
                )}
          </p>
        </div>
        <LightBar counts={counts} />
      </div>
      <PlanSwitch
        plans={data.plans}
        only={data.only}
        choose={(plan) => void navigate({ search: (s) => ({ ...s, plan, c: undefined }) })}
      />
      <nav className="tabs" aria-label={t('视图', 'Views')}>
        {planViews.map((name) => (
          <Link
            key={name}
            to="/$jurisdiction/plan"
            params={{ jurisdiction }}
            search={(s) => ({ view: name, plan: s.plan, asOf: s.asOf })}
            aria-current={name === view ? 'page' : undefined}
          >
            {names[name]}
          </Link>
        ))}
      </nav>
      {search.c !== undefined && !open && (
        <p className="card stale" role="status">
          {t(
            '没有这一项目标任务：可能在这一天还没有，或者规划已经换了。',
            'There is no such commitment: it may not exist on this day, or the plan was replaced.',
          )}{' '}
          <button
            type="button"
            className="text-button"
            onClick={() => void navigate({ search: (s) => ({ ...s, c: undefined }) })}
          >
            {t('知道了', 'Dismiss')}
          </button>
        </p>
      )}
      <Suspense fallback={<Loading lines={8} tall />}>
        {view === 'tree' && <TreeView data={data} />}
        {view === 'text' && <TextView data={data} />}
        {view === 'matrix' && <MatrixView data={data} />}
        {view === 'groups' && <GroupsView data={data} />}
      </Suspense>
      {open && (
        <CommitmentDrawer
          key={open.id}
          commitment={open}
          data={data}
          onClose={() => void navigate({ search: (s) => ({ ...s, c: undefined }) })}
        />
      )}
    </>
  );
}
