import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { DayField, ManyPicker, TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { listDuties } from '../reporting/api.ts';
import { getPlan } from '../plan/api.ts';
import { amendCommitment, type Amendment, type Versions } from './api.ts';
import './amend.css';

/** Amending one commitment: what is touched becomes a version of its own from the day on that is given. */
export function AmendForm({
  commitment,
  versions: { base, now },
  onClose,
}: {
  commitment: string;
  versions: Versions;
  onClose: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const { today } = useReader();
  const queries = useQueryClient();
  const duties = useReading(listDuties, { params: { jurisdiction } });
  const plan = useReading(getPlan, { params: { jurisdiction } });
  const [title, setTitle] = useState(now.title.zh);
  const [value, setValue] = useState(now.target ? String(now.target.value) : '');
  const [period, setPeriod] = useState(now.target?.period ?? '');
  const [lead, setLead] = useState(now.lead?.id ?? '');
  const [parent, setParent] = useState(now.parent ?? '');
  const [tags, setTags] = useState<readonly string[]>(now.tags);
  const [effective, setEffective] = useState(today);
  const [body, setBody] = useState('');
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const change: Amendment['change'] = {
    ...(title.trim() !== now.title.zh && { title: title.trim() }),
    ...(now.target &&
      (Number(value) !== now.target.value || period !== now.target.period) && {
        target: { ...now.target, value: Number(value), period },
      }),
    ...(lead !== (now.lead?.id ?? '') && { lead: lead || null }),
    ...(parent !== (now.parent ?? '') && { parent: parent || null }),
    ...(tags.join(' ') !== now.tags.join(' ') && { tags: [...tags] }),
  };
  const wrong = now.target && (value.trim() === '' || !Number.isFinite(Number(value)));
  const save = useMutation({
    mutationFn: () =>
      call(amendCommitment, {
        params: { jurisdiction, commitment },
        body: { base, effective, reason, approval: { body, document }, change },
      }),
    onSuccess: async () => {
      await readAnew(queries);
      onClose();
    },
  });
  const themes = (plan.data?.commitments ?? []).filter(({ kind, id }) => kind === 'theme' && id !== commitment);
  const tagOptions = (plan.data?.taxonomies ?? []).flatMap(({ id, name, values }) =>
    values.map((one) => ({ id: `${id}/${one.id}`, name: `${tx(name)}${t('：', ': ')}${tx(one.name)}` })),
  );
  const text = (label: string, held: string, set: (to: string) => void, most: number, hint = '') => (
    <label>
      {label}
      <input
        className="field"
        required
        minLength={2}
        maxLength={most}
        placeholder={hint}
        value={held}
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
  return (
    <form
      className="form amend-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {text(t('内容', 'Text'), title, setTitle, 300)}
      {now.target && (
        <div className="amend-target">
          <label>
            {t(`目标值（${now.target.unit}）`, `Target (${now.target.unit})`)}
            <input
              className="field"
              inputMode="decimal"
              required
              value={value}
              aria-invalid={wrong ? true : undefined}
              onChange={(event) => setValue(event.target.value)}
            />
          </label>
          <label>
            {t('目标时期', 'Period')}
            <input
              className="field"
              required
              maxLength={20}
              value={period}
              onChange={(event) => setPeriod(event.target.value)}
            />
          </label>
        </div>
      )}
      {wrong && <p className="is-red">■ {t('目标值要是一个数', 'The target is a number')}</p>}
      <div className="form-field">
        <span id="amend-lead">{t('牵头单位', 'Lead')}</span>
        <TreePicker
          aria-labelledby="amend-lead"
          none={t('不指定', 'Nobody')}
          value={lead}
          options={(duties.data?.organisations ?? []).map((one) => ({ ...one, name: tx(one.name) }))}
          onChange={setLead}
        />
      </div>
      <div className="form-field">
        <span id="amend-parent">{t('归入主题', 'Below')}</span>
        <TreePicker
          aria-labelledby="amend-parent"
          none={t('最上一层', 'The top')}
          value={parent}
          options={themes.map((one) => ({ id: one.id, name: `${one.id} ${tx(one.title)}`, parent: one.parent }))}
          onChange={setParent}
        />
      </div>
      <div className="form-field">
        <span id="amend-tags">{t('标签', 'Tags')}</span>
        <ManyPicker aria-labelledby="amend-tags" value={[...tags]} options={tagOptions} onChange={setTags} />
      </div>
      <div className="form-field">
        <span id="amend-from">{t('从哪天起生效', 'Holds from')}</span>
        <DayField aria-labelledby="amend-from" value={effective} onChange={setEffective} />
      </div>
      {text(
        t('批准机关或会议', 'Approved by'),
        body,
        setBody,
        100,
        t('市人大常委会、市政府常务会议', 'Standing committee'),
      )}
      {text(t('批准文件', 'Document'), document, setDocument, 200, t('会议纪要或文号', 'Minutes or number'))}
      {text(t('修订理由', 'Reason'), reason, setReason, 1000)}
      {save.error && <ProblemBox error={save.error} />}
      <p>
        <button
          type="submit"
          className="button is-main"
          disabled={save.isPending || Object.keys(change).length === 0 || wrong === true || effective === ''}
        >
          {t('保存修订', 'Save')}
        </button>{' '}
        <button type="button" className="text-button" onClick={onClose}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}
