import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { CallProblem } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { PlanDraftView } from './api.ts';
import type { useDraftWork } from './use-draft.ts';

/** The last step: name and years of the plan, replace or add, commit in one submission. */
export function CommitPanel({
  draft,
  work,
  onClose,
}: {
  draft: PlanDraftView;
  work: ReturnType<typeof useDraftWork>;
  onClose: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate({ from: '/$jurisdiction/import' });
  const [mode, setMode] = useState<'replace' | 'add'>('replace');
  // What the person saw when the panel opened; after a refusal, what stands now.
  const [base, setBase] = useState(draft.standing);
  const accepted = draft.items.filter((i) => i.decision === 'accepted');
  const open = draft.items.filter((i) => i.decision === 'open').length;
  const ownerless = accepted.filter((i) => i.owner === null && i.kind !== 'theme').length;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const plan = {
      title: String(form.get('title') ?? '').trim(),
      start: Number(form.get('start')),
      end: Number(form.get('end')),
    };
    try {
      const now = draft.plan;
      if (!now || now.title !== plan.title || now.horizon.start !== plan.start || now.horizon.end !== plan.end)
        await work.mend.mutateAsync({ plan });
      await work.commit.mutateAsync({ mode, base });
      await navigate({ to: '/$jurisdiction/plan', params: { jurisdiction }, search: {} });
    } catch (error) {
      // The panel shows the problem below; anything else is a fault of the page itself.
      if (!(error instanceof CallProblem)) throw error;
      if (error.body.code === 'plan-changed') setBase((await work.again()).standing);
    }
  };
  const busy = work.commit.isPending || work.mend.isPending;
  return (
    <Drawer title={t('成为规划', 'Make it the plan')} onClose={onClose}>
      <form className="form" onSubmit={(e) => void submit(e)}>
        <p>
          {t(
            `已接受的 ${accepted.length} 项会一次记入账本，从此按期判灯。`,
            `The ${accepted.length} accepted items enter the ledger in one submission and are judged from then on.`,
          )}
        </p>
        {open > 0 && (
          <p className="is-yellow">
            ▲ {t(`还有 ${open} 项没核，不会进入规划。`, `${open} are not reviewed and stay out.`)}
          </p>
        )}
        {ownerless > 0 && (
          <p className="is-yellow">
            ▲{' '}
            {t(
              `其中 ${ownerless} 项无主，进入后列为无主任务。`,
              `${ownerless} have no owner and will be listed as ownerless.`,
            )}
          </p>
        )}
        <label>
          {t('规划名称', 'Title')}
          <input name="title" required maxLength={200} defaultValue={draft.plan?.title ?? ''} />
        </label>
        <div className="two-fields">
          <label>
            {t('起始年', 'First year')}
            <input
              name="start"
              type="number"
              required
              min={1949}
              max={2100}
              defaultValue={draft.plan?.horizon.start ?? ''}
            />
          </label>
          <label>
            {t('结束年', 'Last year')}
            <input
              name="end"
              type="number"
              required
              min={1949}
              max={2100}
              defaultValue={draft.plan?.horizon.end ?? ''}
            />
          </label>
        </div>
        <fieldset className="modes">
          <legend>
            {base
              ? t(`与现有规划《${base.title.zh}》`, `With the present plan “${tx(base.title)}”`)
              : t('还没有现有规划', 'There is no plan yet')}
          </legend>
          <label>
            <input type="radio" name="mode" checked={mode === 'replace'} onChange={() => setMode('replace')} />{' '}
            {t(
              '替换：这些就是全部目标任务，旧的留在历史里',
              'Replace: these are all commitments; the old ones stay in history',
            )}
          </label>
          <label>
            <input type="radio" name="mode" checked={mode === 'add'} onChange={() => setMode('add')} />{' '}
            {t('添加：现有的不动，加上这些', 'Add: keep what stands and add these')}
          </label>
        </fieldset>
        {work.commit.error && <ProblemBox error={work.commit.error} />}
        {work.mend.error && <ProblemBox error={work.mend.error} />}
        <button type="submit" className="button is-main" disabled={busy || accepted.length === 0}>
          {busy ? t('正在记入…', 'Committing…') : t(`记入 ${accepted.length} 项`, `Commit ${accepted.length}`)}
        </button>
      </form>
    </Drawer>
  );
}
