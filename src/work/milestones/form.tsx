import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { DayField, TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { listDuties } from '../reporting/api.ts';
import { type MilestoneView, proposeMilestones, setMilestones } from './api.ts';
import { blankStep, changesOf, split, type StepDraft, draftOf } from './draft.ts';

/** Setting and changing the steps of one commitment: names, due days, proof, weights; a step split in two; one dropped. */
export function MilestoneForm({
  commitment,
  steps,
  onClose,
}: {
  commitment: string;
  steps: readonly MilestoneView[];
  onClose: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [drafts, setDrafts] = useState<readonly StepDraft[]>(() =>
    steps.length === 0 ? [blankStep(0)] : steps.map(draftOf),
  );
  const [reason, setReason] = useState('');
  const duties = useReading(listDuties, { params: { jurisdiction } });
  const units = (duties.data?.organisations ?? []).map((unit) => ({ ...unit, name: tx(unit.name) }));
  const changes = changesOf(commitment, steps, drafts);
  const touched = changes.steps.some(({ base }) => base !== null);
  const propose = useMutation({
    mutationFn: () => call(proposeMilestones, { params: { jurisdiction }, query: { commitment } }),
    onSuccess: ({ commitments }) =>
      setDrafts([
        ...drafts.filter(({ base, zh }) => base !== null || zh.trim() !== ''),
        ...(commitments[0]?.steps ?? []).map((step, index) => ({
          ...blankStep(drafts.length + index),
          zh: step.title.zh,
          en: step.title.en,
          due: step.due,
          proof: step.evidence?.zh ?? '',
          proofEn: step.evidence?.en ?? '',
        })),
      ]),
  });
  const save = useMutation({
    mutationFn: () => call(setMilestones, { params: { jurisdiction }, body: { reason, steps: changes.steps } }),
    onSuccess: async () => {
      await readAnew(queries);
      onClose();
    },
  });
  const change = (key: string, to: Partial<StepDraft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...to } : draft)));
  return (
    <form
      className="milestone-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {drafts.map((draft, index) => (
        <fieldset key={draft.key} className={draft.dropped ? 'milestone-edit is-dropped' : 'milestone-edit'}>
          <legend className="sr">{t(`节点 ${index + 1}`, `Milestone ${index + 1}`)}</legend>
          <label className="milestone-title">
            <span className="soft small">{t('节点名称', 'Name')}</span>
            <input
              className="field"
              required
              minLength={2}
              maxLength={200}
              disabled={draft.dropped}
              value={draft.zh}
              onChange={(event) => change(draft.key, { zh: event.target.value, en: '' })}
            />
          </label>
          <div className="milestone-due">
            <span className="soft small" id={`due-${draft.key}`}>
              {t('到期日', 'Due')}
            </span>
            <DayField
              aria-labelledby={`due-${draft.key}`}
              value={draft.due}
              onChange={(due) => change(draft.key, { due })}
            />
          </div>
          <label className="milestone-proof">
            <span className="soft small">{t('要什么佐证（可不填）', 'Proof asked for (optional)')}</span>
            <input
              className="field"
              maxLength={200}
              disabled={draft.dropped}
              value={draft.proof}
              onChange={(event) => change(draft.key, { proof: event.target.value, proofEn: '' })}
            />
          </label>
          <label className="milestone-weight">
            <span className="soft small">{t('权重', 'Weight')}</span>
            <input
              className="field"
              type="number"
              min={0.1}
              max={100}
              step="any"
              required
              disabled={draft.dropped}
              value={draft.weight}
              onChange={(event) => change(draft.key, { weight: event.target.value })}
            />
          </label>
          <div className="milestone-unit">
            <span className="soft small" id={`unit-${draft.key}`}>
              {t('由谁填报', 'Reported by')}
            </span>
            <TreePicker
              aria-labelledby={`unit-${draft.key}`}
              none={t('牵头单位', 'The lead')}
              value={draft.organisation ?? ''}
              options={units}
              onChange={(id) => change(draft.key, { organisation: id || null })}
            />
          </div>
          <p className="milestone-buttons">
            {!draft.dropped && (
              <button
                type="button"
                className="text-button"
                aria-label={t(`拆分 ${draft.zh}`, `Split ${draft.zh}`)}
                onClick={() => setDrafts(split(drafts, draft.key))}
              >
                {t('拆分', 'Split')}
              </button>
            )}
            <button
              type="button"
              className="text-button"
              aria-label={`${draft.dropped ? t('恢复', 'Keep') : t('取消', 'Drop')} ${draft.zh}`}
              onClick={() =>
                draft.base === null
                  ? setDrafts(drafts.filter(({ key }) => key !== draft.key))
                  : change(draft.key, { dropped: !draft.dropped })
              }
            >
              {draft.dropped ? t('恢复', 'Keep') : t('取消', 'Drop')}
            </button>
          </p>
        </fieldset>
      ))}
      <p className="milestone-buttons">
        <button type="button" className="button" onClick={() => setDrafts([...drafts, blankStep(drafts.length)])}>
          {t('加一个', 'Add one')}
        </button>{' '}
        <button type="button" className="button" disabled={propose.isPending} onClick={() => propose.mutate()}>
          {t('按任务拟一套', 'Propose a set')}
        </button>
      </p>
      {touched && (
        <label>
          <span className="soft small">{t('改动理由（必填，记入账本）', 'Reason (required, kept in the ledger)')}</span>
          <input
            className="field"
            required
            minLength={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      {changes.wrong && <p className="is-red">■ {t(changes.wrong.zh, changes.wrong.en)}</p>}
      {(save.error ?? propose.error) && <ProblemBox error={save.error ?? propose.error} />}
      <p className="milestone-buttons">
        <button
          type="submit"
          className="button is-main"
          disabled={save.isPending || changes.steps.length === 0 || changes.wrong !== null}
        >
          {t('保存', 'Save')}
        </button>{' '}
        <button type="button" className="text-button" onClick={onClose}>
          {t('取消编辑', 'Cancel')}
        </button>
      </p>
    </form>
  );
}
