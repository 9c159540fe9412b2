import { judgedBySteps, proposeGates } from '../../core/plan/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { milestoneSheet, yearsAround } from '../../evidence/figures/milestone-sheet.ts';
import { newStepIds } from '../../evidence/figures/milestones.ts';
import { writeTable } from '../../evidence/intake/sheet/write-table.ts';
import { under } from '../../evidence/reading/organisations.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { milestonesSheet, proposeMilestones, setMilestones, type StepGiven, traceMilestone } from './api.ts';
import { traceOf } from './trace.ts';

/** Steps of commitments: proposed, set, changed, and told of entry by entry. */
export function milestoneRoutes(services: Services): Route[] {
  const { snapshots, ledger, store } = services;
  return [
    route(setMilestones, async ({ params, body, who }) => {
      const view = await snapshots.at(params.jurisdiction, services.today(), 'all');
      const steps = body.steps.map((step, index) => settled(view, step, index, body.reason));
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'milestone.set',
        actor: who.login ?? '',
        demo: false,
        payload: {
          on: services.today(),
          source: `${who.name || (who.login ?? '')}设定`,
          ...(body.reason !== '' && { reason: body.reason }),
          steps: newStepIds(view.snapshot, steps),
        },
      });
      return { seq: entry.seq };
    }),
    route(proposeMilestones, async ({ params, query, who }) => {
      const view = await snapshots.at(params.jurisdiction, services.today(), reachOf(who));
      const { plan, commitments } = view.snapshot;
      if (query.commitment !== undefined) commitmentOf(view, query.commitment, 'query.commitment');
      const judged = commitments.filter(({ item }) => judgedBySteps(item));
      const having = judged.filter(({ item }) => view.milestones(item.id).length > 0);
      const wanted =
        query.commitment === undefined
          ? judged.filter((held) => !having.includes(held))
          : commitments.filter(({ item }) => item.id === query.commitment);
      const year = Number(services.today().slice(0, 4));
      return {
        commitments: wanted.map(({ item }) => ({
          id: item.id,
          title: item.title,
          lead: view.organisation(item.lead),
          steps: proposeGates({
            title: item.title.zh,
            horizon: plan?.item.horizon ?? { start: year, end: year },
            today: services.today(),
          }),
        })),
        judged: judged.length,
        having: having.length,
      };
    }),
    route(milestonesSheet, async ({ params, query, who }) => {
      const view = await snapshots.at(params.jurisdiction, services.today(), reachOf(who));
      const units = query.organisation === undefined ? null : under(view.snapshot.parents, query.organisation);
      const mine = view.snapshot.commitments.flatMap(({ item }) => {
        if (item.kind === 'theme') return [];
        const steps = view.milestones(item.id);
        const asked = judgedBySteps(item) || steps.length > 0;
        const theirs =
          units === null || [item.lead, ...steps.map((step) => step.organisation)].some((id) => id && units.has(id));
        return asked && theirs ? [item.id] : [];
      });
      const unit = query.organisation === undefined ? null : view.organisation(query.organisation);
      const title = `${unit?.name.zh ?? view.snapshot.name.zh} 节点表（${services.today()}）`;
      return {
        name: `${title}.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: await writeTable('xlsx', {
          sheets: [milestoneSheet(view, mine, { title, demo: mine.some((id) => view.isDemo(id)) })],
          form: { form: 'milestones', version: 1, data: null },
        }),
      };
    }),
    route(traceMilestone, async ({ params, who }) => {
      const view = await snapshots.at(params.jurisdiction, services.today(), reachOf(who));
      const { item } = commitmentOf(view, params.commitment, 'commitment');
      const steps = await traceOf(store, view, { ...item, id: params.commitment }, params.milestone);
      const last = steps.at(-1);
      if (!last) throw noMilestone(params.commitment, params.milestone);
      return { commitment: { id: item.id, title: item.title }, title: last.title, steps };
    }),
  ];
}

/** A step as it may be written, or the Problem (404, 409, 422) that keeps it out. */
function settled(view: ViewAt, step: StepGiven, index: number, reason: string): StepGiven {
  const where = `body.steps.${index}`;
  const { item } = commitmentOf(view, step.commitment, `${where}.commitment`);
  if (item.kind === 'theme')
    throw new Problem({
      status: 422,
      code: 'theme-has-no-milestones',
      zh: `${item.id} 是主题，节点设在它下面的任务上。`,
      en: `${item.id} is a theme; milestones belong to the commitments below it.`,
      where: `${where}.commitment`,
    });
  const standing = view
    .milestones(item.id)
    .find(({ id, commitment }) => id === step.id && commitment === step.commitment);
  if (step.id !== null && !standing) throw noMilestone(item.id, step.id, where);
  if (standing && reason.length < 2)
    throw new Problem({
      status: 422,
      code: 'reason-missing',
      zh: `改动或取消已有节点“${standing.title.zh}”要写明理由。`,
      en: `Changing or dropping the milestone "${standing.title.en}" needs a reason.`,
      where: 'body.reason',
    });
  const [first, last] = yearsAround(view);
  if (step.due < first || step.due > last)
    throw new Problem({
      status: 422,
      code: 'due-outside-plan',
      zh: `到期日 ${step.due} 不在规划期内（${first} 至 ${last}）。`,
      en: `The due day ${step.due} is outside the plan (${first} to ${last}).`,
      hint: { zh: '核对年份。', en: 'Check the year.' },
      where: `${where}.due`,
    });
  if (step.organisation !== null && !view.snapshot.organisations.has(step.organisation))
    throw new Problem({
      status: 422,
      code: 'no-such-organisation',
      zh: `没有单位 ${step.organisation}。`,
      en: `There is no organisation ${step.organisation}.`,
      where: `${where}.organisation`,
    });
  return step;
}

/** A commitment of the day by its own number, or by the one that it had in the plan before. */
function commitmentOf(view: ViewAt, id: string, where: string) {
  const held =
    view.snapshot.commitments.find(({ item }) => item.id === id) ??
    view.snapshot.commitments.find(({ item }) => item.carried?.commitment === id);
  if (held) return held;
  throw new Problem({
    status: 404,
    code: 'no-such-commitment',
    zh: `没有任务 ${id}。`,
    en: `There is no commitment ${id}.`,
    where,
  });
}

function noMilestone(commitment: string, id: string, where?: string): Problem {
  return new Problem({
    status: 404,
    code: 'no-such-milestone',
    zh: `任务 ${commitment} 没有节点 ${id}，或已取消。`,
    en: `${commitment} has no milestone ${id}, or it was dropped.`,
    ...(where !== undefined && { where }),
  });
}
