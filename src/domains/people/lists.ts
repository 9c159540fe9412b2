import type { RecordOf } from '../../core/register/index.ts';
import { byLight, column, lacking, say, tilesBy } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Tile } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inflowFor, project, type Sex, type TwoSexes } from './projection.ts';
import { ageGroups, platformNeeds, settling, talents, talentTotals } from './registers.ts';
import { countsOn, flowBetween, stockOn } from './talent-stock.ts';

type Group = RecordOf<typeof ageGroups>;
/** Boys for each girl born, and births that live to the end of a step; our choice where a place has none of its own. */
const SEX_RATIO = 1.05;
const BIRTH_SURVIVAL = 0.992;

/** Residents of the newest base year as a projection takes them; null: a group lacks what carries it on, and which. */
function basis(rows: readonly Group[]): { year: number; given: TwoSexes; apart: number } | { lacks: string } {
  const year = Math.max(0, ...rows.map((row) => row.year));
  const own = rows.filter((row) => row.year === year && row.who === 'residents').toSorted((a, b) => a.age - b.age);
  const apart = rows
    .filter((row) => row.year === year && row.who === 'students')
    .reduce((sum, row) => sum + row.people, 0);
  const of = (sex: 'female' | 'male') => own.filter((row) => row.sex === sex);
  const [women, men] = [of('female'), of('male')];
  if (women.length < 2 || women.length !== men.length) return { lacks: '两性的年龄组' };
  const missing = own.find(({ survival }) => survival === null);
  if (missing) return { lacks: `${missing.age} 岁组的存活比例` };
  const years = women[1]!.age - women[0]!.age;
  const sex = (groups: readonly Group[]): Sex => ({
    population: groups.map(({ people }) => people),
    survival: groups.map(({ survival }) => survival ?? 0),
    migration: groups.map(({ migration }) => migration ?? 0),
  });
  const fertility = women.map((row) => row.fertility ?? 0);
  return {
    year,
    apart,
    given: { women: sex(women), men: sex(men), fertility, years, sexRatio: SEX_RATIO, birthSurvival: BIRTH_SURVIVAL },
  };
}

/** What the plan wants of residents: people, and by which year. */
function wanted(view: ViewAt): { people: number; year: number } | null {
  const targets = view.snapshot.commitments.flatMap(({ item }) =>
    item.indicator === 'residents' && item.target
      ? [
          {
            people: Number(item.target.value) * (item.target.unit === '万人' ? 10_000 : 1),
            year: Number(item.target.period.slice(0, 4)),
          },
        ]
      : [],
  );
  return targets.toSorted((a, b) => b.year - a.year)[0] ?? null;
}

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

export const ageList = list<typeof ageGroups>({
  register: ageGroups,
  tiles: async (view, rows): Promise<Tile[]> => {
    const found = basis(rows);
    if ('lacks' in found)
      return [{ name: say('推算', 'Projection'), value: lacking(`缺${found.lacks}`, 'a group is incomplete') }];
    const { given, apart, year } = found;
    const now = sum(given.women.population) + sum(given.men.population);
    const steps = project(given, 2);
    const target = wanted(view);
    const inflow = target && target.year > year ? inflowFor(given, target.people, target.year - year, apart) : null;
    const rounded = (n: number) => Math.round(n);
    return [
      {
        name: say(`${year} 年常住`, `Residents ${year}`),
        value: rounded(now + apart),
        unit: '人',
        note: say(`含职教城在校生 ${apart}，单列不推算`, `${apart} students apart`),
      },
      ...steps.map((step, n) => ({
        name: say(`${year + (n + 1) * given.years} 年推算`, `Projected ${year + (n + 1) * given.years}`),
        value: rounded(sum(step.women) + sum(step.men) + apart),
        unit: '人',
        note: say(
          `${given.years} 年出生 ${rounded(step.births)}，死亡 ${rounded(step.deaths)}`,
          `${rounded(step.births)} births, ${rounded(step.deaths)} deaths`,
        ),
      })),
      inflow && target
        ? {
            name: say(
              `到 ${target.year} 年 ${target.people / 10_000} 万，每年要净流入`,
              `Net inflow a year for ${target.people} by ${target.year}`,
            ),
            value: rounded(inflow.perYear),
            unit: '人',
            note: say(
              `生育上下一成：${rounded(inflow.low)}–${rounded(inflow.high)}；自然增长率 ${(1000 * inflow.rate).toFixed(2)}‰`,
              `Births a tenth more, less: ${rounded(inflow.low)}–${rounded(inflow.high)}`,
            ),
          }
        : {
            name: say('每年要净流入', 'Net inflow a year'),
            value: lacking('没有目标，或基期已过目标年', 'no target, or it is past'),
          },
    ];
  },
  notes: async () => [
    say(
      '队列要素法，净迁移加在期末；普查与年末抽样口径不同，不混用。',
      'Cohort component method, migration at the end of a step; census and samples are not mixed.',
    ),
  ],
  order: (one, other) => one.row.age - other.row.age,
});

/** Six kinds added up count some persons twice: 1.0663 of the whole country in 2015 (186,604 over 175,000 thousand). */
const TWICE = 1.0663;

/** Persons with those whom units tell as totals: as an interval, since nobody can tell who of them is counted twice. */
async function toldTile(view: ViewAt, net: number): Promise<Tile[]> {
  const { rows } = await view.list(talentTotals);
  const newest = rows
    .map((row) => row.period)
    .toSorted()
    .at(-1);
  if (newest === undefined) return [];
  const told = sum(rows.filter((row) => row.period === newest).map(({ people }) => people));
  return [
    {
      name: say('加单位汇总数', 'With totals of units'),
      value: `${net + Math.round(told / TWICE)}–${net + told}`,
      unit: '人',
      note: say(
        `${newest} 汇总 ${told} 人没有匿名键，去重不了；下限按全国六类交叉系数 ${TWICE}`,
        `${told} of ${newest} without a key; the lower end by ${TWICE}, the overlap of the whole country`,
      ),
    },
  ];
}

