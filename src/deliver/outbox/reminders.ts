import type { Services } from '../../evidence/domain.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { reportingAt } from '../../evidence/reports/reporting.ts';
import { type Task, tasksOf } from '../../evidence/reports/tasks.ts';
import { noticeRules } from '../../work/reporting/index.ts';
import type { NoticeEvent } from './events.ts';
import { channelsOf, lay, readersOf } from './spool.ts';

/** What is so many working days late stands in the debt of its unit; nobody is told of it day by day. */
const mostLate = 20;

/**
 * Lays a notice for each report that is near, late, returned or to go up, as of today's day: once for each of these steps,
 * however often it is looked at. Returns how many were laid.
 */
export async function remind(services: Services, jurisdiction: string): Promise<number> {
  const { store, snapshots } = services;
  const today = services.today();
  const view = await snapshots.at(jurisdiction, today, 'all');
  const tasks = tasksOf(view, await reportingAt(store, view.snapshot));
  const events = tasks.flatMap((task) => eventOf(jurisdiction, today, task));
  if (events.length === 0) return 0;
  return store.transaction().execute(async (tx) => {
    const [readers, channels] = [await readersOf(tx, jurisdiction), await channelsOf(tx, jurisdiction)];
    const cursor = await tx
      .selectFrom('notice_cursor')
      .select('restored_on')
      .where('jurisdiction_id', '=', jurisdiction)
      .executeTakeFirst();
    // On the day of a restore nobody knows what was told already.
    const hold = (cursor?.restored_on ?? '') >= today;
    let laid = 0;
    for (const event of events)
      laid += await lay(tx, jurisdiction, event, readers, channels, { at: new Date().toISOString(), hold });
    return laid;
  });
}

/** Reports are looked at once a day: what is due turns with the days. */
export async function remindToday(services: Services, jurisdiction: string): Promise<void> {
  const of = services.store
    .selectFrom('notice_cursor')
    .select('reminded_on')
    .where('jurisdiction_id', '=', jurisdiction);
  if ((await of.executeTakeFirst())?.reminded_on === services.today()) return;
  await remind(services, jurisdiction);
  await services.store
    .updateTable('notice_cursor')
    .set({ reminded_on: services.today() })
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
}

function eventOf(jurisdiction: string, today: string, task: Task): NoticeEvent[] {
  const late = -task.daysLeft;
  const what = { zh: `${task.name.zh}（${task.periodName.zh}）`, en: `${task.name.en} (${task.periodName.en})` };
  const step =
    task.state === 'returned'
      ? { id: `returned ${task.report?.submittedSeq ?? ''}`, zh: '被退回', en: 'Returned', tells: 'lead' as const }
      : task.state === 'late' && late >= noticeRules.escalateDays && late <= mostLate
        ? {
            id: 'escalate',
            zh: `逾期 ${late} 个工作日，提级督查`,
            en: `${late} working days late`,
            tells: 'office' as const,
          }
        : task.state === 'late' && late < noticeRules.escalateDays
          ? { id: 'urge', zh: `逾期 ${late} 个工作日`, en: `${late} working days late`, tells: 'lead' as const }
          : task.state === 'due' && task.daysLeft <= noticeRules.remindDays
            ? {
                id: 'remind',
                zh: `${task.daysLeft} 个工作日后到期`,
                en: `Due in ${task.daysLeft} working days`,
                tells: 'lead' as const,
              }
            : null;
  if (!step || task.organisation === null) return [];
  const key = sm3([task.about, task.place, task.period, task.organisation, step.id].join('\n')).slice(0, 32);
  return [
    {
      id: `report-${key}`,
      kind: 'report',
      on: today,
      title: { zh: `催报：${what.zh}`, en: `To report: ${what.en}` },
      body: { zh: `${step.zh}。`, en: `${step.en}.` },
      link: `/${jurisdiction}/reporting`,
      organisations: [task.organisation],
      logins: [],
      tells: step.tells,
      byItself: true,
    },
  ];
}
