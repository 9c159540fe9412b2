import { type Change, growthFor, scenario } from '../../core/foresee/index.ts';
import { describeMissing, isMissing } from '../../core/measure/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import type { ChangeInput, ScenarioAnswer, ScenarioBody } from './api.ts';
import type { Remember } from './memory.ts';
import { type Given, inputOf, isDemo, type TargetCommitment, targetsOf } from './target.ts';

/** Base and variants side by side, each of a scenario's commitments for itself. Throws a Problem (422) for a commitment without a target. */
export async function answerScenario(
  view: ViewAt,
  given: Given,
  body: ScenarioBody,
  remember: Remember,
): Promise<ScenarioAnswer> {
  const items = body.commitments.map((id) => {
    const item = targetsOf(view).find((candidate) => candidate.id === id);
    if (!item)
      throw new Problem({
        status: 422,
        code: 'no-such-target',
        zh: `${id} 不是有数的目标。`,
        en: `${id} is not a target with a figure.`,
        hint: { zh: '从名单里选一项。', en: 'Choose one from the list.' },
        where: 'commitments',
      });
    return item;
  });
  const commitments: ScenarioAnswer['commitments'] = [];
  for (const item of items) commitments.push(await one(view, item, given, body, remember));
  return { asOf: view.asOf, demo: items.some((item) => isDemo(view, item, given)), commitments };
}

async function one(
  view: ViewAt,
  item: TargetCommitment,
  given: Given,
  body: ScenarioBody,
  remember: Remember,
): Promise<ScenarioAnswer['commitments'][number]> {
  const indicator = view.snapshot.indicators.get(item.indicator)?.item;
  const input = await inputOf(view, item, given, remember);
  const core = {
    commitment: item.id,
    title: item.title,
    unit: indicator?.unit ?? item.target.unit,
    rate: indicator?.nature === 'rate',
  };
  if (isMissing(input))
    return {
      ...core,
      level: null,
      growth: null,
      needed: null,
      contributions: [],
      missing: describeMissing(input),
      results: [],
    };
  const results = [
    [],
    ...body.variants.map((variant) =>
      variant.changes.filter((entry) => entry.commitment === item.id).map((entry, at) => changeOf(entry.change, at)),
    ),
  ].map((changes) => {
    const { attainment, gap } = scenario(input, changes);
    const target = changes.findLast((change) => change.kind === 'target');
    const demo = isDemo(view, item, given);
    return {
      level: target?.kind === 'target' ? target.level : input.goal.level,
      attainment: isMissing(attainment) ? null : { ...attainment, demo },
      gap: isMissing(gap) ? null : gap,
      missing: isMissing(attainment) ? describeMissing(attainment) : null,
    };
  });
  const base = input.arrivals ? null : results[0]?.attainment;
  return {
    ...core,
    level: input.goal.level,
    growth: base ? growthFor(input, base.expected) : null,
    needed: growthFor(input, input.goal.level),
    contributions: [...(input.contributions ?? [])],
    missing: null,
    results,
  };
}

function changeOf(change: ChangeInput, at: number): Change {
  if (change.kind !== 'add') return change;
  const { amount, probability, from, note } = change;
  return {
    kind: 'add',
    contribution: {
      id: `assumed-${at}`,
      kind: 'project',
      amount,
      probability: Math.min(1, Math.max(0, probability)),
      from,
      note: { zh: `假设：${note}`, en: `Assumed: ${note}` },
      demo: false,
    },
  };
}
