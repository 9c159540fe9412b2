import type { Text } from '../../core/measure/index.ts';
import type { MattersOf } from '../../evidence/domain.ts';
import { matter, type Matter } from '../../evidence/matter.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import { reportingAt } from '../../evidence/reports/reporting.ts';
import type { Task } from '../../evidence/reports/tasks.ts';
import { allows, reachOf } from '../../http/access.ts';
import { lackingReports } from './lacking.ts';
import { noticeRules } from './notices.ts';
import { mayHandIn, tasksFor } from './world.ts';

/** Reports that wait for the reader: to hand in, to mend, to review; for those who chase: who owes. */
export const reportingMatters: MattersOf = async (services, view, who) => {
  if (!allows(who.role, 'evidence.read')) return [];
  const reporting = await reportingAt(services.store, view.snapshot);
  const world = { snapshot: view.snapshot, view, reporting, identities: [], lists: [] };
  const tasks = tasksFor(world, who);
  if (reachOf(who) === 'all') return [...chased(tasks, who), ...(await lackingReports(services, view, who))];
  const mine = tasks.filter((task) => mayHandIn(world, task, who));
  const of = (state: Task['state']) => mine.filter((task) => task.state === state);
  const soon = of('due').filter((task) => task.daysLeft <= noticeRules.remindDays);
  const inScope = scopeOf(who, view.snapshot);
  const waiting = tasks.filter(
    (task) => task.state === 'submitted' && inScope(task.organisation) && task.report?.submittedBy !== who.login,
  );
  const at = '/reporting';
  return [
    ...matter(who, 'evidence.write', {
      id: 'reports-late',
      sort: 'late',
      ...said(of('late'), '项逾期未报', 'late'),
      at,
    }),
    ...matter(who, 'evidence.write', {
      id: 'reports-returned',
      sort: 'returned',
      ...said(of('returned'), '项被退回，要改正', 'returned, to be mended'),
      at,
    }),
    ...matter(who, 'evidence.write', {
      id: 'reports-due',
      sort: 'due',
      ...said(soon, '项几天内到期', 'due within days'),
      at,
    }),
    ...matter(who, 'evidence.review', {
      id: 'reports-review',
      sort: 'review',
      ...said(waiting, '项等你审核', 'wait for your review'),
      at: '/reporting/review',
    }),
    ...matter(who, 'evidence.review', {
      id: 'reports-unit-late',
      sort: 'late',
      ...said(
        tasks.filter((task) => task.state === 'late'),
        '项本单位逾期未报',
        'late in your organisation',
      ),
      at,
    }),
  ];
};

/** What is late, for those who may urge. */
function chased(tasks: readonly Task[], who: Parameters<MattersOf>[2]): Matter[] {
  const late = tasks.filter((task) => task.state === 'late' && task.organisation !== null);
  // A leader decides; those who run the plan chase.
  if (who.role === 'leader') return [];
  const units = new Set(late.map((task) => task.organisation)).size;
  return matter(who, 'directive.issue', {
    id: 'reports-chase',
    sort: 'late',
    count: late.length,
    title: {
      zh: `${late.length} 项逾期未报，涉及 ${units} 个单位`,
      en: `${late.length} late, of ${units} organisations`,
    },
    detail: { zh: '可以催报，或交办督办单', en: 'Urge them, or issue a directive' },
    at: '/reporting',
  });
}

function said(tasks: readonly Task[], zh: string, en: string): { count: number; title: Text; detail: Text | null } {
  const [first] = tasks;
  return {
    count: tasks.length,
    title: { zh: `${tasks.length} ${zh}`, en: `${tasks.length} ${en}` },
    detail: first
      ? { zh: `${first.name.zh}（${first.periodName.zh}）`, en: `${first.name.en} (${first.periodName.en})` }
      : null,
  };
}
