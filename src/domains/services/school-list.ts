import { weightedVariation } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { column, lacking, say } from '../../evidence/judged-parts.ts';
import { type Chosen, type Judgement, list, type Tile } from '../../evidence/judgement.ts';
import { cheapestFixes } from './cheapest-fixes.ts';
import { schools } from './registers.ts';

type School = RecordOf<typeof schools>;
/** Least for a student of the seven items, primary and junior, for 100 students where teachers or rooms are counted (优质均衡督导评估). */
export const ITEMS = {
  qualified: {
    name: say('高学历教师', 'Teachers above the degree'),
    least: [4.2, 5.3],
    per: 100,
    cost: 'cost_teacher',
    inYuan: 10_000,
  },
  backbone: {
    name: say('骨干教师', 'Backbone teachers'),
    least: [1, 1],
    per: 100,
    cost: 'cost_teacher',
    inYuan: 10_000,
  },
  arts: { name: say('体艺教师', 'Sports and arts'), least: [0.9, 0.9], per: 100, cost: 'cost_teacher', inYuan: 10_000 },
  rooms: { name: say('教学用房', 'Teaching rooms'), least: [4.5, 5.8], per: 1, cost: 'cost_room', inYuan: 1 },
  grounds: { name: say('运动场馆', 'Sports grounds'), least: [7.5, 10.2], per: 1, cost: 'cost_ground', inYuan: 1 },
  equipment: { name: say('仪器设备值', 'Equipment'), least: [2000, 2500], per: 1, cost: null, inYuan: 1 },
  media: {
    name: say('多媒体教室', 'Multimedia rooms'),
    least: [2.3, 2.4],
    per: 100,
    cost: 'cost_media',
    inYuan: 10_000,
  },
} as const;
type Item = keyof typeof ITEMS;
const items = Object.keys(ITEMS) as Item[];
/** At most, primary and junior. */
const LINE = { primary: 0.5, junior: 0.45 } as const;

interface JudgedSchool extends Judgement {
  met: number;
  known: number;
  lacks: readonly Item[];
}

const each = (row: School, item: Item) => (row[item] === null ? null : (ITEMS[item].per * row[item]) / row.students);
const newest = (rows: readonly School[]) => Math.max(0, ...rows.map(({ year }) => year));
const itemOf = (chosen: Chosen): Item => items.find((one) => one === chosen.item) ?? 'rooms';
const levelOf = (chosen: Chosen) => (chosen.level === 'junior' ? ('junior' as const) : ('primary' as const));

/** The schools of a level in the newest year, and the cheapest that brings the item under the line. */
function fixesOf(rows: readonly School[], level: 'primary' | 'junior', item: Item) {
  const own = rows.filter((row) => row.level === level && row.year === newest(rows) && row[item] !== null);
  const { cost, inYuan } = ITEMS[item];
  const costs = cost === null ? [1] : own.flatMap((row) => row[cost] ?? []);
  const unit = costs.length === 0 ? null : costs.reduce((sum, one) => sum + one, 0) / costs.length;
  const given = own.map((row) => ({ students: row.students, total: row[item] ?? 0 }));
  return { own, unit, found: cheapestFixes(given, LINE[level], ((unit ?? 0) * inYuan) / 10_000) };
}

/** Teachers exchanged of those due to move, of the schools that say both. */
function exchangeTile(rows: readonly School[]): Tile {
  const told = rows.filter(({ exchange_due: due, exchanged }) => due !== null && exchanged !== null);
  const due = told.reduce((sum, row) => sum + row.exchange_due!, 0);
  return {
    name: say('教师交流轮岗', 'Teachers exchanged'),
    value:
      due === 0 ? lacking('未填', 'not filled in') : (100 * told.reduce((sum, row) => sum + row.exchanged!, 0)) / due,
    unit: '%',
    note: say(
      `应交流 ${due} 人，${told.length} / ${rows.length} 所填了`,
      `of ${due}, told by ${told.length} of ${rows.length}`,
    ),
  };
}

