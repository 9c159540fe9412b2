import { dueAfter, isProblem } from '../../core/measure/index.ts';
import { inForce, type RecordOf } from '../../core/register/index.ts';
import { byLight, column, lacking, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { aidEntries, villages, watched, watchLines } from './registers.ts';
import { boardDays, daysBetween, type LiftFault, liftFaults } from './watch.ts';

type Household = RecordOf<typeof watched>;

/** 国家指南: from the clue to the decision; on the board, both ends in. */
const LIMIT = 15;
const BOARD = 5;

interface Judged extends Judgement {
  days: number;
  left: number | null;
  hidden: boolean;
}

const faultWords: Readonly<Record<LiftFault, readonly [string, string]>> = {
  'no-labour': ['无劳动能力的只落实保障，不标消除', 'nobody able to work: help, never lifted'],
  guarantee: ['三保障或饮水未解决', 'a guarantee is not met'],
  'unknown-guarantee': ['三保障或饮水未填', 'a guarantee is not known'],
  line: ['收入减自付未过监测线', 'below the line'],
  'unknown-line': ['收入或监测线未填', 'income or line is not known'],
  'half-year': ['收入稳定不满 6 个月', 'stable for less than six months'],
};

function judgeHousehold(row: Household, line: number | null, day: string): Judged {
  const end = row.decided_on ?? (row.stage === 'declined' ? (row.passed.declined ?? day) : day);
  const days = daysBetween(row.clue_on, end);
  const limit = row.clock?.due.due ?? null;
  const first = dueAfter(row.clue_on, { days: LIMIT });
  const due = limit ?? (isProblem(first) ? null : first.due);
  const left = due === null ? null : daysBetween(day, due);
  const net = row.income === null ? null : row.income - (row.spending ?? 0);
  const hidden = line !== null && net !== null && net < line && (row.stage === 'declined' || row.stage === 'lifted');
  const at = { days, left: null, hidden };
  const board = boardDays(row.board_from, row.board_to);
  if (board !== null && board < BOARD)
    return {
      ...at,
      light: 'red',
      why: say(`公示 ${board} 天，不足 ${BOARD} 天`, `${board} days on the board, fewer than ${BOARD}`),
    };
  if (row.stage === 'lifted') {
    const { labour, income, spending, schooling, medical, housing, water, stable_since: stableSince } = row;
    const guarantees = [schooling, medical, housing, water];
    // It is judged as of the day on which it was said.
    const faults = liftFaults({ labour, income, spending, guarantees, stableSince }, line, row.passed.lifted ?? day);
    if (faults.length > 0) {
      const [zh, en] = [0, 1].map((n) => faults.map((fault) => faultWords[fault][n]).join(n === 0 ? '；' : '; '));
      const unknown = faults.every((fault) => fault.startsWith('unknown'));
      return { ...at, light: unknown ? 'grey' : 'red', why: say(`不能标消除：${zh}`, `May not be lifted: ${en}`) };
    }
    return { ...at, light: 'green', why: say('风险已消除，信息保留。', 'Lifted; kept on record.') };
  }
  if (row.stage === 'declined')
    return hidden
      ? { ...at, light: 'yellow', why: say('收入减自付低于监测线却未认定', 'Below the line and not recognised') }
      : { ...at, light: 'green', why: say('未认定，已了结。', 'Not recognised.') };
  if (row.stage === 'decided') {
    if (days > LIMIT)
      return {
        ...at,
        light: 'red',
        why: say(
          `用了 ${days} 天，超 ${days - LIMIT} 天（自然日，节假日不顺延）`,
          `${days} days, ${days - LIMIT} over (natural days)`,
        ),
      };
    if (row.measure === null)
      return { ...at, light: 'yellow', why: say('已认定，还没有帮扶措施（应帮未帮）', 'Recognised, not helped yet') };
    return { ...at, light: 'green', why: say(`${days} 天认定，已帮扶`, `Recognised in ${days} days, helped`) };
  }
  if (left === null) return { ...at, light: 'grey', why: say('计时停着', 'The clock stands') };
  const step = watched.stages.find(({ id }) => id === row.stage)?.name;
  if (left < 0)
    return {
      ...at,
      left,
      light: 'red',
      why: say(`超期 ${-left} 天，卡在“${step?.zh}”`, `${-left} days over, at ${step?.en}`),
    };
  return {
    ...at,
    left,
    light: left <= 3 ? 'yellow' : 'green',
    why: say(`还剩 ${left} 天，在“${step?.zh}”`, `${left} days left, at ${step?.en}`),
  };
}

export const watchList = list<typeof watched, Judged>({
  register: watched,
  judge: async (view, rows) => {
    const line = inForce((await view.list(watchLines)).rows, view.asOf)?.amount ?? null;
    return new Map(rows.map((row): [string, Judged] => [row.id, judgeHousehold(row, line, view.asOf)]));
  },
  columns: [
    column('days', '自线索起', 'Since the clue', ({ days }) => days, { unit: '天', decimals: 0 }),
    column('left', '还剩', 'Left', ({ left }) => left, { unit: '天', decimals: 0 }),
  ],
  tiles: async (view, rows, judged) => {
    const recognised = rows.filter(({ stage }) => stage === 'decided' || stage === 'lifted');
    const over = rows.filter(({ id, stage }) => stage !== 'lifted' && judged.get(id)?.light === 'red');
    const entries = (await view.list(aidEntries)).rows;
    const known = new Set(rows.map(({ key }) => key));
    const dead = new Set(entries.flatMap(({ list: of, key }) => (of === 'died' ? [key] : [])));
    const all = (await view.list(villages)).rows;
    const told = new Set(rows.flatMap((row) => (row.village ? [row.village.id] : [])));
    const silent = all.filter((row) => !told.has(row.village.id));
    return [
      { name: say('超期或不合规', 'Over, or against the rules'), value: over.length, unit: '户' },
      {
        name: say('线索认定率', 'Recognised of clues'),
        value: rows.length === 0 ? lacking('没有线索', 'no clues') : (100 * recognised.length) / rows.length,
        unit: '%',
      },
      {
        name: say('应帮未帮', 'Not helped'),
        value: rows.filter(({ stage, measure }) => stage === 'decided' && measure === null).length,
        unit: '户',
        filter: 'stage = decided and measure is none',
      },
      {
        name: say('在低保、特困不在监测', 'On allowance, not watched'),
        value:
          entries.length === 0
            ? lacking('没有名册', 'no lists')
            : new Set(
                entries.flatMap(({ list: of, key }) =>
                  (of === 'allowance' || of === 'destitute') && !known.has(key) ? [key] : [],
                ),
              ).size,
        unit: '户',
      },
      {
        name: say('在监测已销户', 'Watched, deceased'),
        value: dead.size === 0 ? lacking('没有名册', 'no list') : rows.filter(({ key }) => dead.has(key)).length,
        unit: '户',
      },
      {
        name: say('没有一条线索的村', 'Villages without a clue'),
        value: all.length === 0 ? lacking('没有村庄台账', 'no list of villages') : silent.length,
        unit: '个',
        note: say(`共 ${all.length} 个村；没有线索不等于没有风险`, `Of ${all.length}; no clue is not no risk`),
      },
    ];
  },
  notes: async (view) => {
    const line = inForce((await view.list(watchLines)).rows, view.asOf);
    return [
      line
        ? say(`监测线 ${line.amount} 元，${line.source}`, `Line ${line.amount} yuan, ${line.source}`)
        : say('没有填监测线，收入不判。', 'No line is given: incomes are not judged.'),
      say('时限按自然日，节假日不顺延；停表要有文号。', 'Natural days, holidays included; a stop needs its paper.'),
    ];
  },
  order: (one, other) =>
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] ||
    (one.judged?.left ?? 999) - (other.judged?.left ?? 999),
});

