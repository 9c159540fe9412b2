import type { Block, LantuDocument, Run } from '../../../core/document/index.ts';
import type { MeetingBody } from '../../../evidence/delivery/meetings.ts';
import { directivesOf } from '../../directives/index.ts';
import { computed, dayZh, documentOf, type Draft, heading, paragraph, sourcesAnnex } from './parts.ts';
import { nothingFor } from './order.ts';

/** 会议纪要, made from what was decided (GB/T 9704-2012, 10.3): the names stand one empty line below the text. */
export async function minutes({ view, services, subject }: Draft): Promise<LantuDocument> {
  const rows = await services.store
    .selectFrom('meeting')
    .selectAll()
    .where('jurisdiction_id', '=', view.snapshot.jurisdiction)
    .where('held_on', '<=', view.asOf)
    .orderBy('held_on', 'desc')
    .orderBy('seq', 'desc')
    .execute();
  const held =
    subject === null ? rows[0] : rows.find(({ meeting_id, number }) => meeting_id === subject || number === subject);
  if (!held) throw nothingFor('会议纪要', 'meeting');
  const body = held.body as MeetingBody;
  const directives = new Map(
    (await directivesOf(services.store, view.snapshot.jurisdiction)).map((one) => [one.id, one]),
  );
  const demo = held.demo || body.agenda.some(({ seen }) => seen?.demo === true);
  const decisions = body.decisions.map(({ text, directive }): Run[] => {
    const order = directive === null ? undefined : directives.get(directive);
    if (!order) return [text];
    const lead = view.organisation(order.issued.lead)?.name.zh ?? order.issued.lead;
    return [`${text.replace(/[。；]$/u, '')}（${order.number}，${lead}牵头，${dayZh(order.standing.due)}前）。`];
  });
  const items = body.agenda.map((item): Run[] => {
    const said = body.notes.filter((note) => note.item === item.id).map(({ text }) => text);
    const { seen } = item;
    return [
      item.title,
      ...(seen?.value == null
        ? []
        : [
            '：',
            computed(`${seen.value}${seen.unit ?? ''}`, `${item.title}（会议定格）`, seen.demo ?? false, {
              source: '会议定格数据',
            }),
          ]),
      item.promised.some(({ kept }) => kept === 'broken') ? '。上次承诺未兑现' : '',
      said.length > 0 ? `。${said.join('；')}` : '',
    ];
  });
  const names = (as: 'present' | 'leave' | 'observer') =>
    body.attendance
      .filter((one) => one.as === as)
      .map(({ person }) => person)
      .join('、');
  const attendance = [
    { label: '出席', list: names('present') },
    { label: '请假', list: names('leave') },
    { label: '列席', list: names('observer') },
  ].filter(({ list }) => list !== '');
  const blocks: Block[] = [
    paragraph(
      'opening',
      `${dayZh(held.held_on)}，${body.chair}主持召开${body.title}（${held.number}）。会议数据定格在${dayZh(body.frozenOn)}。现将议定事项纪要如下。`,
    ),
    ...(body.minutes && body.minutes.text !== '' ? [paragraph('text', body.minutes.text)] : []),
    heading('decisions', 1, '一、议定事项'),
    ...(decisions.length === 0
      ? [paragraph('decisions-none', '没有议定事项。')]
      : [{ kind: 'list' as const, id: 'decisions-list', items: decisions }]),
    heading('items', 1, '二、会议研究的事项'),
    ...(items.length === 0
      ? [paragraph('items-none', '没有议题。')]
      : [{ kind: 'list' as const, id: 'items-list', items }]),
    ...(attendance.length > 0 ? [paragraph('attendance-gap', '　')] : []),
    ...attendance.map(({ label, list }) => paragraph(`attendance-${label}`, `${label}：${list}`)),
  ];
  return documentOf(view, {
    kind: '会议纪要',
    title: `${body.title}纪要`,
    blocks: [...blocks, ...sourcesAnnex(blocks)],
    demo,
  });
}
