import { OUTLOOK_RULES } from '../../core/foresee/index.ts';
import { ROLLUP_DEFAULT, STANDING_RULES } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { getRules, putRules, type RulesView } from './rules-api.ts';

/** The published rules by which a plan is lit, and the one place where they are chosen. */
export function rulesRoutes(services: Services): Route[] {
  const viewOf = (jurisdiction: string, asOf: string | undefined, who: Parameters<typeof reachOf>[0]) =>
    services.snapshots.at(jurisdiction, asOf ?? services.today(), reachOf(who));
  return [
    route(getRules, async ({ params, query, who }) => rulesOf(await viewOf(params.jurisdiction, query.asOf, who)), {
      kept: true,
    }),
    route(putRules, async ({ params, body, who }) => {
      const { plan } = (await viewOf(params.jurisdiction, undefined, who)).snapshot;
      if (!plan)
        throw new Problem({
          status: 404,
          code: 'no-plan',
          zh: '还没有规划，没有规则可改。',
          en: 'There is no plan yet whose rules could be changed.',
          hint: { zh: '先导入规划。', en: 'Import a plan first.' },
        });
      if (!(body.standing in STANDING_RULES))
        throw new Problem({
          status: 422,
          code: 'no-such-rule',
          zh: `没有亮灯规则 ${body.standing}。`,
          en: `There is no rule ${body.standing}.`,
          hint: {
            zh: `可选：${Object.keys(STANDING_RULES).join('、')}。`,
            en: `Choose one of ${Object.keys(STANDING_RULES).join(', ')}.`,
          },
          where: 'body.standing',
        });
      const entry = await services.ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'plan.put',
        actor: who.login ?? '',
        demo: false,
        payload: {
          plan: {
            ...plan.item,
            rules: body.standing,
            outlookRules: { likely: body.likely, unlikely: body.unlikely },
            ...(body.judgedBy && { judgedBy: body.judgedBy }),
          },
          mode: 'add',
          base: body.base,
          reason: body.reason,
          commitments: [],
        },
      });
      return { seq: entry.seq };
    }),
  ];
}

function rulesOf(view: ViewAt): RulesView {
  const { plan } = view.snapshot;
  const shown = ({ id, name, source, by, ...rule }: (typeof STANDING_RULES)[string]) => ({
    id,
    name,
    source,
    by,
    yellowPoints: rule.yellowPoints,
    redPoints: rule.redPoints,
    greenRatio: rule.greenRatio,
    yellowRatio: rule.yellowRatio,
    tolerance: rule.tolerance,
    staleMonths: rule.staleMonths,
    milestoneRedMonths: rule.milestoneRedMonths,
  });
  return {
    base: plan && { plan: plan.item.id, version: plan.version },
    standing: shown(view.rules),
    offered: Object.values(STANDING_RULES).map(shown),
    judgedBy: plan?.item.judgedBy ?? 'horizon',
    outlook: view.outlookRules,
    published: OUTLOOK_RULES,
    rollup: ROLLUP_DEFAULT,
  };
}
