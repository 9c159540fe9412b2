import { sql } from 'kysely';
import type { z } from 'zod';
import { actRefusal, type Actor, type DirectiveAct, hasNotTurned, isOpen } from '../../core/directive/index.ts';
import { isProblem, milestoneStanding, workdaysBetween } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { organisationNamed, under } from '../../evidence/reading/organisations.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { allows } from '../../http/access.ts';
import type { Who } from '../../http/route.ts';
import { sameMatter } from './again.ts';
import type { DirectiveDetail, DirectiveRow, may as mayShape } from './api.ts';
import { type Directive, directivesOf } from './held.ts';
import { seenAt } from './number.ts';
import type { DirectiveRule } from './rule.ts';

/** Working days to the limit, negative when it has passed. */
export function daysLeft(due: string, day: string): number {
  const [left, over] = [workdaysBetween(day, due), workdaysBetween(due, day)];
  if (isProblem(left) || isProblem(over)) return 0;
  // A limit that ended on Friday is passed on Saturday, though no working day went by.
  return day > due ? -Math.max(over, 1) : left;
}

/** A directive as lists show it. */
export function rowOf(snapshot: Pick<Snapshot, 'organisations'>, held: Directive, day: string): DirectiveRow {
  const { issued, standing } = held;
  return {
    id: held.id,
    number: held.number,
    title: issued.title,
    state: standing.state,
    level: standing.level,
    lead: organisationNamed(snapshot, issued.lead),
    support: issued.support.map((unit) => organisationNamed(snapshot, unit)),
    object: issued.object,
    basis: issued.basis.kind,
    issuedOn: held.issuedOn,
    firstDue: standing.firstDue,
    due: standing.due,
    daysLeft: isOpen(standing) ? daysLeft(standing.due, day) : null,
    returns: standing.returns,
    extensions: standing.extensions,
    extensionAsked: standing.asked !== null,
    unturned: standing.unturned,
    again: issued.again,
    closedOn: standing.closedOn,
    base: held.seq,
    demo: held.demo || (issued.atIssue?.demo ?? false),
  };
}

/** What somebody is to a directive. */
function actorOf(who: Who, snapshot: Pick<Snapshot, 'parents'>, { issued }: Directive): Actor {
  const own = who.organisation === null ? new Set<string>() : under(snapshot.parents, who.organisation);
  return {
    login: who.login ?? '',
    forLead: own.has(issued.lead),
    forSupport: issued.support.some((unit) => own.has(unit)),
    ofLead: who.organisation !== null && under(snapshot.parents, issued.lead).has(who.organisation),
  };
}

function mayOf(who: Who, snapshot: Pick<Snapshot, 'parents'>, held: Directive, day: string): z.infer<typeof mayShape> {
  const by = actorOf(who, snapshot, held);
  const { standing } = held;
  const can = (capability: Parameters<typeof allows>[1], act: DirectiveAct) =>
    allows(who.role, capability) && actRefusal(standing, act, by, day) === null;
  const later = '9999-12-31';
  const open = standing.replies.find(({ decision }) => decision === null);
  return {
    receive: can('directive.answer', { kind: 'receive' }),
    plan: can('directive.answer', { kind: 'plan', steps: [] }),
    progress: can('directive.answer', { kind: 'progress', done: [] }),
    answer: can('directive.answer', { kind: 'answer' }),
    verify: can('directive.verify', { kind: 'verify', decision: 'close', unturned: false, reason: '' }),
    askExtension: can('directive.answer', { kind: 'extend', act: 'ask', to: later }),
    decideExtension: can('directive.verify', { kind: 'extend', act: 'grant', to: later }),
    escalate: can('directive.issue', { kind: 'escalate', to: 'red' }),
    withdraw: can('directive.issue', { kind: 'withdraw' }),
    reply: can('directive.answer', { kind: 'reply', act: 'state' }),
    decideReply:
      open !== undefined &&
      can('directive.verify', { kind: 'reply', act: 'decide', of: open.seq, decision: 'accepted' }),
  };
}

/** One directive with everything about it, for a reader. */
export async function detailOf(
  services: Services,
  view: ViewAt,
  rule: DirectiveRule,
  who: Who,
  held: Directive,
): Promise<DirectiveDetail> {
  const { store } = services;
  const { snapshot, asOf } = view;
  const { issued, standing } = held;
  const { rows: events } = await sql<{
    seq: number;
    kind: string;
    known_on: string;
    organisation_id: string | null;
    body: Record<string, unknown>;
    actor: string;
    at: string;
  }>`
    select seq, kind, known_on, organisation_id, body, actor, at from directive_event
    where jurisdiction_id = ${snapshot.jurisdiction} and directive_id = ${held.id} order by seq`.execute(store);
  const people = new Map((await peopleOf(store, snapshot.jurisdiction)).map(({ login, name }) => [login, name]));
  const person = (login: string) => ({ login, name: people.get(login) ?? login });
  const seen = issued.object === null ? null : await seenAt(services, view, issued.object);
  const all = await directivesOf(store, snapshot.jurisdiction);
  const year = asOf.slice(0, 4);
  return {
    ...rowOf(snapshot, held, asOf),
    demand: issued.demand,
    closes: issued.closes,
    basisText: issued.basis.text,
    limit: issued.limit,
    certain: issued.certain,
    person: issued.person === null ? null : person(issued.person),
    issuedBy: person(events[0]?.actor ?? ''),
    files: issued.files,
    objectName: seen?.title ?? null,
    atIssue: issued.atIssue,
    now: seen?.number ?? null,
    trend: seen?.trend ?? [],
    wouldBeUnturned: hasNotTurned(issued.atIssue, seen?.number ?? null),
    unturnedOfLead: all.filter(
      ({ issued: { lead }, standing: one }) =>
        lead === issued.lead && one.unturned && one.closedOn?.startsWith(year) === true,
    ).length,
    steps: standing.steps.map((step) => ({
      ...step,
      light: milestoneStanding({
        milestones: [{ name: { zh: step.title, en: step.title }, due: step.due, doneOn: step.doneOn }],
        asOf,
        start: held.issuedOn,
        rules: view.rules,
      }).light,
    })),
    asked: standing.asked,
    replies: standing.replies.map(({ seq, decision }) => ({ seq, decision })),
    earlier: sameMatter(snapshot, all, issued)
      .filter(({ id, issuedSeq }) => id !== held.id && issuedSeq <= held.issuedSeq)
      .map((one) => ({
        id: one.id,
        number: one.number,
        closedOn: one.standing.closedOn,
        unturned: one.standing.unturned,
      })),
    events: events.map(({ seq, kind, known_on, organisation_id, body, actor, at }) => ({
      seq,
      kind,
      on: known_on,
      at,
      by: person(actor),
      organisation: organisation_id === null ? null : organisationNamed(snapshot, organisation_id),
      body,
    })),
    may: mayOf(who, snapshot, held, asOf),
    rule: { record: rule.record, since: rule.since, text: ruleText(rule) },
  };
}

/** The rule in a sentence, as it stands beside every level. */
function ruleText({ blueBefore, orangeOver, redOver, redReturns }: DirectiveRule) {
  return {
    zh: `到期前 ${blueBefore} 个工作日升蓝单；逾期 ${orangeOver} 个工作日升橙单；逾期 ${redOver} 个工作日或第 ${redReturns} 次退回升红单。`,
    en: `Blue ${blueBefore} working days before the limit; orange ${orangeOver} over it; red ${redOver} over it, or at return no. ${redReturns}.`,
  };
}
