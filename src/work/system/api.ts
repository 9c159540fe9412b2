import { z } from 'zod';
import { nobodysRoles, roles } from '../../http/access.ts';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, textShape } from '../../http/shapes.ts';

export const listPeople = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/people',
  access: 'people.manage',
  summary: 'Accounts of the jurisdiction, the roles and what each role may do.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    people: z.array(
      z.object({
        login: z.string(),
        name: z.string(),
        role: z.enum(roles),
        organisation: z.string().nullable(),
        demo: z.boolean(),
        lockedUntil: z.string().nullable(),
        hasPassword: z.boolean(),
        secondFactor: z.boolean(),
        /** Somebody else set the password; it is changed at the next sign-in. */
        mustChange: z.boolean(),
        /** Until when a one-time code opens the account; null: there is none. */
        invitedUntil: z.string().nullable(),
        /** Where it is signed in. */
        sessions: z.number().int(),
      }),
    ),
    roles: z.array(z.object({ role: z.enum(roles), name: textShape, capabilities: z.array(z.string()) })),
    capabilities: z.array(z.object({ id: z.string(), name: textShape })),
  }),
});

export const putPerson = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/people',
  access: 'people.manage',
  summary:
    'Add a person, or change name, role and organisation; a password is set only when given, and its owner has to choose another one.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/),
    name: z.string().min(1).max(100),
    role: z.enum(roles).exclude([...nobodysRoles]),
    organisation: z.string().max(64).nullable(),
    password: z.string().max(200).optional(),
  }),
  response: none,
});

export const unlockPerson = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/people/:login/unlock',
  access: 'people.manage',
  summary: 'Unlock an account and end its second factor when asked.',
  params: jurisdictionParams.extend({ login: z.string() }),
  query: none,
  body: z.object({ resetSecondFactor: z.boolean().default(false) }),
  response: none,
});

export const removePerson = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/people/:login',
  access: 'people.manage',
  summary: 'End a membership and its sessions; what the person handed in stays.',
  params: jurisdictionParams.extend({ login: z.string() }),
  query: none,
  body: none,
  response: none,
});

const personParams = jurisdictionParams.extend({ login: z.string() });

export const getOpenWork = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/people/:login/open-work',
  access: 'people.manage',
  summary: 'What stands in a person’s name: duties, and matters in hand by register.',
  params: personParams,
  query: none,
  body: none,
  response: z.object({
    duties: z.array(z.object({ about: z.string(), name: textShape, deputy: z.boolean() })),
    registers: z.array(z.object({ id: z.string(), name: textShape, count: z.number().int() })),
  }),
});

export const handOver = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/people/:login/hand-over',
  access: 'people.manage',
  summary: 'Duties, open matters and, when asked, role and organisation of a person go over to another one in one act.',
  params: personParams,
  query: none,
  body: z.object({
    to: z.string(),
    reason: z.string().trim().min(2).max(1000),
    /** The successor takes role and organisation as well, and the membership of the other one ends. */
    membership: z.boolean(),
  }),
  response: z.object({ duties: z.number().int(), records: z.number().int(), seq: z.number().int() }),
});

export const listOrganisations = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/organisations',
  access: 'plan.read',
  summary: 'The tree of organisations.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    organisations: z.array(
      z.object({
        id: z.string(),
        name: textShape,
        parent: z.string().nullable(),
        people: z.number().int(),
        indicators: z.number().int(),
        /** What it does here; lists of the program belong to whoever has their role. */
        roles: z.array(z.string()),
        /** Roles that it seems to have by its name, where nobody has them yet. */
        suggested: z.array(z.string()),
      }),
    ),
    /** Roles that lists of the program ask for. */
    roles: z.array(z.object({ id: z.string(), name: textShape })),
    mayWrite: z.boolean(),
  }),
});

export const putOrganisation = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/organisations',
  access: 'people.manage',
  summary: 'Add an organisation, or change its names and what it is under.',
  params: jurisdictionParams,
  query: none,
  /** `roles` absent: those that it has. */
  body: z.object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    name: textShape,
    parent: z.string().nullable(),
    roles: z.array(z.string().max(40)).max(20).optional(),
  }),
  response: none,
});

export type Person = z.output<(typeof listPeople)['response']>['people'][number];
