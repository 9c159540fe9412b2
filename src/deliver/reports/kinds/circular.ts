import { type Block, type LantuDocument, type Run, sharesOf } from '../../../core/document/index.ts';
import { isOpen } from '../../../core/directive/index.ts';
import { type Directive, directivesOf, levelNames, rowOf, stateNames } from '../../directives/index.ts';
import type { DirectiveRow } from '../../directives/api.ts';
import { counted, dayZh, documentOf, type Draft, heading, paragraph, percent, sourcesAnnex } from './parts.ts';

/** 督查通报: how the directives stand as a whole, who lags by name, what is asked, the table of them all. */
export async function circular({ view, services, subject }: Draft): Promise<LantuDocument> {
  const chosen = subject === null ? null : new Set(subject.split(','));
  const held = (await directivesOf(services.store, view.snapshot.jurisdiction)).filter(
    (one: Directive) => one.issuedOn <= view.asOf && (chosen === null || chosen.has(one.id)),
  );
  const rows = held.map((one) => rowOf(view.snapshot, one, view.asOf));
  const demo = rows.some((row) => row.demo);
  const groups: { name: string; of: (row: DirectiveRow) => boolean }[] = [
    { name: '已销号', of: (row) => row.state === 'closed' },
    { name: '待核销', of: (row) => row.state === 'answered' },
    { name: '按期办理', of: (row) => isOpen(row) && row.state !== 'answered' && (row.daysLeft ?? 0) >= 0 },
    { name: '逾期', of: isLate },
    { name: '已撤销', of: (row) => row.state === 'withdrawn' },
  ];
  const counts = groups.map(({ of }) => rows.filter(of).length);
  const shares = sharesOf(counts);
  const told = groups
    .map(({ name }, at) => ({ name, n: counts[at] ?? 0, share: shares[at] ?? 0 }))
    .filter(({ n }) => n > 0)
    .flatMap(({ name, n, share }, at): Run[] => [
      `${at === 0 ? '' : '；'}${name}`,
      counted(n, `督办事项：${name}`, '督办台账', demo, '件'),
      `，占${percent(share)}`,
    ]);
  const unturned = rows.filter((row) => row.unturned);
  const body: Block[] = [
    paragraph('basis', `现将截至${dayZh(view.asOf)}督办事项办理情况通报如下。`),
    heading('whole', 1, '一、总体情况'),
    paragraph(
      'whole-text',
      '本次通报督办事项',
      counted(rows.length, '督办事项总数', '督办台账', demo, '件'),
      ...(rows.length > 0 ? ['。其中', ...told] : []),
      '。逐项情况见附件。',
    ),
    heading('late', 1, '二、进展滞后事项'),
    ...lateBlocks(rows.filter(isLate)),
    ...(unturned.length > 0
      ? [
          heading('unturned', 1, '三、销号未转绿事项'),
          paragraph(
            'unturned-text',
            `销号时指标未转绿的${unturned.length}件：${unturned.map((row) => `${row.lead.name.zh}“${row.title}”`).join('；')}。`,
          ),
        ]
      : []),
    heading('asked', 1, `${unturned.length > 0 ? '四' : '三'}、工作要求`),
    paragraph(
      'asked-text',
      '逾期事项由牵头单位说明原因并明确完成时间；需延期的在到期前申请。整改以指标和佐证核销，实行蓝、橙、红三单预警督办，直至办结销号。',
    ),
    { kind: 'annex', id: 'table-annex', title: '督办事项汇总表' },
    tableOf(rows),
  ];
  return documentOf(view, {
    kind: '督查通报',
    title: `${view.snapshot.name.zh}督查通报`,
    blocks: [...body, ...sourcesAnnex(body)],
    sums: [
      {
        block: 'whole-text',
        name: '督办事项办理情况',
        whole: rows.length,
        parts: groups.map(({ name }, at) => ({ name, value: counts[at] ?? 0 })),
        ...(rows.length > 0 && { shares }),
      },
    ],
    demo,
  });
}

const isLate = (row: DirectiveRow): boolean => isOpen(row) && row.state !== 'answered' && (row.daysLeft ?? 0) < 0;

function lateBlocks(late: readonly DirectiveRow[]): Block[] {
  if (late.length === 0) return [paragraph('late-none', '没有逾期事项。')];
  return [...new Set(late.map(({ lead }) => lead.name.zh))].map((unit) => {
    const own = late.filter(({ lead }) => lead.name.zh === unit);
    return paragraph(
      `late-${own[0]?.lead.id ?? unit}`,
      `${unit}${own.length}件：${own.map((row) => `${row.number}“${row.title}”，期限${dayZh(row.due)}，逾期${-(row.daysLeft ?? 0)}个工作日`).join('；')}。`,
    );
  });
}

const tableOf = (rows: readonly DirectiveRow[]): Block => ({
  kind: 'table',
  id: 'table',
  title: '',
  columns: [
    { head: '序号', width: 6, align: 'center' },
    { head: '编号', width: 16 },
    { head: '事项', width: 26 },
    { head: '责任单位', width: 14 },
    { head: '时限', width: 13, align: 'center' },
    { head: '状态', width: 9, align: 'center' },
    { head: '等级', width: 8, align: 'center' },
    { head: '备注', width: 14 },
  ],
  rows: rows.map((row, at): Run[][] => [
    [String(at + 1)],
    [row.number],
    [`${row.title}${row.demo ? '（演示）' : ''}`],
    [row.lead.name.zh],
    [row.due],
    [stateNames[row.state].zh],
    [levelNames[row.level].zh],
    [
      [
        ...(row.returns > 0 ? [`退回${row.returns}次`] : []),
        ...(row.extensions > 0 ? [`延期${row.extensions}次，原定${row.firstDue}`] : []),
        ...(row.unturned ? ['销号未转绿'] : []),
      ].join('；'),
    ],
  ]),
});
