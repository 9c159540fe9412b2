import { describeMissing, type MissingReason, type Text } from '../../core/measure/index.ts';
import type { Identity, ListIdentity } from '../../core/measure/plausibility/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { under } from '../../evidence/reading/organisations.ts';
import { identitiesOf } from '../../evidence/reading/identities.ts';
import { brokenBetweenLists } from '../../evidence/registers/identities.ts';
import { doubtsAbout, standingDoubts } from '../../evidence/figures/doubts.ts';
import { reportSheet } from '../../evidence/reports/sheet.ts';
import {
  isTheirs,
  type Reporting,
  readReporting,
  type Task as HeldTask,
  tasksOf,
} from '../../evidence/reports/tasks.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import { writeTable } from '../../evidence/intake/sheet/write-table.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import {
  confirmWarning,
  getForm,
  getReporting,
  listDuties,
  listReviews,
  listWarnings,
  putDuties,
  putOwners,
  review,
  submitReports,
  type Task,
} from './api.ts';
import { checkNames, screensOf } from './checks.ts';
import { debtOf, noticesFor } from './notices.ts';
import { suggestOwner } from './suggest.ts';

export function reportingRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;

  async function world(
    jurisdiction: string,
    who: Who,
  ): Promise<{
    snapshot: Snapshot;
    view: ViewAt;
    reporting: Reporting;
    identities: Identity[];
    lists: ListIdentity[];
  }> {
    // Whoever reports or reviews looks at what was handed in; what others see of it is decided by `reach` elsewhere.
    const view = await snapshots.at(jurisdiction, services.today(), reachOf(who));
    const reporting = await readReporting(store, jurisdiction);
    const { figures: identities, lists } = await identitiesOf(store, jurisdiction);
    return { snapshot: view.snapshot, view, reporting, identities, lists };
  }

  const nameOf = (snapshot: Snapshot, id: string | null) =>
    id === null ? null : { id, name: snapshot.organisations.get(id) ?? { zh: id, en: id } };

  function shown(
    { snapshot, view, reporting, identities }: Awaited<ReturnType<typeof world>>,
    task: HeldTask,
    who: Who,
  ): Task {
    const mayWrite = allows(who.role, 'evidence.write') && scopeOf(who, snapshot)(task.organisation);
    const { report } = task;
    const figure = task.about.startsWith('indicator:') ? task.about.slice('indicator:'.length) : null;
    const doubts =
      figure !== null && report?.value !== null && report?.value !== undefined && report.state !== 'approved'
        ? doubtsAbout(view, identities, task.period, new Map([[figure, report.value]]), task.place)
        : [];
    return {
      about: task.about,
      kind: figure === null ? 'register' : 'indicator',
      name: task.name,
      unit: task.unit,
      scope: task.scope,
      place: task.place,
      period: task.period,
      periodName: task.periodName,
      organisation: nameOf(snapshot, task.organisation),
      person: task.person,
      due: task.due,
      daysLeft: task.daysLeft,
      state: task.state,
      base: report?.seq ?? null,
      value: report?.value ?? null,
      missing: report?.missing ? describeMissing({ missing: report.missing as MissingReason }) : null,
      note: report?.note ?? null,
      reason: report?.reason ?? null,
      submittedBy: report?.submittedBy ?? null,
      submittedOn: report?.submittedOn ?? null,
      reviewedBy: report?.reviewedBy ?? null,
      file: report?.file ?? null,
      cell: report?.cell ?? null,
      before: task.before,
      yearBefore: task.yearBefore,
      warnings: doubts.map((doubt) => ({
        code: doubt.code,
        zh: doubt.zh,
        en: doubt.en,
        confirmed: report?.confirmed.find((item) => item.code === doubt.code)?.reason ?? null,
      })),
      demo: report?.demo ?? false,
      mayReport: mayWrite && isTheirs(task, who.login, services.today(), reporting),
    };
  }

  /** Tasks of the organisations that the reader answers for; of all of them for those who look at everything. */
  function tasksFor(found: Awaited<ReturnType<typeof world>>, who: Who, organisation: string | undefined): HeldTask[] {
    const all = tasksOf(found.view, found.reporting);
    if (organisation !== undefined) {
      const wanted = under(found.snapshot.parents, organisation);
      return all.filter((task) => task.organisation !== null && wanted.has(task.organisation));
    }
    if (reachOf(who) === 'all') return all;
    const own = who.organisation === null ? new Set<string>() : under(found.snapshot.parents, who.organisation);
    return all.filter((task) => task.organisation !== null && own.has(task.organisation));
  }

  return [
    route(getReporting, async ({ params, query, who }) => {
      const found = await world(params.jurisdiction, who);
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
        organisation: nameOf(found.snapshot, query.organisation ?? who.organisation),
        demo: [...found.snapshot.observations.values()].some((figures) => figures.some((figure) => figure.demo)),
        tasks: tasks.slice(0, 500).map((task) => shown(found, task, who)),
        debt: debtOf(found.view, found.reporting, tasks),
        notices: noticesFor(tasks, who, found.snapshot, reach === 'all'),
      };
    }),
    route(submitReports, async ({ params, body, who }) => {
      const found = await world(params.jurisdiction, who);
      const mine = tasksFor(found, who, undefined);
      const mayWrite = scopeOf(who, found.snapshot);
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
        if (!mayWrite(task.organisation) || !isTheirs(task, who.login, services.today(), found.reporting))
          throw outOfScope();
        organisations.push(task.organisation ?? '');
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
          lines: body.lines.map(({ source, note, revision, missing, ...line }, index) => {
            const organisation = organisations[index] ?? '';
            return {
              ...line,
              organisation,
              source: source ?? `${found.snapshot.organisations.get(organisation)?.zh ?? ''}填报`,
              ...(missing && { missing }),
              ...(note !== undefined && { note }),
              ...(revision !== undefined && { revision }),
            };
          }),
        },
      });
      return { seq: entry.seq, warnings: [] };
    }),
    route(getForm, async ({ params, query, who }) => {
      const found = await world(params.jurisdiction, who);
      const mayWrite = scopeOf(who, found.snapshot);
      const tasks = tasksFor(found, who, query.organisation).filter(
        (task) =>
          task.about.startsWith('indicator:') &&
          (task.state === 'due' || task.state === 'late' || task.state === 'returned') &&
          mayWrite(task.organisation) &&
          isTheirs(task, who.login, services.today(), found.reporting),
      );
      if (tasks.length === 0)
        throw new Problem({
          status: 404,
          code: 'nothing-due',
          zh: '现在没有要填报的指标。',
          en: 'No figures are asked of you now.',
        });
      const organisation =
        nameOf(found.snapshot, query.organisation ?? who.organisation)?.name.zh ?? found.snapshot.name.zh;
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
      const found = await world(params.jurisdiction, who);
      const tasks = tasksFor(found, who, undefined).filter((task) => task.report !== null);
      return {
        waiting: tasks.filter((task) => task.state === 'submitted').map((task) => shown(found, task, who)),
        reviewed: tasks.filter((task) => task.state !== 'submitted').map((task) => shown(found, task, who)),
      };
    }),
    route(review, async ({ params, body, who }) => {
      const found = await world(params.jurisdiction, who);
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
    route(listDuties, async ({ params, who }) => {
      const { snapshot, reporting } = await world(params.jurisdiction, who);
      const mayAssign = allows(who.role, 'duty.assign') ? scopeOf(who, snapshot) : () => false;
      const suggestion = (found: ReturnType<typeof suggestOwner>) =>
        found && {
          organisation: {
            id: found.organisation,
            name: snapshot.organisations.get(found.organisation) ?? { zh: found.organisation, en: found.organisation },
          },
          why: found.why,
        };
      const duty = (about: string, organisation: string | null) => {
        const held = reporting.duties.find((item) => item.about === about && item.organisation === organisation);
        return { person: held?.person ?? null, deputy: held?.deputy ?? null, deputyUntil: held?.deputyUntil ?? null };
      };
      const indicators = [...snapshot.indicators.values()].flatMap(({ item }) =>
        item.evidence.kind === 'observations' ? [item] : [],
      );
      return {
        duties: [
          ...indicators.map((item) => ({
            about: `indicator:${item.id}`,
            name: item.name,
            organisation: nameOf(snapshot, item.owner),
            cadence: item.cadence as string | null,
            due: item.workdays
              ? { zh: `期后第 ${item.dueDays} 个工作日`, en: `Working day ${item.dueDays} after the period` }
              : { zh: `期末后 ${item.dueDays} 天内`, en: `Within ${item.dueDays} days of the end of the period` },
            ...duty(`indicator:${item.id}`, item.owner),
            suggestion:
              item.owner === null ? suggestion(suggestOwner(snapshot, { name: item.name, indicator: item.id })) : null,
            mayAssign: item.owner !== null && mayAssign(item.owner),
          })),
          ...[...snapshot.registers.values()].map(({ type }) => ({
            about: `register:${type.id}`,
            name: type.name,
            organisation: nameOf(snapshot, type.organisation ?? null),
            cadence: type.cadence ?? null,
            due: type.cadence
              ? {
                  zh: `期后第 ${type.dueWorkdays ?? 5} 个工作日`,
                  en: `Working day ${type.dueWorkdays ?? 5} after the period`,
                }
              : { zh: '随时更新', en: 'Kept up to date at all times' },
            ...duty(`register:${type.id}`, type.organisation ?? null),
            suggestion: null,
            mayAssign: type.organisation !== undefined && mayAssign(type.organisation),
          })),
        ],
        commitments: snapshot.commitments.flatMap(({ item }) =>
          item.kind !== 'theme' && item.lead === null
            ? [
                {
                  id: item.id,
                  title: item.title,
                  suggestion: suggestion(
                    suggestOwner(snapshot, {
                      name: item.title,
                      indicator: item.indicator,
                      parent: item.parent,
                      id: item.id,
                    }),
                  ),
                },
              ]
            : [],
        ),
        organisations: [...snapshot.organisations].map(([id, name]) => ({
          id,
          name,
          parent: snapshot.parents.get(id) ?? null,
        })),
        people: await peopleOf(store, params.jurisdiction),
        mayOwn: allows(who.role, 'plan.write'),
      };
    }),
    route(putDuties, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const inScope = scopeOf(who, snapshot);
      const people = await peopleOf(store, params.jurisdiction);
      for (const [index, duty] of body.duties.entries()) {
        if (!inScope(duty.organisation)) throw outOfScope();
        const kind = duty.about.split(':')[0];
        const known =
          kind === 'indicator'
            ? snapshot.indicators.has(duty.about.slice(10))
            : kind === 'register' && snapshot.registers.has(duty.about.slice(9));
        if (!known)
          throw new Problem({
            status: 422,
            code: 'no-such-duty',
            zh: `没有 ${duty.about}。`,
            en: `There is no ${duty.about}.`,
            where: `body.duties.${index}.about`,
          });
        const own = under(snapshot.parents, duty.organisation);
        for (const login of [duty.person, duty.deputy]) {
          const person = people.find((item) => item.login === login);
          if (login !== null && !(person?.organisation && own.has(person.organisation)))
            throw new Problem({
              status: 422,
              code: 'not-of-organisation',
              zh: `${person?.name ?? login} 不在该单位。`,
              en: `${person?.name ?? login} does not belong to the organisation.`,
              where: `body.duties.${index}`,
            });
        }
      }
      await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'duty.put',
        actor: who.login ?? '',
        demo: false,
        payload: { duties: body.duties },
      });
      return {};
    }),
    route(putOwners, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const known = (organisation: string, where: string) => {
        if (!snapshot.organisations.has(organisation))
          throw new Problem({
            status: 422,
            code: 'no-such-organisation',
            zh: `没有单位 ${organisation}。`,
            en: `There is no organisation ${organisation}.`,
            where,
          });
      };
      const owners = [
        ...body.indicators.map(({ id, organisation, was }, index) => {
          known(organisation, `body.indicators.${index}`);
          const held = snapshot.indicators.get(id);
          return {
            of: 'indicator' as const,
            id,
            organisation,
            was: was === undefined ? (held?.item.owner ?? null) : was,
          };
        }),
        ...body.commitments.map(({ id, organisation, was }, index) => {
          known(organisation, `body.commitments.${index}`);
          const held = snapshot.commitments.find(({ item }) => item.id === id);
          return {
            of: 'commitment' as const,
            id,
            organisation,
            was: was === undefined ? (held?.item.lead ?? null) : was,
          };
        }),
      ];
      if (owners.length > 0)
        await ledger.submit({
          jurisdiction: params.jurisdiction,
          kind: 'owner.put',
          actor: who.login ?? '',
          demo: false,
          payload: { owners },
        });
      return {};
    }),
    route(listWarnings, async ({ params, who }) => {
      const found = await world(params.jurisdiction, who);
      const confirmed = await store
        .selectFrom('confirmation')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .execute();
      const confirmationOf = (about: string, period: string, code: string) => {
        const row = confirmed.find((item) => item.about === about && item.period === period && item.code === code);
        return row ? { reason: row.reason, actor: row.actor, at: row.at } : null;
      };
      const figures = standingDoubts(found.view, found.identities).map((doubt) =>
        warningOf(
          found,
          `indicator:${doubt.indicator}`,
          doubt.period,
          doubt,
          confirmationOf(`indicator:${doubt.indicator}`, doubt.period, doubt.code),
          doubt.demo,
        ),
      );
      const screens = (await screensOf(store, found.snapshot, reachOf(who))).map((screen) => ({
        about: `register:${screen.register.id}`,
        name: screen.register.name,
        place: params.jurisdiction,
        period: screen.field,
        code: screen.warning.code,
        zh: screen.warning.zh,
        en: screen.warning.en,
        confirmed: confirmationOf(`register:${screen.register.id}`, screen.field, screen.warning.code),
        owner: nameOf(found.snapshot, screen.register.organisation ?? null),
        demo: screen.demo,
      }));
      const broken = await brokenBetweenLists(store, found.snapshot, found.lists, reachOf(who));
      const lists = broken.map(({ register, key, code, zh, en, demo }) => ({
        about: `register:${register.id}`,
        name: register.name,
        place: params.jurisdiction,
        period: key,
        code,
        zh,
        en,
        confirmed: confirmationOf(`register:${register.id}`, key, code),
        owner: nameOf(found.snapshot, register.organisation ?? null),
        demo,
      }));
      return { warnings: [...figures, ...lists, ...screens], checks: checkNames };
    }),
    route(confirmWarning, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const owner = body.about.startsWith('indicator:')
        ? (snapshot.indicators.get(body.about.slice(10))?.item.owner ?? null)
        : (snapshot.registers.get(body.about.slice(9))?.type.organisation ?? null);
      if (!scopeOf(who, snapshot)(owner)) throw outOfScope();
      await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'warning.confirm',
        actor: who.login ?? '',
        demo: false,
        payload: body,
      });
      return {};
    }),
  ];

  function warningOf(
    { snapshot }: Awaited<ReturnType<typeof world>>,
    about: string,
    period: string,
    doubt: { code: string } & Text,
    confirmed: { reason: string; actor: string; at: string } | null,
    demo: boolean,
  ) {
    const item = snapshot.indicators.get(about.slice('indicator:'.length))?.item;
    return {
      about,
      name: item?.name ?? { zh: about, en: about },
      place: snapshot.jurisdiction,
      period,
      code: doubt.code,
      zh: doubt.zh,
      en: doubt.en,
      confirmed,
      owner: nameOf(snapshot, item?.owner ?? null),
      demo,
    };
  }
}

function outOfScope(): Problem {
  return new Problem({
    status: 403,
    code: 'out-of-scope',
    zh: '这不是你单位的事项。',
    en: 'This belongs to another organisation.',
    hint: {
      zh: '请该单位办理，或请系统管理员调整你的单位。',
      en: 'Ask that organisation, or ask the administrator to change yours.',
    },
  });
}
