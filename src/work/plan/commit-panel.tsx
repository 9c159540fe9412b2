import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { CallProblem } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { usePlace } from '../../ui/place.ts';
import { planKindWords } from '../../ui/plan-switch.tsx';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { PlanBrief, PlanDraftView } from './api.ts';
import type { useDraftWork } from './use-draft.ts';

type Mode = 'replace' | 'add' | 'beside';

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
  const [mode, setMode] = useState<Mode>(draft.follows ? 'beside' : 'replace');
  // What the person saw when the panel opened; after a refusal, what stands now.
  const [plans, setPlans] = useState(draft.plans);
  const [to, setTo] = useState(draft.standing?.plan);
  const chosen = plans.find((plan) => plan.id === to) ?? plans[0];
  const again = draft.items.filter((i) => i.decision === 'accepted' && i.known && !i.apart).length;
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
      const base = chosen ? { plan: chosen.id, version: chosen.version } : null;
      const [from, document] = [String(form.get('from') ?? ''), String(form.get('document') ?? '').trim()];
      const kind = (form.get('kind') ?? 'outline') as PlanBrief['kind'];
      const of = mode === 'beside' ? { kind, ...(from && { from }), ...(document && { document }) } : {};
      await work.commit.mutateAsync({ mode, base, ...of });
      await navigate({ to: '/$jurisdiction/plan', params: { jurisdiction }, search: {} });
    } catch (error) {
      // The panel shows the problem below; anything else is a fault of the page itself.
      if (!(error instanceof CallProblem)) throw error;
      if (error.body.code === 'plan-changed') setPlans((await work.again()).plans);
    }
  };
  const busy = work.commit.isPending || work.mend.isPending;
  return (
    <Drawer title={t('确认入库', 'Make it the plan')} onClose={onClose}>
      <form className="form" onSubmit={(e) => void submit(e)}>
        <p>
          {t(
            `已采用的 ${accepted.length} 项会一次记入账本，从此按期判灯。`,
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
            {chosen ? t('与现行规划', 'With the plans in force') : t('还没有现有规划', 'There is no plan yet')}
          </legend>
          {draft.follows && (
            <label>
              <input type="radio" name="mode" checked={mode === 'beside'} onChange={() => setMode('beside')} />{' '}
              {t(
                '并行：另立一份，已在其他规划里的任务不重复计',
                'Beside: a plan of its own; what other plans promise already is not counted twice',
              )}
            </label>
          )}
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
          {mode !== 'beside' && plans.length > 0 && (
            <label>
              {mode === 'add' ? t('加到', 'Add to') : t('替换哪一份', 'In the place of')}
              <select value={chosen?.id} onChange={(event) => setTo(event.target.value)}>
                {plans.map((plan) => (
                  <option key={plan.id} value={plan.id}>
                    {tx(planKindWords[plan.kind])} · {tx(plan.title)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </fieldset>
        {mode === 'beside' && <Beside draft={draft} again={again} />}
        {work.commit.error && <ProblemBox error={work.commit.error} />}
        {work.mend.error && <ProblemBox error={work.mend.error} />}
        <button type="submit" className="button is-main" disabled={busy || accepted.length === 0}>
          {busy ? t('正在记入…', 'Committing…') : t(`记入 ${accepted.length} 项`, `Commit ${accepted.length}`)}
        </button>
      </form>
    </Drawer>
  );
}

/** What a plan beside others is: its kind, its first day, its document. */
function Beside({ draft, again }: { draft: PlanDraftView; again: number }) {
  const { t, tx } = useText();
  return (
    <>
      {again > 0 && (
        <p role="status">
          {t(
            `其中 ${again} 项已在现行规划里：并为同一项任务，各有一条原文。`,
            `${again} of them are promised already: one commitment each, with a clause in either plan.`,
          )}
        </p>
      )}
      <div className="two-fields">
        <label>
          {t('规划种类', 'Kind')}
          <select name="kind" defaultValue={draft.kind}>
            {Object.entries(planKindWords).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {tx(words)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('起效日期', 'In force from')}
          <input name="from" type="date" required />
        </label>
      </div>
      <label>
        {t('文号（可不填）', 'Document number (optional)')}
        <input name="document" maxLength={80} />
      </label>
    </>
  );
}
