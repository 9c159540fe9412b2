import { z } from 'zod';
import { agendaItem } from '../../evidence/delivery/meetings.ts';
import { objectRef, words } from '../../evidence/delivery/shapes.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, organisationShape, textShape } from '../../http/shapes.ts';

/** The contract of meetings (调度会). */

const row = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  heldOn: dayShape,
  state: z.enum(['open', 'closed']),
  items: z.number().int(),
  decisions: z.number().int(),
});

export const listMeetings = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/meetings',
  access: 'evidence.read',
  summary: 'Meetings, the newest first.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ meetings: z.array(row), mayHold: z.boolean() }),
});

const person = z.object({
  person: words(100),
  organisation: z.string().max(64).nullable(),
  as: z.enum(['present', 'leave', 'observer']),
});

const item = agendaItem.extend({ leadName: textShape.nullable(), number: z.string().nullable() });
export type AgendaItem = z.infer<typeof item>;

const detail = row.omit({ items: true, decisions: true }).extend({
  base: z.number().int(),
  place: z.string(),
  chair: z.string(),
  frozenOn: dayShape,
  agenda: z.array(item),
  attendance: z.array(person.extend({ organisationName: textShape.nullable() })),
  notes: z.array(z.object({ item: z.string().nullable(), text: z.string(), by: z.string(), at: z.string() })),
  decisions: z.array(
    z.object({
      id: z.string(),
      item: z.string().nullable(),
      text: z.string(),
      directive: z
        .object({ id: z.string(), number: z.string(), lead: organisationShape, due: dayShape, state: z.string() })
        .nullable(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  minutes: z.object({ text: z.string(), by: z.string(), on: dayShape }).nullable(),
  mayHold: z.boolean(),
});
export type Meeting = z.infer<typeof detail>;

const params = jurisdictionParams.extend({ meeting: z.string().max(60) });

export const getMeeting = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/meetings/:meeting',
  access: 'evidence.read',
  summary: 'A meeting: its agenda as it was frozen, who was there, what was said and decided.',
  params,
  query: none,
  body: none,
  response: detail,
});

export const openMeeting = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/meetings',
  access: 'directive.issue',
  summary: 'Open a meeting. Its agenda is what is red, late, or was promised last time, frozen as it was on a day.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    title: words(200),
    place: z.string().trim().max(200).default(''),
    chair: words(100),
    series: z.string().trim().min(1).max(20).default('调度会'),
    /** The day of the view on the wall; today when absent. */
    frozenOn: dayShape.optional(),
    /** More things to talk about. */
    also: z.array(objectRef).max(50).default([]),
    /** Of what is red: at most so many. */
    most: z.number().int().min(0).max(100).default(20),
  }),
  response: z.object({ id: z.string(), number: z.string(), items: z.number().int() }),
});

const written = z.object({ seq: z.number().int() });
const base = { base: z.number().int().min(1).nullable().default(null) };

export const putAttendance = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/meetings/:meeting/attendance',
  access: 'directive.issue',
  summary: 'Who is present, on leave, or listens.',
  params,
  query: none,
  body: z.object({ ...base, attendance: z.array(person).max(300) }),
  response: written,
});

export const addNote = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/meetings/:meeting/notes',
  access: 'directive.issue',
  summary: 'Note what was said about an item.',
  params,
  query: none,
  body: z.object({ ...base, item: z.string().max(60).nullable().default(null), text: words(2000) }),
  response: written,
});

export const addDecision = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/meetings/:meeting/decisions',
  access: 'directive.issue',
  summary: 'Note a decision; with `directive` it is issued in the same act, about the thing of the item.',
  params,
  query: none,
  body: z.object({
    ...base,
    item: z.string().max(60).nullable().default(null),
    text: words(2000),
    directive: z
      .object({
        title: words(200).optional(),
        lead: z.string().min(1).max(64).optional(),
        support: z.array(z.string().min(1).max(64)).max(30).default([]),
        workdays: z.number().int().min(1).max(500).default(5),
      })
      .nullable()
      .default(null),
  }),
  response: written.extend({ directive: z.object({ id: z.string(), number: z.string(), due: dayShape }).nullable() }),
});

export const closeMeeting = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/meetings/:meeting/close',
  access: 'directive.issue',
  summary: 'End the meeting; its minutes stand.',
  params,
  query: none,
  body: z.object({ ...base, minutes: z.string().trim().max(20_000).default('') }),
  response: written,
});
