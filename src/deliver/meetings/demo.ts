import type { Services } from '../../evidence/domain.ts';
import { agendaItem } from '../../evidence/delivery/meetings.ts';

/** One meeting of the demonstration, held and closed, so that its minutes can be seen: what was red, and what was decided. */
export async function demoMeeting(
  { ledger, snapshots, today }: Pick<Services, 'ledger' | 'snapshots' | 'today'>,
  jurisdiction: string,
): Promise<void> {
  const on = today();
  const view = await snapshots.at(jurisdiction, on, 'all');
  const red = view.snapshot.commitments.filter(({ item }) => item.kind !== 'theme' && view.light(item.id) === 'red');
  if (red.length === 0) return;
  const agenda = red.slice(0, 3).map(({ item }, at) =>
    agendaItem.parse({
      id: `i${at + 1}`,
      from: 'red',
      title: item.title.zh,
      object: `commitment/${item.id}`,
      directive: null,
      lead: item.lead,
      seen: null,
      trend: [],
      promised: [],
    }),
  );
  const by = { jurisdiction, actor: 'pack', demo: true };
  const of = { meeting: 'demo-meeting', base: null, on };
  await ledger.submit([
    {
      ...by,
      kind: 'meeting.open',
      payload: {
        id: of.meeting,
        on,
        series: '调度会',
        title: '演示·重点工作调度会',
        place: '第一会议室',
        chair: '演示·市领导',
        frozenOn: on,
        agenda,
      },
    },
    {
      ...by,
      kind: 'meeting.attend',
      payload: { ...of, attendance: [{ person: '演示·督查', organisation: null, as: 'present' }] },
    },
    ...agenda.map(({ id, lead, title }, at) => ({
      ...by,
      kind: 'meeting.decide' as const,
      payload: {
        ...of,
        decision: {
          id: `b${at + 1}`,
          item: id,
          text: `“${title}”由${view.organisation(lead)?.name.zh ?? '牵头单位'}逐月倒排进度，下次会议报告。`,
          directive: null,
        },
      },
    })),
    { ...by, kind: 'meeting.close', payload: { ...of, minutes: '会议听取了红灯事项的情况。' } },
  ]);
}
