import type { RecordOf } from '../../core/register/index.ts';
import { column, covered, lacking, related, say } from '../../evidence/judged-parts.ts';
import { type Cell, type Judgement, list, type Section } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Cover } from './cover.ts';
import { breakEven, type ServicePlan, servicePlan, siteQueue } from './mass-service.ts';
import { areas, cards, rooms, sites, tasks, ways } from './registers.ts';

type Task = RecordOf<typeof tasks>;

interface JudgedTask extends Judgement {
  plan: ServicePlan;
  /** What was not entered, and so was not looked at. */
  unknown: readonly string[];
}

/** What a task takes by the sites, rooms and ways of its service. */
async function planOf(view: ViewAt, row: Task): Promise<Omit<JudgedTask, 'light' | 'why'>> {
  const [all, behind, options] = await Promise.all([view.list(sites), view.list(rooms), view.list(ways)]);
  const own = <T extends { service: string }>(rows: readonly T[]) =>
    rows.filter(({ service }) => service === row.service);
  const side = (of: 'front' | 'back') =>
    own(options.rows)
      .filter((way) => way.side === of)
      .map(({ name, adds, cost, most }) => ({ name, adds, cost, most }));
  const [mine, there] = [own(all.rows), own(behind.rows)];
  const plan = servicePlan({
    people: row.people,
    hours: row.hours,
    behindHours: row.behind_hours ?? 24,
    perHour: row.per_hour,
    servers: mine.reduce((sum, { servers }) => sum + servers, 0),
    pool: row.pool,
    pools: row.other_pool === null ? [] : [row.other_pool],
    prevalence: row.prevalence === null ? null : row.prevalence / 100,
    behind: there.reduce((sum, { a_day, spare }) => sum + (spare ? 0 : a_day), 0),
    front: side('front'),
    back: side('back'),
  });
  const lacks: [boolean, string][] = [
    [mine.length === 0, '服务点'],
    [row.pool !== null && there.length === 0, '后台能力'],
    [own(options.rows).length === 0, '增援手段'],
  ];
  return { plan, unknown: lacks.flatMap(([missing, what]) => (missing ? [what] : [])) };
}

function lightOf({ plan, unknown }: Omit<JudgedTask, 'light' | 'why'>, { mode }: Task): Judgement {
  const drill = mode === 'exercise' ? say('【演练】', 'Exercise: ') : say('', '');
  const all = (light: 'red' | 'yellow' | 'green' | 'grey', zh: string, en: string): Judgement => ({
    // A red or yellow light could become a directive or fire an alert: an exercise has neither.
    light: mode === 'exercise' ? 'grey' : light,
    why: say(drill.zh + zh, drill.en + en),
  });
  if (unknown.includes('服务点'))
    return all('grey', '没有登记服务点，算不出缺口。', 'No site is entered: what is short is not known.');
  if (unknown.includes('后台能力')) return all('grey', '没有登记后台能力，算不出缺口。', 'No room behind is entered.');
  const [asked] = plan.behind;
  const short = [
    ...(plan.serversShort > 0 ? [`人手 ${plan.serversShort}`] : []),
    ...(asked && asked.short > 0 ? [`后台 ${asked.short}`] : []),
  ].join('、');
  if (short === '') return all('green', '现有力量按时做得完。', 'What is there is enough.');
  if (unknown.includes('增援手段'))
    return all('red', `缺${short}；没有登记增援手段，算不出补法。`, `Short: ${short}; no way to get more is entered.`);
  const closed = plan.closeFront.open === 0 && (plan.behind.length === 0 || plan.best !== null);
  return closed
    ? all(
        'yellow',
        `缺${short}；最省的补法 ${plan.cost.toFixed(1)} 万元。`,
        `Short: ${short}; closed for ${plan.cost.toFixed(1)} at the least.`,
      )
    : all('red', `缺${short}；登记的增援全用上也补不齐。`, `Short: ${short}; all ways together do not close it.`);
}

const taken = ({ ways: of, open }: Cover): string =>
  [...of.map(({ name, n }) => `${name}×${n}`), ...(open > 0 ? [`仍缺 ${Math.ceil(open)}`] : [])].join('、') || '不用补';

/** What is computed from sites and rooms, where both are entered. */
const known = ({ unknown }: JudgedTask, value: Cell): Cell =>
  unknown.includes('服务点') || unknown.includes('后台能力') ? lacking('没有登记', 'not entered') : value;

/** What closes all that is short for least; null where nothing that is entered closes it. */
function costOf({ plan, unknown }: JudgedTask): Cell {
  const nothing = plan.serversShort === 0 && plan.behind.every(({ short }) => short === 0);
  if (nothing) return 0;
  if (unknown.includes('增援手段')) return lacking('没有登记增援手段', 'no way to get more is entered');
  return plan.closeFront.open === 0 && (plan.behind.length === 0 || plan.best !== null)
    ? plan.cost
    : lacking('补不齐', 'all ways together do not close it');
}

