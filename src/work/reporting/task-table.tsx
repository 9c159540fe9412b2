import type { Task } from './api.ts';
import { blank, keyOf } from './entry.ts';
import { useText } from '../../ui/text.tsx';
import { TaskRow } from './task-row.tsx';
import type { HandIn } from './use-hand-in.ts';

/** The reports of one state, each with its field. */
export function TaskTable({
  state,
  title,
  tasks,
  handIn,
  onPasteDown,
}: {
  state: Task['state'];
  title: string;
  tasks: readonly Task[];
  handIn: HandIn;
  onPasteDown: (from: string, cells: readonly string[]) => void;
}) {
  const { t } = useText();
  const red = state === 'late' || state === 'returned';
  return (
    <section className="card tasks" aria-labelledby={`tasks-${state}`}>
      <h2 id={`tasks-${state}`}>
        {title} <span className={red ? 'is-red' : 'soft'}>{tasks.length}</span>
      </h2>
      <table className="plain is-stacked">
        <thead>
          <tr>
            <th scope="col">{t('指标或台账', 'Figure or list')}</th>
            <th scope="col">{t('期', 'Period')}</th>
            <th scope="col">{t('截止', 'Due')}</th>
            <th scope="col" className="n">
              {t('上期', 'Before')}
            </th>
            <th scope="col" className="n">
              {t('上年同期', 'Year before')}
            </th>
            <th scope="col" className="task-now">
              {t('本期', 'Now')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const key = keyOf(task);
            return (
              <TaskRow
                key={key}
                task={task}
                entry={handIn.entries.get(key) ?? blank}
                fault={handIn.faults.get(key)}
                warnings={handIn.warnings.get(key) ?? []}
                conflict={handIn.conflicts.get(key)}
                handIn={handIn}
                onPasteDown={(cells) => onPasteDown(key, cells)}
              />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
