import { useId, useState, type ClipboardEvent } from 'react';
import { quantity } from '../../ui/format.ts';
import { cellsOf } from '../../ui/grid-text.ts';
import { DayField } from '../../ui/pickers/index.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import type { Task } from './api.ts';
import { absences, isFilled, keyOf, typedFault, type Entry } from './entry.ts';
import type { HandIn, Standing } from './use-hand-in.ts';

interface Props {
  task: Task;
  entry: Entry;
  fault: Pair | undefined;
  warnings: readonly (Pair & { code: string })[];
  conflict: Standing | undefined;
  handIn: HandIn;
  /** A column pasted from a spreadsheet. */
  onPasteDown: (cells: readonly string[]) => void;
}

/** The fields of one report: its value with the unit, why there is none, source and note; what is doubted, what collides. */
export function EntryFields({ task, entry, fault: refused, warnings, conflict, handIn, onPasteDown }: Props) {
  const { t, tx } = useText();
  const id = useId();
  const [more, setMore] = useState(false);
  const key = keyOf(task);
  const fault = refused ?? typedFault(task, entry);
  const done = task.state === 'submitted' || task.state === 'approved';
  const [changing, setChanging] = useState(false);
  const set = (change: Partial<Entry>) => handIn.change(key, change);
  if (done && !changing && !isFilled(entry)) {
    return task.kind === 'register' ? null : (
      <button type="button" className="text-button" onClick={() => setChanging(true)}>
        {task.state === 'approved' ? t('修订', 'Revise') : t('改报', 'Change')}
      </button>
    );
  }
  const paste = (event: ClipboardEvent) => {
    const cells = cellsOf(event.clipboardData.getData('text/plain')).map((row) => row[0] ?? '');
    if (cells.length < 2) return;
    event.preventDefault();
    onPasteDown(cells);
  };
  const named = (what: string) => `${tx(task.name)} ${tx(task.periodName)} ${what}`;
  const hint = fault || warnings.length > 0 ? `${id}-hint` : undefined;
  if (task.kind === 'register') {
    return (
      <label className="up-to-date">
        <input
          type="checkbox"
          checked={entry.upToDate ?? false}
          aria-label={named(t('已是最新', 'up to date'))}
          onChange={(event) => set({ upToDate: event.target.checked })}
        />{' '}
        {t('已核对，是最新的', 'Checked, up to date')}
      </label>
    );
  }
  const revision = (
    <Line
      hint={t('修订理由（必填）', 'Reason of the revision (required)')}
      label={named(t('修订理由', 'reason of revision'))}
      value={entry.revision}
      most={500}
      onChange={(revision) => set({ revision })}
    />
  );
  if (task.kind === 'milestone') {
    return (
      <div className="entry">
        <DayField
          aria-label={named(t('完成日期', 'day done'))}
          value={entry.doneOn ?? ''}
          max={handIn.today}
          onChange={(doneOn) => set({ doneOn })}
        />
        <Line
          hint={t('一句话写明完成情况', 'What was done, in a sentence')}
          label={named(t('完成情况', 'what was done'))}
          value={entry.note}
          onChange={(note) => set({ note })}
        />
        {task.state === 'approved' && revision}
        <label className="entry-file">
          <span className="soft small">
            {task.evidence
              ? t(`佐证材料（必附）：${task.evidence.zh}`, `Proof (required): ${task.evidence.en}`)
              : t('佐证材料', 'Proof')}
          </span>
          <input
            type="file"
            aria-label={named(t('佐证材料', 'proof'))}
            onChange={(event) => set({ file: event.target.files?.[0] ?? null })}
          />
        </label>
        <div id={`${id}-hint`}>{fault && <p className="is-red">■ {tx(fault)}</p>}</div>
        {conflict && (
          <Conflict task={task} entry={entry} standing={conflict} onSettle={(mine) => handIn.settle(key, mine)} />
        )}
      </div>
    );
  }
  return (
    <div className="entry">
      <div className="entry-line">
        <input
          className="field entry-value"
          inputMode="decimal"
          value={entry.value}
          placeholder={task.state === 'returned' && task.value !== null ? String(task.value) : undefined}
          disabled={entry.absence !== ''}
          aria-label={named(t('本期数', 'value'))}
          aria-invalid={fault ? true : undefined}
          aria-describedby={hint}
          onPaste={paste}
          onChange={(event) => set({ value: event.target.value })}
        />
        <span className="entry-unit">{task.unit}</span>
        <button type="button" className="text-button" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? t('收起', 'Less') : t('没有数、加说明', 'No figure, note')}
        </button>
      </div>
      {task.state === 'approved' && revision}
      {more && (
        <div className="entry-more">
          <select
            className="field"
            value={entry.absence}
            aria-label={named(t('未填原因', 'why no value'))}
            onChange={(event) =>
              set({ absence: event.target.value as Entry['absence'], ...(event.target.value !== '' && { value: '' }) })
            }
          >
            <option value="">{t('未填原因：有数', 'Why no value: there is one')}</option>
            {absences.map((item) => (
              <option key={item.code} value={item.code}>
                {tx(item)}
              </option>
            ))}
          </select>
          <Line
            hint={t('数据来源', 'Source')}
            label={named(t('数据来源', 'source'))}
            value={entry.source}
            most={300}
            onChange={(source) => set({ source })}
          />
          <Line
            hint={t('说明', 'Note')}
            label={named(t('说明', 'note'))}
            value={entry.note}
            onChange={(note) => set({ note })}
          />
        </div>
      )}
      <div id={`${id}-hint`}>
        {fault && <p className="is-red">■ {tx(fault)}</p>}
        {warnings.map((warning) => (
          <div key={warning.code} className="entry-warning">
            <p className="is-yellow">▲ {tx(warning)}</p>
            <input
              className="field"
              value={entry.reasons[warning.code] ?? ''}
              maxLength={500}
              placeholder={t(
                '确实如此请写理由；不对就改上面的数',
                'If it is right, say why; if not, mend the figure above',
              )}
              aria-label={named(t('理由', 'reason'))}
              onChange={(event) => set({ reasons: { ...entry.reasons, [warning.code]: event.target.value } })}
            />
          </div>
        ))}
      </div>
      {conflict && (
        <Conflict task={task} entry={entry} standing={conflict} onSettle={(mine) => handIn.settle(key, mine)} />
      )}
    </div>
  );
}

