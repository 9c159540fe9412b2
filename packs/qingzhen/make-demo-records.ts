import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { normal, seeded } from '../../src/core/random/index.ts';
import { addDays, unwrap } from '../../src/core/measure/index.ts';
import { moneyRecords } from './demo-money.ts';
import { GATES, STAGES, type Stage } from '../../src/domains/projects/stage-rules.ts';

/**
 * Makes `demo-records.json`, the made-up records of the demonstration layer: `npm run -s lantu -- --script packs/qingzhen/make-demo-records.ts`.
 * The same seeds give the same records.
 */

interface Row {
  id: string;
  values: Record<string, string | number | boolean>;
  stage?: string | null;
  passed?: Record<string, string>;
}
interface Batch {
  register: string;
  records: Row[];
}

const today = '2026-11-20';

const parkNodes = [
  'plate-strip',
  'battery-foil',
  'casting',
  'recycled-aluminium',
  'extrusion',
  'building-templates',
  'battery-shell',
  'aluminium-alloy',
  'foil',
  'electronics-shell',
  'cement',
  'ready-mix',
  'precast',
  'light-board',
  'blocks',
];
/** What goes into a product, by the chains. */
const inputOf: Readonly<Record<string, string>> = {
  'plate-strip': 'rolling-slab',
  'battery-foil': 'foil',
  casting: 'aluminium-alloy',
  'recycled-aluminium': 'aluminium-scrap',
  extrusion: 'cast-rod',
  'building-templates': 'extrusion',
  'battery-shell': 'plate-strip',
  'aluminium-alloy': 'recycled-aluminium',
  foil: 'plate-strip',
  'electronics-shell': 'extrusion',
  cement: 'limestone',
  'ready-mix': 'cement',
  precast: 'aggregate',
  'light-board': 'gypsum',
  blocks: 'fly-ash',
};
/** Works that cast molten aluminium themselves, or cast-roll it. */
const takesMolten = new Set(['plate-strip', 'casting', 'extrusion', 'aluminium-alloy', 'foil']);
const firmCount = 150;
const smelter = `firm-${firmCount + 1}`;
const nodeOfFirm = (firm: number) => parkNodes[(firm - 1) % parkNodes.length] ?? 'plate-strip';
const nameOfFirm = (firm: number) => `演示企业${String(firm).padStart(3, '0')}`;

/** What firms and customers need along the chains, and the molten aluminium. */
function demand(): Batch[] {
  const random = seeded(41);
  const between = (low: number, high: number, digits = 1) =>
    Math.round((low + (high - low) * random()) * 10 ** digits) / 10 ** digits;
  const wants: [string, string, string | null, number][] = [
    ['演示动力电池客户', 'battery-foil', null, 6],
    ['演示动力电池客户', 'battery-shell', null, 80],
    ['演示整车客户', 'vehicle-parts', null, 60],
    ['演示整车客户', 'casting', null, 9],
    ['演示光伏客户', 'extrusion', null, 12],
    ['演示电网客户', 'power-cable', null, 4000],
    ['演示家装客户', 'building-frames', null, 150],
  ];
  // A firm buys what goes into its own product; molten metal stands in the list of those who take it.
  for (let n = 0; n < 45; n += 1) {
    const firm = n * 3 + 1;
    wants.push([nameOfFirm(firm), inputOf[nodeOfFirm(firm)] ?? 'cement', `firm-${firm}`, between(0.4, 5)]);
  }
  const seen = new Set<string>();
  const needs = wants
    .filter(([buyer, node]) => !seen.has(`${buyer} ${node}`) && seen.add(`${buyer} ${node}`))
    .map(([buyer, node, firm, amount], n) => ({
      id: `need-${n + 1}`,
      values: { buyer, node, amount, ...(firm !== null && { firm }), source: '演示' },
    }));
  const takers = Array.from({ length: firmCount }, (_, n) => n + 1).filter((firm) => takesMolten.has(nodeOfFirm(firm)));
  const terms = Array.from({ length: 24 }, (_, n) => ({
    id: `molten-${n + 1}`,
    values: {
      firm: `firm-${takers[2 * n] ?? 1}`,
      demand: between(300, 2600, 0),
      contract: n % 3 === 0 ? between(100, 300, 0) : 0,
      lot: 60,
      added: between(0.2, 2.4, 2),
      minutes: between(8, n % 3 === 0 ? 55 : 85, 0),
      loss: between(0.4, 2.2),
    },
  }));
  const supply = Array.from({ length: 12 }, (_, n) => ({
    id: `supply-${n + 1}`,
    values: {
      source: smelter,
      month: `2027-${String(n + 1).padStart(2, '0')}`,
      amount: between(17_000, 24_000, 0),
    },
  }));
  return [
    { register: 'chain-needs', records: needs },
    { register: 'molten-terms', records: terms },
    { register: 'molten-supply', records: supply },
  ];
}

