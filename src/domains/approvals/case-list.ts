import { setImmediate } from 'node:timers/promises';
import { dueAfter, isProblem, type Text, workdaysBetween } from '../../core/measure/index.ts';
import { type RecordOf, stageClock } from '../../core/register/index.ts';
import { byLight, column, covered, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Tile } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { cases, ratings } from './registers.ts';
import { timed, type Timed, timesOf } from './times.ts';

type Case = RecordOf<typeof cases>;

/** Cases that are judged before others get their turn. */
const atOnce = 500;
/** 行政许可法 第三十二条. */
const toTell = 5;
/** Our choice: so near to the day is yellow. */
const nearDays = 2;

export interface JudgedCase extends Judgement {
  /** The day that counts at this step. */
  due: string | null;
  /** From the acceptance on; null before it, or where the limit is not known. */
  time: Timed | null;
  /** The clock stands now. */
  standing: boolean;
}

/** How a case stands on the day of the view, with the words that say why. */
export function judgeCase(row: Case, type: typeof cases, day: string): JudgedCase {
  const at = { due: null, time: null, standing: false };
  if (row.stage === 'declined') return { ...at, ...lit('green', '不予受理。', 'Not accepted.') };
  if (row.stage === 'correcting')
    return { ...at, ...lit('grey', '补正中，受理前不计时。', 'To be completed: no clock before acceptance.') };
  if (row.stage === 'applied') return judgeApplied(row, day);
  if (row.accepted_on === null) return { ...at, ...lit('grey', '没有受理日期，算不出时限。', 'No day of acceptance.') };
  if (row.promised === null) return { ...at, ...lit('grey', '没有承诺时限，算不出到期日。', 'No limit promised.') };
  const record = { id: row.id, stage: 'accepted', passed: row.passed, passages: row.passages, values: valuesOf(row) };
  const found = stageClock(type, record, row.acts);
  const clock = found === null || isProblem(found) ? null : found;
  const stops = (clock?.acts ?? []).filter((act) => act.kind === 'stop');
  // A decision ends a stop that nobody ended.
  const ended = stops.map(({ from, to }) => ({ from, to: to ?? row.decided_on }));
  const from = clock?.from ?? row.accepted_on;
  const time = timed({ from, limit: row.promised, stops: ended, end: row.decided_on }, day);
  const due = clock && clock.due.due !== clock.first.due ? clock.due.due : time.due;
  const judged = { ...time, due, late: due !== null && (row.decided_on ?? day) > due };
  const told =
    from < row.accepted_on
      ? say(
          `收件后 ${toTell} 个工作日内没有一次告知，自收件之日 ${from} 起算；`,
          `Nothing told in ${toTell} days: counted from ${from}; `,
        )
      : say('', '');
  const light = lightOf(row, judged, stops.at(-1)?.document ?? '', told, day);
  return { due, time: judged, standing: due === null, ...(undelivered(row, light.light, day) ?? light) };
}

/** What is decided in time and not delivered within the 10 working days of 行政许可法 第四十四条. */
function undelivered({ stage, clock }: Case, light: string, day: string): Judgement | null {
  const by = clock?.due.due;
  return stage === 'decided' && light === 'green' && by != null && by < day
    ? lit('yellow', `按时办结，应在 ${by} 前送达。`, `Decided in time; to be delivered by ${by}.`)
    : null;
}

function judgeApplied(row: Case, day: string): JudgedCase {
  const tell = row.clock?.due.due ?? null;
  const at = { due: tell, time: null, standing: false };
  if (tell === null || day <= tell)
    return {
      ...at,
      ...lit('yellow', `${tell ?? ''} 前受理或一次告知补正。`, `Accept it, or say what is missing, by ${tell ?? ''}.`),
    };
  const due = row.promised === null ? null : dueAfter(row.applied, { workdays: row.promised });
  const law = due === null || isProblem(due) ? null : due.due;
  const why = say(
    `${tell} 前没有一次告知，自收件之日起视为受理${law === null ? '' : `，应于 ${law} 办结`}。`,
    `Nothing was told by ${tell}: it counts as accepted on the day of application${law === null ? '' : `, due ${law}`}.`,
  );
  return { ...at, due: law, light: 'red', why };
}

