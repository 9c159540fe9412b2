import { column, covered, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { judgedCases } from './case-list.ts';
import { cases, items, ratings } from './registers.ts';
import { type Times, timesOf } from './times.ts';

/** Our choice: where more of the time stands than this, the limit may be hidden in special procedures. */
const muchStopped = 30;

interface JudgedItem extends Judgement {
  times: Times;
  /** %, 1 − promised ÷ legal. */
  cut: number | null;
}

export const itemList = list<typeof items, JudgedItem>({
  register: items,
  judge: async (view, rows) => {
    const { rows: all } = await view.list(cases);
    const judged = await judgedCases(view, all);
    const closed = Map.groupBy(
      all.filter((row) => row.decided_on !== null),
      (row) => row.item.id,
    );
    return new Map(
      rows.map(({ id, legal, promised }): [string, JudgedItem] => {
        const times = timesOf((closed.get(id) ?? []).flatMap((row) => judged.get(row.id)?.time ?? []));
        const cut = legal === null || promised === null ? null : 100 * (1 - promised / legal);
        return [id, { times, cut, ...lightOf(cut, promised, times) }];
      }),
    );
  },
  columns: [
    column('cut', '承诺压缩', 'Cut', ({ cut }) => cut, { unit: '%', decimals: 1 }),
    column('cases', '办结', 'Decided', ({ times }) => times.n, { unit: '件', decimals: 0 }),
    column('median', '实际中位', 'Median', ({ times }) => times.median, { unit: '个工作日', decimals: 0 }),
    column('p90', '实际 P90', 'P90', ({ times }) => times.p90, { unit: '个工作日', decimals: 0 }),
    column('late', '超期率', 'Late', ({ times }) => times.late, { unit: '%', decimals: 1 }),
    column('stopped', '停表占比', 'Stopped', ({ times }) => times.stopped, { unit: '%', decimals: 1 }),
  ],
  tiles: async (_view, rows, judged) => {
    const both = rows.filter(({ id }) => judged.get(id)?.cut !== null);
    const [promised, legal] = [both, both].map((of, n) =>
      of.reduce((sum, row) => sum + ((n ? row.legal : row.promised) ?? 0), 0),
    );
    const online = rows.filter((row) => row.online === 'full').length;
    return [
      {
        name: say('承诺时限压缩', 'Cut of limits'),
        value: legal ? 100 * (1 - (promised ?? 0) / legal) : lacking('没有填时限的事项', 'no item says its limits'),
        unit: '%',
        note: say('1 − Σ承诺 ÷ Σ法定', '1 − Σ promised ÷ Σ legal'),
      },
      ...covered('两种时限都填', 'Both limits said', both.length, rows.length, '项'),
      ...covered('全程网办', 'Wholly online', online, rows.length, '项', { filter: 'online = full' }),
    ];
  },
  sections: async (view, row) =>
    related(view, cases, 'item', row.id, ['stage', 'applied', 'accepted_on', 'decided_on']),
});

function lightOf(cut: number | null, promised: number | null, { p90, stopped, n }: Times): Judgement {
  if (cut === null || promised === null) return lit('grey', '法定或承诺时限未填。', 'A limit is not said.');
  if (cut < 0) return lit('red', '承诺时限比法定时限长。', 'More is promised than the law allows.');
  if (n === 0) return lit('grey', '还没有办结的件。', 'No case is decided yet.');
  if (p90 !== null && p90 > promised)
    return lit(
      'yellow',
      `十件里有一件以上超过承诺的 ${promised} 个工作日。`,
      `More than one in ten takes over ${promised} working days.`,
    );
  return stopped !== null && stopped > muchStopped
    ? lit(
        'yellow',
        `停表占 ${Math.round(stopped)}%，时限可能藏在特别程序里。`,
        `${Math.round(stopped)} % of the time stands: the limit may be hidden there.`,
      )
    : lit(
        'green',
        `九成在承诺的 ${promised} 个工作日内办结。`,
        `Nine in ten are decided within ${promised} working days.`,
      );
}

export const ratingList = list<typeof ratings>({
  register: ratings,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, Judgement] => {
        const due = row.clock?.due.due ?? null;
        if (!isBad(row) || row.stage === 'wrong') return [row.id, lit('green', '不是差评。', 'Not a bad rating.')];
        if (row.stage === 'put-right')
          return row.named && row.called_on === null
            ? [row.id, lit('yellow', '实名差评已整改，还没有回访。', 'Put right; the person was not called back.')]
            : [row.id, lit('green', '已核实整改。', 'Looked into and put right.')];
        return due !== null && due < view.asOf
          ? [row.id, lit('red', `差评应在 ${due} 前核实整改。`, `It was to be put right by ${due}.`)]
          : [row.id, lit('yellow', `差评，${due ?? ''} 前核实整改。`, `Bad: to be put right by ${due ?? ''}.`)];
      }),
    ),
  tiles: async (_view, rows) => {
    const counted = rows.filter(({ stage }) => stage !== 'wrong');
    const bad = counted.filter(isBad);
    const named = bad.filter((row) => row.named);
    const called = named.filter((row) => row.called_on !== null).length;
    const none = lacking('没有评价', 'nothing is rated');
    return [
      {
        name: say('好评率', 'Not bad'),
        value: counted.length === 0 ? none : 100 * (1 - bad.length / counted.length),
        unit: '%',
        note: say('误评不计', 'errors left out'),
      },
      { name: say('差评', 'Bad'), value: bad.length, unit: '件', filter: 'level in (bad, worst)' },
      {
        name: say('实名差评回访率', 'Called back'),
        value: named.length === 0 ? none : (100 * called) / named.length,
        unit: '%',
        note: say('要求 100%', '100 % is asked for'),
      },
    ];
  },
});

const isBad = ({ level }: { level: string }) => level === 'bad' || level === 'worst';