const towns = ['520181101', '520181102', '520181100', '520181103', '520181002', '520181003'];

/** Twelve parks, their plots, and a hundred and fifty firms with two years of figures. All made up; the same seed gives the same. */
function parks(molten: number): Batch[] {
  const random = seeded(150);
  const between = (low: number, high: number) => low + (high - low) * random();
  const round = (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits;
  const parks: Row[] = Array.from({ length: 12 }, (_, n) => ({
    id: `park-${n + 1}`,
    values: {
      name: `演示园区${String(n + 1).padStart(2, '0')}`,
      bureau: n < 8 ? 'etdz' : n < 10 ? 'logistics' : 'miit',
      place: towns[n % towns.length] ?? '520181101',
      area: round(between(600, 3200)),
      tax_mu: round(between(8, 16), 1),
      investment_mu: round(between(180, 300)),
      output_mu: round(between(280, 520)),
      energy_left: round(between(8_000, 60_000)),
      emission_left: round(between(40, 300)),
      ...(n < 8 ? { indicator: 'etdz-output' } : n < 10 ? { indicator: 'park-output' } : {}),
    },
  }));
  const firms: Row[] = [];
  const figures: Row[] = [];
  const plots: Row[] = [];
  for (let n = 0; n < firmCount; n += 1) {
    const above = n % 3 !== 2;
    const land = round(above ? between(20, 180) : between(5, 40));
    const quality = between(0.35, 1.9);
    const [spare, product] = [between(1, 12), round(between(0.6, 8), 1)];
    firms.push({
      id: `firm-${n + 1}`,
      values: {
        name: nameOfFirm(n + 1),
        bureau: n % 12 < 8 ? 'etdz' : 'miit',
        park: `park-${1 + (n % 12)}`,
        node: nodeOfFirm(n + 1),
        place: towns[n % towns.length] ?? '520181101',
        came: `${2016 + (n % 11)}-${String(1 + (n % 12)).padStart(2, '0')}-15`,
        level: n % 4 === 0 ? 'high' : 'ordinary',
        above,
        capacity: round(product * (1.05 + 0.05 * spare), 1),
        product,
        contact: `演示联系人${n + 1}`,
        phone: `1380000${String(1000 + n).slice(-4)}`,
      },
    });
    for (const year of [2024, 2025]) {
      const growth = year === 2024 ? 1 : between(0.92, 1.18);
      const tax = round(land * 10 * quality * growth * between(0.6, 1.4), 2);
      const added = round(land * 75 * quality * growth * between(0.7, 1.3), 2);
      figures.push({
        id: `firm-${n + 1}-${year}`,
        values: {
          firm: `firm-${n + 1}`,
          year: String(year),
          land,
          tax,
          value_added: added,
          sales: round(added * between(3, 5), 2),
          energy: round(added / between(1.2, 4.5), 2),
          electricity: round(added / between(12, 40), 2),
          ...(n % 7 !== 3 && { emission: round(added / between(2500, 8000), 3) }),
          labour: round(added / between(10, 28)),
          ...(above && n % 5 !== 4 ? { rnd: round(added * 4 * between(0.002, 0.05), 2) } : {}),
          ...(n === 17 && year === 2025 ? { vetoes: '环保' } : {}),
          ...(n === 29 ? { exempt: '公共服务' } : {}),
        },
      });
    }
    plots.push({
      id: `plot-${n + 1}`,
      values: {
        code: `演示地块${String(n + 1).padStart(3, '0')}`,
        park: `park-${1 + (n % 12)}`,
        area: land,
        state: 'built',
        firm: `firm-${n + 1}`,
      },
    });
  }
  for (let n = 0; n < 36; n += 1)
    plots.push({
      id: `plot-${151 + n}`,
      values: {
        code: `演示地块${String(151 + n).padStart(3, '0')}`,
        park: `park-${1 + (n % 12)}`,
        area: round(between(25, 160)),
        state: n % 6 === 5 ? 'idle' : n % 6 === 4 ? 'supplied' : 'vacant',
      },
    });
  // A park is larger than its plots together.
  for (const { id, values } of parks) {
    const used = plots
      .filter((plot) => plot.values.park === id)
      .reduce((sum, plot) => sum + Number(plot.values.area), 0);
    values.area = Math.max(Number(values.area), round(1.2 * used));
  }
  firms.push({
    id: smelter,
    values: {
      name: '演示电解铝厂',
      bureau: 'miit',
      node: 'molten-aluminium',
      place: '520181101',
      came: '2012-06-15',
      level: 'ordinary',
      above: true,
      capacity: round(molten * 1.12, 1),
      product: round(molten, 4),
    },
  });
  return [
    { register: 'parks', records: parks },
    { register: 'firms', records: firms },
    { register: 'plots', records: plots },
    { register: 'firm-figures', records: figures },
  ];
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
const projectNodes = [
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
/** What the paper of a gate is called. */
const papers: Readonly<Record<string, string>> = {
  contract: '招商协议',
  land: '土地出让',
  permit: '施工许可',
  filing: '投资备案',
  investment: '固投入库',
  photo: '现场影像',
  acceptance: '竣工验收',
  statistics: '规上入库',
  safety: '安全验收',
};
/** Days in each stage: mean of the logarithm and its spread. Made up. */
const stays: Record<Stage, [number, number] | null> = {
  signed: [4.6, 0.5],
  started: [3.4, 0.5],
  building: [5.9, 0.35],
  completed: [4.0, 0.5],
  producing: null,
};
/**
 * Sixty made-up projects with their way through the stages since 2021, their monthly investment and their problems: the
 * same seed gives the same. Enough of them have passed every stage for the estimate of 投产 to learn from.
 */
function projects(): Batch[] {
  const random = seeded(520181);
  const between = (low: number, high: number) => low + (high - low) * random();
  const cents = (value: number) => Math.round(value * 100) / 100;
  const projects: Row[] = [];
  const progress: Row[] = [];
  const problems: Row[] = [];
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
    // Each gate was opened by papers of its own, in the year in which it was passed.
    const opened = STAGES.slice(0, reached === -1 ? STAGES.length : reached).flatMap((one) =>
      (GATES.find((gate) => gate.stage === one.id)?.evidence ?? []).map((evidence) => ({
        evidence,
        year: passed[one.id]?.slice(0, 4) ?? '',
      })),
    );
    const park = `park-${1 + (n % 12)}`;
    const values: Row['values'] = {
      name: `演示${products[kind]}项目${String(n + 1).padStart(2, '0')}`,
      firm: `演示企业${String(n + 1).padStart(3, '0')}`,
      bureau: n % 12 < 7 ? 'etdz' : n % 12 < 9 ? 'logistics' : 'miit',
      leader: `演示领导${1 + (n % 8)}`,
      team: `演示专班${1 + (n % 6)}`,
      park,
      node: projectNodes[kind] ?? 'plate-strip',
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
        opened.map(({ evidence, year }, at) => [
          `ev_${evidence}`,
          `演示${papers[evidence] ?? '文'}〔${year}〕${11 + ((n * 7 + at * 31) % 180)}号`,
        ]),
      ),
    };
    projects.push({ id: `p-${n + 1}`, values, stage, passed });
    progress.push(...monthly(`p-${n + 1}`, investment, String(values.bureau), passed, stage, between));
    if (stage !== 'producing' && stage !== 'dropped' && n % 3 === 0) {
      const raised = unwrap(addDays(today, -Math.round(between(10, 120))));
      problems.push({
        id: `q-${n + 1}`,
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
  return [
    { register: 'projects', records: projects },
    { register: 'project-progress', records: progress },
    { register: 'project-problems', records: problems },
  ];
}

/** Six made-up directives at different points of their way. */
function directives(): Batch[] {
  const matters: [
    title: string,
    lead: string,
    project: number,
    issued: string,
    due: string,
    passed: [string, string][],
  ][] = [
    ['演示·供电专线未到位', 'etdz', 43, '2026-09-01', '2026-09-22', [['received', '2026-09-02']]],
    ['演示·用地指标待落实', 'land', 46, '2026-10-12', '2026-11-20', [['received', '2026-10-13']]],
    [
      '演示·环评批复未取得',
      'ecology',
      49,
      '2026-10-20',
      '2026-11-10',
      [
        ['received', '2026-10-21'],
        ['answered', '2026-11-06'],
      ],
    ],
    [
      '演示·流动资金缺口',
      'miit',
      52,
      '2026-08-03',
      '2026-08-24',
      [
        ['received', '2026-08-04'],
        ['answered', '2026-08-20'],
        ['closed', '2026-08-22'],
      ],
    ],
    [
      '演示·园区道路未通',
      'etdz',
      55,
      '2026-07-06',
      '2026-07-27',
      [
        ['received', '2026-07-07'],
        ['answered', '2026-07-29'],
        ['closed', '2026-07-31'],
      ],
    ],
    ['演示·污水接管滞后', 'ecology', 58, '2026-11-16', '2026-12-07', []],
  ];
  return [
    {
      register: 'directives',
      records: matters.map(([title, lead, project, issued_on, first_due, passed], n) => ({
        id: `demo-${n + 1}`,
        values: {
          // The number is drawn by the ledger, the level comes by the rule.
          no: `演示${n + 1}`,
          level: 'none',
          basis: 'project',
          title,
          lead,
          about: `record/projects/p-${project}`,
          demand: '查明原因，限期解决，附佐证反馈',
          issued_on,
          first_due,
          due: first_due,
        },
        stage: passed.at(-1)?.[0] ?? 'issued',
        passed: { issued: issued_on, ...Object.fromEntries(passed) },
      })),
    },
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
): Row[] {
  const from = passed.started;
  if (from === undefined || stage === 'dropped' || (passed.completed ?? today) < '2026-01-01') return [];
  const first = from < '2026-01-01' ? 1 : Number(from.slice(5, 7));
  const share = (investment * 0.7) / Math.max(6, 13 - first);
  const pace = between(0.55, 1.12);
  const rows: Row[] = [];
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
      values: { project, month: key, planned: Math.round(share * 1e4) / 1e4, bureau, ...done },
    });
  }
  return rows;
}

const leadNodes = [
  'battery-foil',
  'battery-shell',
  'vehicle-parts',
  'plate-strip',
  'foil',
  'extrusion',
  'casting',
  'recycled-aluminium',
  'electronics-shell',
  'power-cable',
  'building-frames',
  'packaging',
  'light-board',
  'precast',
  'insulation',
  'energy-saving-glass',
];
/** Channels and the part of the leads that comes by each. */
const channels: [string, number][] = [
  ['by-chain', 0.34],
  ['by-firm', 0.25],
  ['soe', 0.18],
  ['by-building', 0.14],
  ['by-home', 0.09],
];
/** Leads that another bureau entered again: the same investor, written another way, with nearly the same figures. */
const again: Readonly<Record<number, { of: number; firm: string }>> = {
  41: { of: 39, firm: '演示投资方040有限公司' },
  58: { of: 22, firm: '贵阳演示投资方023有限责任公司' },
};
/** Eighty open leads and forty that were signed years ago with what became of them. All made up; the same seed gives the same. */
function leads(): Batch[] {
  const random = seeded(80);
  const between = (low: number, high: number, digits = 0) =>
    Math.round((low + (high - low) * random()) * 10 ** digits) / 10 ** digits;
  const drawn = seeded(5);
  const channel = () => {
    let left = drawn();
    return channels.find(([, share]) => (left -= share) < 0)?.[0] ?? 'by-chain';
  };
  const records: Row[] = [];
  for (let n = 0; n < 120; n += 1) {
    const old = n >= 80;
    const investment = between(0.5, 14, 2);
    const land = Math.max(8, Math.round(investment * between(8, 26)));
    const output = Math.round(investment * between(1.1, 2.8, 2) * 100) / 100;
    const tax = Math.round(output * between(180, 520));
    const began = old
      ? `${2019 + (n % 5)}-${String(1 + (n % 12)).padStart(2, '0')}-10`
      : unwrap(addDays(today, -between(10, 400)));
    const steps = ['lead', 'talks', 'visit', 'signed'].slice(0, old ? 4 : 1 + Math.min(2, Math.floor(random() * 3.2)));
    const passed = Object.fromEntries(
      steps
        .map((step, at) => [step, unwrap(addDays(began, Math.round((at * between(20, 40)) / (old ? 1 : 4))))])
        .filter(([, day]) => old || String(day) <= today),
    );
    const stage = Object.keys(passed).at(-1) ?? 'lead';
    records.push({
      id: `lead-${n + 1}`,
      stage,
      passed,
      values: {
        name: `演示线索${String(n + 1).padStart(3, '0')}`,
        firm: `演示投资方${String(n + 1).padStart(3, '0')}${n % 3 === 0 ? '股份有限公司' : '有限公司'}`,
        bureau: n % 4 === 0 ? 'etdz' : 'invest',
        channel: channel(),
        node: leadNodes[n % leadNodes.length] ?? 'extrusion',
        park: `park-${1 + (n % 8)}`,
        contact: `演示联系人${n + 1}`,
        phone: `1390000${String(1000 + n).slice(-4)}`,
        first_start: 2027 + (n % 3),
        investment,
        output,
        tax,
        jobs: Math.round(investment * between(20, 60)),
        land,
        energy: Math.round(output * between(60, 900)),
        emission: Math.round(output * between(0.2, 6, 2) * 10) / 10,
        water: Math.round(output * between(0.3, 3, 1) * 10) / 10,
        budget: Math.round(investment * between(0, 160)),
        ...(n % 5 !== 3 && {
          rnd: between(0.3, 6, 1),
          patents: between(0, 18),
          solid: between(30, 98),
          wage: between(0.85, 1.5, 2),
          evidence: '演示：可研报告、审计报告',
        }),
        barred: n % 37 === 11,
        energy_review: n % 23 !== 7,
        emission_quota: n % 29 !== 13,
        water_protection: n % 41 === 19,
        ...(old && {
          delivered_tax: Math.round(tax * between(0.25, 1.05, 2)),
          delivered_output: Math.round(output * between(0.35, 1.1, 2) * 100) / 100,
          delivered_investment: Math.round(investment * between(0.5, 1.1, 2) * 100) / 100,
          delay: between(0, 2, 1),
        }),
      },
    });
  }
  for (const [at, { of, firm }] of Object.entries(again)) {
    const [own, first] = [records[Number(at)], records[of]];
    if (!own || !first) continue;
    const { name, bureau, channel: by, contact, phone } = own.values;
    const figures = Object.fromEntries(
      ['investment', 'output', 'tax', 'jobs'].map((field) => [
        field,
        Math.round(Number(first.values[field]) * (field === 'output' ? 1.05 : 1) * 100) / 100,
      ]),
    );
    own.values = {
      ...first.values,
      ...figures,
      ...Object.fromEntries(Object.entries({ name, bureau, channel: by, contact, phone }).filter(([, value]) => value)),
      firm,
    };
  }
  return [{ register: 'leads', records }];
}

/** Everything that the file holds, a record a line. */
export function demoRecords(): string {
  const of = { on: today, source: '演示数据', grade: '演示' };
  const wanted = demand();
  const supply = wanted.find(({ register }) => register === 'molten-supply')?.records ?? [];
  const molten = supply.reduce((sum, { values }) => sum + Number(values.amount), 0) / 10_000;
  const all: { register: string; records: object[]; on?: string }[] = [
    ...wanted,
    ...parks(molten),
    ...projects(),
    ...directives(),
    ...leads(),
    ...moneyRecords(),
  ];
  const batches = all.map(
    ({ register, records, on = of.on }) =>
      `  { "register": ${JSON.stringify(register)}, "on": ${JSON.stringify(on)}, "source": ${JSON.stringify(of.source)}, "grade": ${JSON.stringify(of.grade)}, "records": [\n${records
        .map((record) => `    ${JSON.stringify(record)}`)
        .join(',\n')}\n  ] }`,
  );
  return `{ "lantu": 1, "records": [\n${batches.join(',\n')}\n] }\n`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(import.meta.dirname, 'demo-records.json'), demoRecords());
