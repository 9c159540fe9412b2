import { addDays, unwrap } from '../../src/core/measure/index.ts';
import { seeded } from '../../src/core/random/index.ts';

/** Made-up records of the city and its people: part of `demo-land.json`. */

export type Values = Record<string, string | number | boolean | (string | number)[]>;
export interface Row {
  id: string;
  values: Values;
  stage?: string;
  passed?: Record<string, string>;
}
export interface Batch {
  register: string;
  on: string;
  records: Row[];
}

const today = '2026-11-20';
const day = (from: string, days: number) => unwrap(addDays(from, days));
const batch = (register: string, records: Row[]): Batch => ({ register, on: today, records });
const rowsOf = (prefix: string, all: readonly Values[]): Row[] =>
  all.map((values, n) => ({ id: `${prefix}-${n + 1}`, values }));

interface Village {
  id: string;
  name: string;
  town: string;
}

export function cityAndPeople(villages: readonly Village[]): Batch[] {
  const random = seeded(173);
  const whole = (low: number, high: number) => Math.round(low + (high - low) * random());
  const programmes: [string, string, number, string, number][] = [
    ['circle', 'housing', 9, '生活圈', 0],
    ['parking', 'urban', 18, '停车场', 230],
    ['market', 'commerce', 6, '农贸市场改造', 0],
    ['shanty', 'housing', 5, '棚户区改造', 320],
    ['street', 'urban', 12, '背街小巷改造', 0],
    ['ring', 'transport', 9, '环线', 7.2],
    ['radial', 'transport', 13, '射线', 6.1],
    ['network', 'ndrc', 12, '六网', 0],
    ['rail', 'transport', 1, '轨道延伸线前期', 11],
    ['sponge', 'housing', 4, '海绵改造', 0],
    ['resilience', 'emergency', 4, '韧性工程', 0],
    ['quarter', 'housing', 3, '片区', 0],
  ];
  const projects = programmes.flatMap(([programme, bureau, count, name, size]) =>
    Array.from({ length: count }, (_, n): Row => {
      const began = day('2019-03-01', n * Math.round(2500 / count) + whole(0, 60));
      const opened = day(began, whole(420, 640));
      const stage = programme === 'rail' || began > today ? 'planned' : opened <= today ? 'done' : 'building';
      const big = size * (0.8 + 0.4 * random());
      return {
        id: `${programme}-${n + 1}`,
        stage,
        values: {
          name: `演示${name}${n + 1}`,
          programme,
          bureau,
          town: villages[(n * 31) % villages.length]!.town,
          ...(programme === 'network' && { network: ['water', 'road', 'power', 'net', 'pipes', 'oil'][n % 6]! }),
          ...(programme === 'parking' && { spaces: Math.round(big) }),
          ...(programme === 'shanty' && { households: Math.round(big) }),
          ...((programme === 'ring' || programme === 'radial' || programme === 'rail') && {
            km: Number(big.toFixed(1)),
          }),
          invested: whole(900, 32_000),
          ...(stage !== 'planned' && { began }),
          due: day(began, 620),
          ...(stage === 'done' && { opened }),
        },
      };
    }),
  );
  const areas = [2024, 2025].flatMap((year, at): Values[] => [
    { name: '演示老城片', year, area: 14.2, inside: 118 + 3 * at, edge: 12, paved: 2.3, works: true, source: '演示' },
    {
      name: '演示新城片',
      year,
      area: 27 + 2.4 * at,
      inside: 190 + 14 * at,
      edge: 22,
      paved: 4.1,
      works: true,
      source: '演示',
    },
    { name: '演示职教城片', year, area: 12 + at, works: true, source: '演示' },
  ]);
  const estates = Array.from({ length: 44 }, (_, n): Row => {
    const batchYear = 2021 + Math.floor(n / 7.4);
    const began = day(`${batchYear}-03-10`, whole(0, 90));
    const opened = day(began, whole(200, 330));
    const stage = opened <= today ? 'done' : began <= today ? 'building' : 'planned';
    const invested = whole(400, 1800);
    return {
      id: `estate-${n + 1}`,
      stage,
      values: {
        name: `演示小区${String(n + 1).padStart(2, '0')}`,
        town: villages[0]!.town,
        community: villages[n % 20]!.id,
        bureau: 'housing',
        built: 1985 + (n % 16),
        buildings: whole(3, 14),
        households: whole(180, 520),
        floor: whole(12_000, 52_000),
        kind: ['basic', 'better', 'raised'][n % 3]!,
        batch: batchYear,
        due: day(began, 300),
        ...(stage !== 'planned' && { began }),
        ...(stage === 'done' && { opened }),
        invested,
        central: Math.round(invested * 0.4),
        bonds: Math.round(invested * 0.35),
        own: Math.round(invested * 0.1),
        lifts: n % 6 === 0 ? 2 : 0,
        care: n % 9 === 0 ? 1 : 0,
      },
    };
  });
  const rains = Array.from({ length: 150 }, (_, n): Values => ({
    station: '演示雨量站',
    on: day('2024-01-09', n * 6),
    rain: Number((1.2 - 14 * Math.log(1 - 0.96 * random())).toFixed(1)),
  }));
  const sponges = Array.from({ length: 8 }, (_, n): Values => ({
    name: `演示海绵地块${n + 1}`,
    bureau: 'housing',
    hectares: whole(2, 14),
    phi: 0.5 + 0.05 * (n % 4),
    target: 75,
    ...(n !== 5 && { storage: whole(300, 1600) }),
  }));
  const checks: Values[] = [
    {
      item: '公园绿地服务半径覆盖率',
      year: 2026,
      bureau: 'urban',
      numerator: 812,
      denominator: 1004,
      per: 'land',
      says: '居住用地（公顷）',
      line: 80,
      better: 'more',
      percent: true,
      source: '演示',
    },
    {
      item: '生活污水集中收集率',
      year: 2026,
      bureau: 'water',
      numerator: 61,
      denominator: 90,
      per: 'other',
      says: '产生量（吨/日，千）',
      line: 70,
      better: 'more',
      percent: true,
      source: '演示',
    },
    {
      item: '绿道服务半径覆盖率',
      year: 2026,
      bureau: 'urban',
      numerator: 640,
      denominator: 1004,
      per: 'land',
      says: '居住用地（公顷）',
      line: 60,
      better: 'more',
      percent: true,
      source: '演示',
    },
    {
      item: '人均避难场所面积',
      year: 2026,
      bureau: 'emergency',
      numerator: 702_000,
      denominator: 470_000,
      per: 'people',
      says: '城区常住人口',
      line: 1.5,
      better: 'more',
      source: '演示',
    },
  ];
  const survive = (age: number) =>
    Number(
      (age >= 80 ? 0.62 : age >= 60 ? 0.985 - 0.012 * ((age - 60) / 5) ** 1.6 : age >= 40 ? 0.988 : 0.997).toFixed(4),
    );
  const births: Record<number, number> = { 15: 0.006, 20: 0.055, 25: 0.082, 30: 0.05, 35: 0.02, 40: 0.004 };
  const shares = [5.6, 6.8, 6.9, 6, 6.4, 7.2, 8.6, 8.2, 7.1, 7, 7.2, 6.4, 4.9, 4.4, 3.2, 2.1, 2];
  const all = shares.reduce((sum, one) => sum + one, 0);
  const groups = (['female', 'male'] as const).flatMap((sex) =>
    shares.map((share, n): Values => {
      const age = 5 * n;
      return {
        year: 2020,
        sex,
        age,
        who: 'residents',
        people: Math.round(((549_088 / 2) * share * (sex === 'female' ? 0.99 : 1.01)) / all),
        survival: survive(age),
        ...(sex === 'female' && births[age] !== undefined && { fertility: births[age] }),
        migration: age >= 20 && age < 45 ? 4200 : 300,
        source: '演示：合计与七普一致，结构是编的',
      };
    }),
  );
  const students = (['female', 'male'] as const).map((sex): Values => ({
    year: 2020,
    sex,
    age: 15,
    who: 'students',
    people: 40_000,
    source: '演示',
  }));
  const kinds = ['technical', 'technical', 'skilled', 'skilled', 'rural', 'managers', 'party', 'social'];
  const talents = Array.from({ length: 160 }, (_, n): Row => {
    const twice = n % 15 === 14;
    const came = (['stock', 'stock', 'attracted', 'trained', 'graduated'] as const)[n % 5]!;
    return {
      id: `talent-${n + 1}`,
      values: {
        key: `演示才${String(twice ? n : n + 1).padStart(4, '0')}`,
        kind: twice ? (kinds[(n - 1) % 8] === 'managers' ? 'party' : 'managers') : kinds[n % 8]!,
        bureau: 'talent',
        came,
        since: came === 'stock' ? '2021-12-31' : day('2022-03-01', n * 10),
        ...(came !== 'stock' && n % 11 !== 3 && { proof: `演示凭据${n + 1}` }),
        ...(n % 19 === 7 && { until: '2026-06-30', ...(n % 38 === 7 && { went: 'left' }) }),
      },
    };
  });
  const settled = Array.from({ length: 48 }, (_, n): Row => {
    const accepted = day('2026-01-12', n * 6 + (n > 44 ? 20 : 0));
    const county = n % 3 === 0;
    const done = day(accepted, county ? 0 : whole(4, 20));
    const stage = n < 44 ? 'done' : n === 44 ? 'checked' : 'accepted';
    return {
      id: `settle-${n + 1}`,
      stage,
      values: {
        number: `演示落户${String(n + 1).padStart(3, '0')}`,
        bureau: 'police',
        way: ['home', 'rent', 'work', 'kin', 'student'][n % 5]!,
        reach: county ? 'county' : n % 3 === 1 ? 'city' : 'beyond',
        people: 1 + (n % 4),
        accepted_on: accepted,
        promised: county ? 1 : n % 3 === 1 ? 10 : 20,
        ...(stage === 'done' && { done_on: done, rating: n % 23 === 9 ? 'bad' : 'good' }),
      },
    };
  });
  const needs = Array.from({ length: 16 }, (_, n): Row => {
    const wanted = whole(8, 60);
    const stage = ['landed', 'landed', 'matched', 'open'][n % 4]!;
    return {
      id: `need-${n + 1}`,
      stage,
      values: {
        name: `演示需求${n + 1}`,
        platform: ['firms', 'colleges', 'trained', 'society'][Math.floor(n / 4)]!,
        bureau: 'talent',
        wanted,
        ...(stage === 'landed' && { met: n % 8 === 0 ? Math.round(wanted * 0.7) : wanted }),
        ...(stage !== 'open' && { by: '演示：职教城院校' }),
        due: day('2026-08-01', n * 20),
      },
    };
  });
  return [
    batch('city-projects', projects),
    batch('built-up-areas', rowsOf('built-up', areas)),
    batch('old-estates', estates),
    batch('rain-days', rowsOf('rain', rains)),
    batch('sponge-sites', rowsOf('sponge', sponges)),
    batch('city-check-ups', rowsOf('check', checks)),
    batch('age-groups', rowsOf('group', [...groups, ...students])),
    batch('talents', talents),
    batch('settling-cases', settled),
    batch('platform-needs', needs),
  ];
}
