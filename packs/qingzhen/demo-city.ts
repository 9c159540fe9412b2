import { addDays, addWorkdays, unwrap } from '../../src/core/measure/index.ts';
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
const batch = (register: string, records: Row[], on = today): Batch => ({ register, on, records });
/** Days on which the made-up lists are written up. */
export const WRITTEN = [
  '2020-12-28',
  ...[2021, 2022, 2023, 2024, 2025, 2026].flatMap((year) =>
    ['03-28', '06-28', '09-28', '12-28'].map((on) => `${year}-${on}`),
  ),
  today,
].filter((on) => on <= today);

/** Batches of how rows stood on each day: what was new or had changed since the one before. */
export function history(register: string, stood: (on: string) => readonly Row[], days = WRITTEN): Batch[] {
  const known = new Map<string, string>();
  return days.flatMap((on) => {
    const records = stood(on).filter((row) => {
      const text = JSON.stringify(row);
      if (known.get(row.id) === text) return false;
      known.set(row.id, text);
      return true;
    });
    return records.length === 0 ? [] : [{ register, on, records }];
  });
}

/** A work that begins and ends: as it stood on a day. */
function workOn(
  on: string,
  { id, values, began, opened }: { id: string; values: Values; began: string; opened: string },
): Row {
  const stage = opened <= on ? 'done' : began <= on ? 'building' : 'planned';
  const days = { ...(stage !== 'planned' && { began }), ...(stage === 'done' && { opened }) };
  return { id, stage, values: { ...values, ...days } };
}

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
  // Name, office, how many, days between two of them opening, the first opened, and how large each is.
  const programmes: [string, string, number, string, number, string][] = [
    ['circle', 'housing', 11, '生活圈', 245, '2020-12-10'],
    ['parking', 'urban', 27, '停车场', 91.3, '2021-02-20'],
    ['market', 'commerce', 6, '农贸市场改造', 380, '2020-10-12'],
    ['shanty', 'housing', 5, '棚户区改造', 460, '2020-11-02'],
    ['street', 'urban', 12, '背街小巷改造', 190, '2020-09-07'],
    ['ring', 'transport', 9, '环线', 520, '2013-06-18'],
    ['radial', 'transport', 13, '射线', 480, '2010-09-09'],
    ['network', 'ndrc', 12, '六网', 200, '2020-08-20'],
    ['sponge', 'housing', 4, '海绵改造', 520, '2020-12-01'],
    ['resilience', 'emergency', 4, '韧性工程', 560, '2021-03-15'],
    ['quarter', 'housing', 3, '片区', 1400, '2022-07-01'],
  ];
  const works = programmes.flatMap(([programme, bureau, count, name, apart, first]) =>
    Array.from({ length: count }, (_, n) => {
      const opened = day(first, Math.round(n * apart));
      const began = day(opened, -whole(420, 640));
      const year = Number(opened.slice(0, 4));
      const values: Values = {
        name: `演示${name}${n + 1}`,
        programme,
        bureau,
        town: villages[(n * 31) % villages.length]!.town,
        ...(programme === 'network' && { network: ['water', 'road', 'power', 'net', 'pipes', 'oil'][n % 6]! }),
        ...(programme === 'parking' && { spaces: Math.round(225 * 1.1 ** (year - 2021) * (0.95 + 0.1 * random())) }),
        ...(programme === 'shanty' && { households: whole(260, 390) }),
        ...(programme === 'ring' && { km: Number((6.1 * (0.9 + 0.2 * random())).toFixed(1)) }),
        ...(programme === 'radial' && { km: Number((6.3 * (0.9 + 0.2 * random())).toFixed(1)) }),
        invested: whole(900, 32_000),
        due: day(began, 620),
      };
      return { id: `${programme}-${n + 1}`, values, began, opened };
    }),
  );
  const rail: Row = {
    id: 'rail-1',
    stage: 'planned',
    values: {
      name: '演示轨道延伸线前期1',
      programme: 'rail',
      bureau: 'transport',
      town: villages[0]!.town,
      km: 11,
      due: '2028-12-31',
    },
  };
  const areas = [2021, 2022, 2023, 2024, 2025].map((year, at) =>
    batch(
      'built-up-areas',
      rowsOf(`built-up-${year}`, [
        {
          name: '演示老城片',
          year: String(year),
          area: 14.2,
          inside: 106 + 4 * at,
          edge: 12,
          paved: 2.3,
          works: true,
          source: '演示',
        },
        {
          name: '演示新城片',
          year: String(year),
          area: Number((19.8 + 2.5 * at).toFixed(1)),
          inside: 142 + 16 * at,
          edge: 22,
          paved: Number((3 + 0.35 * at).toFixed(2)),
          works: true,
          source: '演示',
        },
        {
          name: '演示职教城片',
          year: String(year),
          area: Number((8.1 + 1.2 * at).toFixed(1)),
          works: true,
          source: '演示',
        },
      ]),
      `${year + 1}-03-20`,
    ),
  );
  const estates = Array.from({ length: 44 }, (_, n) => {
    const half = Math.floor(n / 3);
    const batchYear = 2021 + Math.floor(half / 2);
    const opened = day(`${batchYear}-${half % 2 === 0 ? '03' : '09'}-10`, whole(0, 90));
    const began = day(opened, -whole(200, 330));
    const invested = whole(400, 1800);
    const values: Values = {
      name: `演示小区${String(n + 1).padStart(2, '0')}`,
      town: villages[0]!.town,
      community: villages[n % 20]!.id,
      bureau: 'housing',
      built: 1985 + (n % 16),
      buildings: whole(3, 14),
      households: Math.round(250 * 1.12 ** (batchYear - 2021) * (0.9 + 0.2 * random())),
      floor: whole(12_000, 52_000),
      kind: ['basic', 'better', 'raised'][n % 3]!,
      batch: Number(began.slice(0, 4)),
      due: day(began, 300),
      invested,
      central: Math.round(invested * 0.4),
      bonds: Math.round(invested * 0.35),
      own: Math.round(invested * 0.1),
      lifts: n % 6 === 0 ? 2 : 0,
      care: n % 9 === 0 ? 1 : 0,
    };
    return { id: `estate-${n + 1}`, values, began, opened };
  });
  const rains = Array.from({ length: 150 }, (_, n): Values => ({
    station: '演示雨量站',
    on: day('2024-01-09', n * 6),
    rain: Number((1.2 - 14 * Math.log(1 - 0.96 * random())).toFixed(1)),
  }));
  const sponges = Array.from({ length: 30 }, (_, n) => {
    const hectares = n === 0 ? 700 : whole(44, 64);
    const accepted = n === 0 ? '2021-04-20' : day('2021-05-10', (n - 1) * 72);
    const values: Values = {
      name: `演示海绵地块${n + 1}`,
      bureau: 'housing',
      hectares,
      phi: 0.5 + 0.05 * (n % 4),
      target: 75,
      ...(n !== 5 && { storage: Math.round(hectares * (n % 7 === 6 ? 55 : 190)) }),
    };
    return { id: `sponge-${n + 1}`, values, accepted };
  });
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
  const talents = Array.from({ length: 160 }, (_, n) => {
    const twice = n % 15 === 14;
    const came = (['stock', 'stock', 'attracted', 'trained', 'graduated'] as const)[n % 5]!;
    const since = came === 'stock' ? '2020-12-01' : day('2021-03-01', n * 12);
    const values: Values = {
      key: `演示才${String(twice ? n : n + 1).padStart(4, '0')}`,
      kind: twice ? (kinds[(n - 1) % 8] === 'managers' ? 'party' : 'managers') : kinds[n % 8]!,
      bureau: 'talent',
      came,
      since,
      ...(came !== 'stock' && n % 11 !== 3 && { proof: `演示凭据${n + 1}` }),
    };
    const left: Values | null = n % 19 === 7 ? { until: '2026-06-30', ...(n % 38 === 7 && { went: 'left' }) } : null;
    return { id: `talent-${n + 1}`, since, values, left };
  });
  const shares7 = { technical: 0.4, skilled: 0.22, rural: 0.12, managers: 0.16, party: 0.05, social: 0.05 };
  const totals = Array.from({ length: 11 }, (_, n) => {
    const period = `${2021 + Math.floor(n / 2)}H${1 + (n % 2)}`;
    const all = 91_000 + 4400 * n;
    const on = n % 2 === 0 ? `${2021 + n / 2}-08-05` : `${2022 + (n - 1) / 2}-02-05`;
    return batch(
      'talent-totals',
      Object.entries(shares7).map(([kind, share]): Row => ({
        id: `total-${period.toLowerCase()}-${kind}`,
        values: {
          unit: '演示：各单位合计',
          kind,
          period,
          people: Math.round(all * share * (0.99 + 0.02 * random())),
          bureau: 'talent',
        },
      })),
      on,
    );
  });
  const settled = Array.from({ length: 144 }, (_, n) => {
    const accepted = unwrap(addWorkdays(day('2021-01-06', n * 15), 0)).day;
    const county = n % 3 === 0;
    const mean = Math.max(1, 5.4 - 0.0255 * n);
    const took = county ? 0 : Math.max(1, Math.round(1.5 * mean + 2 * random() - 1)) + (n % 58 === 13 ? 9 : 0);
    const done = unwrap(addWorkdays(accepted, took)).day;
    const values: Values = {
      number: `演示落户${String(n + 1).padStart(3, '0')}`,
      bureau: 'police',
      way: ['home', 'rent', 'work', 'kin', 'student'][n % 5]!,
      reach: county ? 'county' : n % 3 === 1 ? 'city' : 'beyond',
      people: 1 + (n % 4),
      accepted_on: accepted,
      promised: county ? 1 : n % 3 === 1 ? 10 : 20,
    };
    return { id: `settle-${n + 1}`, accepted, done, values, rating: n % 23 === 9 ? 'bad' : 'good' };
  });
  const casesOn = (on: string) =>
    settled
      .filter(({ accepted }) => accepted <= on)
      .map(({ id, done, values, rating }): Row => ({
        id,
        stage: done <= on ? 'done' : 'checked',
        values: { ...values, ...(done <= on && { done_on: done, rating }) },
      }));
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
  const worksOn = (all: readonly Parameters<typeof workOn>[1][], on: string) =>
    all.filter(({ began }) => day(began, -200) <= on).map((one) => workOn(on, one));
  return [
    ...history('city-projects', (on) => [...worksOn(works, on), rail]),
    ...areas,
    ...history('old-estates', (on) => worksOn(estates, on)),
    batch('rain-days', rowsOf('rain', rains)),
    ...history('sponge-sites', (on) =>
      sponges
        .filter(({ accepted }) => day(accepted, -400) <= on)
        .map(({ id, values, accepted }): Row => ({
          id,
          values: { ...values, ...(accepted <= on && { accepted_on: accepted }) },
        })),
    ),
    batch('city-check-ups', rowsOf('check', checks)),
    batch('age-groups', rowsOf('group', [...groups, ...students])),
    ...history('talents', (on) =>
      talents
        .filter(({ since }) => since <= on)
        .map(({ id, values, left }): Row => ({ id, values: { ...values, ...(left && on >= '2026-06-30' && left) } })),
    ),
    ...totals,
    ...history('settling-cases', casesOn),
    batch('platform-needs', needs),
  ];
}
