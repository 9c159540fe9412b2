import { byLight, column, lacking, say } from '../../evidence/judged-parts.ts';
import { type Chosen, type Judgement, list } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { type By, isOpen, nearest, reachedIn, ruleOf } from './reach.ts';
import { FACILITY_KINDS, type FacilityKind } from '../../core/space/index.ts';
import { facilities, roads, settlements } from './registers.ts';

const kinds = Object.entries(FACILITY_KINDS).map(([id, [zh, en]]) => ({ id, name: say(zh, en) }));
const kindOf = ({ kind }: Chosen): FacilityKind =>
  kinds.some(({ id }) => id === kind) ? (kind as FacilityKind) : 'primary';

/** What the reader looks for, how he goes and how long; the rule of the kind unless he chooses. */
async function asked(view: ViewAt, chosen: Chosen): Promise<{ kind: FacilityKind; by: By; minutes: number }> {
  const kind = kindOf(chosen);
  const rule = await ruleOf(view, kind);
  const by = chosen.by === 'foot' || chosen.by === 'car' ? chosen.by : (rule?.by ?? 'foot');
  const minutes = Number(chosen.minutes ?? '');
  return { kind, by, minutes: minutes > 0 && minutes <= 240 ? minutes : (rule?.minutes ?? 15) };
}

interface Near extends Judgement {
  minutes: number | null;
  straight: number | null;
  within: boolean;
}

export const settlementList = list<typeof settlements, Near>({
  register: settlements,
  parameters: async (view, chosen) => {
    const { kind, by, minutes } = await asked(view, chosen);
    const times = [...new Set([5, 10, 15, 30, 45, minutes])].toSorted((a, b) => a - b);
    return [
      { id: 'kind', name: say('设施', 'Facility'), value: kind, options: kinds },
      {
        id: 'by',
        name: say('出行', 'By'),
        value: by,
        options: [
          { id: 'foot', name: say('步行', 'On foot') },
          { id: 'car', name: say('车行', 'By car') },
        ],
      },
      {
        id: 'minutes',
        name: say('时距（分钟）', 'Minutes'),
        value: String(minutes),
        options: times.map((one) => ({ id: String(one), name: say(String(one), String(one)) })),
      },
    ];
  },
  judge: async (view, _rows, chosen) => {
    const { kind, by, minutes } = await asked(view, chosen);
    const reached = await reachedIn(view, kind, by);
    const open = reached.goals.flatMap((goal, at) => (isOpen(goal, view.asOf) ? [at] : []));
    return new Map(
      reached.places.map(({ id }, at): [string, Near] => {
        const near = nearest(reached.minutes[at]!, open);
        const straight = nearest(reached.straight[at]!, open);
        const within = near !== null && near <= minutes;
        const shown = near === null ? '—' : near.toFixed(0);
        return [
          id,
          {
            minutes: near,
            straight,
            within,
            demo: reached.demo,
            light: within ? 'green' : near !== null && near <= 2 * minutes ? 'yellow' : 'red',
            why: within
              ? say(`${shown} 分钟到`, `${shown} min`)
              : near === null
                ? say('走不到', 'No way')
                : say(`要 ${shown} 分钟，超过 ${minutes} 分钟`, `${shown} min, more than ${minutes}`),
          },
        ];
      }),
    );
  },
  columns: [
    column('minutes', '最近设施', 'To the nearest', ({ minutes }) => minutes ?? lacking('走不到', 'no way'), {
      unit: '分钟',
      decimals: 0,
    }),
    column('straight', '直线时间', 'Straight', ({ straight }) => straight, { unit: '分钟', decimals: 0 }),
  ],
  tiles: async (view, rows, judged, chosen) => {
    const { kind, by, minutes } = await asked(view, chosen);
    const { without, factor, measured, junctions, off } = await reachedIn(view, kind, by);
    const all = rows.reduce((sum, row) => sum + row.people, 0);
    const people = (of: (near: Near) => boolean) =>
      rows.reduce((sum, row) => sum + (of(judged.get(row.id) ?? none) ? row.people : 0), 0);
    const placed =
      people(() => true) === 0 ? 0 : rows.reduce((sum, row) => sum + (judged.has(row.id) ? row.people : 0), 0);
    const share = (n: number) => (placed === 0 ? lacking('没有坐标', 'no coordinates') : (100 * n) / placed);
    const covered = people(({ within }) => within);
    const naive = people(({ straight }) => straight !== null && straight <= minutes);
    const whole = all === 0 ? 0 : placed / all;
    return [
      {
        name: say(
          junctions === 0 ? `${minutes} 分钟内（直线×${factor}）` : `${minutes} 分钟内（按路）`,
          `Within ${minutes} min`,
        ),
        value: share(covered),
        unit: '%',
        note: say(`按常住人口，分母 ${placed} 人`, `Of ${placed} residents`),
        share: placed === 0 ? 0 : covered / placed,
      },
      { name: say('直线圆圈算', 'By circles'), value: share(naive), unit: '%' },
      { name: say('没有覆盖到', 'Left out'), value: placed - covered, unit: '人' },
      {
        name: say('有坐标的人口', 'People with coordinates'),
        value: 100 * whole,
        unit: '%',
        note: say(
          `${without.places} 个居住点、${without.goals} 个设施没有坐标；${off} 个离路太远，按直线×${factor}`,
          `${without.places} settlements and ${without.goals} facilities without coordinates; ${off} far from roads: straight × ${factor}`,
        ),
        share: whole,
      },
      ...(measured === null
        ? []
        : [{ name: say('实测绕行系数', 'Detour measured'), value: Number(measured.toFixed(2)) }]),
    ];
  },
  notes: async (view, chosen) => {
    const rule = await ruleOf(view, kindOf(chosen));
    return [
      say(
        `时距取自 ${rule?.source ?? '缺省 15 分钟'}${rule?.grade ? `（${rule.grade}）` : ''}。步行每分钟 60 米（TD/T 1062-2021）。覆盖率按常住人口，不按面积或点数。`,
        `Minutes by ${rule?.source ?? 'default'}. 60 m a minute on foot (TD/T 1062-2021). Coverage is of residents, not of areas or points.`,
      ),
    ];
  },
  order: (one, other) =>
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] || other.row.people - one.row.people,
});

