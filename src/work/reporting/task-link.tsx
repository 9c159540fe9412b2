import { Link } from '@tanstack/react-router';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { Task } from './api.ts';

/** The name of a report, leading to its figure or list. */
export function TaskLink({ task }: { task: Pick<Task, 'about' | 'kind' | 'name'> }) {
  const { tx } = useText();
  const { jurisdiction } = usePlace();
  const id = task.about.slice(task.about.indexOf(':') + 1);
  if (task.kind === 'milestone') {
    return (
      <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: id }} className="row-name quiet">
        {tx(task.name)}
      </Link>
    );
  }
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
