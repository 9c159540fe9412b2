import { byLight, column, covered, lacking, lit, say } from '../../evidence/judged-parts.ts';
import { type Chosen, type Judgement, list, type Parameter } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { labourMarket } from './labour-market.ts';
import { keyOf, placedIn } from './market.ts';
import { classes, occupations, posts, ties } from './registers.ts';

const sources = [
  { id: 'all', name: say('两个来源并用', 'Both sources') },
  { id: 'labour', name: say('只用人社2023指引', 'Labour ministry alone') },
  { id: 'education', name: say('只用教育部2022简介', 'Education ministry alone') },
];

/** The year and the official table that a reader chooses. */
async function parameters(view: ViewAt, asked: Chosen): Promise<Parameter[]> {
  const { year, years } = await placedIn(view, asked);
  const value = sources.find(({ id }) => id === asked.source)?.id ?? 'all';
  return [
    { id: 'year', name: say('年度', 'Year'), value: year, options: years.map((id) => ({ id, name: say(id, id) })) },
    { id: 'source', name: say('对应表', 'Table'), value, options: sources },
  ];
}

const method = async () => [
  say(
    '先让安置的人最多，其次匹配最强（运输问题）；“按名称”是每个班只去最对口的一个职业。对应按编码和名称双键，两个官方来源分列。',
    'Most are placed, then they fit best; by name a class sends to its nearest occupation alone. A tie holds by code and name.',
  ),
];

interface JudgedPost extends Judgement {
  wanted: number;
  short: number;
  byName: number;
  how: string;
}

export const postList = list<typeof posts, JudgedPost>({
  register: posts,
  parameters,
  judge: async (view, rows, chosen) => {
    const { open, majors, year } = await placedIn(view, chosen);
    const { rows: official } = await view.list(occupations);
    const known = new Set(official.map(({ code, name }) => `${code} ${name}`));
    return new Map(
      rows.flatMap((row): [string, JudgedPost][] => {
        const key = keyOf(row);
        const at = open[key];
        if (row.year !== year || !at) return [];
        const names = (majors.get(key) ?? []).map(({ code, name }) => `${name} ${code}`);
        const how = !at.reachable && names.length === 0 ? '订单班、企业新型学徒' : names.slice(0, 6).join('、');
        const wrong = known.size > 0 && !known.has(key);
        return [[row.id, { ...at, how, ...gapLight(at, names.length, wrong) }]];
      }),
    );
  },
  columns: [
    column('wanted_all', '本职业需求', 'Wanted in all', ({ wanted }) => wanted, { unit: '人', decimals: 0 }),
    column('short', '优化后缺口', 'Short', ({ short }) => short, { unit: '人', decimals: 0 }),
    column('by_name', '按名称缺口', 'Short by name', ({ byName }) => byName, { unit: '人', decimals: 0 }),
    column('how', '谁能补', 'Who fills it', ({ how }) => how || lacking('没有对应', 'nobody')),
  ],
  order: (one, other) =>
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] ||
    (other.judged?.short ?? 0) - (one.judged?.short ?? 0),
  tiles: async (view, _rows, _judged, chosen) => {
    const { open, from, placed, byName, year, majors } = await placedIn(view, chosen);
    const all = Object.entries(open);
    const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
    const wanted = sum(([, one]) => one.wanted);
    const seeking = Object.values(from).reduce(
      (total, { to, idle }) => total + idle + to.reduce((all, { people }) => all + people, 0),
      0,
    );
    const { ratio } = labourMarket({ wanted, seeking });
    const alone = sum(([key, one]) => (majors.has(key) ? 0 : one.short));
    return [
      { name: say(`${year} 年需求`, `Wanted in ${year}`), value: wanted, unit: '人' },
      {
        name: say('求人倍率', 'Vacancies per seeker'),
        value: ratio === null ? lacking('没有毕业生供给', 'nobody graduates') : Math.round(100 * ratio) / 100,
        note: say(`求职 ${seeking} 人`, `${seeking} seek`),
      },
      { name: say('优化后安置', 'Placed'), value: placed, unit: '人', ...(wanted > 0 && { share: placed / wanted }) },
      {
        name: say('按名称安置', 'Placed by name'),
        value: byName,
        unit: '人',
        note: say(`少 ${placed - byName} 人`, `${placed - byName} fewer`),
      },
      { name: say('缺口', 'Short'), value: wanted - placed, unit: '人' },
      {
        name: say('专业补不上的缺口', 'No major fills'),
        value: alone,
        unit: '人',
        note: say('只能订单班、企业新型学徒', 'classes to order, apprentices'),
      },
    ];
  },
  notes: method,
});

function gapLight({ short, byName }: { short: number; byName: number }, majors: number, wrong: boolean): Judgement {
  if (wrong)
    return lit(
      'yellow',
      '编码和名称与职业目录对不上，先核对。',
      'Code and name do not stand together in the classification.',
    );
  if (short === 0)
    return {
      light: 'green',
      why: byName > 0 ? say('分流后没有缺口。', 'No gap after re-routing.') : say('没有缺口。', 'No gap.'),
    };
  return majors === 0
    ? lit('red', `缺 ${short} 人，没有专业对应，调专业补不上。`, `${short} short; no major leads there.`)
    : lit('red', `缺 ${short} 人，有 ${majors} 个专业能补。`, `${short} short; ${majors} majors could fill it.`);
}

