import type { Block, LantuDocument, Run } from '../../../core/document/index.ts';
import { Problem } from '../../../http/problem.ts';
import { directivesOf, levelNames, rowOf, seenAt, stateNames } from '../../directives/index.ts';
import { computed, dayZh, documentOf, type Draft, note, sourcesAnnex } from './parts.ts';

/** 督办单: one matter, one order, as a form with room for the signature and the seal of the unit. */
export async function order({ view, services, subject }: Draft): Promise<LantuDocument> {
  const all = (await directivesOf(services.store, view.snapshot.jurisdiction)).filter(
    ({ issuedOn }) => issuedOn <= view.asOf,
  );
  const held = subject === null ? all.at(-1) : all.find(({ id, number }) => id === subject || number === subject);
  if (!held) throw nothingFor('督办单', 'directive');
  const { issued, standing } = held;
  const row = rowOf(view.snapshot, held, view.asOf);
  const seen = issued.object === null ? null : await seenAt(services, view, issued.object);
  const line = (name: string, ...runs: Run[]): Run[][] => [[name], runs.length === 0 ? ['　'] : runs];
  const number = (at: typeof issued.atIssue, of: string): Run[] =>
    at?.value == null
      ? ['—']
      : [
          computed(`${at.value}${at.unit ?? ''}`, of, at.demo ?? row.demo, { source: '交办时定格' }),
          `（${at.period ?? ''}）`,
        ];
  const blocks: Block[] = [
    {
      kind: 'table',
      id: 'form',
      title: `编号：${held.number}　　等级：${levelNames[row.level].zh}`,
      columns: [
        { head: '项目', width: 22, align: 'center' },
        { head: '内容', width: 78 },
      ],
      rows: [
        line('督办事项', issued.title),
        line('立项依据', issued.basis.text),
        line('牵头单位', row.lead.name.zh),
        line('协办单位', row.support.map(({ name }) => name.zh).join('、') || '无'),
        line('责任人', issued.person ?? ''),
        line('办理要求', issued.demand),
        line('核销条件', issued.closes),
        line('交办日期', dayZh(held.issuedOn)),
        line('办结时限', `${dayZh(row.due)}${row.extensions > 0 ? `（原定${dayZh(row.firstDue)}）` : ''}`),
        ...(seen
          ? [
              line('督办对象', seen.title),
              line('交办时数据', ...number(issued.atIssue, `${seen.title}交办时`)),
              line('目前数据', ...number(seen.number, `${seen.title}目前`)),
            ]
          : []),
        line(
          '办理状态',
          `${stateNames[row.state].zh}${row.daysLeft !== null && row.daysLeft < 0 ? `，逾期${-row.daysLeft}个工作日` : ''}`,
        ),
        line('办理进展'),
        line('存在问题'),
        line('下步措施'),
        line('承办单位意见', '负责人签字（盖章）：　　　　　　　　　　年　　月　　日'),
        line('督查机构审核意见', '　　　　　　　　　　　　　　　　　　　　年　　月　　日'),
        line(
          '销号意见',
          standing.closedOn === null
            ? '　　　　　　　　　　　　　　　　　　　　年　　月　　日'
            : `已于${dayZh(standing.closedOn)}销号${row.unturned ? '（销号未转绿）' : ''}`,
        ),
      ],
    },
    note('note', '注：承办单位收到后签收，按期书面反馈；需延期的，在到期前申请。'),
  ];
  return documentOf(view, {
    kind: '督办单',
    title: `${view.snapshot.name.zh}督办单`,
    blocks: [...blocks, ...sourcesAnnex(blocks)],
    demo: row.demo,
  });
}

/** There is nothing of the sort that a document could be about. */
export function nothingFor(zh: string, en: string): Problem {
  return new Problem({
    status: 404,
    code: 'no-such-subject',
    zh: `没有可以出${zh}的事项。`,
    en: `There is no such ${en}.`,
    hint: { zh: '先在系统里建立，或用 --of 指明。', en: 'Make one first, or name it with --of.' },
    where: 'subject',
  });
}