const none: Near = { minutes: null, straight: null, within: false };

interface Served extends Judgement {
  people: number | null;
  each: number | null;
}

/** People within the reach of each facility that stands, by the rule of its kind. */
export const facilityList = list<typeof facilities, Served>({
  register: facilities,
  judge: async (view, rows) => {
    const judged = new Map<string, Served>();
    for (const kind of new Set(rows.map((row) => row.kind))) {
      const { by, minutes } = await asked(view, { kind });
      const reached = await reachedIn(view, kind, by);
      const rule = await ruleOf(view, kind);
      for (const [at, goal] of reached.goals.entries()) {
        const near = reached.places.filter((_, i) => (reached.minutes[i]![at] ?? Infinity) <= minutes);
        const people = near.reduce((sum, row) => sum + (row[rule?.demand ?? 'people'] ?? 0), 0);
        const each = goal.capacity !== null && people > 0 ? (1000 * goal.capacity) / people : null;
        judged.set(goal.id, { people, each, demo: reached.demo });
      }
    }
    for (const row of rows)
      if (!judged.has(row.id) && row.stage !== 'closed')
        judged.set(row.id, {
          people: null,
          each: null,
          light: 'grey',
          why: say('没有坐标，算不了覆盖', 'No coordinates'),
        });
    return judged;
  },
  columns: [
    column('people', '范围内对象', 'Within reach', ({ people }) => people ?? lacking('没有坐标', 'no coordinates'), {
      unit: '人',
      decimals: 0,
    }),
    column('each', '每千对象规模', 'For a thousand', ({ each }) => each, { decimals: 1 }),
  ],
  tiles: async (_view, rows) =>
    kinds.flatMap(({ id, name }) => {
      const open = rows.filter((row) => row.kind === id && row.stage === 'open');
      return open.length === 0
        ? []
        : [{ name, value: open.length, unit: '处', filter: `kind = ${id} and stage = open` }];
    }),
});

export const roadList = list<typeof roads>({
  register: roads,
  tiles: async (_view, rows) => [
    {
      name: say('路段总长', 'All pieces'),
      value: rows.reduce((sum, { length }) => sum + length, 0),
      unit: '公里',
    },
    { name: say('路段', 'Pieces'), value: rows.length, unit: '段' },
  ],
});
