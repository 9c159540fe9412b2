import { randomBytes } from 'node:crypto';
import type { MeetingBody } from '../../evidence/delivery/meetings.ts';
import type { Services } from '../../evidence/domain.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { allows } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { directivesOf, issueOf } from '../directives/index.ts';
import { agendaOf } from './agenda.ts';
import { addDecision, addNote, closeMeeting, getMeeting, listMeetings, openMeeting, putAttendance } from './api.ts';

export function meetingRoutes(services: Services): Route[] {
  const { store, ledger, snapshots, today } = services;
  const by = (jurisdiction: string, login: string | null) => ({ jurisdiction, actor: login ?? '', demo: false });

  async function held(jurisdiction: string, id: string) {
    const row = await store
      .selectFrom('meeting')
      .selectAll()
      .where('jurisdiction_id', '=', jurisdiction)
      .where('meeting_id', '=', id)
      .executeTakeFirst();
    if (!row)
      throw new Problem({
        status: 404,
        code: 'no-such-meeting',
        zh: '没有这次会议。',
        en: 'There is no such meeting.',
      });
    return { ...row, body: row.body as MeetingBody };
  }

  return [
    route(listMeetings, async ({ params, who }) => {
      const rows = await store
        .selectFrom('meeting')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .orderBy('held_on', 'desc')
        .orderBy('seq', 'desc')
        .limit(200)
        .execute();
      return {
        meetings: rows.map(({ meeting_id, number, held_on, state, body }) => {
          const { title, agenda, decisions } = body as MeetingBody;
          return {
            id: meeting_id,
            number,
            title,
            heldOn: held_on,
            state: state as 'open' | 'closed',
            items: agenda.length,
            decisions: decisions.length,
          };
        }),
        mayHold: allows(who.role, 'directive.issue'),
      };
    }),
    route(getMeeting, async ({ params, who }) => {
      const { meeting_id, number, held_on, state, seq, body } = await held(params.jurisdiction, params.meeting);
      const { organisations } = await snapshots.get(params.jurisdiction);
      const name = (id: string) => organisations.get(id) ?? { zh: id, en: id };
      const all = new Map((await directivesOf(store, params.jurisdiction)).map((one) => [one.id, one]));
      const people = new Map((await peopleOf(store, params.jurisdiction)).map(({ login, name: own }) => [login, own]));
      const person = (login: string) => people.get(login) ?? login;
      const { agenda, attendance, decisions, notes, minutes, ...more } = body;
      return {
        ...more,
        id: meeting_id,
        number,
        heldOn: held_on,
        state: state as 'open' | 'closed',
        base: seq,
        agenda: agenda.map((item) => ({
          ...item,
          leadName: item.lead === null ? null : name(item.lead),
          number: (item.directive && all.get(item.directive)?.number) ?? null,
        })),
        attendance: attendance.map((one) => ({
          ...one,
          organisationName: one.organisation === null ? null : name(one.organisation),
        })),
        notes: notes.map((note) => ({ ...note, by: person(note.by) })),
        minutes: minutes && { ...minutes, by: person(minutes.by) },
        decisions: decisions.map(({ directive, ...decision }) => {
          const found = directive === null ? undefined : all.get(directive);
          return {
            ...decision,
            by: person(decision.by),
            directive: found
              ? {
                  id: found.id,
                  number: found.number,
                  lead: { id: found.issued.lead, name: name(found.issued.lead) },
                  due: found.standing.due,
                  state: found.standing.state,
                }
              : null,
          };
        }),
        mayHold: allows(who.role, 'directive.issue'),
      };
    }),
    route(openMeeting, async ({ params, body, who }) => {
      const { jurisdiction } = params;
      const { also, most, frozenOn = today(), ...more } = body;
      if (frozenOn > today())
        throw new Problem({
          status: 422,
          code: 'day-ahead',
          zh: '定格日不能晚于今天。',
          en: 'The view is not frozen at a day to come.',
          where: 'frozenOn',
        });
      const view = await snapshots.at(jurisdiction, frozenOn, 'all');
      const last = await store
        .selectFrom('meeting')
        .select('body')
        .where('jurisdiction_id', '=', jurisdiction)
        .where('state', '=', 'closed')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const all = await directivesOf(store, jurisdiction);
      const agenda = await agendaOf(services, view, all, (last?.body as MeetingBody | undefined) ?? null, {
        also,
        most,
      });
      const id = `m-${randomBytes(8).toString('hex')}`;
      await ledger.submit({
        ...by(jurisdiction, who.login),
        kind: 'meeting.open',
        payload: { id, on: today(), frozenOn, agenda, ...more },
      });
      return { id, number: (await held(jurisdiction, id)).number, items: agenda.length };
    }),
    route(putAttendance, async ({ params, body, who }) => {
      const { seq } = await ledger.submit({
        ...by(params.jurisdiction, who.login),
        kind: 'meeting.attend',
        payload: { ...body, meeting: params.meeting, on: today() },
      });
      return { seq };
    }),
    route(addNote, async ({ params, body, who }) => {
      const { seq } = await ledger.submit({
        ...by(params.jurisdiction, who.login),
        kind: 'meeting.note',
        payload: { ...body, meeting: params.meeting, on: today() },
      });
      return { seq };
    }),
    route(addDecision, async ({ params, body, who }) => {
      const { jurisdiction, meeting } = params;
      const { agenda, title } = (await held(jurisdiction, meeting)).body;
      const item = agenda.find(({ id }) => id === body.item);
      if (body.item !== null && !item)
        throw new Problem({
          status: 422,
          code: 'no-such-item',
          zh: '议程里没有这一项。',
          en: 'There is no such item.',
          where: 'item',
        });
      const lead = body.directive?.lead ?? item?.lead ?? undefined;
      const issued =
        body.directive &&
        (await issueOf(services, jurisdiction, who.login ?? '', [
          {
            title: body.directive.title ?? item?.title.slice(0, 200) ?? body.text.slice(0, 200),
            demand: body.text,
            closes: undefined,
            basis: { kind: 'meeting', text: `${title}决定`.slice(0, 1000), meeting, alert: null },
            object: item?.object ?? null,
            lead,
            support: body.directive.support.filter((unit) => unit !== lead),
            person: null,
            workdays: body.directive.workdays,
            days: undefined,
            level: 'none',
            series: undefined,
            files: [],
          },
        ]));
      const directive = issued?.lines[0] ?? null;
      const decision = {
        ...by(jurisdiction, who.login),
        kind: 'meeting.decide' as const,
        payload: {
          meeting,
          base: body.base,
          on: today(),
          decision: {
            id: `b-${randomBytes(6).toString('hex')}`,
            item: body.item,
            text: body.text,
            directive: directive?.id ?? null,
          },
        },
      };
      // One act: a decision that became a directive never stands without it.
      const entries = await ledger.submit(issued ? [issued.submission, decision] : [decision]);
      const made = directive && (await directivesOf(store, jurisdiction)).find(({ id }) => id === directive.id);
      return {
        seq: entries.at(-1)?.seq ?? 0,
        directive: made ? { id: made.id, number: made.number, due: made.standing.due } : null,
      };
    }),
    route(closeMeeting, async ({ params, body, who }) => {
      const { seq } = await ledger.submit({
        ...by(params.jurisdiction, who.login),
        kind: 'meeting.close',
        payload: { ...body, meeting: params.meeting, on: today() },
      });
      return { seq };
    }),
  ];
}
