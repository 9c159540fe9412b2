import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, unwrap } from '../../src/core/measure/index.ts';
import { seeded } from '../../src/core/random/index.ts';
import { type Batch, cityAndPeople, history, type Row, type Values, WRITTEN } from './demo-city.ts';

/**
 * Makes `demo-land.json`, made-up records of places, services, countryside, people and the city: `npm run -s lantu -- --script
 * packs/qingzhen/make-demo-land.ts`. Names of villages are real, everything else is drawn: coordinates stand on a lattice.
 */

const today = '2026-11-20';
const day = (from: string, days: number) => unwrap(addDays(from, days));
const batch = (register: string, records: Row[], on = today): Batch => ({ register, on, records });

const residents = [118_000, 96_000, 84_000, 61_000, 72_000, 58_000, 36_000, 25_000, 28_000, 14_000, 16_000, 21_088];
const centres: [number, number][] = [
  [106.47, 26.556],
  [106.5, 26.57],
  [106.44, 26.54],
  [106.43, 26.49],
  [106.35, 26.6],
  [106.32, 26.72],
  [106.22, 26.75],
  [106.25, 26.83],
  [106.26, 26.56],
  [106.38, 26.78],
  [106.13, 26.72],
  [106.17, 26.65],
];

interface Village {
  id: string;
  name: string;
  town: string;
  urban: boolean;
}

/** The villages of the pack, by the codes of the towns. */
function villagesOf(): Village[] {
  const text = readFileSync(join(import.meta.dirname, 'places.yaml'), 'utf8');
  const line = /id: '(\d{12})', name: \{ zh: "([^"]+)".*kind: (\w+), parent: '(\d+)'/gu;
  return [...text.matchAll(line)].map(([, id = '', name = '', kind = '', town = '']) => ({
    id,
    name,
    town,
    urban: kind === 'community',
  }));
}

const round = (value: number) => Number(value.toFixed(5));
const pair = (at: readonly [number, number]) => [...at];

