import type { z } from 'zod';
import { isOpen } from '../../core/directive/index.ts';
import type { Text } from '../../core/measure/index.ts';
import { Problem } from '../../http/problem.ts';
import type { DirectiveRow, draftCircular } from './api.ts';
import { levelNames, stateNames } from './words.ts';

type Circular = z.output<typeof draftCircular.response>;

/** Shares of a whole in tenths of a percent that add up to 100.0, by the largest remainder. */
export function sharesOf(counts: readonly number[]): number[] {
  const whole = counts.reduce((sum, n) => sum + n, 0);
  if (whole === 0) return counts.map(() => 0);
  const exact = counts.map((n) => (1000 * n) / whole);
  const floors = exact.map(Math.floor);
  let left = 1000 - floors.reduce((sum, n) => sum + n, 0);
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order) {
    if (left === 0) break;
    floors[at] = (floors[at] ?? 0) + 1;
    left -= 1;
  }
  return floors.map((tenths) => tenths / 10);
}

/**
 * The draft of a circular (督查通报) about directives, in the order that offices write it: how it stands as a whole, who lags by
 * name, what is asked, the table. The parts are proven to add up before anything is given out.
 */
export function circularOf(rows: readonly DirectiveRow[], on: string, place: string): Circular {
  const groups: { name: Text; of: (row: DirectiveRow) => boolean }[] = [
    { name: { zh: '已销号', en: 'closed' }, of: (row) => row.state === 'closed' },
    { name: { zh: '待核销', en: 'answered' }, of: (row) => row.state === 'answered' },
    {
      name: { zh: '按期办理', en: 'within the limit' },
      of: (row) => isOpen(row) && row.state !== 'answered' && (row.daysLeft ?? 0) >= 0,
    },
    {
      name: { zh: '逾期', en: 'late' },
      of: (row) => isOpen(row) && row.state !== 'answered' && (row.daysLeft ?? 0) < 0,
    },
    { name: { zh: '已撤销', en: 'withdrawn' }, of: (row) => row.state === 'withdrawn' },
  ];
  const ns = groups.map(({ of }) => rows.filter(of).length);
  const shares = sharesOf(ns);
  const total = ns.reduce((sum, n) => sum + n, 0);
  const percent = Math.round(10 * shares.reduce((sum, share) => sum + share, 0)) / 10;
  if (total !== rows.length || percent !== 100)
    throw new Problem({
      status: 422,
      code: 'sums-differ',
      zh: `通报的分项合计 ${total} 件、${percent}%，与总数 ${rows.length} 件、100% 不符，没有生成。`,
      en: `The parts add up to ${total} and ${percent} %, not to ${rows.length} and 100 %; nothing was made.`,
    });
  const counts = groups.map(({ name }, at) => ({ name, n: ns[at] ?? 0, share: shares[at] ?? 0 }));
  const late = rows.filter(groups[3]?.of ?? (() => false));
  const units = [...new Set(late.map(({ lead }) => lead.name.zh))];
  const unturned = rows.filter((row) => row.unturned);
  return {
    title: `${place}督查通报（稿）`,
    on,
    paragraphs: [
      {
        head: '一、总体情况',
        text: `本次通报督办事项 ${rows.length} 件，其中${counts
          .filter(({ n }) => n > 0)
          .map(({ name, n, share }) => `${name.zh} ${n} 件，占 ${share}%`)
          .join('；')}。`,
      },
      {
        head: '二、进展滞后事项',
        text:
          late.length === 0
            ? '没有逾期事项。'
            : units
                .map((unit) => {
                  const own = late.filter(({ lead }) => lead.name.zh === unit);
                  return `${unit} ${own.length} 件：${own.map((row) => `${row.number}“${row.title}”，期限 ${row.due}，逾期 ${-(row.daysLeft ?? 0)} 个工作日`).join('；')}。`;
                })
                .join('\n'),
      },
      ...(unturned.length > 0
        ? [
            {
              head: '三、销号未转绿事项',
              text: `${unturned.length} 件：${unturned.map((row) => `${row.lead.name.zh}“${row.title}”`).join('；')}。`,
            },
          ]
        : []),
      {
        head: unturned.length > 0 ? '四、工作要求' : '三、工作要求',
        text: '逾期事项由牵头单位说明原因并明确完成时间；需延期的在到期前申请。整改以指标和佐证核销。',
      },
    ],
    counts,
    table: rows.map((row, at) => ({
      n: at + 1,
      number: row.number,
      title: row.title,
      lead: row.lead.name.zh,
      due: row.due,
      state: stateNames[row.state],
      level: levelNames[row.level],
      note: [
        ...(row.returns > 0 ? [`退回 ${row.returns} 次`] : []),
        ...(row.extensions > 0 ? [`延期 ${row.extensions} 次，原定 ${row.firstDue}`] : []),
        ...(row.unturned ? ['销号未转绿'] : []),
      ].join('；'),
    })),
    demo: rows.some(({ demo }) => demo),
  };
}
