import { normal, seeded } from '../../core/decide/index.ts';
import { addDays, unwrap } from '../../core/measure/index.ts';
import type { SeedRecords } from '../../evidence/domain.ts';
import { evidenceField } from './registers.ts';
import { DEADLINE_RULE, GATES, POINTS_RULE, STAGES, type Stage } from './stage-rules.ts';

type Values = SeedRecords['records'][number]['values'];

/** The published rules as records. */
function ruleRecords(): SeedRecords {
  const { yellowPoints, redPoints, startRedMonths, statisticsYellowMonths, statisticsRedMonths, source } =
    POINTS_RULE as Extract<typeof POINTS_RULE, { by: 'points' }>;
  const deadline = DEADLINE_RULE as Extract<typeof DEADLINE_RULE, { by: 'deadline' }>;
  return {
    register: 'project-rules',
    on: '2026-01-01',
    demo: false,
    source: '规则随程序提供，参数可改',
    grade: 'A',
    records: [
      {
        id: 'points',
        base: null,
        stage: null,
        passed: {},
        values: {
          name: POINTS_RULE.name.zh,
          by: 'points',
          yellow_points: yellowPoints,
          red_points: redPoints,
          start_red_months: startRedMonths,
          statistics_yellow_months: statisticsYellowMonths,
          statistics_red_months: statisticsRedMonths,
          in_use: true,
          source,
        },
      },
      {
        id: 'deadline',
        base: null,
        stage: null,
        passed: {},
        values: {
          name: DEADLINE_RULE.name.zh,
          by: 'deadline',
          yellow_points: deadline.yellowPoints,
          near_days: deadline.nearDays,
          in_use: false,
          source: deadline.source,
        },
      },
    ],
  };
}

const products = [
  '铝板带',
  '电池铝箔',
  '铝合金轮毂',
  '再生铝',
  '铝型材',
  '铝模板',
  '电池托盘',
  '绿色板材',
  '装配式构件',
  '铝制散热件',
];
const nodes = [
  'plate-strip',
  'battery-foil',
  'casting',
  'recycled-aluminium',
  'extrusion',
  'building-templates',
  'battery-shell',
  'light-board',
  'precast',
  'electronics-shell',
];
/** Days in each stage: mean of the logarithm and its spread. Made up. */
const stays: Record<Stage, [number, number] | null> = {
  signed: [4.6, 0.5],
  started: [3.4, 0.5],
  building: [5.9, 0.35],
  completed: [4.0, 0.5],
  producing: null,
};
const today = '2026-11-20';

/**
 * Sixty made-up projects with their way through the stages since 2021, their monthly investment and their problems: the
 * same seed gives the same. Enough of them have passed every stage for the estimate of 投产 to learn from.
 */
