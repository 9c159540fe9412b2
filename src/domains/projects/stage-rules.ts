import type { Text } from '../../core/measure/index.ts';
import type { PackRecords } from '../../core/plan/plan-file.ts';

/** The five stages, in order: 签约 → 开工 → 建设 → 竣工 → 投产. */
export const STAGES = [
  { id: 'signed', zh: '签约', en: 'signed' },
  { id: 'started', zh: '开工', en: 'started' },
  { id: 'building', zh: '建设', en: 'building' },
  { id: 'completed', zh: '竣工', en: 'completed' },
  { id: 'producing', zh: '投产', en: 'producing' },
] as const satisfies readonly (Text & { id: string })[];

export type Stage = (typeof STAGES)[number]['id'];

export function stageIndex(stage: Stage): number {
  return STAGES.findIndex((one) => one.id === stage);
}

/** What must be shown to enter a stage. `required: false`: asked for, but the gate opens without it. */
export const EVIDENCE = {
  contract: { zh: '正式投资合同(协议)', en: 'signed investment contract', required: true },
  land: { zh: '用地手续(出让合同或不动产权证)', en: 'title to the land', required: true },
  permit: { zh: '施工许可证', en: 'construction permit', required: true },
  filing: { zh: '立项备案(核准)文件', en: 'filing or approval of the project', required: true },
  investment: { zh: '首次月度完成投资报表', en: 'first monthly report of investment done', required: true },
  photo: { zh: '现场形象进度照片', en: 'photographs of the site', required: false },
  acceptance: { zh: '竣工验收报告或备案', en: 'acceptance on completion', required: true },
  statistics: { zh: '首次入统或投产报表', en: 'first return of production statistics', required: true },
  safety: { zh: '安全、环保验收', en: 'safety and environmental acceptance', required: true },
} as const satisfies Record<string, Text & { required: boolean }>;

export type Evidence = keyof typeof EVIDENCE;

/** Gate into a stage. */
export interface Gate {
  stage: Stage;
  evidence: readonly Evidence[];
  /** Working days from entering the stage before, by size of the project; none for the first stage. */
  limits: { upTo: number | null; days: number }[];
}

/** Size is total investment in 亿元: up to 1, up to 10, above. */
const bySize = (small: number, middle: number, large: number): Gate['limits'] => [
  { upTo: 1, days: small },
  { upTo: 10, days: middle },
  { upTo: null, days: large },
];

/**
 * Gates and their time limits. The evidence is what the procedure of a project leaves behind anyway; the limits in
 * working days are this product's own starting values, not a published standard: set your own.
 */
export const GATES: readonly Gate[] = [
  { stage: 'signed', evidence: ['contract'], limits: [] },
  { stage: 'started', evidence: ['land', 'permit', 'filing'], limits: bySize(90, 120, 180) },
  { stage: 'building', evidence: ['investment', 'photo'], limits: bySize(22, 22, 44) },
  { stage: 'completed', evidence: ['acceptance'], limits: bySize(250, 375, 500) },
  { stage: 'producing', evidence: ['statistics', 'safety'], limits: bySize(44, 66, 88) },
];

/** A stage as the list of projects declares it: its evidence, and how long a project may stay before the next gate. */
export function gate(stage: Stage) {
  const at = STAGES.findIndex((one) => one.id === stage);
  const limits = GATES.find((one) => one.stage === STAGES[at + 1]?.id)?.limits ?? [];
  return {
    name: [STAGES[at]?.zh ?? '', STAGES[at]?.en ?? ''] as const,
    requires: (GATES.find((one) => one.stage === stage)?.evidence ?? []).flatMap((id) =>
      EVIDENCE[id].required ? [`ev_${id}` as const] : [],
    ),
    // By total investment in 亿元.
    limits: limits.map(({ upTo, days }) => ({
      ...(upTo !== null && { filter: `investment <= ${upTo}` }),
      workdays: days,
    })),
  };
}

/** How a project gets its light. */
export type ProjectRules =
  | {
      id: string;
      name: Text;
      by: 'points';
      source: string;
      /** Yellow from so many percentage points behind the plan (inclusive), red beyond `redPoints`. */
      yellowPoints: number;
      redPoints: number;
      /** Due to start and not started: yellow in that month, red from so many months running. */
      startRedMonths: number;
      /** Started and not yet in the statistics: yellow after so many months, red beyond `statisticsRedMonths`. */
      statisticsYellowMonths: number;
      statisticsRedMonths: number;
    }
  | {
      id: string;
      name: Text;
      by: 'deadline';
      source: string;
      /** So many working days before the time limit the sentence says 临近时限. */
      nearDays: number;
      /** Yellow once work lags the share of the time limit that has passed by so many points. */
      yellowPoints: number;
    };

/** 银川“红黄绿灯” (qlbk.net, 2025-03-26; standards.md B8). It says nothing of 0 to 10 points behind: ours is green, 略慢. */
export const POINTS_RULE: ProjectRules = {
  id: 'yinchuan-points',
  name: { zh: '序时进度规则(银川 2025)', en: 'Points behind the plan (Yinchuan 2025)' },
  by: 'points',
  source: 'qlbk.net 2025-03-26; 0–10 points behind: own choice (green, 略慢)',
  yellowPoints: 10,
  redPoints: 30,
  startRedMonths: 3,
  statisticsYellowMonths: 1,
  statisticsRedMonths: 2,
};

/**
 * 宿迁产发“三色督办单” (sqgzw.suqian.gov.cn, 2025-06-06; standards.md B8): near the limit blue, behind the plan yellow,
 * overdue red. Lights have no blue here: ours is green with the words 临近时限.
 */
export const DEADLINE_RULE: ProjectRules = {
  id: 'suqian-deadline',
  name: { zh: '阶段时限规则(宿迁 2025)', en: 'Time limit of the stage (Suqian 2025)' },
  by: 'deadline',
  source:
    'sqgzw.suqian.gov.cn 2025-06-06; blue (near the limit) is shown as green with the words 临近时限; 10 working days, 10 points: own choice',
  nearDays: 10,
  yellowPoints: 10,
};

/** The published rules as records, whose parameters a place edits. */
export function ruleRecords(): PackRecords[] {
  const points = POINTS_RULE as Extract<ProjectRules, { by: 'points' }>;
  const deadline = DEADLINE_RULE as Extract<ProjectRules, { by: 'deadline' }>;
  const of = { stage: null, passed: {} };
  return [
    {
      register: 'project-rules',
      on: '2026-01-01',
      source: '规则随程序提供，参数可改',
      grade: 'A',
      records: [
        {
          ...of,
          id: 'points',
          values: {
            name: points.name.zh,
            by: 'points',
            yellow_points: points.yellowPoints,
            red_points: points.redPoints,
            start_red_months: points.startRedMonths,
            statistics_yellow_months: points.statisticsYellowMonths,
            statistics_red_months: points.statisticsRedMonths,
            in_use: true,
            source: points.source,
          },
        },
        {
          ...of,
          id: 'deadline',
          values: {
            name: deadline.name.zh,
            by: 'deadline',
            yellow_points: deadline.yellowPoints,
            near_days: deadline.nearDays,
            in_use: false,
            source: deadline.source,
          },
        },
      ],
    },
  ];
}
