import { isOpen } from '../../core/directive/index.ts';
import type { PayloadOf, Submission } from '../../evidence/book.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ActKind } from '../../evidence/delivery/shapes.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { closedWithin, sameMatter } from './again.ts';
import {
  answerDirective,
  askExtension,
  decideExtension,
  decideReply,
  type DirectiveRow,
  draftDirectives,
  escalateDirective,
  getDirective,
  issueDirectives,
  listCandidates,
  listDirectives,
  planDirective,
  progressDirective,
  receiveDirective,
  replyDirective,
  verifyDirective,
  withdrawDirective,
} from './api.ts';
import { candidatesOf } from './candidates.ts';
import { concerns, type Directive, directiveIn, directivesOf } from './held.ts';
import { issueOf, mustBeKept } from './issue.ts';
import { seenAt } from './number.ts';
import { ruleOn } from './rule.ts';
import { detailOf, rowOf } from './view.ts';

interface Named {
  jurisdiction: string;
  directive: string;
}

export function directiveRoutes(services: Services): Route[] {
  const { store, ledger, snapshots, today } = services;

  async function seen({ jurisdiction, directive }: Named, who: Who): Promise<Directive> {
    const held = await directiveIn(store, jurisdiction, directive);
    if (!held) throw noSuch();
    if (!concerns(who, await snapshots.get(jurisdiction))(held))
      throw new Problem({
        status: 403,
        code: 'out-of-scope',
        zh: '这份督办单不涉及你的单位。',
        en: 'The directive is not for your organisation.',
      });
    return held;
  }

  /** Writes one act; who does it, and for which organisation, is said by the session. */
  async function act<K extends ActKind>(
    params: Named,
    who: Who,
    kind: K,
    body: Omit<PayloadOf<`directive.${K}`>, 'directive' | 'on' | 'organisation'> & {
      files?: { hash: string; name: string; bytes: number }[];
    },
  ) {
    await seen(params, who);
    await mustBeKept(services, params.jurisdiction, body.files ?? []);
    const { seq } = await ledger.submit({
      jurisdiction: params.jurisdiction,
      kind: `directive.${kind}`,
      actor: who.login ?? '',
      demo: false,
      payload: { ...body, directive: params.directive, on: today(), organisation: who.organisation },
    } as unknown as Submission);
    const after = await directiveIn(store, params.jurisdiction, params.directive);
    if (!after) throw noSuch();
    const { state, level, due } = after.standing;
    return { seq, state, level, due };
  }

  return [
    route(listDirectives, async ({ params, query, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const day = today();
      const own = (await directivesOf(store, params.jurisdiction)).filter(concerns(who, snapshot));
      const rows = own.map((held) => rowOf(snapshot, held, day)).toSorted(byUrgency);
      const late = (row: DirectiveRow) => row.daysLeft !== null && row.daysLeft < 0 && row.state !== 'answered';
      const shows = {
        open: isOpen,
        late,
        answered: (row: DirectiveRow) => row.state === 'answered',
        over: (row: DirectiveRow) => !isOpen(row),
        all: () => true,
      };
      const found = rows.filter(
        (row) =>
          shows[query.show](row) &&
          (query.level === undefined || row.level === query.level) &&
          (query.lead === undefined || row.lead.id === query.lead) &&
          (query.object === undefined || row.object === query.object) &&
          (query.words === undefined || `${row.number} ${row.title}`.includes(query.words)),
      );
      const open = rows.filter(isOpen);
      const of = (level: DirectiveRow['level']) => open.filter((row) => row.level === level).length;
      return {
        today: day,
        rows: found.slice(query.from, query.from + query.limit),
        total: found.length,
        counts: {
          open: open.length,
          late: rows.filter(late).length,
          answered: rows.filter(shows.answered).length,
          over: rows.length - open.length,
          unturned: rows.filter((row) => row.unturned).length,
          levels: { none: of('none'), blue: of('blue'), orange: of('orange'), red: of('red') },
        },
        mayIssue: allows(who.role, 'directive.issue'),
      };
    }),
    route(listCandidates, async ({ params }) => {
      const view = await snapshots.at(params.jurisdiction, today(), 'all');
      const all = await directivesOf(store, params.jurisdiction, true);
      return { ...(await candidatesOf(services, view, all)), today: view.asOf };
    }),
    route(getDirective, async ({ params, who }) => {
      const held = await seen(params, who);
      const view = await snapshots.at(params.jurisdiction, today(), reachOf(who));
      return detailOf(services, view, await ruleOn(view), who, held);
    }),
    route(issueDirectives, async ({ params, body, who }) => {
      const { submission, lines } = await issueOf(services, params.jurisdiction, who.login ?? '', body.directives);
      const { seq } = await ledger.submit(submission);
      const numbers = new Map(
        (
          await store
            .selectFrom('directive')
            .select(['directive_id', 'number'])
            .where('jurisdiction_id', '=', params.jurisdiction)
            .where(
              'directive_id',
              'in',
              lines.map(({ id }) => id),
            )
            .execute()
        ).map((row) => [row.directive_id, row.number]),
      );
      return {
        directives: lines.map(({ id, level, due, certain, again }) => ({
          id,
          number: numbers.get(id) ?? '',
          level,
          due,
          certain,
          again,
        })),
        seq,
      };
    }),
    route(draftDirectives, async ({ params, body }) => {
      const view = await snapshots.at(params.jurisdiction, today(), 'all');
      const { snapshot } = view;
      const rule = await ruleOn(view);
      const all = await directivesOf(store, params.jurisdiction);
      const drafts = [];
      const missing: string[] = [];
      for (const object of body.objects) {
        const found = await seenAt(services, view, object);
        if (!found) {
          missing.push(object);
          continue;
        }
        const { title, lead } = found;
        const same = sameMatter(snapshot, all, { object, lead: lead ?? '', title });
        const again = closedWithin(same, rule.repeatMonths, view.asOf);
        const open = same.find(({ standing }) => isOpen(standing));
        const name = lead === null ? undefined : snapshot.organisations.get(lead);
        drafts.push({
          object,
          title,
          lead: lead !== null && name ? { id: lead, name } : null,
          now: found.number,
          again: again && { id: again.id, number: again.number, closedOn: again.standing.closedOn },
          open: open ? { id: open.id, number: open.number } : null,
        });
      }
      return { drafts, missing };
    }),
    route(receiveDirective, ({ params, body, who }) => act(params, who, 'receive', body)),
    route(planDirective, ({ params, body, who }) =>
      act(params, who, 'plan', {
        ...body,
        steps: body.steps.map((step, at) => ({ ...step, id: step.id ?? `s${at + 1}` })),
      }),
    ),
    route(progressDirective, ({ params, body, who }) => act(params, who, 'progress', body)),
    route(answerDirective, ({ params, body, who }) => act(params, who, 'answer', body)),
    route(verifyDirective, async ({ params, body, who }) => {
      const { issued } = await seen(params, who);
      const view = await snapshots.at(params.jurisdiction, today(), 'all');
      const found = issued.object === null ? null : await seenAt(services, view, issued.object);
      return act(params, who, 'verify', { ...body, now: found?.number ?? null });
    }),
    route(askExtension, ({ params, body, who }) => act(params, who, 'extend', { act: 'ask', ...body } as never)),
    route(decideExtension, async ({ params, body: { grant, to, reason, base }, who }) => {
      const { standing } = await seen(params, who);
      return act(
        params,
        who,
        'extend',
        (grant
          ? { act: 'grant', base, reason, to: to ?? standing.asked?.to ?? standing.due }
          : { act: 'refuse', base, reason }) as never,
      );
    }),
    route(escalateDirective, async ({ params, body: { base, to, reason }, who }) => {
      const rule = await ruleOn(await snapshots.at(params.jurisdiction, today(), 'all'));
      return act(params, who, 'escalate', {
        base,
        to,
        why: { zh: reason, en: reason },
        by: 'person',
        tells: to === 'none' ? 'lead' : rule.tells[to],
      });
    }),
    route(withdrawDirective, ({ params, body, who }) => act(params, who, 'withdraw', body)),
    route(replyDirective, ({ params, body, who }) => act(params, who, 'reply', { act: 'state', ...body } as never)),
    route(decideReply, ({ params, body, who }) => act(params, who, 'reply', { act: 'decide', ...body } as never)),
  ];
}

const noSuch = () =>
  new Problem({ status: 404, code: 'no-such-directive', zh: '没有这份督办单。', en: 'There is no such directive.' });

const levelOrder = { red: 0, orange: 1, blue: 2, none: 3 } as const;

/** Those that are not over first; then the higher level, then the nearer limit. */
function byUrgency(a: DirectiveRow, b: DirectiveRow): number {
  return (
    Number(isOpen(b)) - Number(isOpen(a)) ||
    levelOrder[a.level] - levelOrder[b.level] ||
    (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)
  );
}
