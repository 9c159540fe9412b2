import { organisationNamed } from '../../evidence/reading/organisations.ts';
import { randomBytes } from 'node:crypto';
import { dueAfter, isProblem } from '../../core/measure/index.ts';
import { inForce } from '../../core/register/index.ts';
import { scoreRules } from '../../evidence/delivery/registers.ts';
import type { PublishedScore } from '../../evidence/delivery/scores.ts';
import type { Services } from '../../evidence/domain.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { allows } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { type Directive, directivesOf } from '../directives/index.ts';
import { appealScore, decideAppeal, getScores, publishScores, type Scores } from './api.ts';
import { type Case, type Line, SCORE_RULE, type ScoreRule, scoresOf } from './score.ts';

export function scoreRoutes(services: Services): Route[] {
  const { store, ledger, snapshots, today } = services;

  async function computed(jurisdiction: string, from: string, to: string) {
    const view = await snapshots.at(jurisdiction, today(), 'all');
    const rule = await ruleOn(view);
    const cases = (await directivesOf(store, jurisdiction)).filter(countsIn(from, to, view.asOf)).map(caseOf);
    return { view, rule, lines: scoresOf(cases, rule) };
  }

  return [
    route(getScores, async ({ params, query, who }) => {
      const { jurisdiction } = params;
      const to = query.to ?? today();
      const from = query.from ?? `${to.slice(0, 4)}-01-01`;
      const { view, rule, lines } = await computed(jurisdiction, from, to);
      const { snapshot } = view;
      const published = await store
        .selectFrom('score')
        .select(['score_id', 'body'])
        .where('jurisdiction_id', '=', jurisdiction)
        .orderBy('seq', 'desc')
        .limit(20)
        .execute();
      const appeals = await store
        .selectFrom('score_appeal')
        .selectAll()
        .where('jurisdiction_id', '=', jurisdiction)
        .orderBy('seq')
        .execute();
      return {
        from,
        to,
        on: view.asOf,
        rule,
        lines: lines.map(named(snapshot)),
        published: published.map(({ score_id, body }) => {
          const { on, from, to, rule, appealUntil, lines } = body as PublishedScore;
          return {
            id: score_id,
            on,
            from,
            to,
            rule,
            appealUntil,
            lines: lines.map((line) => named(snapshot)({ ...line, onTimeLow: null, onTimeHigh: null })),
            appeals: appeals
              .filter((one) => one.score_id === score_id)
              .map(({ seq, organisation_id, line, body, decision }) => {
                const { text, by, on } = body as { text: string; by: string; on: string };
                const decided = decision as Scores['published'][number]['appeals'][number]['decision'];
                return {
                  seq,
                  organisation: organisationNamed(snapshot, organisation_id),
                  line,
                  text,
                  by,
                  on,
                  decision: decided,
                };
              }),
          };
        }),
        mayPublish: allows(who.role, 'directive.issue'),
        mayAppealFor: allows(who.role, 'directive.answer') ? who.organisation : null,
        mayDecide: allows(who.role, 'directive.verify'),
      };
    }),
    route(publishScores, async ({ params, body, who }) => {
      const { from, to } = body;
      if (from > to || to > today())
        throw new Problem({
          status: 422,
          code: 'time-order',
          zh: '考核期的止日不早于起日，也不晚于今天。',
          en: 'The time ends after it begins, and not later than today.',
          where: 'to',
        });
      const { rule, lines } = await computed(params.jurisdiction, from, to);
      const on = today();
      const until = dueAfter(on, { workdays: rule.appealWorkdays });
      if (isProblem(until) || until.due === null) throw new Error('a limit of working days has a day');
      const id = `k-${randomBytes(6).toString('hex')}`;
      await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'score.publish',
        actor: who.login ?? '',
        demo: false,
        payload: {
          id,
          on,
          from,
          to,
          rule: { weights: rule.weights, fewest: rule.fewest, appealWorkdays: rule.appealWorkdays },
          appealUntil: until.due,
          lines: lines.map(({ onTimeLow: _low, onTimeHigh: _high, ...line }) => line),
        },
      });
      return { id, appealUntil: until.due };
    }),
    route(appealScore, async ({ params, body, who }) => {
      if (who.organisation === null)
        throw new Problem({ status: 403, code: 'out-of-scope', zh: '申诉由单位提出。', en: 'A unit appeals.' });
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'score.appeal',
        actor: who.login ?? '',
        demo: false,
        payload: { ...body, score: params.score, on: today(), organisation: who.organisation },
      });
      return { seq };
    }),
    route(decideAppeal, async ({ params, body, who }) => {
      const appeal = Number(params.appeal);
      if (!Number.isSafeInteger(appeal) || appeal < 1)
        throw new Problem({
          status: 404,
          code: 'no-such-appeal',
          zh: '没有这条申诉。',
          en: 'There is no such appeal.',
        });
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'score.decide',
        actor: who.login ?? '',
        demo: false,
        payload: { ...body, score: params.score, appeal, on: today(), organisation: who.organisation },
      });
      return { seq };
    }),
  ];
}

const named = (snapshot: Pick<Snapshot, 'organisations'>) => (line: Line) => ({
  ...line,
  organisation: organisationNamed(snapshot, line.organisation),
});

async function ruleOn(view: ViewAt): Promise<ScoreRule & { record: string | null; since: string | null }> {
  const { rows } = await view.list(scoreRules);
  const row = inForce(rows, view.asOf);
  if (!row) return { ...SCORE_RULE, record: null, since: null };
  return {
    weights: { onTime: row.on_time, returns: row.few_returns, unturned: row.unturned, repeats: row.repeats },
    fewest: row.fewest,
    appealWorkdays: row.appeal_workdays,
    record: row.id,
    since: row.since,
  };
}

/** The cases of a time: those whose first limit ended in it by today, and those that were closed in it. */
function countsIn(from: string, to: string, day: string) {
  return ({ standing: { state, firstDue, closedOn } }: Directive): boolean =>
    state !== 'withdrawn' &&
    ((firstDue >= from && firstDue <= to && firstDue <= day) ||
      (state === 'closed' && closedOn !== null && closedOn >= from && closedOn <= to));
}

function caseOf({ issued, standing }: Directive): Case {
  return {
    organisation: issued.lead,
    firstDue: standing.firstDue,
    // An answer that was returned is none.
    answered: standing.state === 'closed' || standing.state === 'answered' ? standing.answered : null,
    closed: standing.state === 'closed',
    returns: standing.returns,
    unturned: standing.unturned,
    repeat: issued.again !== null,
    probability: issued.atIssue?.probability ?? null,
  };
}
