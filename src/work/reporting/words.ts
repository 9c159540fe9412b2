import type { Reader } from '../../ui/session.ts';
import { dayText, period } from '../../ui/format.ts';
import type { Lang, Pair } from '../../ui/text.tsx';
import type { Task } from './api.ts';

export const stateNames: Record<Task['state'], Pair> = {
  returned: { zh: '退回', en: 'Returned' },
  late: { zh: '逾期', en: 'Late' },
  due: { zh: '应报', en: 'Due' },
  submitted: { zh: '待审核', en: 'Waiting for review' },
  approved: { zh: '已通过', en: 'Approved' },
};

/** What the list is called: a reporter's own, or that of all organisations for those who look at the whole. */
export function listName(reader: Pick<Reader, 'capabilities' | 'user'>): Pair {
  return reader.capabilities.includes('evidence.write') && reader.user?.organisation
    ? { zh: '我的填报', en: 'My reports' }
    : { zh: '应报清单', en: 'Reports asked for' };
}

/** How far the due day is: 今天到期, 还有 3 个工作日, 逾期 5 个工作日. */
export function dueWords(task: Pick<Task, 'daysLeft' | 'state'>): Pair {
  const days = Math.abs(task.daysLeft);
  const words = { zh: `${days} 个工作日`, en: `${days} working day${days === 1 ? '' : 's'}` };
  if (task.state === 'late' || task.daysLeft < 0)
    return days === 0 ? { zh: '已过期', en: 'Overdue' } : { zh: `逾期 ${words.zh}`, en: `${words.en} late` };
  return days === 0 ? { zh: '今天到期', en: 'Due today' } : { zh: `还有 ${words.zh}`, en: `${words.en} left` };
}

/** The sentence over the list. */
export function leadOf(tasks: readonly Task[]): Pair {
  const count = (state: Task['state']) => tasks.filter((task) => task.state === state).length;
  const today = tasks.filter((task) => task.state === 'due' && task.daysLeft === 0).length;
  const [due, late, returned, waiting] = [count('due'), count('late'), count('returned'), count('submitted')];
  if (due + late + returned === 0)
    return waiting === 0
      ? { zh: '现在没有要报的。', en: 'Nothing is to be reported now.' }
      : { zh: `都报了，${waiting} 项待审核。`, en: `All handed in; ${waiting} wait for review.` };
  const parts: [number, string, string][] = [
    [returned, '项退回', 'returned'],
    [late, '项逾期', 'late'],
    [today, '项今天到期', 'due today'],
    [due - today, '项将到期', 'due soon'],
    [waiting, '项待审核', 'waiting for review'],
  ];
  const said = parts.filter(([n]) => n > 0);
  return {
    zh: `${said.map(([n, zh]) => `${n} ${zh}`).join('，')}。`,
    en: `${said.map(([n, , en]) => `${n} ${en}`).join(', ')}.`,
  };
}

/** The period of a report; of a milestone nothing, since its due day stands beside it. */
export function periodOf(task: Pick<Task, 'kind' | 'period'>, lang: Lang): string {
  return task.kind === 'milestone' ? '' : period(task.period, lang);
}

/** 2026-10-10 完成 */
export function doneText(task: Pick<Task, 'doneOn'>, lang: Lang): string {
  if (task.doneOn === null) return '—';
  return lang === 'zh' ? `${dayText(task.doneOn, lang)}完成` : `Done ${dayText(task.doneOn, lang)}`;
}

/** Who can hand in what the reader cannot. */
export function whoReports(task: Pick<Task, 'organisation' | 'person'>): Pair {
  if (!task.organisation)
    return { zh: '没有责任单位，由规划管理指定', en: 'Nobody answers for it; the plan office names who does' };
  const { zh, en } = task.organisation.name;
  return task.person
    ? { zh: `由${zh} ${task.person} 填报`, en: `Reported by ${task.person} of ${en}` }
    : { zh: `由${zh}填报`, en: `Reported by ${en}` };
}