function lightOf(row: Case, { due, certain, late, used, stopped }: Timed, paper: string, told: Text, day: string) {
  const stood =
    stopped > 0 ? say(`，停表 ${stopped} 个工作日（${paper}）`, `, ${stopped} stopped (${paper})`) : say('', '');
  const unsure = certain ? say('', '') : say('；节假日通知未发布，日期不确定', '; holidays not yet known, uncertain');
  const all = (light: 'red' | 'yellow' | 'green' | 'grey', zh: string, en: string) => ({
    light,
    why: say(`${told.zh}${zh}${stood.zh}${unsure.zh}。`, `${told.en}${en}${stood.en}${unsure.en}.`),
  });
  if (row.decided_on !== null)
    return late
      ? all(
          'red',
          `用 ${used} 个工作日，${due} 到期，${row.decided_on} 才办结`,
          `${used} working days, due ${due}, decided ${row.decided_on}`,
        )
      : all(
          'green',
          `用 ${used} 个工作日办结，承诺 ${row.promised}`,
          `${used} working days of ${row.promised} promised`,
        );
  if (due === null)
    return all('grey', '停表中，恢复后才算得出到期日', 'The clock stands; the day is known once it runs again');
  if (late) return all('red', `${due} 到期，已超期`, `Due ${due}, late`);
  const left = workdaysBetween(day, due);
  return !isProblem(left) && left <= nearDays
    ? all('yellow', `${due} 到期，还有 ${left} 个工作日`, `Due ${due}, ${left} working days left`)
    : all('green', `${due} 到期`, `Due ${due}`);
}

function valuesOf(row: Case) {
  const { applied, tell_by, missing, promised, accepted_on, stop_from, stop_to, stop_paper } = row;
  return { applied, tell_by, missing, promised, accepted_on, stop_from, stop_to, stop_paper };
}

/** Every case as the view sees it. */
export async function judgedCases(view: ViewAt, rows: readonly Case[]): Promise<Map<string, JudgedCase>> {
  const type = (view.snapshot.registers.get(cases.id)?.type ?? cases) as typeof cases;
  const judged = new Map<string, JudgedCase>();
  for (const [n, row] of rows.entries()) {
    if (n % atOnce === atOnce - 1) await setImmediate();
    judged.set(row.id, judgeCase(row, type, view.asOf));
  }
  return judged;
}

export const caseList = list<typeof cases, JudgedCase>({
  register: cases,
  judge: judgedCases,
  columns: [
    column('due', '到期日', 'Due', ({ due, standing }) => due ?? (standing ? say('停表中', 'stopped') : null)),
    column('used', '用时', 'Used', ({ time }) => time?.used ?? null, { unit: '个工作日', decimals: 0 }),
    column('stopped', '停表', 'Stopped', ({ time }) => time?.stopped ?? null, { unit: '个工作日', decimals: 0 }),
  ],
  // What can still be done in time comes first.
  order: (one, other) =>
    Number(one.row.decided_on !== null) - Number(other.row.decided_on !== null) ||
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] ||
    (one.judged?.due ?? '9').localeCompare(other.judged?.due ?? '9'),
  tiles: async (_view, rows, judged) => tilesOf(rows, judged),
  notes: async () => [
    say(
      '受理次日为第 1 个工作日，按国务院办公厅放假安排计；特别程序须有告知书文号才停表，重叠的停表合并（行政许可法第四十二、四十五、八十二条）。',
      'The day after acceptance is day 1, by the national calendar; a stop needs its paper, overlapping ones are one.',
    ),
  ],
  sections: async (view, row) => related(view, ratings, 'case', row.id, ['level', 'on', 'stage', 'measure']),
});

function tilesOf(rows: readonly Case[], judged: ReadonlyMap<string, JudgedCase>): Tile[] {
  const open = rows.filter(({ stage }) => stage === 'applied' || stage === 'correcting' || stage === 'accepted');
  const closed = rows.filter((row) => row.decided_on !== null);
  const times = timesOf(closed.flatMap(({ id }) => judged.get(id)?.time ?? []));
  const late = open.filter(({ id }) => judged.get(id)?.light === 'red').length;
  const known = rows.filter((row) => row.stage !== 'declined').length;
  const clocked = rows.filter(
    ({ id, stage }) => stage !== 'declined' && (judged.get(id)?.time || stage === 'applied' || stage === 'correcting'),
  );
  const none = lacking('没有办结的件', 'no case is decided');
  return [
    { name: say('在办', 'Open'), value: open.length, unit: '件', filter: 'stage in (applied, correcting, accepted)' },
    { name: say('在办已超期', 'Open and late'), value: late, unit: '件' },
    { name: say('停表中', 'Stopped'), value: rows.filter(({ id }) => judged.get(id)?.standing).length, unit: '件' },
    {
      name: say('超期率', 'Late'),
      value: times.late ?? none,
      unit: '%',
      note: say(`办结 ${times.n} 件`, `of ${times.n} decided`),
    },
    { name: say('P90 用时', 'P90'), value: times.p90 ?? none, unit: '个工作日' },
    {
      name: say('停表占比', 'Stopped'),
      value: times.stopped ?? none,
      unit: '%',
      note: say('占受理到办结的工作日', 'of working days to the decision'),
    },
    ...covered('算得出时限', 'With a clock', clocked.length, known, '件'),
  ];
}