/** Words beside a report; `hint` stands in the empty field. */
function Line({
  hint,
  label,
  value,
  most = 2000,
  onChange,
}: {
  hint: string;
  label: string;
  value: string;
  most?: number;
  onChange: (value: string) => void;
}) {
  return (
    <input
      className="field"
      value={value}
      maxLength={most}
      placeholder={hint}
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Somebody else was here in the meantime: both versions, and which one to keep. */
function Conflict({
  task,
  entry,
  standing,
  onSettle,
}: {
  task: Task;
  entry: Entry;
  standing: Standing;
  onSettle: (mine: boolean) => void;
}) {
  const { t, tx, lang } = useText();
  const absence = absences.find((item) => item.code === entry.absence);
  return (
    <div className="conflict" role="alert">
      <p className="is-red">
        {t(
          '在你填的时候，这一期已经有人报过或审核过。',
          'Somebody else handed in or reviewed this while you were at it.',
        )}
      </p>
      <dl className="facts">
        <dt>{t('现在的', 'What stands')}</dt>
        <dd>
          {task.kind === 'milestone'
            ? t('已报完成', 'Reported as done')
            : standing.value === null
              ? t('无数', 'no figure')
              : quantity(standing.value, task.unit ?? '', lang)}{' '}
          <span className="soft">{standing.submittedBy}</span>
        </dd>
        <dt>{t('我填的', 'Mine')}</dt>
        <dd>{task.kind === 'milestone' ? entry.doneOn : absence ? tx(absence) : entry.value}</dd>
      </dl>
      <p className="conflict-buttons">
        <button type="button" className="button" onClick={() => onSettle(true)}>
          {t('用我的', 'Keep mine')}
        </button>
        <button type="button" className="button" onClick={() => onSettle(false)}>
          {t('用现在的', 'Keep what stands')}
        </button>
      </p>
    </div>
  );
}
