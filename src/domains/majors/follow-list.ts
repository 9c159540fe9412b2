import { addDays, unwrap } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { column, covered, lacking, lit, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { follows } from './registers.ts';

type Follow = RecordOf<typeof follows>;

interface JudgedFollow extends Judgement {
  settled: number | null;
  /** %, local over all graduates, over those who look for work, over those employed. */
  ofAll: number | null;
  ofSeeking: number | null;
  ofEmployed: number | null;
}

const share = (part: number | null, whole: number | null) =>
  part === null || whole === null || whole <= 0 ? null : (100 * part) / whole;

/** What became of graduates, each share with its own denominator; null where a figure that it needs is not filled in. */
export function retention({
  graduates,
  study,
  army,
  employed,
  local,
}: Pick<Follow, 'graduates' | 'study' | 'army' | 'employed' | 'local'>) {
  const seeking = study === null || army === null ? null : graduates - study - army;
  return {
    settled: share(employed === null || study === null ? null : employed + study, graduates),
    ofAll: share(local, graduates),
    ofSeeking: share(local, seeking),
    ofEmployed: share(local, employed),
  };
}

function lightOf(row: Follow): Judgement {
  const { graduates, study, army, employed, local } = row;
  if (employed === null || local === null || study === null || army === null)
    return lit('grey', '升学、参军、就业、本地就业没有填全。', 'Not all four are filled in.');
  const known = study + army + employed;
  if (local > employed || known > graduates)
    return lit('red', '部分大于总数，核对后再用。', 'A part is larger than its whole.');
  const lost = (100 * (graduates - known)) / Math.max(1, graduates);
  return lost > 20
    ? lit('yellow', `${Math.round(lost)}% 去向不明或未就业。`, `${Math.round(lost)} % without work or not known.`)
    : lit('green', `${Math.round(100 - lost)}% 去向清楚。`, `${Math.round(100 - lost)} % are known.`);
}

const percent = { unit: '%', decimals: 1 };

export const followList = list<typeof follows, JudgedFollow>({
  register: follows,
  judge: async (_view, rows) => new Map(rows.map((row) => [row.id, { ...retention(row), ...lightOf(row) }])),
  columns: [
    column('settled', '去向落实率', 'Settled', ({ settled }) => settled, percent),
    column('of_all', '留存：÷毕业生', 'Stay of all', ({ ofAll }) => ofAll, percent),
    column('of_seeking', '留存：÷（毕业−升学−参军）', 'Stay of seekers', ({ ofSeeking }) => ofSeeking, percent),
    column('of_employed', '留存：÷就业', 'Stay of employed', ({ ofEmployed }) => ofEmployed, percent),
  ],
  order: (one, other) => (one.row.cohort < other.row.cohort ? 1 : one.row.cohort > other.row.cohort ? -1 : 0),
  tiles: async (view, rows) => {
    const none = lacking('没有跟踪数', 'nobody was followed');
    const tiles = (['m6', 'm12'] as const).map((after) => {
      const own = rows.filter((row) => row.after === after);
      const cohort = own
        .map((row) => row.cohort)
        .toSorted()
        .at(-1);
      const newest = own.filter((row) => row.cohort === cohort && row.local !== null);
      const sum = (of: (row: Follow) => number) => newest.reduce((total, row) => total + of(row), 0);
      const months = after === 'm6' ? 6 : 12;
      return {
        name: say(`${months} 个月本地留存`, `Here after ${months} months`),
        value:
          share(
            newest.length === 0 ? null : sum((row) => row.local ?? 0),
            sum(({ graduates }) => graduates),
          ) ?? none,
        unit: '%',
        note: say(`${cohort ?? ''} 届，÷毕业生`, `cohort ${cohort ?? ''}, of all graduates`),
      };
    });
    const must = due(rows, view.asOf);
    const done = must.filter(({ school, cohort, after }) =>
      rows.some((row) => row.school === school && row.cohort === cohort && row.after === after),
    );
    return [...tiles, ...covered('应跟踪已跟踪', 'Followed of due', done.length, must.length, '次')];
  },
  notes: async () => [
    say(
      '去向落实率 =（就业 + 升学）÷ 毕业生。留存的三种分母差很多，比较时用同一种；届按 7 月 1 日毕业算 6、12 个月。',
      'Settled = (employed + studying on) ÷ graduates. Compare retention by one denominator; a cohort graduates on 1 July.',
    ),
  ],
});

/** The follow-ups that were due by a day: half a year and a year after 1 July of every cohort that a school entered. */
function due(rows: readonly Follow[], day: string): Pick<Follow, 'school' | 'cohort' | 'after'>[] {
  const cohorts = new Map(rows.map(({ school, cohort }) => [`${school} ${cohort}`, { school, cohort }]));
  return [...cohorts.values()].flatMap((one) =>
    (
      [
        ['m6', 184],
        ['m12', 365],
      ] as const
    ).flatMap(([after, days]) =>
      unwrap(addDays(`${one.cohort.slice(0, 4)}-07-01`, days)) <= day ? [{ ...one, after }] : [],
    ),
  );
}
