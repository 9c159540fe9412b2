import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { kind, type Placed } from '../ledger/kind.ts';
import { day } from '../ledger/shapes.ts';
import { drawNumber } from '../registers/numbers.ts';
import { json, type StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import { deliveryId, files, numberOn, objectRef, organisationId, words } from './shapes.ts';

/** Entries about meetings (调度会): the agenda is frozen with what was to be seen, so the wall does not change under the speakers. */

const promise = z.strictObject({
  directive: deliveryId.nullable(),
  text: z.string().max(1000),
  on: day,
  due: day.nullable(),
  kept: z.enum(['kept', 'broken', 'open']),
});

export const agendaItem = z.strictObject({
  id: deliveryId,
  /** Why it stands on the agenda. */
  from: z.enum(['red', 'late', 'promised', 'added']),
  title: words(300),
  object: objectRef.nullable(),
  directive: deliveryId.nullable(),
  lead: organisationId.nullable(),
  /** What the number said on the day that the view is frozen at. */
  seen: numberOn.nullable(),
  /** The way to here: periods and values, oldest first. */
  trend: z.array(z.strictObject({ period: z.string().max(40), value: z.number() })).max(60),
  /** What was promised about it before, and whether it was kept. */
  promised: z.array(promise).max(20),
});

const attendance = z.strictObject({
  person: words(100),
  organisation: organisationId.nullable(),
  as: z.enum(['present', 'leave', 'observer']),
});

const decision = z.strictObject({
  id: deliveryId,
  item: deliveryId.nullable(),
  text: words(2000),
  /** The directive that it became, issued in the same act. */
  directive: deliveryId.nullable(),
});

export interface MeetingBody {
  title: string;
  place: string;
  chair: string;
  frozenOn: string;
  agenda: z.output<typeof agendaItem>[];
  attendance: z.output<typeof attendance>[];
  notes: { item: string | null; text: string; by: string; at: string }[];
  decisions: (z.output<typeof decision> & { by: string; at: string })[];
  minutes: { text: string; by: string; on: string } | null;
}

const opened = z.strictObject({
  id: deliveryId,
  on: day,
  series: z.string().trim().min(1).max(20),
  title: words(200),
  place: z.string().trim().max(200),
  chair: words(100),
  /** The ISO day of the view; nothing that became known later is on the wall. */
  frozenOn: day,
  agenda: z.array(agendaItem).max(200),
});

const of = { meeting: deliveryId, base: z.number().int().min(1).nullable(), on: day };

async function held(tx: StoreTransaction, jurisdiction: string, id: string, base: number | null, open = true) {
  const row = await tx
    .selectFrom('meeting')
    .select(['seq', 'state', 'body'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('meeting_id', '=', id)
    .executeTakeFirst();
  if (!row)
    throw new Problem({ status: 404, code: 'no-such-meeting', zh: '没有这次会议。', en: 'There is no such meeting.' });
  if (base !== null && base !== row.seq)
    throw new Problem({
      status: 409,
      code: 'meeting-changed',
      zh: '会议记录已被别人改过。',
      en: 'Somebody else changed the record of the meeting.',
      hint: { zh: '刷新后再记。', en: 'Reload it first.' },
      where: 'base',
      current: { base: row.seq },
    });
  if (open && row.state !== 'open')
    throw new Problem({
      status: 409,
      code: 'meeting-over',
      zh: '会议已经结束，纪要不能再改。',
      en: 'The meeting is over; its minutes stand.',
    });
  return row.body as MeetingBody;
}

async function lay(tx: StoreTransaction, at: Placed, id: string, body: MeetingBody, state = 'open'): Promise<void> {
  await tx
    .updateTable('meeting')
    .set({ seq: at.seq, body: json(body), state })
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('meeting_id', '=', id)
    .execute();
}

export const meetingKinds = {
  'meeting.open': kind(opened, async (tx, at, { id, on, series, agenda, ...more }) => {
    const taken = await tx
      .selectFrom('meeting')
      .select('meeting_id')
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('meeting_id', '=', id)
      .executeTakeFirst();
    if (taken)
      throw new Problem({
        status: 409,
        code: 'meeting-exists',
        zh: '会议已经建立。',
        en: 'The meeting is there already.',
      });
    const number = await drawNumber(tx, at, `meeting/${series}`, `${series}〔{year}〕第{n}期`, on.slice(0, 4));
    const body: MeetingBody = { ...more, agenda, attendance: [], notes: [], decisions: [], minutes: null };
    await upsert(
      tx,
      'meeting',
      ['jurisdiction_id', 'meeting_id'],
      [{ ...at, meeting_id: id, number, state: 'open', held_on: on, body }],
    );
  }),
  'meeting.attend': kind(
    z.strictObject({ ...of, attendance: z.array(attendance).max(300) }),
    async (tx, at, { meeting, base, attendance }) => {
      const body = await held(tx, at.jurisdiction_id, meeting, base);
      await lay(tx, at, meeting, { ...body, attendance });
    },
  ),
  /** Something said about an item. */
  'meeting.note': kind(
    z.strictObject({ ...of, item: deliveryId.nullable(), text: words(2000) }),
    async (tx, at, { meeting, base, item, text }, by) => {
      const body = await held(tx, at.jurisdiction_id, meeting, base);
      const notes = [...body.notes, { item, text, by: by.actor, at: by.at }].slice(-500);
      await lay(tx, at, meeting, { ...body, notes });
    },
  ),
  /** A decision; where it becomes a directive, that one is issued in the same act. */
  'meeting.decide': kind(z.strictObject({ ...of, decision }), async (tx, at, { meeting, base, decision: made }, by) => {
    const body = await held(tx, at.jurisdiction_id, meeting, base);
    if (body.decisions.some(({ id }) => id === made.id))
      throw new Problem({
        status: 409,
        code: 'decision-exists',
        zh: '这项决定已经记下。',
        en: 'That decision is there already.',
      });
    await lay(tx, at, meeting, { ...body, decisions: [...body.decisions, { ...made, by: by.actor, at: by.at }] });
  }),
  'meeting.close': kind(
    z.strictObject({ ...of, minutes: z.string().trim().max(20_000), files }),
    async (tx, at, { meeting, base, on, minutes }, by) => {
      const body = await held(tx, at.jurisdiction_id, meeting, base);
      await lay(tx, at, meeting, { ...body, minutes: { text: minutes, by: by.actor, on } }, 'closed');
    },
  ),
} as const;
