import { z } from 'zod';
import {
  actRefusal,
  afterAct,
  type DirectiveAct,
  type DirectiveStanding,
  hasNotTurned,
  type NumberOn,
} from '../../core/directive/index.ts';
import { Problem } from '../../http/problem.ts';
import { type By, kind, type Placed } from '../ledger/kind.ts';
import { day } from '../ledger/shapes.ts';
import { organisationsUnder } from '../reading/organisations.ts';
import { drawNumber } from '../registers/numbers.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import type { HeldDirective } from './held.ts';
import { mirror } from './mirror.ts';
import { type ActKind, actShapes, type IssuedLine, issuedLine } from './shapes.ts';

/** Entries about directives (督办): append-only, and what a directive was issued with stands for ever. */

const issued = z.strictObject({ on: day, directives: z.array(issuedLine).min(1).max(200) });

async function issue(tx: StoreTransaction, at: Placed, { on, directives }: z.output<typeof issued>, by: By) {
  for (const line of directives) {
    const taken = await held(tx, at.jurisdiction_id, line.id);
    if (taken)
      throw new Problem({
        status: 409,
        code: 'directive-exists',
        zh: `督办单 ${taken.number} 已经交办。`,
        en: `The directive ${taken.number} was issued already.`,
        where: line.id,
      });
    const year = on.slice(0, 4);
    const number = await drawNumber(tx, at, `directive/${line.series}`, `${line.series}〔{year}〕{n}号`, year);
    const standing: DirectiveStanding = {
      state: 'issued',
      level: line.level,
      due: line.due,
      firstDue: line.due,
      asked: null,
      extensions: 0,
      returns: 0,
      answeredBy: [],
      firstAnswered: null,
      answered: null,
      steps: [],
      replies: [],
      closedOn: null,
      unturned: false,
    };
    const row = { directive_id: line.id, number, lead: line.lead, issued_on: on, issued: line, standing };
    await lay(tx, at, { ...row, seq: at.seq, demo: at.demo }, at.seq);
    await note(tx, at, line.id, 'issue', { on, organisation: null }, {}, by);
    await mirror(tx, at, { ...row, seq: at.seq, demo: at.demo }, { on, by: by.actor });
  }
}

/** Lays how a directive stands; `issuedSeq` is the entry that issued it. */
async function lay(tx: StoreTransaction, at: Placed, held: HeldDirective, issuedSeq?: number): Promise<void> {
  const { standing, issued: line } = held;
  const moving = {
    seq: at.seq,
    state: standing.state,
    level: standing.level,
    due: standing.due,
    closed_on: standing.closedOn,
  };
  if (issuedSeq === undefined) {
    await tx
      .updateTable('directive')
      .set({ ...moving, standing: JSON.stringify(standing) })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('directive_id', '=', held.directive_id)
      .execute();
    return;
  }
  await upsert(
    tx,
    'directive',
    ['jurisdiction_id', 'directive_id'],
    [
      {
        ...at,
        ...moving,
        directive_id: held.directive_id,
        issued_seq: issuedSeq,
        number: held.number,
        series: line.series,
        lead: held.lead,
        issued_on: held.issued_on,
        object: line.object,
        issued: line,
        standing,
        demo: held.demo,
      },
    ],
  );
}

async function note(
  tx: StoreTransaction,
  at: Placed,
  directive: string,
  kind: string,
  said: { on: string; organisation: string | null },
  body: object,
  by: By,
): Promise<void> {
  await upsert(
    tx,
    'directive_event',
    ['jurisdiction_id', 'directive_id', 'seq'],
    [
      {
        jurisdiction_id: at.jurisdiction_id,
        directive_id: directive,
        seq: at.seq,
        kind,
        known_on: said.on,
        organisation_id: said.organisation,
        body,
        actor: by.actor,
        at: by.at,
        demo: at.demo,
      },
    ],
  );
}

