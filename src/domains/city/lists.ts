import { byLight, column, lacking, say, totalOf } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Tile } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { builtUp, checkUps, cityProjects, estates, PROGRAMMES, rainDays, sponges } from './registers.ts';
import { roadDensity, WANTED } from './road-density.ts';
import { captureShare, designRain, storageVolume } from './runoff-control.ts';

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number | null) =>
  rows.reduce((all, row) => all + (of(row) ?? 0), 0);

export const projectList = list<typeof cityProjects>({
  register: cityProjects,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, Judgement] => {
        if (row.stage === 'dropped') return [row.id, { light: 'grey', why: say('已终止', 'Dropped') }];
        if (row.stage === 'done')
          return [row.id, { light: 'green', why: say(`${row.opened} 建成`, `Done on ${row.opened}`) }];
        if (row.due === null) return [row.id, { light: 'grey', why: say('没有计划完成日期', 'No due day') }];
        return [
          row.id,
          row.due < view.asOf
            ? { light: 'red', why: say(`应于 ${row.due} 完成`, `Due on ${row.due}`) }
            : { light: 'yellow', why: say(`计划 ${row.due} 完成`, `Due on ${row.due}`) },
        ];
      }),
    ),
  tiles: async (_view, rows) =>
    Object.entries(PROGRAMMES).flatMap(([id, [zh, en]]): Tile[] => {
      const own = rows.filter((row) => row.programme === id && row.stage !== 'dropped');
      if (own.length === 0) return [];
      const done = own.filter(({ stage }) => stage === 'done');
      const road = id === 'ring' || id === 'radial' || id === 'rail';
      const of = (row: (typeof own)[number]) =>
        road ? row.km : id === 'parking' ? row.spaces : id === 'estate' || id === 'shanty' ? row.households : 1;
      const blank = own.filter((row) => of(row) === null).length;
      const unit = road ? '公里' : id === 'parking' ? '个' : id === 'estate' || id === 'shanty' ? '户' : '处';
      return [
        {
          name: say(zh, en),
          value: Number(sum(done, of).toFixed(2)),
          unit,
          note: say(
            `共 ${Number(sum(own, of).toFixed(2))}${blank === 0 ? '' : `，${blank} 个没填${unit}数，不计`}`,
            `of ${Number(sum(own, of).toFixed(2))}${blank === 0 ? '' : `, ${blank} not filled in`}`,
          ),
          share: sum(own, of) === 0 ? 0 : sum(done, of) / sum(own, of),
          filter: `programme = ${id}`,
        },
      ];
    }),
  order: (one, other) => byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'],
});

interface Dense extends Judgement {
  density: number | null;
}

export const builtUpList = list<typeof builtUp, Dense>({
  register: builtUp,
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, Dense] => {
        const { density } = roadDensity([row]);
        if (row.works === false)
          return [
            row.id,
            { density, light: 'red', why: say('市政公用设施不具备，不算建成区', 'Without works it is not built up') },
          ];
        if (density === null)
          return [row.id, { density, light: 'grey', why: say('没有填道路长度', 'Roads are not known') }];
        return [
          row.id,
          density >= WANTED
            ? {
                density,
                light: 'green',
                why: say(`${density.toFixed(2)} 公里/平方公里`, `${density.toFixed(2)} km for each km²`),
              }
            : {
                density,
                light: 'yellow',
                why: say(`${density.toFixed(2)}，低于 ${WANTED}`, `${density.toFixed(2)}, below ${WANTED}`),
              },
        ];
      }),
    ),
  columns: [column('density', '路网密度', 'Density', ({ density }) => density, { unit: '公里/平方公里', decimals: 2 })],
  tiles: async (_view, rows) => {
    const years = [...new Set(rows.map(({ year }) => year))].toSorted().toReversed();
    const of = (year: string | undefined) =>
      roadDensity(rows.filter((row) => row.year === year && row.works !== false));
    const [now, before] = [of(years[0]), of(years[1])];
    return [
      {
        name: say(`建成区面积 ${years[0] ?? ''}`, 'Built-up area'),
        value: Number(now.area.toFixed(2)),
        unit: '平方公里',
      },
      {
        name: say('路网密度', 'Road density'),
        value: now.density === null ? lacking('没有道路', 'no roads') : Number(now.density.toFixed(2)),
        unit: '公里/平方公里',
        note: say(`边界道路计一半；${now.unknown} 平方公里没有道路数，不计`, `Edge half; ${now.unknown} km² not known`),
      },
      { name: say(`到 ${WANTED} 还差`, `Short of ${WANTED}`), value: Number(now.short.toFixed(1)), unit: '公里' },
      {
        name: say('同口径比上年', 'Same area as the year before'),
        value:
          before.density === null || before.area === 0
            ? lacking('没有上年', 'no year before')
            : Number((now.roads / before.area - before.density).toFixed(2)),
        note: say(
          '分母用上年面积：扩区会让密度变低',
          'Over the area of the year before: growth of the area lowers density',
        ),
      },
      {
        name: say('道路面积率', 'Road area'),
        value: now.paved === null ? lacking('未填', 'not filled in') : Number(now.paved.toFixed(1)),
        unit: '%',
      },
    ];
  },
});

