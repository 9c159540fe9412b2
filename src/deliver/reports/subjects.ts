import type { MeetingBody } from '../../evidence/delivery/meetings.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import type { Who } from '../../http/route.ts';
import { concerns, directivesOf } from '../directives/index.ts';
import { type ReportKind, reportKind } from './kinds.ts';

/** What a document may be about, for a reader: directives that concern him, meetings, records within his reach. */
export async function subjects(
  { store, lists }: Pick<Services, 'store' | 'lists'>,
  view: ViewAt,
  who: Who,
  kind: ReportKind,
): Promise<{ id: string; name: string }[]> {
  const { jurisdiction } = view.snapshot;
  if (kind.subject === null) return [];
  if (kind.subject === 'directive') {
    const mine = concerns(who, view.snapshot);
    return (await directivesOf(store, jurisdiction))
      .filter(mine)
      .toReversed()
      .slice(0, 500)
      .map(({ id, number, issued }) => ({ id, name: `${number} ${issued.title}` }));
  }
  if (kind.subject === 'meeting') {
    const rows = await store
      .selectFrom('meeting')
      .select(['meeting_id', 'number', 'body'])
      .where('jurisdiction_id', '=', jurisdiction)
      .orderBy('seq', 'desc')
      .limit(200)
      .execute();
    return rows.map(({ meeting_id, number, body }) => ({
      id: meeting_id,
      name: `${number} ${(body as MeetingBody).title}`,
    }));
  }
  const list = lists.get(kind.subject.slice('record/'.length));
  if (!list) return [];
  const { titles, records } = await view.records(list.register.id);
  return records.slice(0, 2000).map(({ id }) => ({ id, name: titles.get(id) ?? id }));
}

/** Throws 403 where a document is about a directive that does not concern the reader. */
export async function mayRead(
  services: Services,
  view: ViewAt,
  who: Who,
  kind: string,
  subject: string | null,
): Promise<void> {
  const sort = reportKind(kind);
  const aboutDirectives = sort.subject === 'directive' || sort.name === '督查通报';
  if (!aboutDirectives || view.reach === 'all') return;
  const mine = concerns(who, view.snapshot);
  const all = await directivesOf(services.store, view.snapshot.jurisdiction);
  const asked = subject === null ? all : all.filter(({ id }) => subject.split(',').includes(id));
  if (asked.length > 0 && asked.every(mine)) return;
  throw new Problem({
    status: 403,
    code: 'out-of-scope',
    zh: '文书涉及其他单位的督办单，不在你的范围内。',
    en: 'The document is about directives of other units.',
  });
}