async function held(tx: StoreTransaction, jurisdiction: string, id: string): Promise<HeldDirective | undefined> {
  const row = await tx
    .selectFrom('directive')
    .select(['directive_id', 'seq', 'number', 'lead', 'issued_on', 'issued', 'standing', 'demo'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('directive_id', '=', id)
    .executeTakeFirst();
  return row && { ...row, issued: row.issued as IssuedLine, standing: row.standing as DirectiveStanding };
}

interface ActPayload {
  directive: string;
  base: number | null;
  on: string;
  organisation: string | null;
}

/** One act on a directive: refused, or written and laid out. `act` makes of the payload what the rules look at. */
async function done<P extends ActPayload>(
  tx: StoreTransaction,
  at: Placed,
  name: ActKind,
  payload: P,
  act: (payload: P, issued: IssuedLine) => DirectiveAct,
  by: By,
): Promise<void> {
  const now = await held(tx, at.jurisdiction_id, payload.directive);
  if (!now)
    throw new Problem({
      status: 404,
      code: 'no-such-directive',
      zh: '没有这份督办单。',
      en: 'There is no such directive.',
    });
  if (payload.base !== null && payload.base !== now.seq)
    throw new Problem({
      status: 409,
      code: 'directive-changed',
      zh: '督办单已有新的进展。',
      en: 'Something was done on the directive meanwhile.',
      hint: { zh: '刷新后看清现状再办。', en: 'Look at how it stands, then decide.' },
      where: 'base',
      current: { base: now.seq, state: now.standing.state, level: now.standing.level },
    });
  const { organisation } = payload;
  const under = (unit: string | null) =>
    unit === null ? new Set<string>() : organisationsUnder(tx, at.jurisdiction_id, unit);
  const own = await under(organisation);
  const who = {
    login: by.actor,
    forLead: own.has(now.lead),
    forSupport: now.issued.support.some((unit) => own.has(unit)),
    ofLead: organisation !== null && (await under(now.lead)).has(organisation),
  };
  const what = act(payload, now.issued);
  const refusal = actRefusal(now.standing, what, who, payload.on);
  if (refusal) {
    const { status, code, zh, en, where } = refusal;
    throw new Problem({ status, code, zh, en, ...(where !== undefined && { where }) });
  }
  const { directive: _directive, base: _base, on, organisation: _organisation, ...body } = payload;
  const after = { ...now, seq: at.seq, standing: afterAct(now.standing, what, who, on, at.seq) };
  const placed = { ...at, demo: at.demo || now.demo };
  await lay(tx, placed, after);
  await note(tx, placed, payload.directive, name, { on, organisation }, body, by);
  await mirror(tx, placed, after, { on, by: by.actor });
}

const verdict = (now: NumberOn | null, then: NumberOn | null) => hasNotTurned(then, now);

export const directiveKinds = {
  /** One matter each; every one draws its number here. */
  'directive.issue': kind(issued, issue),
  'directive.receive': kind(actShapes.receive, (tx, at, payload, by) =>
    done(tx, at, 'receive', payload, () => ({ kind: 'receive' }), by),
  ),
  'directive.plan': kind(actShapes.plan, (tx, at, payload, by) =>
    done(tx, at, 'plan', payload, ({ steps }) => ({ kind: 'plan', steps }), by),
  ),
  'directive.progress': kind(actShapes.progress, (tx, at, payload, by) =>
    done(tx, at, 'progress', payload, ({ done: steps }) => ({ kind: 'progress', done: steps }), by),
  ),
  'directive.answer': kind(actShapes.answer, (tx, at, payload, by) =>
    done(tx, at, 'answer', payload, () => ({ kind: 'answer' }), by),
  ),
  'directive.verify': kind(actShapes.verify, (tx, at, payload, by) =>
    done(
      tx,
      at,
      'verify',
      payload,
      ({ decision, reason, now }, { atIssue }) => ({
        kind: 'verify',
        decision,
        reason,
        unturned: decision === 'close' && verdict(now, atIssue),
      }),
      by,
    ),
  ),
  'directive.extend': kind(actShapes.extend, (tx, at, payload, by) =>
    done(
      tx,
      at,
      'extend',
      payload,
      (said) =>
        said.act === 'refuse' ? { kind: 'extend', act: 'refuse' } : { kind: 'extend', act: said.act, to: said.to },
      by,
    ),
  ),
  'directive.escalate': kind(actShapes.escalate, (tx, at, payload, by) =>
    done(tx, at, 'escalate', payload, ({ to }) => ({ kind: 'escalate', to }), by),
  ),
  'directive.withdraw': kind(actShapes.withdraw, (tx, at, payload, by) =>
    done(tx, at, 'withdraw', payload, () => ({ kind: 'withdraw' }), by),
  ),
  'directive.reply': kind(actShapes.reply, (tx, at, payload, by) =>
    done(
      tx,
      at,
      'reply',
      payload,
      (said) =>
        said.act === 'state'
          ? { kind: 'reply', act: 'state' }
          : { kind: 'reply', act: 'decide', of: said.of, decision: said.decision },
      by,
    ),
  ),
} as const;
