import { useId, useState } from 'react';
import { addressOf } from '../../ui/call.ts';
import { dayText, figure, quantity, signed } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { type Choosing, type Column, Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getFile } from '../registers/api.ts';
import type { Decision, Task } from './api.ts';
import { keyOf } from './entry.ts';
import { TaskLink } from './task-link.tsx';
import { doneText, periodOf, stateNames } from './words.ts';

type OnDecide = (decision: Decision, reason: string) => void;

interface ReviewTableProps {
  label: string;
  tasks: readonly Task[];
  /** Handed in by the reader: somebody else approves it. */
  own: (task: Task) => boolean;
  busy: boolean;
  choose?: Choosing<Task>;
  onDecide: (task: Task, decision: Decision, reason: string) => void;
}

/** Reports under review: each figure beside earlier ones, what is doubted, where it came from, and the decision. */
export function ReviewTable({ label, tasks, own, busy, choose, onDecide }: ReviewTableProps) {
  const { t, tx, lang } = useText();
  const against = (key: 'before' | 'yearBefore', head: string): Column<Task> => ({
    head,
    n: true,
    cell: ({ value, [key]: of }) => {
      if (!of) return null;
      const change = value !== null && of.value !== 0 ? 100 * (value / of.value - 1) : null;
      return (
        <>
          {figure(of.value)} <DemoMark show={of.demo} />
          {change !== null && <div className="soft small">{signed(change)}%</div>}
        </>
      );
    },
  });
  return (
    <Table
      label={label}
      stacked
      rows={tasks}
      rowKey={keyOf}
      choose={choose}
      columns={[
        {
          head: t('指标、节点或台账', 'Figure, milestone or list'),
          className: 'task-name',
          cell: (task) => <Name task={task} />,
        },
        {
          head: t('本期', 'Now'),
          n: true,
          cell: (task) => (
            <b>
              {task.kind === 'register'
                ? t('已更新', 'up to date')
                : task.kind === 'milestone'
                  ? doneText(task, lang)
                  : task.value === null
                    ? task.missing
                      ? tx(task.missing)
                      : '—'
                    : quantity(task.value, task.unit ?? '', lang)}
            </b>
          ),
        },
        against('before', t('上期', 'Before')),
        against('yearBefore', t('上年同期', 'Year before')),
        {
          head: t('谁、从哪里', 'By whom, from where'),
          className: 'review-who',
          cell: (task) => <Origin task={task} />,
        },
        {
          head: t('结论', 'Decision'),
          className: 'review-decision',
          cell: (task) => {
            const given = { busy, onDecide: (decision: Decision, reason: string) => onDecide(task, decision, reason) };
            if (task.state !== 'submitted') return <Decided task={task} {...given} />;
            return own(task) ? (
              <span className="soft">{t('自己填的，请别人审核', 'Your own; somebody else reviews it')}</span>
            ) : (
              <Waiting name={tx(task.name)} {...given} />
            );
          },
        },
      ]}
    />
  );
}

function Name({ task }: { task: Task }) {
  const { t, tx, lang } = useText();
  return (
    <>
      <TaskLink task={task} /> <DemoMark show={task.demo} />
      <div className="soft small">
        {task.scope && task.kind === 'milestone' ? tx(task.scope) : periodOf(task, lang)}
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
    </>
  );
}

/** Who handed it in, when, and the cell or file that it came from. */
function Origin({ task }: { task: Task }) {
  const { lang } = useText();
  const { jurisdiction } = usePlace();
  return (
    <>
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
    </>
  );
}

function Waiting({ busy, name, onDecide }: { busy: boolean; name: string; onDecide: OnDecide }) {
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

function Decided({ task, busy, onDecide }: { task: Task; busy: boolean; onDecide: OnDecide }) {
  const { t, tx } = useText();
  return (
    <>
      <span className={task.state === 'returned' ? 'is-red' : ''}>{tx(stateNames[task.state])}</span>{' '}
      <span className="soft small">{task.reviewedBy}</span>
      {task.state === 'returned' && <div className="small">{task.reason}</div>}
      {task.state === 'approved' && (
        <WithReason
          word={t('撤回审核', 'Reopen')}
          about={tx(task.name)}
          busy={busy}
          hint={t('为什么撤回，例如：审错了', 'Why, e.g. approved by mistake')}
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
        {t('取消', 'Cancel')}
      </button>
    </form>
  );
}