export const taskList = list<typeof tasks, JudgedTask>({
  register: tasks,
  judge: async (view, rows) => {
    const judged = new Map<string, JudgedTask>();
    for (const row of rows) {
      const found = await planOf(view, row);
      judged.set(row.id, { ...found, ...lightOf(found, row) });
    }
    return judged;
  },
  columns: [
    column('servers', '要人手', 'Servers', ({ plan }) => plan.servers, { decimals: 0 }),
    column('servers_short', '缺人手', 'Servers short', (judged) => known(judged, judged.plan.serversShort), {
      decimals: 0,
    }),
    column('behind_short', '缺后台', 'Short behind', (judged) => known(judged, judged.plan.behind[0]?.short ?? null), {
      decimals: 0,
    }),
    column('cost', '最省补法', 'Cheapest closing', (judged) => known(judged, costOf(judged)), {
      unit: '万元',
      decimals: 1,
    }),
  ],
  tiles: async (_view, rows, judged) => {
    const of = (mode: string) => rows.filter((row) => row.mode === mode).length;
    const whole = rows.filter(({ id }) => judged.get(id)?.unknown.length === 0).length;
    return [
      { name: say('实战', 'Real'), value: of('real'), unit: '项', filter: 'mode = real' },
      { name: say('演练', 'Exercises'), value: of('exercise'), unit: '项', filter: 'mode = exercise' },
      ...covered('服务点、后台、增援都有登记', 'With sites, rooms and ways', whole, rows.length, '项'),
    ];
  },
  notes: async () => [
    say(
      '演练的结果只在本台账，不进指标、不派督办；备用的后台不计入现有能力。混样不计稀释带来的漏检。',
      'What an exercise gives stays in this list; spare rooms do not count; losses by dilution are not looked at.',
    ),
  ],
  sections: async (view, row, judged) => [
    ...(judged ? [closingSection(judged, row)] : []),
    await areaSection(view, row),
    await siteSection(view, row),
    ...(await related(view, cards, 'task', row.id, ['stage', 'bureau', 'due', 'answer'])),
  ],
});

function closingSection({ plan, unknown }: JudgedTask, { pool, other_pool, prevalence }: Task): Section {
  const limit =
    pool !== null && other_pool !== null && pool !== other_pool
      ? breakEven(Math.min(pool, other_pool), Math.max(pool, other_pool))
      : null;
  const facts = [
    ...(unknown.length > 0 ? [`没有登记：${unknown.join('、')}`] : []),
    ...(limit === null
      ? []
      : [
          `阳性率超过 ${(100 * limit).toFixed(2)}% 时，大的混样反而多检${prevalence !== null && prevalence > 100 * limit ? '（本次已超过）' : ''}`,
        ]),
  ];
  return {
    title: say('缺多少，怎么补最省', 'What is short, what closes it for least'),
    about: facts.length === 0 ? undefined : say(facts.join('；'), facts.join('; ')),
    heads: [say('需要', 'Needed'), say('缺', 'Short'), say('补法', 'Closing'), say('万元', 'Cost')],
    lines: [
      {
        name: say('前台人手', 'Servers'),
        cells: [plan.servers, plan.serversShort, taken(plan.closeFront), plan.closeFront.cost],
      },
      ...plan.behind.map(({ pool: size, units, short, close }) => ({
        name: say(
          `后台，${size} 混 1${size === plan.best ? '（最省）' : ''}`,
          `Behind, pools of ${size}${size === plan.best ? ' (cheapest)' : ''}`,
        ),
        cells: [units, Math.ceil(short), taken(close), close.cost],
      })),
    ],
  };
}

/** Areas of the task against the sites that stand there. */
async function areaSection(view: ViewAt, row: Task): Promise<Section> {
  const [parts, all] = await Promise.all([view.list(areas), view.list(sites)]);
  const own = parts.rows.filter(({ task }) => task.id === row.id);
  const given = own.reduce((sum, { people }) => sum + people, 0);
  return {
    title: say('分片', 'Areas'),
    about:
      own.length === 0
        ? say('没有分片。', 'There are none.')
        : given === row.people
          ? undefined
          : say(
              `分片合计 ${given} 人，任务 ${row.people} 人，差 ${row.people - given}。`,
              `Areas have ${given} people, the task ${row.people}.`,
            ),
    heads: [say('人数', 'People'), say('要人手', 'Servers'), say('现有', 'There'), say('缺', 'Short')],
    lines: own.map(({ place, people }) => {
      const needed = Math.ceil(people / (row.hours * row.per_hour));
      const there = all.rows
        .filter((site) => site.service === row.service && site.place?.id === place.id)
        .reduce((sum, { servers }) => sum + servers, 0);
      return { name: place.name, cells: [people, needed, there, Math.max(0, needed - there)] };
    }),
  };
}

/** The queue at each site, its area's people shared out by its servers. */
async function siteSection(view: ViewAt, row: Task): Promise<Section> {
  const [parts, all] = await Promise.all([view.list(areas), view.list(sites)]);
  const own = all.rows.filter(({ service }) => service === row.service);
  const people = new Map(
    parts.rows.filter(({ task }) => task.id === row.id).map((area) => [area.place.id, area.people]),
  );
  const lines = own.map(({ id, name, place, servers, per_hour }) => {
    const here = own.filter((site) => site.place?.id === place?.id).reduce((sum, site) => sum + site.servers, 0);
    const come = people.get(place?.id ?? '');
    const queue =
      come === undefined || here === 0
        ? null
        : siteQueue((come * servers) / here, row.hours, per_hour ?? row.per_hour, servers);
    const wait =
      queue === null
        ? lacking('所在片没有人数', 'its area has no people')
        : (queue.minutes ?? say('越排越长', 'grows without end'));
    return {
      queue,
      line: {
        name: { register: sites.id, id, title: name },
        cells: [servers, queue ? Math.round(100 * queue.load) : null, wait],
      },
    };
  });
  return {
    title: say('各点排队', 'Queues at the sites'),
    about: say(
      'M/M/c；片内的人按人手分到各点，均匀到达。',
      'M/M/c; people of an area go by servers, evenly over the hours.',
    ),
    heads: [say('人手', 'Servers'), say('忙（%）', 'Busy (%)'), say('平均等（分钟）', 'Mean wait (min)')],
    lines: lines
      .toSorted((a, b) => (b.queue?.load ?? 0) - (a.queue?.load ?? 0))
      .slice(0, 50)
      .map(({ line }) => line),
  };
}
