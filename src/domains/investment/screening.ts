import { formatNumber, missing, type Missing, type Text } from '../../core/measure/index.ts';

/** The five screens of the plan's text: 科技含量高、经济效益好、资源消耗小、环境污染少、人力资源充分发挥. */
export const SCREENS = [
  { id: 'technology', zh: '科技含量', en: 'technology' },
  { id: 'economy', zh: '经济效益', en: 'economic yield' },
  { id: 'resources', zh: '资源消耗', en: 'use of resources' },
  { id: 'environment', zh: '环境污染', en: 'pollution' },
  { id: 'people', zh: '人力资源', en: 'people' },
] as const satisfies readonly (Text & { id: string })[];

export type Screen = (typeof SCREENS)[number]['id'];

/** One question of a screen: a figure between a value that earns 0 and one that earns 100, in a straight line. */
export interface ScreenCriterion {
  id: string;
  screen: Screen;
  name: Text;
  unit: string;
  zero: number;
  full: number;
  weight: number;
}

/** A hard rule: a lead that it applies to must not be taken, whatever it scores. */
export interface Veto {
  id: string;
  name: Text;
  field: string;
  op: '>' | '<' | '=';
  value: number | boolean;
}

export interface ScreeningMethod {
  criteria: ScreenCriterion[];
  vetoes: Veto[];
  /** Share of a lead's weights that must be answered before a total is given. */
  minCoverage: number;
}

/** A figure that a lead gives, with the paper that shows it; without evidence it does not count. */
export interface Claim {
  value: number | boolean;
  evidence: string | null;
}

export interface ScreeningResult {
  screens: { screen: Screen; score: number | Missing }[];
  /** Mean of the five screens, 0 to 100, each weighing the same. */
  total: number | Missing;
  lines: { criterion: string; value: number | null; score: number | null; evidence: string | null; why: Text }[];
  vetoes: { id: string; name: Text }[];
  /** Vetoes that cannot be judged because the figure is not there. */
  unjudged: { id: string; name: Text }[];
  coverage: number;
}

const criterion = (
  id: string,
  screen: Screen,
  zh: string,
  en: string,
  unit: string,
  zero: number,
  full: number,
  weight = 1,
): ScreenCriterion => ({ id, screen, name: { zh, en }, unit, zero, full, weight });

/**
 * Questions and bounds to begin with. The five screens are the plan's; the questions, bounds and weights are this
 * product's own starting values (no published list was found): set your own.
 */
export const SCREENING: ScreeningMethod = {
  criteria: [
    criterion('rnd', 'technology', '研发投入占营收', 'R&D share of sales', '%', 0, 5),
    criterion('patents', 'technology', '有效发明专利', 'patents in force', '件', 0, 10),
    criterion('tax-mu', 'economy', '亩均税收', 'tax per mu', '万元/亩', 0, 25, 2),
    criterion('output-mu', 'economy', '亩均产出', 'output per mu', '万元/亩', 0, 600),
    criterion('investment-mu', 'economy', '亩均投入', 'investment per mu', '万元/亩', 0, 300),
    criterion('energy', 'resources', '单位产值能耗', 'energy per output', '吨标准煤/万元', 1, 0.05),
    criterion('water', 'resources', '单位产值用水', 'water per output', '立方米/万元', 30, 2),
    criterion('emission', 'environment', '单位产值排放', 'emission per output', '千克/万元', 2, 0),
    criterion('solid', 'environment', '固废综合利用率', 'solid waste put to use', '%', 40, 100),
    criterion('jobs-mu', 'people', '亩均用工', 'jobs per mu', '人/亩', 0, 8),
    criterion('wage', 'people', '平均工资与本地之比', 'wage over the local average', '倍', 0.8, 1.5),
  ],
  vetoes: [
    {
      id: 'access',
      name: { zh: '列入产业准入禁止类', en: 'on the list of barred industries' },
      field: 'barred',
      op: '=',
      value: true,
    },
    {
      id: 'energy',
      name: { zh: '未通过节能审查', en: 'failed the energy review' },
      field: 'energyReviewPassed',
      op: '=',
      value: false,
    },
    {
      id: 'emission',
      name: { zh: '无排放总量来源', en: 'no source of emission quota' },
      field: 'emissionQuota',
      op: '=',
      value: false,
    },
    {
      id: 'water-source',
      name: { zh: '位于饮用水水源保护区', en: 'inside a protected drinking-water area' },
      field: 'inWaterProtection',
      op: '=',
      value: true,
    },
  ],
  minCoverage: 0.6,
};