function demoRecords(): SeedRecords[] {
  const random = seeded(520181);
  const between = (low: number, high: number) => low + (high - low) * random();
  const cents = (value: number) => Math.round(value * 100) / 100;
  const projects: SeedRecords['records'] = [];
  const progress: SeedRecords['records'] = [];
  const problems: SeedRecords['records'] = [];
  for (let n = 0; n < 60; n += 1) {
    const kind = n % products.length;
    const signed = unwrap(addDays('2021-02-01', Math.floor((n / 60) * 2050 + between(0, 40))));
    const investment = cents(Math.exp(between(-0.6, 2.6)));
    const passed: Record<string, string> = {};
    let stage: string = 'signed';
    let at = signed;
    for (const { id } of STAGES) {
      stage = id;
      passed[id] = at;
      const stay = stays[id];
      if (!stay) break;
      const next = unwrap(addDays(at, Math.max(3, Math.round(Math.exp(stay[0] + stay[1] * normal(random))))));
      if (random() < 0.035 && next <= today) {
        stage = 'dropped';
        passed.dropped = next;
        break;
      }
      if (next > today) break;
      at = next;
    }
    const reached = STAGES.findIndex((one) => passed[one.id] === undefined);
    const opened = STAGES.slice(0, reached === -1 ? STAGES.length : reached).flatMap(
      (one) => GATES.find((gate) => gate.stage === one.id)?.evidence ?? [],
    );
    const park = `park-${1 + (n % 12)}`;
    const values: Values = {
      name: `演示${products[kind]}项目${String(n + 1).padStart(2, '0')}`,
      firm: `演示企业${String(n + 1).padStart(3, '0')}`,
      bureau: n % 12 < 7 ? 'etdz' : n % 12 < 9 ? 'logistics' : 'miit',
      leader: `演示领导${1 + (n % 8)}`,
      team: `演示专班${1 + (n % 6)}`,
      park,
      node: nodes[kind] ?? 'plate-strip',
      investment,
      land: Math.round(investment * between(18, 40)),
      output: cents(investment * between(1.2, 2.6)),
      tax: Math.round(investment * between(350, 900)),
      jobs: Math.round(investment * between(25, 70)),
      start_due: unwrap(addDays(signed, 120)),
      ...(passed.started !== undefined && n % 9 !== 4 && unwrap(addDays(passed.started, 25)) <= today
        ? { in_statistics: unwrap(addDays(passed.started, 25)) }
        : {}),
      ...Object.fromEntries(
        opened.map((one) => [evidenceField(one.id), `演示文号〔${signed.slice(0, 4)}〕${100 + n}号`]),
      ),
    };
    projects.push({ id: `p-${n + 1}`, base: null, values, stage, passed });
    progress.push(...monthly(`p-${n + 1}`, investment, String(values.bureau), passed, stage, between));
    if (stage !== 'producing' && stage !== 'dropped' && n % 3 === 0) {
      const raised = unwrap(addDays(today, -Math.round(between(10, 120))));
      problems.push({
        id: `q-${n + 1}`,
        base: null,
        values: {
          project: `p-${n + 1}`,
          problem: ['供电专线未到位', '用地指标待落实', '环评批复未取得', '流动资金缺口'][n % 4] ?? '',
          kind: ['power', 'land', 'permit', 'finance'][n % 4] ?? 'other',
          solver: ['etdz', 'land', 'ecology', 'miit'][n % 4] ?? 'miit',
          raised,
          due: unwrap(addDays(raised, 60)),
        },
        stage: 'open',
        passed: { open: raised },
      });
    }
  }
  const of = { on: today, demo: true, source: '演示数据', grade: '演示' as const };
  return [
    { ...of, register: 'projects', records: projects },
    { ...of, register: 'project-progress', records: progress },
    { ...of, register: 'project-problems', records: problems },
  ];
}

/** Plan and work of the present year, month by month, for projects that are being built in it. */
function monthly(
  project: string,
  investment: number,
  bureau: string,
  passed: Record<string, string>,
  stage: string,
  between: (low: number, high: number) => number,
): SeedRecords['records'] {
  const from = passed.started;
  if (from === undefined || stage === 'dropped' || (passed.completed ?? today) < '2026-01-01') return [];
  const first = from < '2026-01-01' ? 1 : Number(from.slice(5, 7));
  const share = (investment * 0.7) / Math.max(6, 13 - first);
  const pace = between(0.55, 1.12);
  const rows: SeedRecords['records'] = [];
  for (let month = first; month <= 12; month += 1) {
    const key = `2026-${String(month).padStart(2, '0')}`;
    const done =
      month <= 10
        ? {
            done: Math.round(share * pace * between(0.8, 1.2) * 1e4) / 1e4,
            physical: Math.min(100, Math.round(((100 * month) / 12) * pace)),
          }
        : {};
    rows.push({
      id: `${project}-${key}`,
      base: null,
      values: { project, month: key, planned: Math.round(share * 1e4) / 1e4, bureau, ...done },
      stage: null,
      passed: {},
    });
  }
  return rows;
}

export function projectSeeds(jurisdiction: string): SeedRecords[] {
  return [ruleRecords(), ...(jurisdiction === '520181' ? demoRecords() : [])];
}
