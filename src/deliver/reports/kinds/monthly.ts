import { type Block, type LantuDocument, type Run, sharesOf, type Sum } from '../../../core/document/index.ts';
import { addDays, formatNumber, type Growth, isProblem, type Light, periodLabel } from '../../../core/measure/index.ts';
import { readingFor } from '../../../evidence/reading/newest.ts';
import type { ViewAt } from '../../../evidence/reading/view.ts';
import {
  computed,
  counted,
  dayZh,
  documentOf,
  type Draft,
  heading,
  lightNames,
  paragraph,
  percent,
  pointFigure,
  sourcesAnnex,
} from './parts.ts';
import { chartOf } from './evaluation-parts.ts';
import { targetsOf } from './targets.ts';

const lights: readonly Light[] = ['green', 'yellow', 'red', 'grey'];

/** 月度运行分析: the newest figures with 同比 and 环比, lights now and a month ago, what turned red. */
export async function monthly({ view, on }: Draft): Promise<LantuDocument> {
  const { asOf, snapshot } = view;
  const monthAgo = addDays(asOf, -30);
  const before = await on(isProblem(monthAgo) ? asOf : monthAgo);
  const items = snapshot.commitments.map(({ item }) => item).filter(({ kind }) => kind !== 'theme');
  const demo = items.some(({ id }) => view.isDemo(id));
  const sums: Sum[] = [];
  const counts = lights.map((light) => items.filter(({ id }) => view.light(id) === light).length);
  const shares = sharesOf(counts);
  sums.push({
    block: 'whole-text',
    name: '目标任务按亮灯分',
    whole: items.length,
    parts: lights.map((light, at) => ({ name: lightNames[light], value: counts[at] ?? 0 })),
    ...(items.length > 0 && { shares }),
  });
  const turned = items.filter(({ id }) => view.light(id) === 'red' && before.light(id) !== 'red');
  const better = items.filter(({ id }) => view.light(id) === 'green' && before.light(id) !== 'green');
  const targets = targetsOf(view);
  const body: Block[] = [
    heading('whole', 1, '一、总体运行情况'),
    paragraph(
      'whole-text',
      `截至${dayZh(asOf)}，目标任务`,
      counted(items.length, '目标任务数', '规划', demo, '项'),
      '，其中',
      ...lights.flatMap((light, at): Run[] => [
        `${at === 0 ? '' : '，'}${lightNames[light]}`,
        counted(counts[at] ?? 0, `目标任务：${lightNames[light]}`, '亮灯', demo, '项'),
        `（占${percent(shares[at] ?? 0)}）`,
      ]),
      `。与${dayZh(before.asOf)}相比，转为红灯${turned.length}项，转为绿灯${better.length}项。`,
    ),
    heading('figures', 1, '二、主要指标运行情况'),
    ...figureBlocks(view),
    ...targets.filter(({ item }) => view.light(item.id) === 'red').flatMap((row) => chartOf(view, row)),
    heading('turned', 1, '三、需要关注的事项'),
    ...(turned.length === 0
      ? [paragraph('turned-none', '本期没有新转红灯的事项。')]
      : [
          {
            kind: 'list' as const,
            id: 'turned-list',
            items: turned.map(({ id, title }): Run[] => [`${title.zh}：${view.why(id).zh}`]),
          },
        ]),
    heading('outlook', 1, '四、走势预判'),
    ...outlookBlocks(targets),
  ];
  return documentOf(view, {
    kind: '月度运行分析',
    title: `${snapshot.name.zh}${Number(asOf.slice(0, 4))}年${Number(asOf.slice(5, 7))}月运行分析`,
    blocks: [...body, ...sourcesAnnex(body)],
    sums,
    demo,
  });
}

function growthText(growth: Growth | null): string {
  return growth === null
    ? '—'
    : `${growth.value > 0 ? '+' : ''}${formatNumber(growth.value, 1).replaceAll(/[\s,]/gu, '')}${growth.unit}`;
}

function figureBlocks(view: ViewAt): Block[] {
  const rows = [...view.snapshot.indicators].flatMap(([id, { item }]): Run[][][] => {
    const reading = item.cadence === 'year' ? null : readingFor(view, id);
    if (!reading) return [];
    return [
      [
        [item.name.zh],
        [item.unit || '—'],
        [periodLabel(reading.period).zh],
        [pointFigure(view, id, reading, true)],
        [growthText(reading.yoy)],
        [growthText(reading.mom)],
      ],
    ];
  });
  if (rows.length === 0) return [paragraph('figures-none', '没有月度或季度指标的数据。')];
  return [
    paragraph('figures-text', '月度、季度主要指标最新一期情况如下表。'),
    {
      kind: 'table',
      id: 'figures-table',
      title: '主要指标运行情况表',
      columns: [
        { head: '指标', width: 30 },
        { head: '单位', width: 12, align: 'center' },
        { head: '时期', width: 18, align: 'center' },
        { head: '数值', width: 16, align: 'right' },
        { head: '同比', width: 14, align: 'right' },
        { head: '环比', width: 12, align: 'right' },
      ],
      rows,
    },
  ];
}

function outlookBlocks(targets: ReturnType<typeof targetsOf>): Block[] {
  const told = targets.filter(({ outlook }) => outlook?.probability != null);
  if (told.length === 0) return [paragraph('outlook-none', '暂不能预判。')];
  return [
    {
      kind: 'list',
      id: 'outlook-list',
      items: told.map(({ name, outlook, demo, indicator }): Run[] => [
        `${name}：完成概率`,
        computed(percent(100 * (outlook?.probability ?? 0), 0), `${name}完成概率`, demo, {
          source: '前景预测',
          indicator,
        }),
        '。',
      ]),
    },
  ];
}