export const estateList = list<typeof estates>({
  register: estates,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, Judgement] => {
        const parts = [row.central, row.bonds, row.own].filter((one) => one !== null);
        if (row.invested !== null && parts.length === 3 && sum(parts, (one) => one) > row.invested + 0.005)
          return [row.id, { light: 'red', why: say('三项资金之和多于总投资', 'The parts are more than the whole') }];
        if (row.built !== null && row.built > 2005)
          return [row.id, { light: 'yellow', why: say('2005 年后建成，不在改造范围', 'Built after 2005') }];
        if (row.stage === 'done') return [row.id, { light: 'green', why: say('已竣工验收', 'Accepted') }];
        if (row.due !== null && row.due < view.asOf)
          return [row.id, { light: 'red', why: say(`应于 ${row.due} 竣工`, `Due on ${row.due}`) }];
        return [
          row.id,
          {
            light: row.stage === 'building' ? 'yellow' : 'grey',
            why: row.stage === 'building' ? say('已开工', 'Began') : say('在计划里', 'Planned'),
          },
        ];
      }),
    ),
  tiles: async (view, rows) => {
    const year = view.asOf.slice(0, 4);
    const began = rows.filter(({ began: on }) => on?.startsWith(year));
    const done = rows.filter(({ opened: on }) => on?.startsWith(year));
    return [
      {
        name: say('今年新开工（公布口径）', 'Began this year'),
        value: began.length,
        unit: '个',
        note: say(
          `${sum(began, ({ households }) => households)} 户`,
          `${sum(began, ({ households }) => households)} households`,
        ),
      },
      { name: say('今年竣工', 'Accepted this year'), value: sum(done, ({ households }) => households), unit: '户' },
      { name: say('加装电梯', 'Lifts'), value: totalOf(rows, ({ lifts }) => lifts), unit: '部' },
    ];
  },
});

/** Years of rain that the standard asks for (GB/T 51345-2018), and the least rain that counts. */
const RAIN_YEARS = 30;
const LEAST = 2;

async function rainsIn(view: ViewAt): Promise<{ rains: number[]; years: number }> {
  const { rows } = await view.list(rainDays);
  const counted = rows.filter(({ rain, snow }) => rain > LEAST && snow !== true);
  return { rains: counted.map(({ rain }) => rain), years: new Set(rows.map(({ on }) => on.slice(0, 4))).size };
}

interface Sponge extends Judgement {
  design: number | null;
  needed: number | null;
  real: number | null;
}

