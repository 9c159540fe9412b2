import { type Block, type Run, sharesOf, type Sum, type TableBlock } from '../../../core/document/index.ts';
import type { Light } from '../../../core/measure/index.ts';
import type { CommitmentItem } from '../../../core/plan/plan-file.ts';
import type { ViewAt } from '../../../evidence/reading/view.ts';
import { judgedList } from '../../../work/registers/index.ts';
import { counted, type Draft, heading, lightNames, paragraph, percent } from './parts.ts';
import { themeOf } from './targets.ts';

const lights: readonly Light[] = ['green', 'yellow', 'red', 'grey'];

function lightSum(id: string, name: string, of: readonly Light[], sums: Sum[], demo: boolean): Run[] {
  const counts = lights.map((light) => of.filter((one) => one === light).length);
  const shares = sharesOf(counts);
  sums.push({
    block: id,
    name,
    whole: of.length,
    parts: lights.map((light, at) => ({ name: lightNames[light], value: counts[at] ?? 0 })),
    ...(of.length > 0 && { shares }),
  });
  return lights.flatMap((light, at): Run[] => [
    `${at === 0 ? '' : '，'}${lightNames[light]}`,
    counted(counts[at] ?? 0, `${name}：${lightNames[light]}`, '亮灯', demo, '项'),
    `（占${percent(shares[at] ?? 0)}）`,
  ]);
}

const tasksOf = (view: ViewAt): CommitmentItem[] =>
  view.snapshot.commitments.map(({ item }) => item).filter(({ kind }) => kind === 'action' || kind === 'project');

/** 重点任务 by light, whole and under each head of the plan. */
export function taskBlocks(view: ViewAt, sums: Sum[]): Block[] {
  const tasks = tasksOf(view).filter(({ kind }) => kind === 'action');
  const demo = tasks.some(({ id }) => view.isDemo(id));
  const light = ({ id }: CommitmentItem) => view.light(id);
  const themes = [...new Set(tasks.map((item) => themeOf(view, item)))];
  return [
    paragraph(
      'tasks-text',
      '规划确定的重点任务',
      counted(tasks.length, '重点任务数', '规划', demo, '项'),
      '，其中',
      ...lightSum('tasks-text', '重点任务按亮灯分', tasks.map(light), sums, demo),
      '。逐项情况见附件2。',
    ),
    ...themes.map((theme, at) => {
      const own = tasks.filter((item) => themeOf(view, item) === theme);
      const late = own.filter((item) => light(item) === 'red');
      return paragraph(
        `tasks-${at + 1}`,
        `（${at + 1}）${theme}。任务`,
        counted(own.length, `${theme}任务数`, '规划', demo, '项'),
        `，绿灯${own.filter((item) => light(item) === 'green').length}项、黄灯${own.filter((item) => light(item) === 'yellow').length}项、红灯${late.length}项、无据${own.filter((item) => light(item) === 'grey').length}项。${
          late.length === 0 ? '' : `滞后的是${late.map((item) => `“${item.title.zh}”`).join('、')}。`
        }`,
      );
    }),
  ];
}

/** 附件2: every task with its light and why. */
export function tasksAnnex(view: ViewAt): TableBlock {
  return {
    kind: 'table',
    id: 'tasks-table',
    title: '',
    columns: [
      { head: '序号', width: 7, align: 'center' },
      { head: '任务', width: 30 },
      { head: '责任单位', width: 15 },
      { head: '状态', width: 8, align: 'center' },
      { head: '说明', width: 34 },
    ],
    rows: tasksOf(view)
      .filter(({ kind }) => kind === 'action')
      .map((item, at) => row(view, item, at)),
  };
}

const row = (view: ViewAt, item: CommitmentItem, at: number): Run[][] => [
  [String(at + 1)],
  [`${item.title.zh}${view.isDemo(item.id) ? '（演示）' : ''}`],
  [view.organisation(item.lead)?.name.zh ?? '未明确'],
  [lightNames[view.light(item.id)]],
  [view.why(item.id).zh],
];

/** 重大工程项目: those of the plan, and the list of projects where the place keeps one. */
export async function majorProjects(
  view: ViewAt,
  { lists }: Draft['services'],
  sums: Sum[],
): Promise<{ blocks: Block[]; annex: Block[] }> {
  const planned = tasksOf(view).filter(({ kind }) => kind === 'project');
  const demo = planned.some(({ id }) => view.isDemo(id));
  const list = lists.get('projects');
  const judged = list && (await judgedList(view, list, {}));
  const rows = judged?.rows.rows ?? [];
  const blocks: Block[] = [
    heading('projects-plan', 2, '（一）规划确定的重大工程项目'),
    paragraph(
      'projects-text',
      '规划确定的重大工程项目',
      counted(planned.length, '重大工程项目数', '规划', demo, '项'),
      '，其中',
      ...lightSum(
        'projects-text',
        '重大工程项目按亮灯分',
        planned.map(({ id }) => view.light(id)),
        sums,
        demo,
      ),
      '。',
    ),
    ...(rows.length === 0
      ? []
      : [
          heading('projects-list', 2, '（二）在库产业项目'),
          paragraph(
            'projects-list-text',
            '项目台账在库产业项目',
            counted(rows.length, '在库产业项目数', '项目台账', judged?.demo ?? false, '个'),
            '，其中',
            ...lightSum(
              'projects-list-text',
              '在库产业项目按亮灯分',
              rows.map(({ id }) => judged?.judged.get(id)?.light ?? 'grey'),
              sums,
              judged?.demo ?? false,
            ),
            '。',
          ),
        ]),
  ];
  return {
    blocks,
    annex: [
      { kind: 'annex', id: 'projects-annex', title: '重大工程项目进展情况表' },
      {
        kind: 'table',
        id: 'projects-table',
        title: '',
        columns: [
          { head: '序号', width: 7, align: 'center' },
          { head: '项目', width: 30 },
          { head: '责任单位', width: 15 },
          { head: '状态', width: 8, align: 'center' },
          { head: '说明', width: 34 },
        ],
        rows: planned.map((item, at) => row(view, item, at)),
      },
    ],
  };
}
