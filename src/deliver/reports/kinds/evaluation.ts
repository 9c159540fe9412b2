import {
  type Block,
  type LantuDocument,
  type Run,
  sharesOf,
  type Sum,
  verdictNames,
  verdictRule,
  verdicts,
} from '../../../core/document/index.ts';
import { formatNumber } from '../../../core/measure/index.ts';
import {
  counted,
  dayZh,
  documentOf,
  type Draft,
  heading,
  lightNames,
  note,
  paragraph,
  percent,
  sourcesAnnex,
  toWrite,
} from './parts.ts';
import { behindBlocks, chartOf, indicatorTable, targetSentence } from './evaluation-parts.ts';
import { majorProjects, tasksAnnex, taskBlocks } from './evaluation-tasks.ts';
import { type TargetRow, targetsOf } from './targets.ts';
import { yearBlocks } from './evaluation-year.ts';

/** 年度、中期、总结评估: the outline that Chinese evaluation reports of plans have in common. */

type Sort = 'annual' | 'mid-term' | 'final';
const names: Record<Sort, string> = { annual: '年度评估', 'mid-term': '中期评估', final: '总结评估' };

export const evaluation =
  (sort: Sort) =>
  async ({ view, services }: Draft): Promise<LantuDocument> => {
    const rows = targetsOf(view);
    const plan = view.snapshot.plan?.item;
    const planName = plan?.title.zh ?? '规划';
    const demo = rows.some((row) => row.demo);
    const sums: Sum[] = [];
    const year = evaluatedYear(view.asOf);
    const [tasks, projects] = [taskBlocks(view, sums), await majorProjects(view, services, sums)];
    const body: Block[] = [
      { kind: 'contents', id: 'contents' },
      ...foreword(sort, {
        planName,
        asOf: view.asOf,
        start: view.horizon.start,
        end: view.horizon.end,
        year,
        horizon: plan?.horizon,
      }),
      ...overall(rows, sums, demo, view.asOf),
      heading('indicators', 1, '二、主要指标进展'),
      ...(sort === 'annual' ? yearBlocks(view, rows, year, sums) : indicatorBlocks(view, rows)),
      heading('behind', 2, sort === 'final' ? '（三）未完成指标逐项说明' : '（三）滞后指标逐项说明'),
      ...(await behindBlocks(view, services, rows, sort === 'final')),
      heading('tasks', 1, '三、重点任务进展'),
      ...tasks,
      heading('projects', 1, '四、重大工程项目进展'),
      ...projects.blocks,
      heading('problems', 1, '五、存在问题与原因'),
      ...problems(view, rows),
      heading('surroundings', 1, '六、发展环境变化'),
      toWrite('surroundings-text', '国内外和本地发展环境、政策和要素条件的变化及其影响'),
      ...(sort === 'final' ? lessons() : []),
      heading('advice', 1, sort === 'final' ? '八、对下一规划的建议' : '七、对策建议'),
      ...advice(rows, sort),
    ];
    const annexes: Block[] = [
      { kind: 'annex', id: 'indicators-annex', title: '主要指标进展情况表' },
      indicatorTable(view, rows),
      note(
        'indicators-note',
        '注：完成进度分三种算法，逐行注明：水平=（现值−基期）÷（目标−基期）；累计=累计数÷目标；年均=各年平均÷目标。没有基期或没有数的记“—”并说明原因。区间为80%预测区间。标“演”者为演示数据。',
      ),
      { kind: 'annex', id: 'tasks-annex', title: '重点任务进展情况表' },
      tasksAnnex(view),
      ...projects.annex,
    ];
    return documentOf(view, {
      kind: names[sort],
      title: `${planName}${sort === 'annual' ? `${year}年` : ''}实施情况${names[sort]}报告`,
      blocks: [...body, ...annexes, ...sourcesAnnex([...body, ...annexes])],
      sums,
      demo,
    });
  };

/** The last year that was over on the day; in December the year itself. */
const evaluatedYear = (asOf: string): number => Number(asOf.slice(0, 4)) - (asOf.slice(5, 7) === '12' ? 0 : 1);

function foreword(
  sort: Sort,
  of: {
    planName: string;
    asOf: string;
    start: string;
    end: string;
    year: number;
    horizon: { start: number; end: number } | undefined;
  },
): Block[] {
  const period =
    sort === 'annual'
      ? `${of.year}年1月1日至12月31日`
      : `${dayZh(of.start)}至${dayZh(of.asOf < of.end ? of.asOf : of.end)}${sort === 'mid-term' ? `，并预测至${of.horizon?.end ?? of.end.slice(0, 4)}年年末` : ''}`;
  return [
    heading('foreword', 1, '前言'),
    paragraph(
      'basis',
      `根据规划实施评估的有关要求，对${of.planName}（以下简称规划）实施情况开展${names[sort]}。评估期间为${period}。数据截至${dayZh(of.asOf)}。`,
    ),
    paragraph(
      'method',
      '评估采用目标与实绩比对、进度与时间比对和趋势预测相结合的方法。指标数据来自责任单位填报并经审核的数据、台账统计和监测数据，逐项列明来源、等级和账本条目，见附件“数据出处”。',
    ),
    paragraph('rule', verdictRule),
  ];
}

