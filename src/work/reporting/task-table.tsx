import { useState } from 'react';
import { dayText, figure, period, quantity } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import type { Task } from './api.ts';
import { blank, keyOf } from './entry.ts';
import { EntryFields } from './entry-fields.tsx';
import { TaskLink } from './task-link.tsx';
import { Urge } from './urge.tsx';
import type { HandIn } from './use-hand-in.ts';
import { doneText, dueWords, periodOf, whoReports } from './words.ts';

/** The reports of one state: what each is, when it is due, what was reported before, and the field for what is reported now. */
export function TaskTable({
  state,
  title,
  tasks,
  handIn,
  units,
  onPasteDown,
}: {
  state: Task['state'];
  title: string;
  tasks: readonly Task[];
  handIn: HandIn;
  /** The reports of several units: each row names its own. */
  units: boolean;
  onPasteDown: (from: string, cells: readonly string[]) => void;
}) {
  const { t, tx, lang } = useText();
  const { capabilities } = useReader();
  const urging = (state === 'late' || state === 'returned') && capabilities.includes('directive.issue');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const red = state === 'late' || state === 'returned';
  const earlier = (key: 'before' | 'yearBefore', head: string): Column<Task> => ({
    head,
    n: true,
    cell: ({ [key]: of }) =>
      of && (
        <>
          {figure(of.value)} <DemoMark show={of.demo} />
          <div className="soft small">{period(of.period, lang)}</div>
        </>
      ),
  });
  return (
    <section className="card tasks" aria-labelledby={`tasks-${state}`}>
      <div className="card-head">
        <h2 id={`tasks-${state}`}>
          {title} <span className={red ? 'is-red' : 'soft'}>{tasks.length}</span>
        </h2>
        {urging && <Urge tasks={tasks.filter((task) => chosen.has(keyOf(task)))} onDone={() => setChosen(new Set())} />}
      </div>
      <Table
        label={title}
        stacked
        rows={tasks}
        rowKey={keyOf}
        choose={
          urging
            ? {
                chosen,
                may: (task) => task.organisation !== null,
                name: (task) => t(`选 ${task.name.zh}`, `Choose ${task.name.en}`),
                onChoose: setChosen,
              }
            : undefined
        }
        columns={[
          {
            head: t('指标、节点或台账', 'Figure, milestone or list'),
            className: 'task-name',
            cell: (task) => <Name task={task} />,
          },
          ...(units
            ? [
                {
                  head: t('单位', 'Unit'),
                  cell: (task: Task) =>
                    task.organisation ? (
                      tx(task.organisation.name)
                    ) : (
                      <span className="is-red">{t('无责任单位', 'Nobody')}</span>
                    ),
                },
              ]
            : []),
          { head: t('期', 'Period'), className: 'nowrap', cell: (task) => periodOf(task, lang) },
          {
            head: t('截止', 'Due'),
            className: 'nowrap task-due',
            cell: (task) => (
              <>
                {dayText(task.due, lang)}
                {!isDone(task) && (
                  <div className={isRed(task) || task.daysLeft === 0 ? 'is-red small' : 'soft small'}>
                    {tx(dueWords(task))}
                  </div>
                )}
                {task.urged && !isDone(task) && (
                  <div className="soft small">
                    {t(
                      `已催报 ${task.urged.times} 次，${dayText(task.urged.on, 'zh')}`,
                      `Urged ${task.urged.times} times, last ${dayText(task.urged.on, 'en')}`,
                    )}
                  </div>
                )}
              </>
            ),
          },
          earlier('before', t('上期', 'Before')),
          earlier('yearBefore', t('上年同期', 'Year before')),
          {
            head: t('本期', 'Now'),
            className: 'task-now',
            cell: (task) => {
              const key = keyOf(task);
              return (
                <>
                  {isDone(task) && <Reported task={task} />}
                  {task.mayReport ? (
                    <EntryFields
                      task={task}
                      entry={handIn.entries.get(key) ?? blank}
                      fault={handIn.faults.get(key)}
                      warnings={handIn.warnings.get(key) ?? []}
                      conflict={handIn.conflicts.get(key)}
                      handIn={handIn}
                      onPasteDown={(cells) => onPasteDown(key, cells)}
                    />
                  ) : (
                    !isDone(task) && <span className="soft">{tx(whoReports(task))}</span>
                  )}
                </>
              );
            },
          },
        ]}
      />
    </section>
  );
}

const isRed = (task: Task) => task.state === 'late' || task.state === 'returned';
const isDone = (task: Task) => task.state === 'submitted' || task.state === 'approved';

function Name({ task }: { task: Task }) {
  const { t, tx } = useText();
  return (
    <>
      <TaskLink task={task} /> <DemoMark show={task.demo} />
      {task.scope && <div className="soft small">{tx(task.scope)}</div>}
      {task.state === 'returned' && (
        <div className="is-red">
          {t('退回原因：', 'Returned: ')}
          {task.reason}
          {task.reviewedBy && <span className="soft"> {task.reviewedBy}</span>}
        </div>
      )}
    </>
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
          : task.kind === 'milestone'
            ? doneText(task, lang)
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
