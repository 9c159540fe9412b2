import type { Text } from '../../core/measure/index.ts';
import type { Task } from '../../evidence/reports/tasks.ts';
import { organisationNamed } from '../../evidence/reading/organisations.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Who } from '../../http/route.ts';

export interface Notice {
  level: 'remind' | 'urge' | 'escalate';
  text: Text;
  about: string;
  period: string;
  organisation: { id: string; name: Text } | null;
}

/**
 * When people are told: a reminder to the reporter in the last working days before a report is due; an urging once it is
 * late or returned; after that the matter goes up, to the reviewer and then to those who look at the whole.
 */
export const noticeRules = { remindDays: 3, escalateDays: 5 } as const;

/** What concerns the reader, the most urgent first. */
export function noticesFor(tasks: readonly Task[], who: Who, snapshot: Snapshot, whole: boolean): Notice[] {
  const notices: Notice[] = [];
  for (const task of tasks) {
    const organisation = organisationNamed(snapshot, task.organisation);
    const of = { about: task.about, period: task.period, organisation };
    const what = { zh: `${task.name.zh}（${task.periodName.zh}）`, en: `${task.name.en} (${task.periodName.en})` };
    const late = -task.daysLeft;
    if (whole || who.role === 'reviewer') {
      if (task.state === 'late' && late >= noticeRules.escalateDays)
        notices.push({
          ...of,
          level: 'escalate',
          text: {
            zh: `${organisation?.name.zh ?? '无责任单位'}逾期 ${late} 个工作日未报：${what.zh}`,
            en: `${organisation?.name.en ?? 'Nobody'} is ${late} working days late with ${what.en}`,
          },
        });
      if (task.state === 'submitted' && who.role === 'reviewer')
        notices.push({
          ...of,
          level: 'remind',
          text: { zh: `待审核：${what.zh}`, en: `Waiting for review: ${what.en}` },
        });
      continue;
    }
    if (task.state === 'returned')
      notices.push({
        ...of,
        level: 'urge',
        text: {
          zh: `被退回，请改正：${what.zh}${task.report?.reason ? `，原因：${task.report.reason}` : ''}`,
          en: `Returned, mend it: ${what.en}${task.report?.reason ? `; reason: ${task.report.reason}` : ''}`,
        },
      });
    else if (task.state === 'late')
      notices.push({
        ...of,
        level: late >= noticeRules.escalateDays ? 'escalate' : 'urge',
        text: {
          zh: `逾期 ${late} 个工作日：${what.zh}${late >= noticeRules.escalateDays ? '，已提级督查' : ''}`,
          en: `${late} working days late: ${what.en}${late >= noticeRules.escalateDays ? ', escalated to the supervisors' : ''}`,
        },
      });
    else if (task.state === 'due' && task.daysLeft <= noticeRules.remindDays)
      notices.push({
        ...of,
        level: 'remind',
        text: {
          zh: `${task.daysLeft === 0 ? '今天' : `${task.daysLeft} 个工作日后`}到期：${what.zh}`,
          en: `Due ${task.daysLeft === 0 ? 'today' : `in ${task.daysLeft} working days`}: ${what.en}`,
        },
      });
  }
  const rank = { escalate: 0, urge: 1, remind: 2 } as const;
  return notices.toSorted((a, b) => rank[a.level] - rank[b.level]).slice(0, 100);
}
