import type { Light, Text } from './model.ts';

/** How a light is given; a parameter of the plan. Both presets are published rules. */
export interface StandingRules {
  id: string;
  name: Text;
  /** Where the rule is published. */
  source: Text;
  /** `points`: percentage points behind the time progress or the path; `ratio`: progress made over wanted. */
  by: 'points' | 'ratio';
  /** points: yellow from so many points behind (inclusive), red beyond `redPoints`; less than yellow is 略慢. */
  yellowPoints: number;
  redPoints: number;
  /** ratio: green from here, yellow from `yellowRatio`; also used by `points` rules where points are undefined. */
  greenRatio: number;
  yellowRatio: number;
  /** Half width of 左右 and of 保持稳定, as a share. */
  tolerance: number;
  /** A figure overdue by so many months is no evidence any more: grey. */
  staleMonths: number;
  /** A milestone that so many calendar months running (the month it was due in is the first) have ended without is red, before that yellow. */
  milestoneRedMonths: number;
  /** The pace is taken from at most so many years. */
  paceYears: number;
}

/**
 * 银川“红黄绿灯” (qlbk.net, 2025-03-26; standards.md B8): 10 to 30 points behind yellow (both ends included), more
 * than 30 red; not started by the month yellow, three months late red. The rule says nothing of 0 to 10 points
 * behind: our choice is green with the words 略慢.
 */
export const YINCHUAN_2025: StandingRules = {
  id: 'yinchuan-2025',
  name: { zh: '银川红黄绿灯规则（2025）', en: 'Yinchuan traffic-light rule (2025)' },
  source: {
    zh: 'qlbk.net 2025-03-26；慢 0—10 个百分点的取法（绿灯，写“略慢”）为自定',
    en: 'qlbk.net 2025-03-26; 0–10 points behind: own choice (green, said to be slow)',
  },
  by: 'points',
  yellowPoints: 10,
  redPoints: 30,
  greenRatio: 0.95,
  yellowRatio: 0.6,
  tolerance: 0.05,
  staleMonths: 6,
  milestoneRedMonths: 3,
  paceYears: 3,
};

/**
 * Open SDG / Eurostat "Sustainable development in the European Union" annex on methods: ratio of observed to required
 * growth, ≥ 0.95 on track, 0.60 to 0.95 insufficient, below that away from the path.
 */
export const SDG_RATIO: StandingRules = {
  ...YINCHUAN_2025,
  id: 'sdg-ratio',
  name: { zh: '可持续发展目标进展比（0.95／0.60）', en: 'SDG progress ratio (0.95 / 0.60)' },
  source: {
    zh: 'Open SDG 进展计算；欧盟统计局可持续发展监测报告，方法附录',
    en: 'Open SDG progress calculation; Eurostat SDG monitoring report, annex on methods',
  },
  by: 'ratio',
};

export const STANDING_RULES: Readonly<Record<string, StandingRules>> = {
  [YINCHUAN_2025.id]: YINCHUAN_2025,
  [SDG_RATIO.id]: SDG_RATIO,
};

/** Light by the rule. `aheadPoints` may be null (undefined for bands); then the ratio decides. */
export function lightBy(rules: StandingRules, ratio: number, aheadPoints: number | null): Exclude<Light, 'grey'> {
  if (rules.by === 'points' && aheadPoints !== null) {
    // 10 points behind must be yellow although 9.999999999 is what the doubles give.
    const behind = Math.round(-aheadPoints * 1e9) / 1e9;
    return behind > rules.redPoints ? 'red' : behind >= rules.yellowPoints ? 'yellow' : 'green';
  }
  const r = Math.round(ratio * 1e9) / 1e9;
  return r >= rules.greenRatio ? 'green' : r >= rules.yellowRatio ? 'yellow' : 'red';
}
