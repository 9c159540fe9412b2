import { useId, useState } from 'react';
import { addressOf } from '../../ui/call.ts';
import { dayText, figure, period, quantity, signed } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import { getFile } from '../registers/api.ts';
import type { Task } from './api.ts';
import type { Decision } from './api.ts';
import { TaskLink } from './task-row.tsx';
import { stateNames } from './words.ts';

interface Props {
  task: Task;
  /** Handed in by the reader: somebody else approves it. */
  own: boolean;
  chosen?: boolean;
  busy: boolean;
  onChoose?: (on: boolean) => void;
  onDecide: (decision: Decision, reason: string) => void;
}

/** One report under review: its figure beside earlier ones, what is doubted, where it came from, and the decision. */
export function ReviewRow({ task, own, chosen = false, busy, onChoose, onDecide }: Props) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const waits = task.state === 'submitted';
  return (
    <tr>
      <td className="task-name">
        {onChoose && !own ? (
          <label className="review-choose">
            <input
              type="checkbox"
              checked={chosen}
              aria-label={t(`选 ${task.name.zh}`, `Choose ${task.name.en}`)}
              onChange={(event) => onChoose(event.target.checked)}
            />{' '}
            <TaskLink task={task} />
          </label>
        ) : (
          <TaskLink task={task} />
        )}{' '}
        <DemoMark show={task.demo} />
        <div className="soft small">
          {period(task.period, lang)}
          {task.organisation && ` · ${tx(task.organisation.name)}`}
        </div>
        {task.warnings.map((warning) => (
          <div key={warning.code} className="is-yellow">
            ▲ {tx(warning)}
            {warning.confirmed !== null && (
              <div className="review-reason">
                {t('填报人：', 'Reporter: ')}
                {warning.confirmed}
              </div>
            )}
          </div>
        ))}
        {task.note && (
          <div className="small">
            {t('说明：', 'Note: ')}
            {task.note}
          </div>
        )}
      </td>
      <td className="n" data-name={t('本期', 'Now')}>
        <b>
          {task.kind === 'register'
            ? t('已更新', 'up to date')
            : task.value === null
              ? task.missing
                ? tx(task.missing)
                : '—'
              : quantity(task.value, task.unit ?? '', lang)}
        </b>
      </td>
      <Against name={t('上期', 'Before')} value={task.value} of={task.before} />
      <Against name={t('上年同期', 'Year before')} value={task.value} of={task.yearBefore} />
      <td className="review-who">
        {task.submittedBy}
        <div className="soft small">
          {task.submittedOn && dayText(task.submittedOn, lang)}
          {task.cell && (
            <div>
              {task.cell.sheet} {task.cell.column}
              {task.cell.row}
            </div>
          )}
          {task.file && (
            <div>
              <a
                href={addressOf(getFile.path, { jurisdiction, hash: task.file.hash }, { name: task.file.name })}
                download
              >
                {task.file.name}
              </a>
            </div>
          )}
        </div>
      </td>
      <td className="review-decision">
        {waits ? (
          own ? (
            <span className="soft">{t('自己填的，请别人审核', 'Your own; somebody else reviews it')}</span>
          ) : (
            <Waiting busy={busy} name={tx(task.name)} onDecide={onDecide} />
          )
        ) : (
          <Decided task={task} busy={busy} onDecide={onDecide} />
        )}
      </td>
    </tr>
  );
}

/** An earlier figure and by how much the new one differs. */
function Against({ name, value, of }: { name: string; value: number | null; of: Task['before'] }) {
  const change = of && value !== null && of.value !== 0 ? 100 * (value / of.value - 1) : null;
  return (
    <td className={of ? 'n' : 'n is-none'} data-name={name}>
      {of ? (
        <>
          {figure(of.value)} <DemoMark show={of.demo} />
          {change !== null && <div className="soft small">{signed(change)}%</div>}
        </>
      ) : (
        <span className="soft">—</span>
      )}
    </td>
  );
}

function Waiting({ busy, name, onDecide }: { busy: boolean; name: string; onDecide: Props['onDecide'] }) {
  const { t } = useText();
  return (
    <div className="review-buttons">
      <button
        type="button"
        className="button"
        disabled={busy}
        aria-label={t(`通过 ${name}`, `Approve ${name}`)}
        onClick={() => onDecide('approve', '')}
      >
        {t('通过', 'Approve')}
      </button>
      <WithReason
        word={t('退回', 'Return')}
        about={name}
        busy={busy}
        hint={t('退回原因，例如：请核对口径', 'Why, e.g. check the scope')}
        onGive={(reason) => onDecide('return', reason)}
      />
    </div>
  );
}

function Decided({ task, busy, onDecide }: { task: Task; busy: boolean; onDecide: Props['onDecide'] }) {
  const { t, tx } = useText();
  return (
    <>
      <span className={task.state === 'returned' ? 'is-red' : ''}>{tx(stateNames[task.state])}</span>{' '}
      <span className="soft small">{task.reviewedBy}</span>
      {task.state === 'returned' && <div className="small">{task.reason}</div>}
      {task.state === 'approved' && (
        <WithReason
          word={t('重开', 'Reopen')}
          about={tx(task.name)}
          busy={busy}
          hint={t('为什么重开，例如：审错了', 'Why, e.g. approved by mistake')}
          onGive={(reason) => onDecide('reopen', reason)}
        />
      )}
    </>
  );
}

/** A button that first asks for the reason. */
export function WithReason({
  word,
  about = '',
  hint,
  busy,
  onGive,
}: {
  word: string;
  about?: string;
  hint: string;
  busy: boolean;
  onGive: (reason: string) => void;
}) {
  const { t } = useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!open) {
    return (
      <button
        type="button"
        className="button"
        disabled={busy}
        aria-label={`${word} ${about}`.trim()}
        onClick={() => setOpen(true)}
      >
        {word}
      </button>
    );
  }
  return (
    <form
      className="with-reason"
      onSubmit={(event) => {
        event.preventDefault();
        onGive(reason.trim());
        setOpen(false);
      }}
    >
      <label className="sr" htmlFor={id}>
        {hint}
      </label>
      <input
        id={id}
        className="field"
        autoFocus
        required
        minLength={2}
        maxLength={1000}
        placeholder={hint}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button" disabled={busy || reason.trim().length < 2}>
        {word}
      </button>
      <button type="button" className="text-button" onClick={() => setOpen(false)}>
        {t('算了', 'Cancel')}
      </button>
    </form>
  );
}