export const schoolList = list<typeof schools, JudgedSchool>({
  register: schools,
  parameters: async (_view, chosen) => [
    {
      id: 'level',
      name: say('学段', 'Level'),
      value: levelOf(chosen),
      options: [
        { id: 'primary', name: say('小学', 'Primary') },
        { id: 'junior', name: say('初中', 'Junior') },
      ],
    },
    {
      id: 'item',
      name: say('补哪一项', 'Item'),
      value: itemOf(chosen),
      options: items.map((id) => ({ id, name: ITEMS[id].name })),
    },
  ],
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, JudgedSchool] => {
        const at = row.level === 'primary' ? 0 : 1;
        const known = items.filter((item) => each(row, item) !== null);
        const lacks = known.filter((item) => (each(row, item) ?? 0) < ITEMS[item].least[at]);
        const met = known.length - lacks.length;
        const words = (en: boolean) =>
          lacks.map((item) => (en ? ITEMS[item].name.en : ITEMS[item].name.zh)).join(en ? ', ' : '、');
        const light = met >= 6 ? 'green' : lacks.length > 1 ? 'red' : 'grey';
        const why =
          known.length < 7
            ? say(`7 项填了 ${known.length} 项，达标 ${met} 项`, `${known.length} of 7 filled in, ${met} met`)
            : say(
                `达标 ${met} 项${lacks.length > 0 ? `，差${words(false)}` : ''}`,
                `${met} met${lacks.length > 0 ? `, short of ${words(true)}` : ''}`,
              );
        return [row.id, { met, known: known.length, lacks, light, why }];
      }),
    ),
  columns: [
    column('met', '达标项', 'Met', ({ met, known }) => (known === 0 ? lacking('未填', 'not filled in') : met)),
    {
      id: 'each',
      name: say('生均（所选项）', 'For a student'),
      of: (row) => {
        const one = each(row, 'rooms');
        return one === null ? lacking('未填', 'not filled in') : one;
      },
      decimals: 2,
    },
  ],
  tiles: async (_view, rows, judged, chosen) => {
    const [level, item] = [levelOf(chosen), itemOf(chosen)];
    const { own, unit, found } = fixesOf(rows, level, item);
    const spread =
      own.length === 0 ? null : weightedVariation(own.map((row) => ({ weight: row.students, total: row[item] ?? 0 })));
    const six = rows.filter((row) => row.year === newest(rows) && (judged.get(row.id)?.met ?? 0) >= 6);
    return [
      {
        name: say(`${ITEMS[item].name.zh}差异系数`, 'Variation'),
        value:
          spread?.cv === undefined || spread.cv === null
            ? lacking('没有数', 'no figures')
            : Number(spread.cv.toFixed(3)),
        note: say(`按在校生加权；不高于 ${LINE[level]}`, `Weighted by students; at most ${LINE[level]}`),
      },
      {
        name: say('最省补法', 'Cheapest fix'),
        value:
          unit === null
            ? lacking('没有单价', 'no costs')
            : found.before !== null && found.before <= LINE[level]
              ? say('已达标', 'Met')
              : Number(found.cost.toFixed(1)),
        ...(unit !== null && found.added > 0 && { unit: '万元' }),
        note: say(
          `${found.add.filter((one) => one > 0).length} 所学校补 ${found.added}，补后 ${found.after?.toFixed(3) ?? '—'}`,
          `${found.added} at ${found.add.filter((one) => one > 0).length} schools, then ${found.after?.toFixed(3) ?? '—'}`,
        ),
      },
      exchangeTile(rows.filter((row) => row.year === newest(rows))),
      {
        name: say('6 项以上达标', '6 items and more'),
        value: six.length,
        unit: '所',
        share: own.length === 0 ? 0 : six.length / rows.filter((row) => row.year === newest(rows)).length,
      },
    ];
  },
  sections: async (view, row) => {
    const { rows } = await view.list(schools);
    return [
      {
        title: say('各项与最省补法', 'Items, and the cheapest fixes'),
        about: say(
          '补到全县差异系数过线为止，分到本校的量',
          'What falls to this school so that the county is under the line',
        ),
        heads: [
          say('生均', 'For a student'),
          say('门槛', 'Least'),
          say('全县差异系数', 'Variation'),
          say('本校补', 'Added here'),
        ],
        lines: items.map((item) => {
          const { own, found } = fixesOf(rows, row.level, item);
          const at = own.findIndex(({ id }) => id === row.id);
          const one = each(row, item);
          return {
            name: ITEMS[item].name,
            cells: [
              one === null ? lacking('未填', 'not filled in') : Number(one.toFixed(2)),
              ITEMS[item].least[row.level === 'primary' ? 0 : 1],
              found.before === null ? null : Number(found.before.toFixed(3)),
              at < 0 ? null : (found.add[at] ?? 0),
            ],
          };
        }),
      },
    ];
  },
});
