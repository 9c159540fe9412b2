import { type Block, type ChartBlock, type Run, type TableBlock, verdictNames } from '../../../core/document/index.ts';
import { formatNumber, periodLabel } from '../../../core/measure/index.ts';
import type { ViewAt } from '../../../evidence/reading/view.ts';
import { directivesOf } from '../../directives/index.ts';
import { amount, computed, type Draft, paragraph, percent, pointFigure } from './parts.ts';
import { type TargetRow, yearly } from './targets.ts';

const plainNumber = (value: number, decimals = 2) => formatNumber(value, decimals).replaceAll(/[\s,]/gu, '');
const cut = (text: string) => text.replaceAll(/[\u2009]/gu, '').replace(/[。.]$/u, '');

/** The aim of a target as it was promised, tied to the clause. */
export function aimFigure(view: ViewAt, row: TargetRow) {
  const { item, seq } = row;
  const ops: Record<string, string> = {
    '>=': '不低于',
    '<=': '不高于',
    '>': '超过',
    '<': '低于',
    approx: '约',
    '+': '增加',
    '=': '',
    to: '',
    range: '',
  };
  const target = item.target;
  const text = target ? `${ops[target.op] ?? ''}${amount(target.value, target.unit)}` : '—';
  const { plan, demo } = view.commitment(item.id) ?? {};
  const title = view.snapshot.plans.find((one) => one.item.id === plan)?.item.title.zh ?? '规划';
  return { text, thread: { of: `${row.name}目标（${item.id}）`, seq, source: title, grade: 'A', demo: demo ?? false } };
}

/** One target in a sentence: what was promised, where it stands, how fast, whether it will be kept. */
export function targetSentence(view: ViewAt, row: TargetRow): Run[] {
  const { goal, completion, outlook } = row;
  const observed = goal?.observed ?? null;
  const runs: Run[] = [`${row.name}。规划目标`, aimFigure(view, row)];
  if (!observed) return [...runs, `，${cut(row.why)}。判断：${verdictNames[row.verdict]}。`];
  runs.push(
    `，${periodLabel(observed.period).zh.replaceAll(/[\u2009]/gu, '')}为`,
    pointFigure(view, row.indicator, observed),
  );
  if (goal && goal.counting === 'path' && goal.baseline.value !== 0)
    runs.push(
      `，基期（${periodLabel(goal.baseline.period).zh.replaceAll(/[\u2009]/gu, '')}）为${amount(goal.baseline.value, row.unit)}`,
    );
  if (completion.percent !== null)
    runs.push(
      '，完成进度',
      computed(percent(completion.percent), `${row.name}完成进度`, row.demo, {
        source: completion.says,
        indicator: row.indicator,
      }),
    );
  if (row.time !== null) runs.push(`，时间进度${percent(row.time)}`);
  if (outlook?.expected != null && outlook.probability !== null)
    runs.push(
      '。预计到期为',
      computed(amount(outlook.expected, row.unit), `${row.name}预测`, outlook.demo, {
        source: '前景预测',
        indicator: row.indicator,
      }),
      ...(outlook.low80 !== null && outlook.high80 !== null
        ? [`（80%区间${plainNumber(outlook.low80)}—${plainNumber(outlook.high80)}）`]
        : []),
      '，能完成的概率',
      computed(chance(outlook.probability), `${row.name}完成概率`, outlook.demo, {
        source: '前景预测',
        indicator: row.indicator,
      }),
    );
  return [...runs, `。判断：${verdictNames[row.verdict]}。`];
}

/** A chance is never printed as certain while the period runs. */
const chance = (probability: number): string =>
  probability >= 0.995 ? '大于99%' : probability < 0.005 ? '小于1%' : percent(100 * probability, 0);

/** The series of a target beside the way to it; nothing where there are fewer than two figures. */
export function chartOf(view: ViewAt, row: TargetRow): ChartBlock[] {
  const points = view.history(row.indicator).slice(-24);
  if (points.length < 2) return [];
  const way = new Map(view.trajectory(row.item.id).map(({ period, value }) => [period, value]));
  const whole = points.every(({ period }) => /^\d{4}$/u.test(period));
  const periods = whole
    ? [...new Set([...points.map(({ period }) => period), ...way.keys()])].toSorted()
    : points.map(({ period }) => period);
  const values = new Map(points.map(({ period, value }) => [period, value]));
  const first = points[0];
  const last = points.at(-1);
  return [
    {
      kind: 'chart',
      id: `chart-${row.item.id}`,
      title: `${row.name}${row.demo ? '（演示）' : ''}`,
      unit: row.unit,
      periods,
      lines: [
        { name: '实绩', values: periods.map((period) => values.get(period) ?? null) },
        ...(whole && way.size > 1
          ? [{ name: '目标路径', values: periods.map((period) => way.get(period) ?? null), dashed: true }]
          : []),
      ],
      alt: `${row.name}：${first?.period}为${plainNumber(first?.value ?? 0)}，${last?.period}为${plainNumber(last?.value ?? 0)}${row.unit}，共${points.length}期。`,
      demo: row.demo,
    },
  ];
}

