import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../src/core/random/index.ts';
import { addDays, addWorkdays, unwrap } from '../../src/core/measure/index.ts';

/**
 * Makes `demo-services.json`, made-up records of services, jobs and emergencies: `npm run -s lantu -- --script packs/qingzhen/make-demo-services.ts`.
 * The same seeds give the same records.
 */

type Values = Record<string, string | number | boolean>;
interface Row {
  id: string;
  values: Values;
  stage?: string;
  passed?: Record<string, string>;
}
interface Batch {
  register: string;
  on: string;
  records: Row[];
}

const today = '2026-11-20';
const day = (from: string, days: number) => unwrap(addDays(from, days));
const workday = (from: string, days: number) => unwrap(addWorkdays(from, days)).day;
const batch = (register: string, records: Row[], on = today): Batch => ({ register, on, records });
const rowsOf = (prefix: string, all: readonly Values[]): Row[] =>
  all.map((values, n) => ({ id: `${prefix}-${n + 1}`, values }));

const towns: [string, number][] = [
  ['520181002', 118_000],
  ['520181003', 96_000],
  ['520181004', 84_000],
  ['520181100', 61_000],
  ['520181101', 72_000],
  ['520181102', 58_000],
  ['520181103', 36_000],
  ['520181104', 25_000],
  ['520181105', 28_000],
  ['520181201', 14_000],
  ['520181203', 16_000],
  ['520181204', 21_088],
];

function approvals(): Batch[] {
  const random = seeded(181);
  const whole = (low: number, high: number) => Math.round(low + (high - low) * random());
  const wanted: [string, string, number, number, string][] = [
    ['施工许可', 'housing', 20, 4, 'full'],
    ['用地预审与选址', 'land', 20, 4, 'full'],
    ['取水许可', 'water', 45, 8, 'full'],
    ['节能审查', 'ndrc', 20, 4, 'full'],
    ['环评审批', 'ecology', 60, 10, 'full'],
    ['食品经营许可', 'market', 20, 3, 'full'],
    ['道路运输经营许可', 'transport', 20, 3, 'full'],
    ['林木采伐许可', 'forestry', 20, 5, 'window'],
    ['公共场所卫生许可', 'health', 20, 3, 'full'],
    ['民办学校设立', 'education', 60, 12, 'full'],
    ['劳务派遣许可', 'labour', 20, 3, 'full'],
    ['占道挖掘许可', 'urban', 20, 4, 'full'],
  ];
  // Year by year less is promised and more goes wholly online, in this order.
  const online = [5, 1, 9, 7, 11, 2, 4, 12, 3, 10, 6, 8];
  const items = [2021, 2022, 2023, 2024, 2025, 2026].map((year, at) =>
    batch(
      'approval-items',
      wanted.map(([name, bureau, legal, promised, now], n): Row => ({
        id: `item-${n + 1}`,
        values: {
          name,
          bureau,
          legal,
          promised: Math.round(promised * (1 + 0.166 * (2026 - year))),
          online: online.indexOf(n + 1) < [6, 7, 8, 9, 10, 11][at]! ? 'full' : now === 'window' ? 'window' : 'once',
        },
      })),
      `${year}-01-10`,
    ),
  );
  const cases = Array.from({ length: 180 }, (_, n): Row => {
    const item = wanted[n % wanted.length]!;
    const applied = workday(day('2026-06-01', whole(0, 168)), 0);
    const accepted = workday(applied, whole(0, 3));
    const stops = n % 9 === 4;
    const from = workday(accepted, 2);
    const to = day(from, whole(4, 16));
    const used = Math.max(1, Math.round(item[3] * (n % 13 === 7 ? 1.2 : 0.35 + 0.6 * random())));
    const decided = workday(stops ? to : accepted, used);
    const open = decided > today;
    const stage =
      applied >= '2026-11-18'
        ? n % 2 === 0
          ? 'applied'
          : 'correcting'
        : open
          ? 'accepted'
          : n % 4 === 0
            ? 'decided'
            : 'delivered';
    const early = stage === 'applied' || stage === 'correcting';
    return {
      id: `case-${n + 1}`,
      stage,
      passed: { applied, ...(early ? {} : { accepted }), ...(open || early ? {} : { decided }) },
      values: {
        number: `演示办件${String(n + 1).padStart(4, '0')}`,
        item: `item-${1 + (n % wanted.length)}`,
        bureau: item[1],
        applied,
        promised: item[3],
        firm: `firm-${1 + (n % 150)}`,
        ...(early ? {} : { accepted_on: accepted }),
        ...(stage === 'correcting' && { missing: '演示：缺法人授权书' }),
        ...(stops &&
          !early &&
          from <= today && {
            stop_paper: `演示告知〔2026〕${n}号`,
            stop_from: from,
            ...(to <= today && { stop_to: to }),
          }),
        ...(open || early ? {} : { decided_on: decided, outcome: n % 21 === 5 ? 'refused' : 'granted' }),
      },
    };
  });
  const closed = cases.filter(({ values }) => values.decided_on !== undefined);
  const ratings = closed.slice(0, 80).map((one, n): Row => {
    const bad = n % 19 === 6;
    const on = day(String(one.values.decided_on), 1);
    const late = n % 38 === 25;
    return {
      id: `rating-${n + 1}`,
      stage: bad && !late ? 'put-right' : 'rated',
      values: {
        number: `演示评价${String(n + 1).padStart(3, '0')}`,
        case: one.id,
        bureau: String(one.values.bureau),
        on: on > today ? today : on,
        level: bad ? 'bad' : ['best', 'best', 'good', 'fair'][n % 4]!,
        named: n % 2 === 0,
        ...(bad &&
          !late && {
            finding: '演示：属实',
            measure: '演示：已当面致歉并整改',
            called_on: day(on, 6) > today ? today : day(on, 6),
          }),
      },
    };
  });
  return [...items, batch('approval-cases', cases), batch('service-ratings', ratings)];
}