interface JudgedClass extends Judgement {
  placed: number;
  idle: number;
}

export const classList = list<typeof classes, JudgedClass>({
  register: classes,
  parameters,
  judge: async (view, rows, chosen) => {
    const { from } = await placedIn(view, chosen);
    return new Map(
      rows.flatMap((row): [string, JudgedClass][] => {
        const at = from[row.id];
        if (!at) return [];
        const placed = row.graduates - at.idle;
        // The school says so for an indicator; the posts say whether it is so.
        if (row.fits !== null && row.fits !== placed > 0)
          return [
            [
              row.id,
              {
                placed,
                idle: at.idle,
                light: 'yellow',
                why: row.fits
                  ? say('填了有对口岗位，岗位需求里没有。', 'It says that there are posts; the list of posts has none.')
                  : say(`填了没有对口岗位，可安置 ${placed} 人。`, `It says that there are none; ${placed} find one.`),
              },
            ],
          ];
        const why =
          at.idle === 0
            ? say('本地岗位全部接得住。', 'All find a post here.')
            : say(`${at.idle} 人没有本地对口岗位。`, `${at.idle} find no fitting post here.`);
        return [
          [row.id, { placed, idle: at.idle, light: at.idle === 0 ? 'green' : placed === 0 ? 'red' : 'yellow', why }],
        ];
      }),
    );
  },
  columns: [
    column('placed', '本地安置', 'Placed', ({ placed }) => placed, { unit: '人', decimals: 0 }),
    column('idle', '本地余', 'Left', ({ idle }) => idle, { unit: '人', decimals: 0 }),
  ],
  tiles: async (_view, rows, judged) => {
    const all = [...judged.values()];
    const own = rows.filter(({ id }) => judged.has(id));
    const told = own.filter(({ fits }) => fits !== null).length;
    const sum = (of: (one: JudgedClass) => number) => all.reduce((total, one) => total + of(one), 0);
    const fitting = all.filter(({ placed }) => placed > 0).length;
    return [
      { name: say('可就业毕业生', 'Graduates'), value: sum(({ placed, idle }) => placed + idle), unit: '人' },
      { name: say('本地安置', 'Placed'), value: sum(({ placed }) => placed), unit: '人' },
      ...covered('有本地岗位的班', 'Classes with posts', fitting, all.length, '个'),
      ...covered('已填有无对口岗位', 'Say whether there are posts', told, all.length, '个'),
    ];
  },
  notes: method,
  sections: async (view, row, _judged, chosen) => {
    const { from, open, majors } = await placedIn(view, chosen);
    const { rows } = await view.list(classes);
    const own = new Set(rows.filter(({ school }) => school === row.school).map(({ major_code }) => major_code));
    const near = new Set([...own].map((code) => code.slice(0, 2)));
    const advice = Object.entries(open)
      .filter(([, { short }]) => short > 0)
      .flatMap(([key, { short }]) => {
        const fits = (majors.get(key) ?? []).filter(({ code }) => own.has(code) || near.has(code.slice(0, 2)));
        const best = fits.find(({ code }) => own.has(code)) ?? fits[0];
        if (!best && majors.has(key)) return [];
        const how = best
          ? own.has(best.code)
            ? say(`扩招 ${best.name}（${best.code}）`, `Enlarge ${best.name} (${best.code})`)
            : say(
                `可增设 ${best.name}（${best.code}），同属专业大类 ${best.code.slice(0, 2)}`,
                `Open ${best.name} (${best.code})`,
              )
          : say('没有专业对应：开订单班或企业新型学徒', 'No major: a class to order, or apprentices');
        return [{ name: say(key, key), cells: [short, how], short }];
      });
    return [
      {
        title: say('毕业生去哪里', 'Where they go'),
        heads: [say('人', 'People')],
        lines: (from[row.id]?.to ?? []).map(({ key, people }) => ({ name: say(key, key), cells: [people] })),
      },
      {
        title: say(`给${row.school}的建议`, `Advice to ${row.school}`),
        about: say(
          '按优化后的缺口；没有考虑师资和批复。',
          'By the gaps after re-routing; staff and permits are not looked at.',
        ),
        heads: [say('缺口（人）', 'Short'), say('怎么补', 'How')],
        lines: advice.toSorted((a, b) => b.short - a.short).slice(0, 20),
      },
    ];
  },
});

export const tieList = list<typeof ties>({
  register: ties,
  judge: async (view, rows) => {
    const { rows: official } = await view.list(occupations);
    if (official.length === 0) return new Map();
    const [keys, byCode] = [
      new Set(official.map(({ code, name }) => `${code} ${name}`)),
      new Map(official.map(({ code, name }) => [code, name])),
    ];
    return new Map(
      rows.map((row): [string, Judgement] => {
        if (keys.has(keyOf(row)))
          return [row.id, lit('green', '编码和名称与职业目录一致。', 'As in the classification.')];
        const name = byCode.get(row.occupation_code);
        const why =
          name === undefined
            ? say('职业目录里没有这个编码。', 'The classification has no such code.')
            : say(
                `职业目录里 ${row.occupation_code} 是“${name}”。`,
                `In the classification ${row.occupation_code} is ${name}.`,
              );
        return [row.id, { light: 'yellow', why }];
      }),
    );
  },
});