export const spongeList = list<typeof sponges, Sponge>({
  register: sponges,
  judge: async (view, rows) => {
    const { rains, years } = await rainsIn(view);
    return new Map(
      rows.map((row): [string, Sponge] => {
        if (rains.length === 0)
          return [
            row.id,
            {
              design: null,
              needed: null,
              real: null,
              light: 'grey',
              why: say('没有本地日降水', 'No rains of the place'),
            },
          ];
        const design = designRain(rains, row.target / 100);
        const needed = storageVolume(design, row.phi, row.hectares);
        const runoff = storageVolume(1, row.phi, row.hectares);
        const real = row.storage === null || runoff === 0 ? null : 100 * captureShare(rains, row.storage / runoff);
        const at = { design, needed, real };
        if (years < RAIN_YEARS)
          return [
            row.id,
            {
              ...at,
              light: 'grey',
              why: say(
                `日降水只有 ${years} 年，不足 ${RAIN_YEARS} 年，试算`,
                `${years} years of rain, fewer than ${RAIN_YEARS}`,
              ),
            },
          ];
        if (real === null)
          return [row.id, { ...at, light: 'grey', why: say('没有填实际调蓄容积', 'Storage is not known') }];
        return [
          row.id,
          real + 1e-9 >= row.target
            ? { ...at, light: 'green', why: say(`控制率 ${real.toFixed(1)}%`, `${real.toFixed(1)} %`) }
            : {
                ...at,
                light: 'red',
                why: say(
                  `控制率 ${real.toFixed(1)}%，低于 ${row.target}%`,
                  `${real.toFixed(1)} %, below ${row.target}`,
                ),
              },
        ];
      }),
    );
  },
  columns: [
    column('design', '设计降雨量', 'Design rain', ({ design }) => design, { unit: 'mm', decimals: 2 }),
    column('needed', '应有容积', 'Storage needed', ({ needed }) => needed, { unit: '立方米', decimals: 0 }),
    column('real', '实际控制率', 'Really captured', ({ real }) => real, { unit: '%', decimals: 1 }),
  ],
  tiles: async (view, rows, judged) => {
    const { years } = await rainsIn(view);
    const all = sum(rows, ({ hectares }) => hectares);
    // What cannot be judged (too few years of rain, no storage) is neither met nor missed.
    const known = rows.filter(({ id }) => (judged.get(id)?.light ?? 'grey') !== 'grey');
    const told = sum(known, ({ hectares }) => hectares);
    const met = sum(known, ({ id, hectares }) => (judged.get(id)?.light === 'green' ? hectares : 0));
    return [
      {
        name: say('达标面积', 'Area that meets it'),
        value: told === 0 ? lacking('没有能判的地块', 'none can be judged') : Number(((100 * met) / told).toFixed(1)),
        unit: '%',
        note: say(`分母：能判的 ${told} 公顷，登记 ${all} 公顷`, `Of ${told} ha that can be judged; ${all} entered`),
        share: all === 0 ? 0 : told / all,
      },
      {
        name: say('日降水年数', 'Years of rain'),
        value: years,
        unit: '年',
        note: say(`要 ${RAIN_YEARS} 年`, `${RAIN_YEARS} wanted`),
        share: Math.min(1, years / RAIN_YEARS),
      },
    ];
  },
});

export const rainList = list<typeof rainDays>({
  register: rainDays,
  order: (one, other) => (one.row.on < other.row.on ? 1 : -1),
});

interface Checked extends Judgement {
  value: number | null;
}

export const checkUpList = list<typeof checkUps, Checked>({
  register: checkUps,
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, Checked] => {
        if (row.denominator === 0)
          return [row.id, { value: null, light: 'grey', why: say('分母为 0', 'The denominator is 0') }];
        const value = ((row.percent === true ? 100 : 1) * row.numerator) / row.denominator;
        if (row.percent === true && value > 100)
          return [
            row.id,
            { value, light: 'red', why: say('超过 100%：分母旧了或口径不一', 'Above 100 %: an old denominator') },
          ];
        if (row.line === null || row.better === null)
          return [row.id, { value, light: 'grey', why: say('没有目标值或方向', 'No target') }];
        const met = row.better === 'more' ? value >= row.line : value <= row.line;
        return [
          row.id,
          {
            value,
            light: met ? 'green' : 'yellow',
            why: say(`${value.toFixed(2)}，目标 ${row.line}`, `${value.toFixed(2)} against ${row.line}`),
          },
        ];
      }),
    ),
  columns: [column('value', '结果', 'Result', ({ value }) => value, { decimals: 2 })],
  tiles: async (_view, rows, judged) => [
    {
      name: say('达标项', 'Met'),
      value: rows.filter(({ id }) => judged.get(id)?.light === 'green').length,
      unit: '项',
      note: say(`共 ${rows.length} 项`, `of ${rows.length}`),
    },
  ],
});