function business(): Batch[] {
  const random = seeded(182);
  const whole = (low: number, high: number) => Math.round(low + (high - low) * random());
  const matters: [string, string, string][] = [
    ['用地指标落实', 'settle', 'build'],
    ['用电增容', 'support', 'run'],
    ['环评提速', 'settle', 'build'],
    ['用工招聘', 'support', 'run'],
    ['融资对接', 'support', 'run'],
    ['注册登记帮办', 'attract', 'found'],
    ['厂房交付', 'settle', 'entry'],
    ['物流通道', 'support', 'run'],
  ];
  const tickets = Array.from({ length: 96 }, (_, n): Row => {
    const [matter, phase, life] = matters[n % matters.length]!;
    const raised = workday(day('2026-05-11', whole(0, 190)), 0);
    const promised = [5, 7, 10][n % 3]!;
    const done = workday(raised, Math.max(1, Math.round(promised * (n % 17 === 3 ? 1.6 : 0.4 + 0.5 * random()))));
    const open = done > today;
    const of =
      phase === 'attract'
        ? { lead: `lead-${1 + (n % 80)}` }
        : phase === 'settle'
          ? { project: `p-${1 + (n % 60)}` }
          : { firm: `firm-${1 + (n % 150)}` };
    return {
      id: `ticket-${n + 1}`,
      stage: open ? 'open' : 'done',
      values: {
        number: `演示诉求${String(n + 1).padStart(3, '0')}`,
        matter: `演示：${matter}`,
        phase,
        life,
        ...of,
        bureau: n % 3 === 0 ? 'etdz' : 'invest',
        raised,
        promised,
        ...(open ? {} : { answer: '演示：已办结', done_on: done, content: n % 11 === 6 ? 'no' : 'yes' }),
      },
    };
  });
  // Quarter by quarter before that: of twelve that fall due fewer and fewer are late.
  const earlier = [2021, 2022, 2023, 2024, 2025, 2026].map((year): Batch => {
    const quarters = year === 2026 ? [0] : [0, 1, 2, 3];
    const asked = quarters.flatMap((quarter) => {
      const late = year < 2023 ? 2 : (4 * year + quarter) % 3 === 0 ? 0 : 1;
      const first = `${year}-${String(1 + 3 * quarter).padStart(2, '0')}-05`;
      return Array.from({ length: 12 }, (_, n): Row => {
        const [matter, phase, life] = matters[(quarter + n) % matters.length]!;
        const raised = workday(day(first, 5 * n), 0);
        const number = `${year}${1 + quarter}${String(n + 1).padStart(2, '0')}`;
        return {
          id: `ticket-${number}`,
          stage: 'done',
          values: {
            number: `演示诉求${number}`,
            matter: `演示：${matter}`,
            phase,
            life,
            bureau: n % 3 === 0 ? 'etdz' : 'invest',
            raised,
            promised: 7,
            answer: '演示：已办结',
            done_on: workday(raised, n < late ? 9 : 5),
            content: n < late ? 'no' : 'yes',
          },
        };
      });
    });
    return batch('firm-tickets', asked, year === 2026 ? '2026-03-31' : `${year}-12-28`);
  });
  const reforms: [string, string, string, string, string, string][] = [
    ['市属国企分类改革', 'firms', 'sasac', 'E-06', '2026-12-31', 'spread'],
    ['国企市场化收入考核', 'firms', 'sasac', 'E-06', '2026-10-31', 'trial'],
    ['县域医共体管理中心实体化', 'hospitals', 'health', 'E-09', '2027-03-31', 'spread'],
    ['公立医院薪酬总量核定', 'pay', 'health', 'E-10', '2026-12-15', 'trial'],
    ['学生综合素质评价试点', 'schools', 'education', 'E-08', '2027-06-30', 'trial'],
    ['审批事项标准化', 'approvals', 'approval', 'E-03', '2026-12-20', 'spread'],
  ];
  const reformRows = reforms.map(([name, field, bureau, serves, due, stage], n): Row => ({
    id: `reform-${n + 1}`,
    stage,
    values: {
      name: `演示：${name}`,
      field,
      bureau,
      serves: `commitment/${serves}`,
      paper: `演示〔2025〕${n + 3}号`,
      due,
    },
  }));
  const measures: [string, string, string, number, number, number][] = [
    ['承诺时限压缩率', 'service', 'approval-days', 30, 50, 95],
    ['全程网办占比', 'service', 'online-approvals', 20, 50, 100],
    ['招安扶按时办结率', 'market', 'firm-tickets', 25, 70, 100],
    ['市场主体', 'market', 'market-entities', 15, 4, 9],
    ['矛盾调解成功率', 'law', 'mediation', 20, 88, 100],
    ['规上企业研发强度', 'factor', 'rd-intensity', 15, 0.5, 1.5],
  ];
  const measureRows = measures.map(([name, environment, indicator, weight, zero, full], n): Row => ({
    id: `measure-${n + 1}`,
    values: { name, environment, indicator: `indicator/${indicator}`, weight, zero, full, source: '演示权重' },
  }));
  const typed = [
    { name: '合同执行天数', environment: 'law', value: 142, weight: 15, zero: 300, full: 80, source: '演示' },
    { name: '获得电力天数', environment: 'factor', value: 12, weight: 15, zero: 40, full: 5, source: '演示' },
    { name: '信用修复按时率', environment: 'credit', value: 93, weight: 20, zero: 60, full: 100, source: '演示' },
    { name: '政府拖欠账款清偿率', environment: 'credit', weight: 20, zero: 50, full: 100, source: '演示：未报' },
  ];
  return [
    ...earlier,
    batch('firm-tickets', tickets),
    batch('reform-items', reformRows),
    batch('environment-measures', [...measureRows, ...rowsOf('typed', typed)]),
  ];
}

