import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { DayField, ManyPicker, OnePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useText } from '../../ui/text.tsx';
import { getPlan, type DraftItem, type PlanDraftView } from './api.ts';
import type { ItemMend } from './use-draft.ts';
import { kinds, kindWords, ops, opWords } from './words.ts';

type Change = NonNullable<ItemMend['change']>;

/** Brings a form that opened inside a scrolling list into sight. */
function useInSight<T extends HTMLElement>() {
  const node = useRef<T>(null);
  useEffect(() => {
    node.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return node;
}

/** Mends what the compiler said of a clause: kind, subject, comparator, value, unit, period, owner, tags. */
export function ItemEditor({
  item,
  draft,
  onSave,
  onCancel,
}: {
  item: DraftItem;
  draft: PlanDraftView;
  onSave: (change: Change) => void;
  onCancel: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const plan = useReading(getPlan, { params: { jurisdiction } });
  const form = useInSight<HTMLFormElement>();
  const [kind, setKind] = useState(item.kind);
  const [subject, setSubject] = useState(item.subject);
  const [op, setOp] = useState(item.op);
  const [value, setValue] = useState(item.value);
  const [value2, setValue2] = useState(item.value2);
  const [unit, setUnit] = useState(item.unit ?? '');
  const [start, setStart] = useState(item.period?.start ?? '');
  const [end, setEnd] = useState(item.period?.end ?? '');
  const [owner, setOwner] = useState(item.owner ?? '');
  const [tags, setTags] = useState(item.tags);
  const owners = useMemo(() => {
    const names = new Set<string>();
    for (const i of draft.items) if (i.owner) names.add(i.owner);
    for (const c of plan.data?.commitments ?? []) if (c.lead) names.add(c.lead.name.zh);
    return [...names].sort((a, b) => a.localeCompare(b, 'zh')).map((name) => ({ id: name, name }));
  }, [draft.items, plan.data]);
  const tagOptions = (plan.data?.taxonomies ?? []).flatMap((x) =>
    x.values.map((v) => ({ id: `${x.id}/${v.id}`, name: `${tx(x.name)}${t('：', ': ')}${tx(v.name)}` })),
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    const period =
      start || end
        ? {
            start: start || null,
            end: end || null,
            label:
              item.period?.start === (start || null) && item.period?.end === (end || null)
                ? item.period.label
                : `${start || '…'}—${end || '…'}`,
          }
        : null;
    onSave({
      kind,
      subject: subject.trim() || item.subject,
      op: value === null ? null : (op ?? '='),
      value,
      value2: op === 'range' ? value2 : null,
      unit: value === null ? null : unit.trim() || null,
      period,
      owner: owner.trim() || null,
      tags,
    });
  };
  return (
    <form ref={form} className="editor" onSubmit={save} aria-label={t('修改', 'Mend')}>
      <label className="is-wide">
        {t('说的是什么', 'Subject')}
        <input
          className="field"
          value={subject}
          maxLength={200}
          required
          autoFocus
          onChange={(e) => setSubject(e.target.value)}
        />
      </label>
      <label>
        {t('种类', 'Kind')}
        <select
          className="field"
          value={kind}
          onChange={(e) => setKind(kinds.find((k) => k === e.target.value) ?? kind)}
        >
          {kinds.map((k) => (
            <option key={k} value={k}>
              {tx(kindWords[k])}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('关系', 'Comparator')}
        <select
          className="field"
          value={op ?? ''}
          onChange={(e) => setOp(ops.find((o) => o === e.target.value) ?? null)}
        >
          <option value="">—</option>
          {ops.map((o) => (
            <option key={o} value={o}>
              {tx(opWords[o])}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('数值', 'Value')}
        <Figure value={value} onChange={setValue} />
      </label>
      {op === 'range' && (
        <label>
          {t('到', 'to')}
          <Figure value={value2} onChange={setValue2} />
        </label>
      )}
      <label>
        {t('单位', 'Unit')}
        <input className="field" value={unit} maxLength={40} onChange={(e) => setUnit(e.target.value)} />
      </label>
      <div className="form-field">
        <span id="editor-start">{t('起', 'From')}</span>
        <DayField aria-labelledby="editor-start" value={start} onChange={setStart} />
      </div>
      <div className="form-field">
        <span id="editor-end">{t('止', 'To')}</span>
        <DayField aria-labelledby="editor-end" value={end} onChange={setEnd} />
      </div>
      <div className="form-field is-wide">
        <span id="editor-owner">{t('牵头单位', 'Lead office')}</span>
        <OnePicker aria-labelledby="editor-owner" free value={owner} options={owners} onChange={setOwner} />
      </div>
      <div className="form-field is-wide">
        <span id="editor-tags">{t('标签', 'Tags')}</span>
        <ManyPicker aria-labelledby="editor-tags" value={tags} options={tagOptions} onChange={setTags} />
      </div>
      <p className="review-buttons is-wide">
        <button type="submit" className="button is-main">
          {t('保存', 'Save')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('不改了', 'Cancel')}
        </button>
      </p>
    </form>
  );
}

/** Says that an item is the same as another one. */
export function MergeTool({
  item,
  draft,
  onMerge,
  onCancel,
}: {
  item: DraftItem;
  draft: PlanDraftView;
  onMerge: (target: string) => void;
  onCancel: () => void;
}) {
  const { t } = useText();
  const box = useInSight<HTMLDivElement>();
  const [target, setTarget] = useState('');
  const options = useMemo(
    () =>
      draft.items
        .filter((i) => i.id !== item.id && i.decision !== 'merged' && i.decision !== 'rejected')
        .map((i) => ({ id: i.id, name: [i.subject, i.value, i.unit].filter((x) => x !== null).join(' ') })),
    [draft.items, item.id],
  );
  return (
    <div ref={box} className="editor">
      <div className="form-field is-wide">
        <span id="merge-into">{t('并入哪一项', 'Merge into')}</span>
        <OnePicker aria-labelledby="merge-into" autoFocus value={target} options={options} onChange={setTarget} />
      </div>
      <p className="review-buttons is-wide">
        <button type="button" className="button is-main" disabled={target === ''} onClick={() => onMerge(target)}>
          {t('并入', 'Merge')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('不并了', 'Cancel')}
        </button>
      </p>
    </div>
  );
}

/** A figure, or nothing. */
function Figure({ value, onChange }: { value: number | null; onChange: (value: number | null) => void }) {
  return (
    <input
      className="field"
      type="number"
      step="any"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.valueAsNumber)}
    />
  );
}