function placesAndServices(villages: readonly Village[]): { batches: Batch[]; spots: Map<string, [number, number]> } {
  const random = seeded(171);
  const towns = [...new Set(villages.map(({ town }) => town))];
  const spots = new Map<string, [number, number]>();
  const settlements: Row[] = [];
  const roads: Row[] = [];
  const road = (from: [number, number], to: [number, number], grade: string, length: number) =>
    roads.push({
      id: `road-${roads.length + 1}`,
      values: {
        code: `演示路${roads.length + 1}`,
        grade,
        from: pair(from),
        to: pair(to),
        length: Number(length.toFixed(3)),
      },
    });
  const km = (a: [number, number], b: [number, number]) => Math.hypot((a[0] - b[0]) * 99.6, (a[1] - b[1]) * 110.8);
  for (const [n, town] of towns.entries()) {
    const own = villages.filter((one) => one.town === town);
    const centre = centres[n]!;
    const wide = Math.ceil(Math.sqrt(own.length));
    const step = n < 3 ? 0.0065 : 0.016;
    const weights = own.map(() => 0.5 + random());
    const whole = weights.reduce((sum, one) => sum + one, 0);
    const grid = own.map((_, at): [number, number] => [
      round(centre[0] + ((at % wide) - (wide - 1) / 2) * step + (random() - 0.5) * step * 0.3),
      round(centre[1] + (Math.floor(at / wide) - (wide - 1) / 2) * step + (random() - 0.5) * step * 0.3),
    ]);
    for (const [at, village] of own.entries()) {
      const people = Math.round((residents[n]! * weights[at]!) / whole);
      spots.set(village.id, grid[at]!);
      settlements.push({
        id: `place-${village.id}`,
        values: {
          name: village.name,
          town,
          village: village.id,
          rural: !village.urban,
          ...(at % 40 !== 39 && { spot: pair(grid[at]!) }),
          people,
          infants: Math.round(people * 0.028),
          pupils: Math.round(people * 0.075),
          juniors: Math.round(people * 0.036),
          old: Math.round(people * (village.urban ? 0.15 : 0.22)),
          source: '演示',
        },
      });
      // A brook runs between two rows of each town: one bridge at its first column.
      const brook = Math.floor(wide / 2);
      if (at % wide > 0) road(grid[at - 1]!, grid[at]!, 'local', km(grid[at - 1]!, grid[at]!) * 1.18);
      if (at >= wide && (Math.floor(at / wide) !== brook || at % wide === 0))
        road(grid[at - wide]!, grid[at]!, 'local', km(grid[at - wide]!, grid[at]!) * 1.25);
    }
    if (n > 0) {
      const before = villages.find((one) => one.town === towns[n < 3 ? 0 : n - 1]);
      road(spots.get(before!.id)!, grid[0]!, 'trunk', km(spots.get(before!.id)!, grid[0]!) * 1.2);
    }
  }
  const at = (town: number, n: number) => {
    const own = villages.filter((one) => one.town === towns[town]);
    return own[n % own.length]!;
  };
  const facilities: Row[] = [];
  const put = (
    kind: string,
    words: string,
    bureau: string,
    town: number,
    n: number,
    capacity: number,
    more: Values = {},
    stage = 'open',
  ) => {
    const village = at(town, n);
    const [lng, lat] = spots.get(village.id)!;
    facilities.push({
      id: `facility-${facilities.length + 1}`,
      stage,
      values: {
        name: `演示${village.name.replace(/(社区|村|居委会|村委会)$/u, '')}${words}${facilities.length + 1}`,
        kind,
        town: towns[town]!,
        bureau,
        spot: pair([round(lng + 0.0012), round(lat + 0.0009)]),
        capacity,
        ...(stage === 'open' && { opened: `${2008 + ((town + n) % 12)}-09-01` }),
        source: '演示',
        ...more,
      },
    });
  };
  for (const [n] of towns.entries()) {
    for (let k = 0; k < (n < 3 ? 5 : 3); k += 1)
      put('primary', '小学', 'education', n, 3 * k, Math.round((n < 3 ? 1400 : 620) * (0.8 + 0.4 * random())), {
        staff: 30 + 12 * k,
      });
    put('junior', '中学', 'education', n, 2, Math.round(residents[n]! * 0.034), { staff: 60 });
    for (let k = 0; k < (n < 3 ? 3 : 1); k += 1) put('kindergarten', '幼儿园', 'education', n, 4 * k + 1, 240);
    put('clinic', n < 3 ? '社区卫生服务中心' : '卫生院', 'health', n, 0, 70 + 6 * (n % 5), { staff: 30 });
    put('care', '养老服务中心', 'civil', n, 5, 80 + 10 * (n % 4), { nursing: 33 + 4 * (n % 4) });
    if (n < 9) put('market', '农贸市场', 'commerce', n, 1, 120);
    if (n % 2 === 0) put('sports', '体育场地', 'tourism', n, 2, 300);
    if (n % 3 === 0) put('park', '公园', 'urban', n, 3, 1000);
  }
  // What the city had in 2020, and what came since; beds, seats and doctors follow the residents that the plan counts.
  put('hospital', '人民医院', 'health', 0, 4, 1500, { staff: 520, opened: '2009-06-01' });
  put('hospital', '中医院', 'health', 1, 2, 900, { staff: 310, opened: '2011-03-01' });
  put('hospital', '妇幼保健院', 'health', 2, 2, 480, { staff: 200, opened: '2012-09-01' });
  for (const [n, year] of [2021, 2022, 2023, 2024, 2025].entries())
    put('hospital', '医院新院区', 'health', n, 6 + n, 165, { staff: 110, opened: `${year}-08-20` });
  for (let n = 0; n < 26; n += 1)
    put('nursery', '托育园', 'health', n % 9, 1 + Math.floor(n / 9), n < 6 ? 130 : 90, {
      opened: n < 6 ? '2019-09-01' : day('2021-04-01', (n - 6) * 95),
    });
  for (let n = 0; n < 8; n += 1)
    put('care', '康养中心', 'civil', n, 7, 82, { nursing: 78, opened: day('2021-06-20', n * 245) });
  put('primary', '第九小学', 'education', 0, 11, 1080, {}, 'planned');
  const schools: Row[] = facilities
    .filter(({ values, stage }) => stage === 'open' && (values.kind === 'primary' || values.kind === 'junior'))
    .map(({ id, values }, n): Row => {
      const students = Math.round(Number(values.capacity) * (0.7 + 0.3 * random()));
      const spread = 0.45 + 1.1 * random();
      const each = (least: number) => Math.round(students * least * spread * (0.9 + 0.3 * random()));
      const [primary, hundred] = [values.kind === 'primary', 0.01];
      return {
        id: `school-${n + 1}`,
        values: {
          name: values.name!,
          level: String(values.kind),
          year: 2026,
          town: values.town!,
          bureau: 'education',
          facility: id,
          students,
          qualified: each((primary ? 4.2 : 5.3) * hundred),
          backbone: each(hundred),
          arts: each(0.9 * hundred),
          rooms: each(primary ? 4.5 : 5.8),
          grounds: each(primary ? 7.5 : 10.2),
          equipment: each(primary ? 2000 : 2500),
          ...(n % 9 !== 8 && { media: each(2.3 * hundred) }),
          cost_teacher: 11,
          cost_room: 3200,
          cost_ground: 900,
          cost_media: 6,
        },
      };
    });
  return {
    spots,
    batches: [
      batch('settlements', settlements),
      batch('road-links', roads),
      ...history('facilities', (on) =>
        facilities.filter(({ values, stage }) => (stage === 'open' ? String(values.opened) <= on : on === today)),
      ),
      batch('school-conditions', schools),
    ],
  };
}