function jobs(): Batch[] {
  const occupations = [
    '6-17-06-01 氧化铝制取工',
    '6-17-06-02 铝电解工',
    '6-17-09-02 金属轧制工',
    '6-31-07-01 工业机器人系统运维员',
    '6-31-01-03 电工',
    '4-01-06-01 电子商务师',
    '4-01-06-02 互联网营销师',
    '4-02-06-03 物流服务师',
  ];
  const [alumina, smelter, rolling, robots, electrician, trader, seller, carrier] = occupations.map((one) => {
    const [occupation_code = '', occupation = ''] = one.split(' ');
    return { occupation_code, occupation };
  });
  const wanted: [number, typeof alumina, number, number][] = [
    [151, alumina, 45, 6800],
    [151, smelter, 60, 7200],
    [1, rolling, 80, 6000],
    [6, rolling, 50, 6200],
    [11, robots, 70, 7000],
    [16, electrician, 60, 5600],
    [21, electrician, 40, 5400],
    [31, trader, 90, 4800],
    [36, seller, 50, 4600],
    [41, carrier, 70, 5000],
  ];
  const posts = wanted.map(([firm, occupation, n, wage]): Values => ({
    employer: firm === 151 ? '演示电解铝企业' : `演示企业${String(firm).padStart(3, '0')}`,
    firm: `firm-${firm}`,
    ...occupation,
    year: '2027',
    wanted: n,
    wage,
  }));
  const tie = (
    major_code: string,
    major: string,
    occupation: typeof alumina,
    source: string,
    strength: number,
  ): Values => ({ level: 'secondary', major_code, major, ...occupation, source, strength });
  const ties = [
    tie('660201', '智能设备运行与维护', robots, 'labour', 1),
    tie('660201', '智能设备运行与维护', electrician, 'education', 0.8),
    tie('660302', '电气设备运行与控制', electrician, 'both', 1),
    tie('630502', '金属压力加工', rolling, 'labour', 1),
    tie('730701', '电子商务', trader, 'both', 1),
    tie('730701', '电子商务', seller, 'local', 0.6),
    tie('730801', '物流服务与管理', carrier, 'labour', 1),
  ];
  const offered: [string, string, string, number][] = [
    ['演示职校一', '660201', '智能设备运行与维护', 130],
    ['演示职校一', '660302', '电气设备运行与控制', 30],
    ['演示职校二', '730701', '电子商务', 260],
    ['演示职校二', '730801', '物流服务与管理', 60],
    ['演示职校三', '630502', '金属压力加工', 90],
  ];
  const classes = offered.map(([school, major_code, major, graduates]): Values => ({
    school,
    level: 'secondary',
    major_code,
    major,
    kind: 'ordinary',
    year: '2027',
    graduates,
    bureau: 'vocational',
    fits: true,
  }));
  // Of the classes of earlier years more and more have posts here.
  const before = [2021, 2022, 2023, 2024, 2025].map((year, at) =>
    batch(
      'classes',
      ['660201', '660302', '730701', '730801', '630502', '730401', '710201', '680101'].map((major_code, n): Row => ({
        id: `class-${year}-${n + 1}`,
        values: {
          school: `演示职校${['一', '二', '三'][n % 3]}`,
          level: 'secondary',
          major_code,
          major: [
            '智能设备运行与维护',
            '电气设备运行与控制',
            '电子商务',
            '物流服务与管理',
            '金属压力加工',
            '旅游服务与管理',
            '计算机应用',
            '会计事务',
          ][n]!,
          kind: 'ordinary',
          year: String(year),
          graduates: 60 + 5 * n,
          bureau: 'vocational',
          fits: n < 4 + Math.floor(at * 0.7),
        },
      })),
      `${year + 1}-01-10`,
    ),
  );
  const follows = [2021, 2022, 2023, 2024, 2025].map((cohort, at) =>
    batch(
      'graduate-follows',
      ['一', '二', '三'].flatMap((school, n): Row[] => {
        const graduates = 2400 + 260 * at + 400 * n;
        const local = Math.round(graduates * (0.095 + 0.014 * at + 0.004 * (n - 1)));
        const [study, army, employed] = [0.22, 0.01, 0.68].map((part) => Math.round(graduates * part));
        const values = {
          school: `演示职校${school}`,
          cohort: String(cohort),
          graduates,
          study: study!,
          army: army!,
          employed: employed!,
          local,
        };
        const of = (after: string, more: Values = {}): Row => ({
          id: `follow-${cohort}-${n + 1}-${after}`,
          values: { ...values, after, ...more },
        });
        return [of('m6'), ...(cohort < 2025 || n < 2 ? [of('m12', { local: Math.round(local * 0.92) })] : [])];
      }),
      cohort === 2025 ? '2026-07-20' : `${cohort + 1}-07-20`,
    ),
  );
  const inputs = '身份：教师|学生|毕业生\n年龄：数值 岁\n本地社保：数值 个月';
  const table: [string, string, string, string, string][] = [
    [
      '职教师生购房补贴',
      'home',
      '住房',
      inputs,
      '身份 = 教师、毕业生 且 年龄 < 40 且 本地社保 ≥ 12 → 购房补贴 3 万元\n身份 = 教师、毕业生 且 年龄 < 40 且 本地社保 < 12 → 无\n身份 = 教师、毕业生 且 年龄 ≥ 40 → 无\n身份 = 学生 → 无',
    ],
    [
      '毕业生落户',
      'registration',
      '',
      '身份：教师|学生|毕业生\n就业：本地|外地|未就业',
      '身份 = 毕业生、教师 且 就业 = 本地 → 即时落户\n身份 = 毕业生、教师 且 就业 = 外地、未就业 → 无\n身份 = 学生 → 学校集体户',
    ],
    [
      '教师子女就读',
      'school',
      '',
      '身份：教师|学生|毕业生\n本地社保：数值 个月',
      '身份 = 教师 → 就近入学\n身份 = 毕业生 且 本地社保 ≥ 6 → 统筹入学\n身份 = 毕业生 且 本地社保 < 6 → 无\n身份 = 学生 → 无',
    ],
  ];
  const policies = table.map(([name, field, group, given, rules], n): Row => ({
    id: `policy-${n + 1}`,
    stage: 'frozen',
    values: {
      name: `演示：${name}`,
      term: '2026',
      field,
      bureau: 'vocational',
      ...(group && { group }),
      inputs: given,
      rules,
      paper: `演示〔2026〕${n + 1}号`,
      from: '2026-01-01',
    },
  }));
  return [
    batch(
      'occupations',
      rowsOf(
        'occupation',
        occupations.map((one): Values => ({ code: one.split(' ')[0]!, name: one.split(' ')[1]! })),
      ),
    ),
    batch('major-ties', rowsOf('tie', ties)),
    batch('posts', rowsOf('post', posts)),
    ...before,
    batch('classes', rowsOf('class', classes)),
    ...follows,
    batch('policies', policies),
  ];
}

