import type { Text } from '../../core/measure/index.ts';
import type { MattersOf } from '../../evidence/domain.ts';
import { matter } from '../../evidence/matter.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import { allows } from '../../http/access.ts';
import { concerns, type Directive, directivesOf } from './held.ts';

/** Directives that wait for the reader: to answer, to verify, to decide on; for leaders what went up and what nobody ordered. */
export const directiveMatters: MattersOf = async (services, view, who) => {
  if (!allows(who.role, 'evidence.read')) return [];
  const open = await directivesOf(services.store, view.snapshot.jurisdiction, true);
  const mine = open.filter(concerns(who, view.snapshot));
  const leads = scopeOf(who, view.snapshot);
  const toDo = mine.filter(({ standing, issued }) => standing.state !== 'answered' && leads(issued.lead));
  const late = toDo.filter(({ standing }) => standing.due < view.asOf);
  const returned = toDo.filter(({ standing }) => standing.state === 'returned');
  const rest = toDo.filter((one) => !late.includes(one) && !returned.includes(one));
  const said = (
    rows: readonly Directive[],
    zh: string,
    en: string,
  ): { count: number; title: Text; detail: Text | null } => ({
    count: rows.length,
    title: { zh: `${rows.length} ${zh}`, en: `${rows.length} ${en}` },
    detail: rows[0]
      ? { zh: `${rows[0].number} ${rows[0].issued.title}`, en: `${rows[0].number} ${rows[0].issued.title}` }
      : null,
  });
  const at = '/directives';
  const ordered = new Set(open.map(({ issued }) => issued.object));
  const red = view.snapshot.commitments.filter(
    ({ item }) => item.kind !== 'theme' && view.light(item.id) === 'red' && !ordered.has(`commitment/${item.id}`),
  );
  return [
    ...matter(who, 'directive.answer', {
      id: 'directives-late',
      sort: 'late',
      ...said(late, '件督办单超过期限', 'directives past their limit'),
      at,
    }),
    ...matter(who, 'directive.answer', {
      id: 'directives-returned',
      sort: 'returned',
      ...said(returned, '件督办单被退回', 'directives returned'),
      at,
    }),
    ...matter(who, 'directive.answer', {
      id: 'directives-open',
      sort: 'due',
      ...said(rest, '件督办单在办', 'directives to be done'),
      at,
    }),
    ...matter(who, 'directive.verify', {
      id: 'directives-verify',
      sort: 'review',
      ...said(
        open.filter(({ standing }) => standing.state === 'answered'),
        '件督办单等待核销',
        'directives wait for verification',
      ),
      at: '/directives?show=answered',
    }),
    ...matter(who, 'directive.verify', {
      id: 'directives-extension',
      sort: 'decide',
      ...said(
        open.filter(({ standing }) => standing.asked !== null),
        '件督办单申请延期',
        'directives ask for more time',
      ),
      at,
    }),
    ...matter(who, 'directive.verify', {
      id: 'directives-reply',
      sort: 'decide',
      ...said(
        open.filter(({ standing }) => standing.replies.some(({ decision }) => decision === null)),
        '件督办单有申辩待定',
        'directives with a reply to be decided',
      ),
      at,
    }),
    ...(who.role === 'leader' || who.role === 'supervisor'
      ? [
          ...matter(who, 'directive.issue', {
            id: 'directives-red',
            sort: 'decide',
            ...said(
              open.filter(({ standing }) => standing.level === 'red'),
              '件红单，已提级到市领导',
              'red directives, raised to the leaders',
            ),
            at: '/directives?level=red',
          }),
          ...matter(who, 'directive.issue', {
            id: 'red-without-directive',
            sort: 'decide',
            count: red.length,
            title: {
              zh: `${red.length} 项红灯还没有交办`,
              en: `${red.length} red lights that nobody was ordered to act on`,
            },
            detail: red[0] ? red[0].item.title : null,
            at: '/directives/new',
          }),
        ]
      : []),
  ];
};