interface Apart extends Judgement {
  watched: boolean;
}

/** Entries of the lists of offices, each held against who is watched. */
export const aidList = list<typeof aidEntries, Apart>({
  register: aidEntries,
  judge: async (view, rows) => {
    const stages = new Map((await view.list(watched)).rows.map(({ key, stage }) => [key, stage]));
    const dead = new Set(rows.flatMap(({ list: of, key }) => (of === 'died' ? [key] : [])));
    return new Map(
      rows.map((row): [string, Apart] => {
        const stage = stages.get(row.key);
        const at = { watched: stage !== undefined };
        if (row.list === 'died' && stage !== undefined && stage !== 'declined')
          return [row.id, { ...at, light: 'red', why: say('已销户，仍在监测', 'Deceased, and watched') }];
        if (row.list !== 'died' && dead.has(row.key))
          return [row.id, { ...at, light: 'red', why: say('已销户，仍在本名册', 'Deceased, and on this list') }];
        if ((row.list === 'allowance' || row.list === 'destitute') && stage === undefined)
          return [row.id, { ...at, light: 'yellow', why: say('在册不在监测，要核一遍', 'Not watched: look again') }];
        return [row.id, { ...at, light: 'green', why: say('没有矛盾', 'Nothing against it') }];
      }),
    );
  },
  columns: [column('watched', '在监测', 'Watched', ({ watched: is }) => is)],
  order: (one, other) => byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'],
});
