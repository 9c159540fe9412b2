import { type Block, type Run, sharesOf, type Sum } from '../../../core/document/index.ts';
import { formatNumber } from '../../../core/measure/index.ts';
import type { ViewAt } from '../../../evidence/reading/view.ts';
import { counted, heading, paragraph, percent, pointFigure } from './parts.ts';
import { type TargetRow, yearly } from './targets.ts';

/** 年度评估: the figure of the year against what the year was to bring (its task, else the path of the promise). */
export function yearBlocks(view: ViewAt, rows: readonly TargetRow[], year: number, sums: Sum[]): Block[] {
  const key = String(year);
  const judged = rows.map((row) => {
    const asked =
      view.task(row.item.id, year)?.now.total ??
      view.trajectory(row.item.id).find(({ period }) => period === key)?.value ??
      null;
    const value = yearly(view, row.indicator).get(key) ?? null;
    const down = row.goal !== null && row.goal.level < row.goal.baseline.value;
    const state =
      asked === null || value === null ? '未判断' : (down ? value <= asked : value >= asked) ? '完成' : '未完成';
    return { row, asked, value, state };
  });
  const states = ['完成', '未完成', '未判断'];
  const counts = states.map((state) => judged.filter((one) => one.state === state).length);
  const shares = sharesOf(counts);
  sums.push({
    block: 'year-text',
    name: `${year}年度目标完成情况`,
    whole: rows.length,
    parts: states.map((name, at) => ({ name, value: counts[at] ?? 0 })),
    ...(rows.length > 0 && { shares }),
  });
  const demo = rows.some((row) => row.demo);
  const plainNumber = (value: number) => formatNumber(value, 2).replaceAll(/[\s,]/gu, '');
  return [
    heading('year-all', 2, `（一）${year}年度目标完成情况`),
    paragraph(
      'year-text',
      `${year}年，主要指标`,
      counted(rows.length, '主要指标数', '规划', demo, '项'),
      '，其中',
      ...states.flatMap((state, at): Run[] => [
        `${at === 0 ? '' : '，'}${state}`,
        counted(counts[at] ?? 0, `${year}年度目标${state}`, '年度任务', demo, '项'),
        `（占${percent(shares[at] ?? 0)}）`,
      ]),
      '。没有当年数或没有当年目标的不判断。',
    ),
    heading('year-kinds', 2, '（二）分指标情况'),
    {
      kind: 'table',
      id: 'year-table',
      title: `${year}年度主要指标完成情况表`,
      columns: [
        { head: '指标', width: 26 },
        { head: '单位', width: 10, align: 'center' },
        { head: '年度目标', width: 16, align: 'right' },
        { head: '年度实绩', width: 16, align: 'right' },
        { head: '完成情况', width: 12, align: 'center' },
        { head: '责任单位', width: 20 },
      ],
      rows: judged.map(({ row, asked, value, state }): Run[][] => [
        [row.name],
        [row.unit || '—'],
        [asked === null ? '—' : plainNumber(asked)],
        value === null ? ['—'] : [pointFigure(view, row.indicator, { period: key, value }, true)],
        [state],
        [row.lead],
      ]),
    },
  ];
}