function overall(rows: readonly TargetRow[], sums: Sum[], demo: boolean, asOf: string): Block[] {
  const groups = verdicts.map((verdict) => ({
    name: verdictNames[verdict],
    rows: rows.filter((row) => row.verdict === verdict),
  }));
  const shares = sharesOf(groups.map((group) => group.rows.length));
  sums.push({
    block: 'overall-text',
    name: '主要指标按判断分',
    whole: rows.length,
    parts: groups.map((group) => ({ name: group.name, value: group.rows.length })),
    ...(rows.length > 0 && { shares }),
  });
  const binding = rows.filter((row) => row.binding);
  const told = groups.flatMap((group, at): Run[] =>
    group.rows.length === 0
      ? []
      : [
          `“${group.name}”`,
          counted(group.rows.length, `判断为${group.name}的指标数`, '主要指标表', demo, '项'),
          `（占${percent(shares[at] ?? 0)}），`,
        ],
  );
  const likely = rows.filter((row) => row.outlook?.word === 'likely').length;
  const unlikely = rows.filter((row) => row.outlook?.word === 'unlikely').length;
  return [
    heading('overall', 1, '一、总体评价'),
    paragraph(
      'overall-text',
      `截至${dayZh(asOf)}，纳入评估的主要指标`,
      counted(rows.length, '纳入评估的主要指标数', '规划', demo, '项'),
      '。其中',
      ...told.slice(0, -1),
      ...told.slice(-1).map((run) => (typeof run === 'string' ? run.replace(/，$/u, '。') : run)),
    ),
    paragraph(
      'overall-outlook',
      '按照目前走势预测，到期可望完成的指标',
      counted(likely, '可望完成的指标数', '前景预测', demo, '项'),
      '，恐难完成的',
      counted(unlikely, '恐难完成的指标数', '前景预测', demo, '项'),
      '，其余存在风险或暂不能预测。',
      ...(binding.length > 0
        ? [
            '约束性指标',
            counted(binding.length, '约束性指标数', '规划', demo, '项'),
            `，其中滞后${binding.filter((row) => row.verdict === 'behind').length}项。`,
          ]
        : []),
    ),
  ];
}

function indicatorBlocks(view: Draft['view'], rows: readonly TargetRow[]): Block[] {
  const themes = [...new Set(rows.map(({ theme }) => theme))];
  return [
    heading('indicators-all', 2, '（一）总体进展'),
    paragraph('indicators-table', '主要指标的基期、目标、历年数、完成进度、预测和判断见附件1。'),
    heading('indicators-kinds', 2, '（二）分类进展'),
    ...themes.flatMap((theme, at): Block[] => [
      heading(`theme-${at + 1}`, 3, `${at + 1}．${theme}`),
      ...rows
        .filter((row) => row.theme === theme)
        .flatMap((row): Block[] => [
          paragraph(`target-${row.item.id}`, ...targetSentence(view, row)),
          ...chartOf(view, row),
        ]),
    ]),
  ];
}

function problems(view: Draft['view'], rows: readonly TargetRow[]): Block[] {
  const red = view.snapshot.commitments.filter(
    ({ item }) => item.kind !== 'theme' && !item.target && view.light(item.id) === 'red',
  );
  const missing = rows.filter((row) => row.verdict === 'unknown');
  return [
    paragraph(
      'problems-text',
      `从评估结果看，主要问题集中在：一是${rows.filter((row) => row.verdict === 'behind').length}项指标滞后，原因见第二部分逐项说明；二是${red.length}项任务和项目亮${lightNames.red}；三是${missing.length}项指标暂无可用数据。`,
    ),
    ...(red.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            id: 'problems-list',
            items: red.map(({ item }): Run[] => [
              `${item.title.zh}（${view.organisation(item.lead)?.name.zh ?? '未明确'}）：${view.why(item.id).zh}`,
            ]),
          },
        ]),
    toWrite('problems-more', '数据以外的问题和深层原因'),
  ];
}

const lessons = (): Block[] => [
  heading('lessons', 1, '七、经验与启示'),
  toWrite('lessons-text', '规划实施的主要做法、经验和启示'),
];

/** What the figures themselves suggest; everything else is the office's. */
function advice(rows: readonly TargetRow[], sort: Sort): Block[] {
  const items = rows.flatMap((row): Run[][] => {
    const { probability, expected } = row.outlook ?? {};
    if (row.verdict === 'ahead') return [[`“${row.name}”已提前达到目标，建议研究提高目标值。`]];
    if (probability == null || probability >= 0.33) return [];
    const by =
      expected == null ? '' : `，按目前走势到期约为${formatNumber(expected, 2).replaceAll(/[\s,]/gu, '')}${row.unit}`;
    return [
      [
        `“${row.name}”按期完成的概率为${percent(100 * probability, 0)}${by}。建议${row.lead}${sort === 'final' ? '说明原因，下一规划合理确定目标' : '倒排工期、专题调度；确因客观条件变化难以完成的，按法定程序提出指标调整建议'}。`,
      ],
    ];
  });
  return [
    heading('advice-indicators', 2, '（一）指标调整建议'),
    ...(items.length === 0
      ? [paragraph('advice-none', '评估未发现需要调整的指标。')]
      : [{ kind: 'list' as const, id: 'advice-list', items }]),
    heading('advice-measures', 2, '（二）工作建议'),
    toWrite('advice-text', '下一步工作的重点和措施'),
  ];
}
