import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { Progress } from '../../ui/progress.tsx';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, Loading, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { PlanDraftView } from './api.ts';
import { ImportStart } from './import-start.tsx';
import { Review } from './review.tsx';
import { useDraft, useDraftWork } from './use-draft.ts';
import './import.css';

/** A plan text comes in: drop it, watch it read, review what was found, make it the plan. */
export function ImportPage() {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const { draft } = useSearch({ from: '/$jurisdiction/import' });
  const title = t('导入规划', 'Import a plan');
  if (reader.today === '') {
    return (
      <Page title={title}>
        <Loading />
      </Page>
    );
  }
  if (!reader.capabilities.includes('plan.write')) {
    return (
      <Page title={title}>
        <Empty main title={t('导入规划要用规划管理的账号', 'Importing needs a plan office account')}>
          <Link className="button is-main" to="/sign-in" search={{ to: `/${jurisdiction}/import` }}>
            {t('登录', 'Sign in')}
          </Link>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={title} className="import">
      {draft === undefined ? <ImportStart /> : <DraftView key={draft} id={draft} />}
    </Page>
  );
}

function DraftView({ id }: { id: string }) {
  const { jurisdiction } = usePlace();
  const query = useDraft(jurisdiction, id);
  return (
    <Await query={query}>
      {(draft) => (draft.state === 'review' ? <Review draft={draft} /> : <Waiting draft={draft} />)}
    </Await>
  );
}

function Waiting({ draft }: { draft: PlanDraftView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate({ from: '/$jurisdiction/import' });
  const work = useDraftWork(jurisdiction, draft.id);
  const leave = () => void navigate({ search: {} });
  const again = (
    <button type="button" className="button" onClick={leave}>
      {t('另选文件', 'Choose another file')}
    </button>
  );
  return (
    <>
      <h1>{draft.file.name}</h1>
      <div className="card import-waiting">
        {(draft.state === 'reading' || draft.state === 'compiling') && (
          <Progress
            value={draft.progress}
            step={tx(draft.step)}
            onCancel={() => work.cancel.mutate(undefined, { onSuccess: leave })}
          />
        )}
        {draft.state === 'failed' && (
          <>
            <p className="problem-title">
              {draft.problem ? tx(draft.problem.title) : t('读取失败', 'It could not be read')}
            </p>
            {draft.problem?.hint && <p>{tx(draft.problem.hint)}</p>}
            <p className="import-actions">{again}</p>
          </>
        )}
        {draft.state === 'cancelled' && (
          <>
            <p>{t('已经停下，什么也没有存。', 'Stopped; nothing was kept.')}</p>
            {again}
          </>
        )}
        {draft.state === 'committed' && (
          <>
            <p>{t('这份草稿已经入库。', 'This draft has become the plan.')}</p>
            <p className="import-actions">
              <Link className="button is-main" to="/$jurisdiction/plan" params={{ jurisdiction }}>
                {t('看规划', 'See the plan')}
              </Link>
              {again}
            </p>
          </>
        )}
        {work.cancel.error && <ProblemBox error={work.cancel.error} />}
      </div>
    </>
  );
}
