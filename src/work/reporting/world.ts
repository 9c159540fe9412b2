import { describeMissing, type MissingReason, type Text } from '../../core/measure/index.ts';
import type { Identity, ListIdentity } from '../../core/measure/plausibility/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { doubtsAbout } from '../../evidence/figures/doubts.ts';
import { identitiesOf } from '../../evidence/reading/identities.ts';
import { organisationNamed, under } from '../../evidence/reading/organisations.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { type Reporting, reportingAt } from '../../evidence/reports/reporting.ts';
import { earlierOf, isTheirs, type Task as HeldTask, tasksOf } from '../../evidence/reports/tasks.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { Who } from '../../http/route.ts';
import type { Task } from './api.ts';

/** What the routes of reporting look at: the day as the reader sees it, what was handed in, what must hold between figures. */
export interface World {
  snapshot: Snapshot;
  view: ViewAt;
  reporting: Reporting;
  identities: Identity[];
  lists: ListIdentity[];
}

export async function worldOf(services: Services, jurisdiction: string, who: Who): Promise<World> {
  // Whoever reports or reviews looks at what was handed in; what others see of it is decided by `reach` elsewhere.
  const view = await services.snapshots.at(jurisdiction, services.today(), reachOf(who));
  const reporting = await reportingAt(services.store, view.snapshot);
  const { figures: identities, lists } = await identitiesOf(services.store, jurisdiction);
  return { snapshot: view.snapshot, view, reporting, identities, lists };
}

/** Whether somebody may hand a report in: it is of his scope, and the duty names him or nobody. */
export function mayHandIn({ snapshot, view, reporting }: World, task: HeldTask, who: Who): boolean {
  return (
    task.organisation !== null &&
    allows(who.role, 'evidence.write') &&
    scopeOf(who, snapshot)(task.organisation) &&
    isTheirs(task, who.login, view.asOf, reporting)
  );
}

/** Tasks of the organisations that the reader answers for; of all of them for those who look at everything. */
export function tasksFor({ snapshot, view, reporting }: World, who: Who, organisation?: string): HeldTask[] {
  const all = tasksOf(view, reporting);
  if (organisation === undefined && reachOf(who) === 'all') return all;
  const whose = organisation ?? who.organisation;
  const own = whose === null ? new Set<string>() : under(snapshot.parents, whose);
  return all.filter((task) => task.organisation !== null && own.has(task.organisation));
}

/** A task as it is told to a reader. */
export function shown(world: World, task: HeldTask, who: Who): Task {
  const { report } = task;
  const figure = task.kind === 'indicator' ? task.about.slice('indicator:'.length) : null;
  const doubts =
    figure !== null && report?.value !== null && report?.value !== undefined && report.state !== 'approved'
      ? doubtsAbout(world.view, world.identities, task.period, new Map([[figure, report.value]]), task.place)
      : [];
  return {
    about: task.about,
    kind: task.kind,
    name: task.name,
    unit: task.unit,
    scope: task.scope,
    place: task.place,
    period: task.period,
    periodName: task.periodName,
    evidence: task.evidence,
    organisation: organisationNamed(world.snapshot, task.organisation),
    person: task.person,
    due: task.due,
    daysLeft: task.daysLeft,
    state: task.state,
    owed: task.owed,
    base: report?.seq ?? null,
    value: report?.value ?? null,
    doneOn: report?.doneOn ?? null,
    missing: report?.missing ? describeMissing({ missing: report.missing as MissingReason }) : null,
    note: report?.note ?? null,
    reason: report?.reason ?? null,
    submittedBy: report?.submittedBy ?? null,
    submittedOn: report?.submittedOn ?? null,
    reviewedBy: report?.reviewedBy ?? null,
    urged: world.reporting.urges.get(`${task.about}\n${task.place}\n${task.period}`) ?? null,
    file: report?.file ?? null,
    cell: report?.cell ?? null,
    ...earlierOf(world.view, task),
    warnings: doubts.map((doubt) => ({
      code: doubt.code,
      zh: doubt.zh,
      en: doubt.en,
      confirmed: report?.confirmed.find((item) => item.code === doubt.code)?.reason ?? null,
    })),
    demo: report?.demo ?? false,
    mayReport: mayHandIn(world, task, who),
  };
}

/** A doubt as it is told: about which figure, of whom, and whether a person stands by it. */
export function warningOf(
  { snapshot }: World,
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
    owner: organisationNamed(snapshot, item?.owner ?? null),
    demo,
  };
}

export function outOfScope(): Problem {
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
