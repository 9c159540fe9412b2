import { alreadyThere, kindOf, type PlanInTime } from '../../core/plan/index.ts';
import type { PlanItem } from '../../core/plan/plan-file.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { DraftItem, PlanBrief, PlanDraftView } from './api.ts';

/** What stands already, as a draft of another plan is looked at beside it. */

/** A plan as lists of plans show it. */
export function briefOf({ item, closedOn, version }: PlanInTime & { version: number }): PlanBrief {
  return {
    id: item.id,
    title: item.title,
    kind: kindOf(item),
    horizon: item.horizon,
    from: item.from ?? null,
    document: item.document ?? null,
    closedOn,
    version,
  };
}

/** The draft with what each item says again of other plans, closed ones too; what a reviewer called another promise is none. */
export function besideStanding(draft: PlanDraftView, snapshot: Snapshot): PlanDraftView {
  const open = snapshot.plans.filter(({ closedOn }) => closedOn === null);
  const now = new Set(open.map(({ item }) => item.id));
  const known = snapshot.commitments;
  const found = alreadyThere(
    known.map(({ item }) => ({
      item,
      measures: item.indicator ? (snapshot.indicators.get(item.indicator)?.item.name.zh ?? null) : null,
    })),
    draft.items,
  );
  const by = new Map(known.map((held) => [held.item.id, held]));
  const items = draft.items.map((item): DraftItem => {
    const held = by.get(found.get(item.id) ?? '');
    const plans = held?.clauses.map(({ plan }) => plan) ?? [];
    return {
      ...item,
      known: held
        ? { id: held.item.id, title: held.item.title, plans, closed: !plans.some((plan) => now.has(plan)) }
        : null,
    };
  });
  return {
    ...draft,
    follows: snapshot.plans.length > 0,
    plans: open.map(briefOf),
    kind: kindByTitle(draft.plan?.title ?? draft.file.name),
    items,
  };
}

/** What sort of plan a text is, by its title; an outline where the title does not tell. */
export function kindByTitle(title: string): NonNullable<PlanItem['kind']> {
  if (/政府工作报告|年度计划|工作要点|任务分解/u.test(title)) return 'yearly';
  if (/会议纪要|常务会|决定|决议/u.test(title)) return 'decision';
  if (
    /专项规划|(?:生态|环境|农业|乡村|工业|产业|交通|教育|卫生|文化|旅游|水利|能源|住房)[^纲]*(?:规划|方案)/u.test(title)
  )
    return 'special';
  return 'outline';
}