/** 附件1: base, target, years, completion by the kind that is said, time, forecast, chance, judgement. */
export function indicatorTable(view: ViewAt, rows: readonly TargetRow[]): TableBlock {
  const { start } = view.horizon;
  const now = Number(view.asOf.slice(0, 4));
  const years = Array.from({ length: Math.max(0, Math.min(5, now - Number(start.slice(0, 4)) + 1)) }, (_, n) =>
    String(now - n),
  ).toReversed();
  return {
    kind: 'table',
    id: 'indicator-table',
    title: '',
    wide: true,
    columns: [
      { head: '序号', width: 4, align: 'center' },
      { head: '指标', width: 13 },
      { head: '单位', width: 5, align: 'center' },
      { head: '属性', width: 6, align: 'center' },
      { head: '基期', width: 8, align: 'right' },
      { head: '目标', width: 10, align: 'right' },
      ...years.map((year) => ({ head: year, width: 7, align: 'right' as const })),
      { head: '完成进度', width: 12, align: 'right' },
      { head: '时间进度', width: 6, align: 'right' },
      { head: '到期预计（80%区间）', width: 12, align: 'right' },
      { head: '完成概率', width: 6, align: 'right' },
      { head: '判断', width: 8, align: 'center' },
      { head: '责任单位', width: 10 },
    ],
    rows: rows.map((row, at): Run[][] => {
      const values = yearly(view, row.indicator);
      const { goal, completion, outlook } = row;
      return [
        [String(at + 1)],
        [row.name],
        [row.unit || '—'],
        [row.binding ? '约束性' : '预期性'],
        [
          goal && goal.counting === 'path'
            ? `${plainNumber(goal.baseline.value)}（${goal.baseline.period}）`
            : '—（累计）',
        ],
        [aimFigure(view, row)],
        ...years.map((year): Run[] => {
          const value = values.get(year);
          const newest = view.history(row.indicator).findLast(({ period }) => period.startsWith(year));
          return value === undefined || !newest
            ? ['—']
            : [pointFigure(view, row.indicator, { period: newest.period, value }, true)];
        }),
        completion.percent === null
          ? [completion.says]
          : [
              computed(percent(completion.percent), `${row.name}完成进度`, row.demo, {
                source: completion.says,
                indicator: row.indicator,
              }),
              `（${completion.says.slice(0, 2)}）`,
            ],
        [row.time === null ? '—' : percent(row.time)],
        [
          outlook?.expected == null
            ? '—'
            : `${plainNumber(outlook.expected)}${outlook.low80 === null || outlook.high80 === null ? '' : `（${plainNumber(outlook.low80)}—${plainNumber(outlook.high80)}）`}`,
        ],
        [outlook?.probability == null ? '—' : chance(outlook.probability)],
        [verdictNames[row.verdict]],
        [row.lead],
      ];
    }),
  };
}

/** 滞后指标逐项: why, whether it can be kept, what has been done about it. */
export async function behindBlocks(
  view: ViewAt,
  services: Draft['services'],
  rows: readonly TargetRow[],
  final: boolean,
): Promise<Block[]> {
  const behind = rows.filter((row) => (final ? !row.met : row.verdict === 'behind'));
  if (behind.length === 0) return [paragraph('behind-none', final ? '没有未完成的指标。' : '没有滞后的指标。')];
  const open = (await directivesOf(services.store, view.snapshot.jurisdiction)).filter(
    ({ issuedOn }) => issuedOn <= view.asOf,
  );
  return behind.map((row) => {
    const orders = open.filter(
      ({ issued }) => issued.object === `commitment/${row.item.id}` || issued.object === `indicator/${row.indicator}`,
    );
    const can = final ? [] : [`能否完成：${cut(row.outlook?.sentence.zh ?? '暂不能预测')}。`];
    return paragraph(
      `behind-${row.item.id}`,
      `${row.name}（${row.lead}）。原因：${cut(row.why)}。`,
      ...can,
      `措施：${row.remaining ? `${cut(row.remaining)}；` : ''}${
        orders.length === 0
          ? '尚未交办督办单'
          : `已交办督办单${orders.length}件（${orders.map(({ number }) => number).join('、')}）`
      }。`,
    );
  });
}
