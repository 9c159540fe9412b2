import { AutoComplete, InputNumber, Select } from 'antd';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { AntdFrame } from '../../ui/antd-frame.tsx';
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

function sameWords(a: string, b: string): boolean {
  return b.toLowerCase().includes(a.toLowerCase());
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
    return [...names].sort((a, b) => a.localeCompare(b, 'zh')).map((name) => ({ value: name }));
  }, [draft.items, plan.data]);
  const tagOptions = useMemo(
    () =>
      (plan.data?.taxonomies ?? []).map((x) => ({
        label: tx(x.name),
        options: x.values.map((v) => ({ label: tx(v.name), value: `${x.id}/${v.id}` })),
      })),
    [plan.data, tx],
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
    <AntdFrame>
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
          <InputNumber value={value} onChange={setValue} controls={false} stringMode={false} />
        </label>
        {op === 'range' && (
          <label>
            {t('到', 'to')}
            <InputNumber value={value2} onChange={setValue2} controls={false} />
          </label>
        )}
        <label>
          {t('单位', 'Unit')}
          <input className="field" value={unit} maxLength={40} onChange={(e) => setUnit(e.target.value)} />
        </label>
        <label>
          {t('起', 'From')}
          <input className="field" type="date" value={start} onChange={(e) => setStart(e.target.value)} />
        </label>
        <label>
          {t('止', 'To')}
          <input className="field" type="date" value={end} onChange={(e) => setEnd(e.target.value)} />
        </label>
        <label className="is-wide">
          {t('牵头单位', 'Lead office')}
          <AutoComplete
            value={owner}
            options={owners}
            onChange={(v: string) => setOwner(v)}
            showSearch={{ filterOption: (input, option) => sameWords(input, option?.value ?? '') }}
          />
        </label>
        <label className="is-wide">
          {t('标签', 'Tags')}
          <Select<string[]>
            mode="multiple"
            value={tags}
            options={tagOptions}
            onChange={setTags}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </label>
        <p className="review-buttons is-wide">
          <button type="submit" className="button is-main">
            {t('存下', 'Save')}
          </button>
          <button type="button" className="button" onClick={onCancel}>
            {t('不改了', 'Cancel')}
          </button>
        </p>
      </form>
    </AntdFrame>
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
  const [target, setTarget] = useState<string>();
  const options = useMemo(
    () =>
      draft.items
        .filter((i) => i.id !== item.id && i.decision !== 'merged' && i.decision !== 'rejected')
        .map((i) => ({ value: i.id, label: [i.subject, i.value, i.unit].filter((x) => x !== null).join(' ') })),
    [draft.items, item.id],
  );
  return (
    <AntdFrame>
      <div ref={box} className="editor">
        <label className="is-wide">
          {t('并入哪一项', 'Merge into')}
          <Select<string>
            autoFocus
            value={target ?? null}
            options={options}
            onChange={(v) => setTarget(v)}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </label>
        <p className="review-buttons is-wide">
          <button
            type="button"
            className="button is-main"
            disabled={target === undefined}
            onClick={() => target !== undefined && onMerge(target)}
          >
            {t('并入', 'Merge')}
          </button>
          <button type="button" className="button" onClick={onCancel}>
            {t('不并了', 'Cancel')}
          </button>
        </p>
      </div>
    </AntdFrame>
  );
}
