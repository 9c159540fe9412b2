import { sql } from 'kysely';
import { z } from 'zod';
import { isProblem } from '../../core/measure/index.ts';
import { type Passage, type RecordValues, spanOf, stageClock } from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import { kind } from '../ledger/kind.ts';
import { day, file, recordId } from '../ledger/shapes.ts';
import { json, type StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import { clockOf } from '../reading/clock.ts';
import { typeIn } from './types.ts';

/** Entries about the work on a record: what stops and extends the clock of its stage, and what people write under it. */

/** A thread of more belongs into papers of its own. */
const mostRemarks = 1000;
const mostActs = 50;

const paper = { document: z.string().trim().min(2).max(200), reason: z.string().trim().min(2).max(1000) };
const length = z.number().int().min(1).max(2500).optional();
const files = z.array(file).max(10).default([]);

/** What may be done with the clock of a stage. */
export const clockAct = z.discriminatedUnion('kind', [
  /** It stands from a day on, to a day where that is known already. */
  z.strictObject({ kind: z.literal('stop'), ...paper, from: day, to: day.nullable(), files }),
  /** It runs again; `to` is the last day on which it stood. */
  z.strictObject({ kind: z.literal('resume'), to: day }),
  /** The limit is longer by a length in one unit. */
  z.strictObject({ kind: z.literal('extend'), ...paper, workdays: length, days: length, months: length, files }),
]);
export type ClockInput = z.output<typeof clockAct>;

const clocked = z.strictObject({ register: z.string(), record: recordId, on: day, act: clockAct });
export const remarked = z.strictObject({
  register: z.string(),
  record: recordId,
  on: day,
  organisation: z.string().nullable(),
  text: z.string().trim().min(1).max(4000),
  files,
});

interface Standing {
  stage: string | null;
  passed: Record<string, string>;
  passages: Passage[];
  values: RecordValues;
  demo: boolean;
}

async function recordIn(tx: StoreTransaction, jurisdiction: string, register: string, id: string): Promise<Standing> {
  const row = await tx
    .selectFrom('record')
    .select(['stage', 'passed', 'passages', 'values', 'demo'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('register_id', '=', register)
    .where('record_id', '=', id)
    .executeTakeFirst();
  if (row) return row as Standing;
  throw new Problem({
    status: 404,
    code: 'no-such-record',
    zh: '没有这条记录，或已移除。',
    en: 'There is no such record, or it was removed.',
  });
}

function refuse(code: string, zh: string, en: string, where = 'act'): never {
  throw new Problem({ status: 422, code, zh, en, where });
}

export const workKinds = {
  'record.clock': kind(clocked, async (tx, at, { register, record, on, act }, by) => {
    const type = await typeIn(tx, at.jurisdiction_id, register);
    const standing = await recordIn(tx, at.jurisdiction_id, register, record);
    const acts = await clockOf(tx, at.jurisdiction_id, register, [record], null);
    const own = acts.get(record) ?? [];
    const clock = stageClock(type, { id: record, ...standing }, own);
    if (clock === null || isProblem(clock))
      return refuse('no-limit', '这条记录现在的阶段没有时限。', 'The stage on which the record stands has no limit.');
    if (own.length >= mostActs)
      refuse('too-many-acts', `一条记录最多停表、延期 ${mostActs} 次。`, `At most ${mostActs} stops and extensions.`);
    const rows = { jurisdiction_id: at.jurisdiction_id, register_id: register, record_id: record };
    if (act.kind === 'resume') {
      if (!clock.stopped) refuse('not-stopped', '没有停表，不用恢复。', 'The clock is not stopped.');
      const open = own.find((one) => one.kind === 'stop' && one.stage === standing.stage && one.to === null);
      if (open?.kind === 'stop' && act.to < open.from)
        refuse(
          'stop-order',
          `恢复日早于停表日 ${open.from}。`,
          `It was stopped on ${open.from}, later than that.`,
          'act.to',
        );
      await tx
        .updateTable('record_clock')
        .set({ ends: act.to, ended_on: on })
        .where('jurisdiction_id', '=', at.jurisdiction_id)
        .where('register_id', '=', register)
        .where('record_id', '=', record)
        .where('kind', '=', 'stop')
        .where('ends', 'is', null)
        .execute();
    } else {
      if (act.kind === 'stop') {
        if (clock.stopped && act.to === null)
          refuse('stopped-already', '已经停表，先恢复。', 'The clock stands already; resume it first.');
        if (act.from < clock.from || (act.to !== null && act.to < act.from) || (act.to === null && act.from > on))
          refuse(
            'stop-order',
            `停表应在起算日 ${clock.from} 之后，止日不早于起日；还没到的日子要写明止日。`,
            `A stop lies after ${clock.from}, ends no earlier than it begins, and names its end where it lies ahead.`,
            'act.from',
          );
      }
      const span = act.kind === 'extend' ? spanOf(act) : null;
      if (act.kind === 'extend' && span === null)
        refuse(
          'limit-length',
          '延长写工作日、自然日、月三者之一。',
          'An extension is in working days, natural days or months: one of them.',
        );
      await tx
        .insertInto('record_clock')
        .values({
          ...rows,
          seq: at.seq,
          kind: act.kind,
          stage: standing.stage ?? '',
          begins: act.kind === 'stop' ? act.from : null,
          ends: act.kind === 'stop' ? act.to : null,
          known_on: on,
          ended_on: act.kind === 'stop' && act.to !== null ? on : null,
          span: span && json(span),
          document: act.document,
          reason: act.reason,
          files: json(act.files),
          actor: by.actor,
          at: by.at,
          demo: at.demo || standing.demo,
        })
        .execute();
    }
    await tx
      .updateTable('register')
      .set({ touched: at.seq })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('register_id', '=', register)
      .execute();
  }),
  /** Something said under a record; it stays for ever. */
  'record.remark': kind(remarked, async (tx, at, { register, record, organisation, text, files }, by) => {
    const { demo } = await recordIn(tx, at.jurisdiction_id, register, record);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from remark
      where jurisdiction_id = ${at.jurisdiction_id} and register_id = ${register} and record_id = ${record}`.execute(
      tx,
    );
    if ((rows[0]?.n ?? 0) >= mostRemarks)
      refuse(
        'thread-full',
        `一条记录最多 ${mostRemarks} 条办理记录。`,
        `At most ${mostRemarks} remarks under a record.`,
        'text',
      );
    await upsert(
      tx,
      'remark',
      ['jurisdiction_id', 'register_id', 'record_id', 'seq'],
      [
        {
          jurisdiction_id: at.jurisdiction_id,
          register_id: register,
          record_id: record,
          seq: at.seq,
          organisation_id: organisation,
          text,
          files,
          actor: by.actor,
          at: by.at,
          demo: at.demo || demo,
        },
      ],
    );
  }),
};
