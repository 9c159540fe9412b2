import { Link } from '@tanstack/react-router';
import { dayText, figure, period, quantity } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText, type Pair } from '../../ui/text.tsx';
import type { Task } from './api.ts';
import type { Entry } from './entry.ts';
import { EntryFields } from './entry-fields.tsx';
import type { HandIn, Standing } from './use-hand-in.ts';
import { dueWords } from './words.ts';

interface Props {
  task: Task;
  entry: Entry;
  fault: Pair | undefined;
  warnings: readonly (Pair & { code: string })[];
  conflict: Standing | undefined;
  handIn: HandIn;
  onPasteDown: (cells: readonly string[]) => void;
}

/** One report: what it is, when it is due, what was reported before, and the field for what is reported now. */
export function TaskRow({ task, ...editing }: Props) {
  const { t, tx, lang } = useText();
  const late = task.state === 'late' || task.state === 'returned';
  const done = task.state === 'submitted' || task.state === 'approved';
  return (
    <tr>
      <td className="task-name">
        <TaskLink task={task} /> <DemoMark show={task.demo} />
        {task.scope && <div className="soft small">{tx(task.scope)}</div>}
        {task.state === 'returned' && (
          <div className="is-red">
            {t('退回原因：', 'Returned: ')}
            {task.reason}
            {task.reviewedBy && <span className="soft"> {task.reviewedBy}</span>}
          </div>
        )}
      </td>
      <td className="nowrap">{period(task.period, lang)}</td>
      <td className="nowrap task-due">
        {dayText(task.due, lang)}
        {!done && (
          <div className={late || task.daysLeft === 0 ? 'is-red small' : 'soft small'}>{tx(dueWords(task))}</div>
        )}
      </td>
      <Earlier name={t('上期', 'Before')} of={task.before} />
      <Earlier name={t('上年同期', 'Year before')} of={task.yearBefore} />
      <td className="task-now">
        {done && <Reported task={task} />}
        {task.mayReport ? (
          <EntryFields task={task} {...editing} />
        ) : (
          !done && (
            <span className="soft">
              {task.person ? t(`由 ${task.person} 填报`, `Reported by ${task.person}`) : t('待填报', 'Not reported')}
            </span>
          )
        )}
      </td>
    </tr>
  );
}

/** The name of a report, leading to its figure or list. */
export function TaskLink({ task }: { task: Pick<Task, 'about' | 'kind' | 'name'> }) {
  const { tx } = useText();
  const { jurisdiction } = usePlace();
  const id = task.about.slice(task.about.indexOf(':') + 1);
  if (task.kind === 'register') {
    return (
      <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: id }} className="row-name quiet">
        {tx(task.name)}
      </Link>
    );
  }
  return (
    <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: id }} className="row-name quiet">
      {tx(task.name)}
    </Link>
  );
}

function Earlier({ name, of }: { name: string; of: Task['before'] }) {
  const { lang } = useText();
  return (
    <td className={of ? 'n' : 'n is-none'} data-name={name}>
      {of ? (
        <>
          {figure(of.value)} <DemoMark show={of.demo} />
          <div className="soft small">{period(of.period, lang)}</div>
        </>
      ) : (
        <span className="soft">—</span>
      )}
    </td>
  );
}

/** What was handed in: the figure or why there is none, by whom. */
function Reported({ task }: { task: Task }) {
  const { t, tx, lang } = useText();
  return (
    <div>
      <b>
        {task.kind === 'register'
          ? t('已确认更新', 'Confirmed as up to date')
          : task.value === null
            ? task.missing
              ? tx(task.missing)
              : '—'
            : quantity(task.value, task.unit ?? '', lang)}
      </b>
      <div className="soft small">
        {task.submittedBy} {task.submittedOn && dayText(task.submittedOn, lang)}
        {task.cell &&
          t(
            `，${task.cell.sheet} ${task.cell.column ?? ''}${task.cell.row}`,
            `, ${task.cell.sheet} ${task.cell.column ?? ''}${task.cell.row}`,
          )}
      </div>
      {task.note && <div className="soft small">{task.note}</div>}
    </div>
  );
}