export const talentTotalsList = list<typeof talentTotals>({ register: talentTotals });

export const talentList = list<typeof talents>({
  register: talents,
  judge: async (view, rows) => {
    const twice = Map.groupBy(
      rows.filter((row) => countsOn(row, view.asOf)),
      ({ key }) => key,
    );
    return new Map(
      rows.map((row): [string, Judgement] => {
        if (row.until !== null && row.went === null)
          return [row.id, { light: 'yellow', why: say('减少没有写去路', 'Gone, not said how') }];
        if (row.came !== 'stock' && row.proof === null)
          return [row.id, { light: 'yellow', why: say('没有凭据', 'No proof') }];
        const n = twice.get(row.key)?.length ?? 0;
        if (!countsOn(row, view.asOf)) return [row.id, { light: 'grey', why: say('不在册', 'Does not count') }];
        return [
          row.id,
          n > 1
            ? { light: 'green', why: say(`同一人计在 ${n} 类，净数只计一次`, `In ${n} kinds, once net`) }
            : { light: 'green', why: say('在册', 'Counts') },
        ];
      }),
    );
  },
  tiles: async (view, rows) => {
    const now = stockOn(rows, view.asOf);
    const begin = `${Number(view.asOf.slice(0, 4)) - 1}-12-31`;
    const { came, went } = flowBetween(rows, begin, view.asOf);
    const before = stockOn(rows, begin).gross;
    const holds = before + came - went === now.gross;
    return [
      { name: say('净数（按人）', 'Net, persons'), value: now.net, unit: '人' },
      {
        name: say('毛数（按类相加）', 'Gross, by kind'),
        value: now.gross,
        unit: '人',
        note: say(`净÷毛 ${now.gross === 0 ? '—' : (now.net / now.gross).toFixed(4)}`, 'net over gross'),
      },
      {
        name: say('今年以来', 'This year'),
        value: `${before} + ${came} − ${went} = ${now.gross}`,
        note: holds ? say('存量与流量相符', 'Stock and flow agree') : say('存量与流量不符', 'Stock and flow differ'),
      },
      ...(await toldTile(view, now.net)),
      ...tilesBy(
        'kind',
        talents.fields.find(({ id }) => id === 'kind')?.choices ?? [],
        rows.filter((row) => countsOn(row, view.asOf)),
        ({ kind }) => kind,
        (own) => ({ value: own.length, unit: '人' }),
      ),
    ];
  },
});

export const settlingList = list<typeof settling>({
  register: settling,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, Judgement] => {
        if (row.stage === 'declined') return [row.id, { light: 'grey', why: say('不予办理', 'Declined') }];
        if (row.stage === 'done')
          return [
            row.id,
            row.rating === 'bad'
              ? { light: 'red', why: say('差评，要回访', 'Rated badly') }
              : { light: 'green', why: say('已办结', 'Done') },
          ];
        const due = row.clock?.due.due ?? null;
        if (due === null) return [row.id, { light: 'grey', why: say('没有承诺时限', 'Nothing promised') }];
        return [
          row.id,
          due < view.asOf
            ? { light: 'red', why: say(`${due} 到期`, `Due on ${due}`) }
            : { light: 'yellow', why: say(`${due} 前办结`, `By ${due}`) },
        ];
      }),
    ),
  tiles: async (view, rows) => {
    const year = view.asOf.slice(0, 4);
    const done = rows.filter(({ stage, done_on: on }) => stage === 'done' && on !== null && on.startsWith(year));
    return [
      {
        name: say('今年落户', 'Settled this year'),
        value: done.reduce((total, row) => total + (row.people ?? 1), 0),
        unit: '人',
      },
      {
        name: say('在办', 'Under way'),
        value: rows.filter(({ stage }) => stage !== 'done' && stage !== 'declined').length,
        unit: '件',
      },
    ];
  },
  order: (one, other) => byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'],
});

interface Met extends Judgement {
  short: number;
}

export const needList = list<typeof platformNeeds, Met>({
  register: platformNeeds,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, Met] => {
        const short = Math.max(0, row.wanted - (row.met ?? 0));
        if (row.stage === 'dropped') return [row.id, { short: 0, light: 'grey', why: say('已终止', 'Dropped') }];
        if (short === 0) return [row.id, { short, light: 'green', why: say('需求满足', 'Met') }];
        const late = row.due !== null && row.due < view.asOf;
        return [
          row.id,
          {
            short,
            light: late ? 'red' : 'yellow',
            why: say(`还缺 ${short} 人${late ? '，已过期限' : ''}`, `${short} short${late ? ', past its day' : ''}`),
          },
        ];
      }),
    ),
  columns: [column('short', '还缺', 'Short', ({ short }) => short, { unit: '人', decimals: 0 })],
  tiles: async (_view, rows) =>
    tilesBy(
      'platform',
      platformNeeds.fields.find(({ id }) => id === 'platform')?.choices ?? [],
      rows.filter(({ stage }) => stage !== 'dropped'),
      ({ platform }) => platform,
      (own) => {
        const all = own.reduce((total, { wanted: n }) => total + n, 0);
        const met = own.reduce((total, row) => total + Math.min(row.wanted, row.met ?? 0), 0);
        return {
          value: all === 0 ? lacking('没有需求', 'none') : (100 * met) / all,
          unit: '%',
          note: say(`到岗 ${met} / 需求 ${all}`, `${met} of ${all}`),
          share: all === 0 ? 0 : met / all,
        };
      },
    ),
});