function emergency(): Batch[] {
  const people = towns.reduce((sum, [, n]) => sum + n, 0);
  const tasks: Row[] = [
    {
      id: 'drill',
      stage: 'prepared',
      values: {
        name: '演示：全员核酸检测演练',
        mode: 'exercise',
        service: 'testing',
        level: 'l4',
        on: '2026-11-28',
        people,
        hours: 6,
        per_hour: 60,
        pool: 10,
        other_pool: 20,
        behind_hours: 24,
      },
    },
    {
      id: 'flood',
      stage: 'prepared',
      values: {
        name: '演示：防汛转移演练',
        mode: 'exercise',
        service: 'evacuation',
        people: 4200,
        hours: 3,
        per_hour: 40,
      },
    },
  ];
  const sites = towns.flatMap(([place, n], at): Row[] =>
    Array.from({ length: Math.max(1, Math.round(n / 30_000)) }, (_, k): Row => ({
      id: `site-${at + 1}-${k + 1}`,
      values: {
        service: 'testing',
        name: `演示采样点${at + 1}-${k + 1}`,
        place,
        servers: Math.round((n / 360 / Math.max(1, Math.round(n / 30_000))) * 0.86),
      },
    })),
  );
  const evacuation: Row = {
    id: 'site-flood',
    values: { service: 'evacuation', name: '演示转移点', place: '520181104', servers: 28 },
  };
  const rooms = (
    [
      ['演示实验室一', 2400, '2021-02-01'],
      ['演示实验室二', 1800, '2021-09-15'],
      ['演示实验室三', 1200, '2022-04-20'],
      ['演示实验室四', 800, '2022-11-08'],
    ] as const
  ).map(([name, a_day, since], n) =>
    batch('emergency-rooms', [{ id: `room-${n + 1}`, values: { service: 'testing', name, a_day, since } }], since),
  );
  const ways: Values[] = [
    { service: 'testing', name: '移动方舱实验室', side: 'back', adds: 10_000, cost: 30, most: 4, source: '演示协议' },
    { service: 'testing', name: '外送第三方', side: 'back', adds: 3000, cost: 12, most: 6, source: '演示协议' },
    { service: 'testing', name: '周边支援医护队', side: 'front', adds: 50, cost: 4, most: 8, source: '演示协议' },
    { service: 'evacuation', name: '客车加司机', side: 'front', adds: 2, cost: 0.3, most: 10, source: '演示协议' },
  ];
  const cards: Row[] = (
    [
      ['搭建采样点', 'housing', '2026-11-27', 'received'],
      ['落实移动方舱', 'health', '2026-11-26', 'sent'],
      ['分片包保到户', 'townships', '2026-11-18', 'sent'],
    ] as const
  ).map(([title, bureau, due, stage], n) => ({
    id: `card-${n + 1}`,
    stage,
    values: { task: 'drill', title: `演示：${title}`, bureau, due },
  }));
  const duty = Array.from({ length: 12 }, (_, n) => day('2026-11-16', n)).flatMap((on, n): Values[] => [
    { on, post: 'leader', name: `演示领导${1 + (n % 4)}`, bureau: 'gov-office' },
    ...(n === 9 ? [] : [{ on, post: 'officer', name: `演示值班员${1 + (n % 6)}`, bureau: 'emergency' }]),
  ]);
  const vaccinated = (
    [
      [2021, 0.82],
      [2022, 0.912],
    ] as const
  ).map(([year, rate]) =>
    batch(
      'vaccinations',
      towns.flatMap(([place, n], at): Row[] => {
        const [eligible, registered] = [Math.round(n * 0.94), Math.round(n * (at < 3 ? 0.78 : 1.16))];
        const of = { place, as_of: `${year}-12-31`, denominator: '演示' };
        const old = Math.round(n * 0.17);
        return [
          {
            id: `cover-${year}-${at + 1}`,
            values: { ...of, group: 'all', done: Math.round(eligible * rate), residents: n, registered, eligible },
          },
          {
            id: `cover-${year}-${at + 1}-old`,
            values: {
              ...of,
              group: 'old',
              done: Math.round(old * rate * (at === 9 ? 1.15 : 0.93)),
              residents: old,
              eligible: old,
            },
          },
        ];
      }),
      `${year + 1}-01-10`,
    ),
  );
  return [
    batch('emergency-tasks', tasks),
    batch(
      'emergency-areas',
      rowsOf(
        'area',
        towns.map(([place, n]): Values => ({ task: 'drill', place, people: n })),
      ),
    ),
    batch('emergency-sites', [...sites, evacuation]),
    ...rooms,
    batch('surge-ways', rowsOf('way', ways)),
    batch('task-cards', cards),
    batch('duty-roster', rowsOf('duty', duty)),
    ...vaccinated,
  ];
}

/** Everything that the file holds, a record a line. */
export function demoServices(): string {
  const all = [...approvals(), ...business(), ...jobs(), ...emergency()].map(
    ({ register, on, records }) =>
      `  { "register": ${JSON.stringify(register)}, "on": ${JSON.stringify(on)}, "source": "演示数据", "grade": "演示", "records": [\n${records
        .map((record) => `    ${JSON.stringify(record)}`)
        .join(',\n')}\n  ] }`,
  );
  return `{ "lantu": 1, "records": [\n${all.join(',\n')}\n] }\n`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(import.meta.dirname, 'demo-services.json'), demoServices());
