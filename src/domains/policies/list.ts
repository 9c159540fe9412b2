import type { RecordOf } from '../../core/register/index.ts';
import { column, lit, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { policies } from './registers.ts';
import { bothGive, faultsOf, readTable, regionWords } from './table.ts';
import type { PolicyTable } from './verdict.ts';

type Policy = RecordOf<typeof policies>;

interface JudgedPolicy extends Judgement {
  rules: number | null;
  overlaps: readonly string[];
  gaps: readonly string[];
  /** What another policy of the same group gives as well. */
  clashes: readonly string[];
}

const tableOf = ({ inputs, rules }: Policy) => readTable(inputs, rules);

function judgePolicy(row: Policy, group: readonly { row: Policy; table: PolicyTable }[]): JudgedPolicy {
  const table = tableOf(row);
  const nothing = { rules: null, overlaps: [], gaps: [], clashes: [] };
  if ('line' in table) {
    const where = table.part === 'inputs' ? '要填的情况' : '规则';
    return {
      ...nothing,
      ...lit('red', `${where}第 ${table.line} 行：${table.zh}。`, `${table.part}, line ${table.line}: ${table.en}.`),
    };
  }
  const { overlaps, gaps } = faultsOf(table);
  const found = {
    rules: table.rules.length,
    overlaps: overlaps.map(({ rules: [a, b], where }) => `规则 ${a + 1} 和 ${b + 1}：${regionWords(where)}`),
    gaps: gaps.map(regionWords),
    clashes: group.flatMap((other) =>
      bothGive(table, other.table).map(({ where }) => `${other.row.name}：${regionWords(where)}`),
    ),
  };
  if (overlaps.length + gaps.length > 0)
    return {
      ...found,
      ...lit(
        'red',
        `${overlaps.length} 处重叠，${gaps.length} 处空隙，不能冻结。`,
        `${overlaps.length} overlaps, ${gaps.length} gaps.`,
      ),
    };
  return found.clashes.length > 0
    ? {
        ...found,
        ...lit(
          'yellow',
          '没有空隙和重叠；与同组政策有人同时符合，须本人选一项。',
          'Proven; some meet another policy of its group as well and have to choose.',
        ),
      }
    : { ...found, ...lit('green', '已证明没有空隙，没有重叠。', 'Proven: no gap, no overlap.') };
}

export const policyList = list<typeof policies, JudgedPolicy>({
  register: policies,
  judge: async (_view, rows) => {
    const tables = rows.flatMap((row) => {
      const table = tableOf(row);
      return 'line' in table || row.stage === 'ended' || row.group === null ? [] : [{ row, table }];
    });
    return new Map(
      rows.map((row) => [
        row.id,
        judgePolicy(
          row,
          tables.filter(
            (other) => other.row.id !== row.id && other.row.group === row.group && other.row.term === row.term,
          ),
        ),
      ]),
    );
  },
  columns: [
    column('rules_n', '规则数', 'Rules', ({ rules }) => rules, { decimals: 0 }),
    column('overlaps', '重叠', 'Overlaps', ({ overlaps }) => overlaps.length, { decimals: 0 }),
    column('gaps', '空隙', 'Gaps', ({ gaps }) => gaps.length, { decimals: 0 }),
  ],
  tiles: async (_view, rows, judged) => [
    {
      name: say('施行中', 'In force'),
      value: rows.filter(({ stage }) => stage === 'frozen').length,
      unit: '项',
      filter: 'stage = frozen',
    },
    {
      name: say('已证明', 'Proven'),
      value: rows.filter(({ id }) => judged.get(id)?.rules != null && judged.get(id)?.light !== 'red').length,
      unit: '项',
      ...(rows.length > 0 && { share: rows.filter(({ id }) => judged.get(id)?.light !== 'red').length / rows.length }),
    },
  ],
  notes: async () => [
    say(
      '决策表命中策略 Unique：每种情形恰有一条规则，逐段证明（OMG DMN 1.5，8.2.8）。冻结后规则不能改，改规则另立期次，历史期的资格不变。',
      'Hit policy Unique: exactly one rule for every case, proven piece by piece. Frozen rules do not change: a change is another period.',
    ),
  ],
  sections: async (_view, _row, judged) =>
    [
      { title: say('重叠', 'Overlaps'), of: judged?.overlaps },
      { title: say('空隙', 'Gaps'), of: judged?.gaps },
      { title: say('同组同时符合', 'Also met in its group'), of: judged?.clashes },
    ].flatMap(({ title, of = [] }) =>
      of.length === 0 ? [] : [{ title, lines: of.slice(0, 100).map((one) => ({ name: say(one, one), cells: [] })) }],
    ),
});
