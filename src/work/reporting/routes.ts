import { isProblem, updateDebt } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { doubtsAbout } from '../../evidence/figures/doubts.ts';
import { writeTable } from '../../evidence/intake/sheet/write-table.ts';
import { organisationNamed, under } from '../../evidence/reading/organisations.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import { asksOf } from '../../evidence/reports/asks.ts';
import { reportSheet } from '../../evidence/reports/sheet.ts';
import { earlierOf, type Task, tasksOf } from '../../evidence/reports/tasks.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { getForm, getReporting, listReviews, review, submitReports, urgeReports } from './api.ts';
import { checkRoutes } from './check-routes.ts';
import { dutyRoutes } from './duty-routes.ts';
import { noticesFor } from './notices.ts';
import { mayHandIn, outOfScope, shown, tasksFor, warningOf, type World, worldOf } from './world.ts';

export function reportingRoutes(services: Services): Route[] {
  const { ledger } = services;
  return [
    route(getReporting, async ({ params, query, who }) => {
      const found = await worldOf(services, params.jurisdiction, who);
      const reach = reachOf(who);
      if (
        query.organisation !== undefined &&
        reach !== 'all' &&
        !(who.organisation !== null && under(found.snapshot.parents, who.organisation).has(query.organisation))
      )
        throw outOfScope();
      const tasks = tasksFor(found, who, query.organisation);
      return {
        today: services.today(),
        organisation: organisationNamed(found.snapshot, query.organisation ?? who.organisation),
        demo: [...found.snapshot.observations.values()].some((figures) => figures.some((figure) => figure.demo)),
        tasks: tasks.slice(0, most).map((task) => shown(found, task, who)),
        total: tasks.length,
        debt: debtOf(found, reach === 'all' ? null : (who.organisation ?? '')),
        notices: noticesFor(tasks, who, found.snapshot, reach === 'all'),
      };
    }),
    route(submitReports, async ({ params, body, who }) => {
      const found = await worldOf(services, params.jurisdiction, who);
      const mine = tasksFor(found, who, undefined);
      const organisations: string[] = [];
      for (const [index, line] of body.lines.entries()) {
        const task = mine.find(
          (item) => item.about === line.about && item.place === line.place && item.period === line.period,
        );
        if (!task)
          throw new Problem({
            status: 422,
            code: 'not-to-report',
            zh: `${line.period} 的这项数据不在应报清单里。`,
            en: `No report on ${line.about} is asked for ${line.period}.`,
            where: `body.lines.${index}`,
            hint: { zh: '刷新“我的填报”后再试。', en: 'Reload the list of reports and try again.' },
          });
        if (!mayHandIn(found, task, who)) throw outOfScope();
        organisations.push(task.organisation ?? '');
        if (task.kind === 'milestone') refuseUnproven(task, line, body.file, services.today(), `body.lines.${index}`);
        if (line.about.startsWith('indicator:') && line.value === null && line.missing === undefined)
          throw new Problem({
            status: 422,
            code: 'value-or-reason',
            zh: '没有数时要写明原因。',
            en: 'A report without a figure gives the reason.',
            where: `body.lines.${index}.value`,
          });
      }
      const given = new Map<string, Map<string, number>>();
      for (const line of body.lines) {
        if (line.value === null || !line.about.startsWith('indicator:')) continue;
        const key = JSON.stringify([line.place, line.period]);
        given.set(
          key,
          (given.get(key) ?? new Map<string, number>()).set(line.about.slice('indicator:'.length), line.value),
        );
      }
      const doubts = [...given].flatMap(([key, figures]) => {
        const [place = '', period = ''] = JSON.parse(key) as string[];
        return doubtsAbout(found.view, found.identities, period, figures, place).map((doubt) => ({ ...doubt, place }));
      });
      const open = doubts.filter(
        (doubt) =>
          !body.lines.some(
            (line) =>
              line.about === `indicator:${doubt.indicator}` &&
              line.place === doubt.place &&
              line.period === doubt.period &&
              line.confirmed.some((item) => item.code === doubt.code),
          ),
      );
      if (open.length > 0)
        return {
          seq: null,
          warnings: open.map((doubt) => ({
            ...warningOf(found, `indicator:${doubt.indicator}`, doubt.period, doubt, null, false),
            place: doubt.place,
          })),
        };
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'report.submit',
        actor: who.login ?? '',
        demo: false,
        payload: {
          on: services.today(),
          grade: 'A',
          ...(body.file && { file: body.file }),
          lines: body.lines.map(({ source, note, revision, missing, doneOn, file, ...line }, index) => {
            const organisation = organisations[index] ?? '';
            return {
              ...line,
              organisation,
              source: source ?? `${found.snapshot.organisations.get(organisation)?.zh ?? ''}填报`,
              ...(missing && { missing }),
              ...(doneOn !== undefined && { doneOn }),
              ...(file && { file }),
              ...(note !== undefined && { note }),
              ...(revision !== undefined && { revision }),
            };
          }),
        },
      });
      return { seq: entry.seq, warnings: [] };
    }),
    route(urgeReports, async ({ params, body, who }) => {
      const found = await worldOf(services, params.jurisdiction, who);
      const tasks = tasksOf(found.view, found.reporting);
      const lines = body.lines.map((line, index) => {
        const task = tasks.find(
          (item) => item.about === line.about && item.place === line.place && item.period === line.period,
        );
        if (!task || (task.state !== 'late' && task.state !== 'returned') || task.organisation === null)
          throw new Problem({
            status: 422,
            code: 'not-owed',
            zh: `${task ? task.name.zh : line.about} 现在没有逾期或退回，或没有责任单位，不能催报。`,
            en: `${task ? task.name.en : line.about} is neither late nor returned, or nobody answers for it.`,
            hint: { zh: '刷新应报清单后再选。', en: 'Reload the list and choose again.' },
            where: `body.lines.${index}`,
          });
        const { about, place, period, organisation, periodName } = task;
        const name =
          task.kind === 'milestone'
            ? task.name
            : { zh: `${task.name.zh}（${periodName.zh}）`, en: `${task.name.en} (${periodName.en})` };
        return { about, place, period, organisation, name };
      });
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'report.urge',
        actor: who.login ?? '',
        demo: false,
        payload: { on: services.today(), note: body.note, lines },
      });
      return { seq: entry.seq, organisations: new Set(lines.map(({ organisation }) => organisation)).size };
    }),
    route(getForm, async ({ params, query, who }) => {
      const found = await worldOf(services, params.jurisdiction, who);
      const tasks = tasksFor(found, who, query.organisation)
        .filter(
          (task) =>
            task.kind !== 'register' &&
            (task.state === 'due' || task.state === 'late' || task.state === 'returned') &&
            mayHandIn(found, task, who),
        )
        .map((task) => ({ ...task, ...earlierOf(found.view, task) }));
      if (tasks.length === 0)
        throw new Problem({
          status: 404,
          code: 'nothing-due',
          zh: '现在没有要填报的指标和节点。',
          en: 'No figures and no milestones are asked of you now.',
        });
      const organisation =
        organisationNamed(found.snapshot, query.organisation ?? who.organisation)?.name.zh ?? found.snapshot.name.zh;
      const title = `${organisation} 指标填报表（${services.today()}）`;
      const bytes = await writeTable('xlsx', {
        sheets: [
          reportSheet(tasks, {
            title,
            demo: tasks.some((task) =>
              found.view.series(task.about.slice('indicator:'.length))?.points.some((point) => point.demo),
            ),
          }),
        ],
        form: { form: 'reports', version: 1, data: null },
      });
      return {
        name: `${title}.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes,
      };
    }),
    route(listReviews, async ({ params, who }) => {
      const found = await worldOf(services, params.jurisdiction, who);
      const tasks = tasksFor(found, who, undefined).filter((task) => task.report !== null);
      return {
        waiting: tasks.filter((task) => task.state === 'submitted').map((task) => shown(found, task, who)),
        reviewed: tasks.filter((task) => task.state !== 'submitted').map((task) => shown(found, task, who)),
      };
    }),
    route(review, async ({ params, body, who }) => {
      const found = await worldOf(services, params.jurisdiction, who);
      const inScope = scopeOf(who, found.snapshot);
      for (const [index, line] of body.lines.entries()) {
        const report = [...found.reporting.reports.values()].find(
          (item) => item.about === line.about && item.place === line.place && item.period === line.period,
        );
        if (!report)
          throw new Problem({
            status: 404,
            code: 'no-such-report',
            zh: '没有这份填报。',
            en: 'There is no such report.',
            where: `body.lines.${index}`,
          });
        if (!inScope(report.organisation)) throw outOfScope();
        if (line.decision !== 'approve' && line.reason.trim().length < 2)
          throw new Problem({
            status: 422,
            code: 'reason-missing',
            zh: '退回要写明原因。',
            en: 'Returning a report needs a reason.',
            where: `body.lines.${index}.reason`,
          });
      }
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'report.review',
        actor: who.login ?? '',
        demo: false,
        payload: { on: services.today(), lines: body.lines },
      });
      return { seq: entry.seq };
    }),
    ...dutyRoutes(services),
    ...checkRoutes(services),
  ];
}

/** Tasks that one answer carries; the rest is counted. */
const most = 500;

/** What is owed, of the whole place and of each unit, for every reader the same; people are named to their own unit. */
function debtOf({ view, reporting, snapshot }: World, only: string | null) {
  const debt = updateDebt(asksOf(view, reporting), view.asOf);
  if (isProblem(debt)) throw new Problem({ status: 500, code: debt.code, zh: debt.zh, en: debt.en, where: view.asOf });
  const named = only === null ? null : under(snapshot.parents, only);
  return {
    whole: debt.whole,
    organisations: debt.organisations.map(({ organisation, ...row }) => ({
      ...row,
      organisation: organisationNamed(view.snapshot, organisation),
    })),
    people: debt.people.flatMap(({ organisation, person, ...row }) =>
      person === null || (named !== null && !named.has(organisation ?? ''))
        ? []
        : [{ ...row, person, organisation: organisationNamed(view.snapshot, organisation) }],
    ),
  };
}

/** A step is reported as done on a day that has come, with a sentence, and with a file where proof is asked for. */
function refuseUnproven(
  task: Task,
  line: { doneOn?: string | undefined; note?: string | undefined; file?: unknown },
  file: unknown,
  today: string,
  where: string,
): void {
  const refuse = (field: string, code: string, zh: string, en: string) => {
    throw new Problem({ status: 422, code, zh, en, where: `${where}.${field}` });
  };
  if (line.doneOn === undefined)
    refuse('doneOn', 'done-day-missing', '节点要写明完成日期。', 'Give the day on which the milestone was done.');
  if ((line.doneOn ?? '') > today)
    refuse(
      'doneOn',
      'done-in-future',
      `完成日期不能晚于今天（${today}）。`,
      `It cannot be done after today (${today}).`,
    );
  if ((line.note ?? '').trim().length < 2)
    refuse('note', 'sentence-missing', '写一句完成情况。', 'Say in a sentence what was done.');
  if (task.evidence && !line.file && !file)
    refuse('file', 'proof-missing', `要附佐证材料：${task.evidence.zh}。`, `Proof is asked for: ${task.evidence.en}.`);
}
