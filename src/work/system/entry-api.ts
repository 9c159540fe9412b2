import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, textShape } from '../../http/shapes.ts';

/** Organisations and people by the sheet, and the codes that open accounts. */

const code = z.object({ login: z.string(), name: z.string(), code: z.string(), expiresAt: z.string() });
export type Code = z.output<typeof code>;

export const invitePerson = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/people/:login/invitation',
  access: 'people.manage',
  summary: 'A one-time code with which somebody opens the account and chooses a password; the one before it is void.',
  params: jurisdictionParams.extend({ login: z.string() }),
  query: none,
  body: none,
  response: code,
});

export const endPersonSessions = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/people/:login/sign-out',
  access: 'people.manage',
  summary: 'Sign a person out wherever he is signed in.',
  params: jurisdictionParams.extend({ login: z.string() }),
  query: none,
  body: none,
  response: z.object({ ended: z.number().int() }),
});

const problem = z.object({ row: z.number().int(), column: z.string(), zh: z.string(), en: z.string() });

/** `dry` only looks. Without a problem all rows are written in one act; with one, none. */
const sheetBody = z.object({
  text: z.string().max(500_000).optional(),
  dry: z.stringbool().or(z.boolean()).default(true),
});

const sheetAnswer = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), problems: z.array(problem), left: z.number().int(), written: z.boolean() });

const organisationRow = z.object({
  row: z.number().int(),
  what: z.enum(['added', 'changed', 'same']),
  id: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  roles: z.array(textShape),
});

export const putOrganisationSheet = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/organisation-sheet',
  access: 'people.manage',
  summary: 'Organisations from a sheet (name, under whom, id, roles), all in one act.',
  params: jurisdictionParams,
  query: none,
  body: sheetBody,
  upload: true,
  heavy: true,
  response: sheetAnswer(organisationRow),
});

const placeRow = z.object({
  row: z.number().int(),
  what: z.enum(['added', 'changed', 'same']),
  id: z.string(),
  name: z.string(),
  kind: textShape,
  parent: z.string().nullable(),
});

export const putPlaceSheet = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/place-sheet',
  access: 'people.manage',
  summary: 'Towns and villages from a sheet (name, under which, kind, code), all in one act.',
  params: jurisdictionParams,
  query: none,
  body: sheetBody,
  upload: true,
  heavy: true,
  response: sheetAnswer(placeRow),
});

export const listPlaces = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/places',
  access: 'people.manage',
  summary: 'Towns and villages of the place.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    places: z.array(z.object({ id: z.string(), name: textShape, kind: textShape, parent: z.string().nullable() })),
  }),
});

const personRow = z.object({
  row: z.number().int(),
  what: z.enum(['added', 'changed', 'same']),
  login: z.string(),
  name: z.string(),
  role: textShape,
  organisation: textShape.nullable(),
});

export const putPeopleSheet = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/people-sheet',
  access: 'people.manage',
  summary: 'People from a sheet (name, role, organisation, login), all in one act; each new one with a one-time code.',
  params: jurisdictionParams,
  query: none,
  body: sheetBody,
  upload: true,
  heavy: true,
  response: sheetAnswer(personRow).extend({ codes: z.array(code) }),
});

export type SheetProblemRow = z.output<typeof problem>;