/**
 * Scores a lead on the five screens from what it claims with evidence. A screen without any answer, and a total below
 * the coverage, are missing with their reason and never 0. Vetoes stand apart from the score.
 */
export function screenLead(
  claims: Readonly<Record<string, Claim>>,
  method: ScreeningMethod = SCREENING,
): ScreeningResult {
  const lines = method.criteria.map((one) => {
    const claim = claims[one.id];
    const value = typeof claim?.value === 'number' && Number.isFinite(claim.value) ? claim.value : null;
    const evidence = claim?.evidence ?? null;
    if (value === null) return { one, value, score: null, evidence, why: { zh: '没有填报', en: 'not given' } };
    if (evidence === null)
      return { one, value, score: null, evidence, why: { zh: '没有佐证，不计分', en: 'no evidence, not counted' } };
    const score = Math.min(100, Math.max(0, ((value - one.zero) / (one.full - one.zero)) * 100));
    return {
      one,
      value,
      score,
      evidence,
      why: {
        zh: `${formatNumber(value)} ${one.unit}：${one.zero} 得 0 分，${one.full} 得 100 分`,
        en: `${formatNumber(value)} ${one.unit}: ${one.zero} earns 0, ${one.full} earns 100`,
      },
    };
  });
  const weigh = (screen: Screen | null, answered: boolean) =>
    lines
      .filter(({ one, score }) => (screen === null || one.screen === screen) && (!answered || score !== null))
      .reduce((sum, { one }) => sum + one.weight, 0);
  const screens = SCREENS.map(({ id }) => {
    const known = lines.filter(({ one, score }) => one.screen === id && score !== null);
    const weight = weigh(id, true);
    return {
      screen: id,
      score:
        weight === 0
          ? missing('no-source', { zh: '没有一项有佐证', en: 'nothing shown by evidence' })
          : known.reduce((sum, { one, score }) => sum + one.weight * (score ?? 0), 0) / weight,
    };
  });
  const coverage = weigh(null, true) / Math.max(1e-12, weigh(null, false));
  const scores = screens.flatMap(({ score }) => (typeof score === 'number' ? [score] : []));
  const judged = method.vetoes.map((veto) => ({ veto, applies: applies(veto, claims[veto.field]) }));
  const pick = ({ veto }: { veto: Veto }) => ({ id: veto.id, name: veto.name });
  return {
    screens,
    total:
      coverage + 1e-12 < method.minCoverage || scores.length < SCREENS.length
        ? missing('no-source', {
            zh: `只答了 ${Math.round(coverage * 100)}%，五项中 ${scores.length} 项有分`,
            en: `${Math.round(coverage * 100)} % answered, ${scores.length} of 5 screens`,
          })
        : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    lines: lines.map(({ one, ...line }) => ({ criterion: one.id, ...line })),
    vetoes: judged.filter(({ applies }) => applies === true).map(pick),
    unjudged: judged.filter(({ applies }) => applies === null).map(pick),
    coverage,
  };
}

function applies(veto: Veto, claim: Claim | undefined): boolean | null {
  if (claim === undefined) return null;
  if (veto.op === '=') return claim.value === veto.value;
  if (typeof claim.value !== 'number' || typeof veto.value !== 'number') return null;
  return veto.op === '>' ? claim.value > veto.value : claim.value < veto.value;
}