function countryside(villages: readonly Village[], spots: ReadonlyMap<string, [number, number]>): Batch[] {
  const random = seeded(172);
  const whole = (low: number, high: number) => Math.round(low + (high - low) * random());
  const rural = villages.filter(({ urban }) => !urban);
  const listed = rural.filter((_, n) => n % 4 === 0).slice(0, 40);
  // What grows from half-year to half-year: a share of the villages by a day, each in an order of its own.
  const share = (on: string, from: number, aYear: number, most = 1) =>
    Math.min(most, from + (aYear * (Date.parse(on) - Date.parse('2021-01-01'))) / 31_557_600_000);
  const fixed = listed.map((village, n) => {
    const people = whole(900, 3200);
    return {
      village,
      people,
      households: Math.round(people / 3.4),
      hamlets: whole(8, 18),
      at: (by: number) => ((n * by) % 40) / 40 + 0.0125,
      rest: { empty: whole(0, 6), unsafe: whole(0, 2), style: whole(0, 3) },
    };
  });
  const stood = (on: string): Row[] =>
    fixed.map(({ village, people, households, hamlets, at, rest }, n): Row => {
      const plan = share(on, 0.31, 0.095);
      return {
        id: `village-${village.id}`,
        values: {
          village: village.id,
          town: village.town,
          bureau: 'agri',
          hamlets,
          collected: Math.min(hamlets, Math.floor(hamlets * share(on, 0.91, 0.017) + at(9))),
          households,
          toilets: Math.round(households * share(on, 0.84, 0.026, 0.985)),
          people,
          supplied: people,
          large: Math.round(people * share(on, 0.52, 0.04)),
          cleaners: Math.max(1, Math.round(people / 500) - (n % 7 === 3 ? 2 : 0)),
          plan: at(7) < plan ? 'approved' : at(7) < plan + 0.15 ? 'drafting' : 'none',
          model: at(11) < share(on, 0, 0.02) ? 'accepted' : at(11) < share(on, 0.05, 0.02) ? 'building' : 'no',
          treated: at(13) < share(on, 0.26, 0.054),
          customs: at(17) < share(on, 0.21, 0.085),
          foul: n % 17 === 5 && on < '2025-06-01' ? 1 : 0,
          ...rest,
          spot: pair(spots.get(village.id)!),
        },
      };
    });
  // A third of the villages is written up each half-year, all of them at the end.
  const halves = WRITTEN.filter((on) => /-(?:06|12)-28$/u.test(on) || on === today);
  const villageBatches = history(
    'villages',
    (on) => {
      const turn = halves.indexOf(on);
      return stood(on).filter((_, n) => turn <= 0 || on === today || n % 3 === turn % 3);
    },
    halves,
  );
  const rows = stood(today);
  const items: [string, string, number, number, number][] = [
    ['toilet', '户厕能用', 5, 2, 20],
    ['waste', '无外溢积存', 6, 1, 15],
    ['house', '无乱搭乱建', 8, 1.5, 20],
    ['water', '污水不直排', 6, 2, 20],
    ['custom', '积分制、红黑榜', 1, 5, 5],
  ];
  const findings = rows.slice(0, 26).flatMap(({ id }, v) =>
    items.map(([treat, item, sampled, points, most], k): Row => {
      const failed = Math.min(sampled, Math.floor(random() * (1.6 + (v % 6 === 5 ? 3 : 0))));
      return {
        id: `finding-${v + 1}-${k + 1}`,
        values: { village: id, on: day('2026-10-12', v % 12), treat, item, sampled, failed, points, most },
      };
    }),
  );
  const households = Array.from({ length: 106 }, (_, n) => {
    const village = rural[(n * 7) % rural.length]!;
    const clue = n < 94 ? day('2019-01-15', n * 30) : day('2026-11-03', n - 94);
    const took = n % 17 === 6 ? 16 : whole(10, 14);
    const on = day(clue, took);
    const stable = day(on, 60);
    const up = day(stable, 190 + whole(20, 80));
    const values: Values = {
      key: `演示户${String(n + 1).padStart(4, '0')}`,
      bureau: 'agri',
      town: village.town,
      village: village.id,
      kind: ['unstable', 'edge', 'sudden'][n % 3]!,
      clue: ['own', 'cadre', 'offices'][n % 3]!,
      clue_on: clue,
      people: 2 + (n % 5),
      labour: n % 18 === 0 ? 0 : 1 + (n % 2),
      schooling: true,
      housing: true,
      water: true,
    };
    const before = { income: whole(5200, 8000), spending: whole(100, 900), medical: n % 6 !== 1 };
    const after = { income: whole(9200, 14_000), medical: true };
    return {
      n,
      clue,
      on,
      stable,
      up: n % 18 === 0 || n >= 94 ? null : up,
      board: day(clue, took - 8),
      values,
      before,
      after,
    };
  });
  const householdsOn = (at: string): Row[] =>
    households
      .filter(({ clue }) => clue <= at)
      .map(({ n, clue, on, stable, up, board, values, before, after }): Row => {
        const decided = n < 94 && on <= at;
        const lifted = up !== null && up <= at;
        const stage = lifted
          ? 'lifted'
          : decided
            ? 'decided'
            : ['town', 'reviewed', 'compared', 'visited', 'clue'][n % 5]!;
        const shown = decided || stage === 'town';
        return {
          id: `household-${n + 1}`,
          stage,
          passed: { clue, ...(decided && { decided: on }), ...(lifted && { lifted: up }) },
          values: {
            ...values,
            ...before,
            ...(lifted && after),
            ...((shown || stage === 'reviewed') && { board_from: board }),
            ...(shown && { board_to: day(board, 4) }),
            ...(decided && { decided_on: on }),
            ...(decided && n % 12 !== 7 && { measure: '演示：公益性岗位、医疗救助' }),
            ...(lifted && { stable_since: stable, measure: '演示：产业帮扶' }),
          },
        };
      });
  const aid: Row[] = (
    [
      ['allowance', 'civil', 20, 3],
      ['destitute', 'civil', 6, 9],
      ['disabled', 'civil', 8, 5],
      ['died', 'civil', 1, 11],
    ] as const
  ).flatMap(([list, bureau, n, by]) =>
    Array.from({ length: n }, (_, k): Row => ({
      id: `aid-${list}-${k + 1}`,
      values: {
        list,
        bureau,
        key: `演示户${String(1 + ((k * by) % 70)).padStart(4, '0')}`,
        village: rural[(k * by * 7) % rural.length]!.id,
        as_of: '2026-09-30',
      },
    })),
  );
  const toilets = Array.from({ length: 60 }, (_, n): Row => {
    const kind = ['three', 'three', 'flush', 'three', 'dry'][n % 5]!;
    return {
      id: `toilet-${n + 1}`,
      values: {
        key: `演示厕${String(n + 1).padStart(4, '0')}`,
        village: listed[n % listed.length]!.id,
        kind,
        ...(n % 15 !== 14 && {
          flush: kind === 'dry' ? 'none' : kind === 'flush' || n % 8 === 3 ? 'ordinary' : 'micro',
          outlet: kind === 'flush' ? 'sewer' : n % 23 === 6 ? 'direct' : 'field',
        }),
        volume: 1.5,
        used: n % 13 !== 5,
        accepted_on: day('2022-03-01', n * 25),
      },
    };
  });
  const points = listed.map((village, n): Row => ({
    id: `waste-${n + 1}`,
    values: {
      village: village.id,
      name: '收集亭一号',
      vehicle: ['hand', 'small', 'large'][n % 3]!,
      radius: n % 14 === 0 ? 1.4 : 0.8,
      kind: n % 4 === 0 ? 'food' : 'other',
      every: n % 4 === 0 ? 1 : 2,
      sorted: n % 4 === 0,
      works: n % 33 !== 21,
      spot: pair(spots.get(village.id)!),
    },
  }));
  // A backlog of 2018 to 2020 that is put right one by one, and three or four new ones a year.
  const cases = Array.from({ length: 80 }, (_, n) => {
    const village = rural[(n * 11) % rural.length]!;
    const found = n < 60 ? day('2018-02-20', n * 17) : day('2021-02-10', (n - 60) * 105);
    const turn = day('2018-10-01', Math.round(n * 37.6));
    const done = turn > day(found, 100) ? turn : day(found, 100 + whole(0, 60));
    const values: Values = {
      number: `演示图斑${String(n + 1).padStart(3, '0')}`,
      town: village.town,
      village: village.id,
      area: Number((0.2 + random()).toFixed(2)),
      basic: n % 6 === 0 ? 0.1 : 0,
      use: '演示：建房',
      found_by: ['satellite', 'patrol', 'report'][n % 3]!,
      found_on: found,
    };
    const paper = `演示〔${found.slice(0, 4)}〕${n + 1}号`;
    const outcome: Values = { outcome: n % 4 === 1 ? 'legal' : 'removed', ...(n % 4 !== 1 && { restored: 0.3 }) };
    return { id: `plot-${n + 1}`, found, done, values, paper, outcome };
  });
  const casesOn = (on: string): Row[] =>
    cases
      .filter(({ found }) => found <= on)
      .map(({ id, found, done, values, paper, outcome }): Row => {
        const closed = done <= on;
        const filed = day(found, 40) <= on;
        return {
          id,
          stage: closed ? 'closed' : filed ? 'correcting' : 'verified',
          passed: { found, ...(closed && { closed: done }) },
          values: { ...values, ...(filed && { paper }), ...(closed && outcome) },
        };
      });
  return [
    ...villageBatches,
    batch('village-findings', findings),
    ...history('watch-households', householdsOn),
    batch('watch-lines', [
      { id: 'line-demo', values: { since: '2022-01-01', amount: 7500, source: '演示；本省现行值未找到' } },
    ]),
    batch('aid-entries', aid),
    batch('household-toilets', toilets),
    batch('waste-points', points),
    ...history('land-cases', casesOn),
  ];
}

/** Everything that the file holds, a record a line. */
export function demoLand(): string {
  const villages = villagesOf();
  const { batches, spots } = placesAndServices(villages);
  const all = [...batches, ...countryside(villages, spots), ...cityAndPeople(villages)].map(
    ({ register, on, records }) =>
      `  { "register": ${JSON.stringify(register)}, "on": ${JSON.stringify(on)}, "source": "演示数据", "grade": "演示", "records": [\n${records
        .map((record) => `    ${JSON.stringify(record)}`)
        .join(',\n')}\n  ] }`,
  );
  return `{ "lantu": 1, "records": [\n${all.join(',\n')}\n] }\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(import.meta.dirname, 'demo-land.json'), demoLand());
