import { z } from 'zod';
import { alertRule } from '../../evidence/delivery/alerts.ts';
import { words } from '../../evidence/delivery/shapes.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, textShape } from '../../http/shapes.ts';

/** The contract of alerts: rules, what fired, who silenced what. */

const said = z.object({ by: z.string(), at: z.string() });
const stateShape = z.object({
  rule: z.string(),
  object: z.string(),
  name: z.string(),
  state: z.enum(['armed', 'fired']),
  position: z.number().int(),
  on: dayShape,
  value: z.number().nullable(),
  why: textShape,
  acknowledged: said.extend({ note: z.string() }).nullable(),
  snoozed: said.extend({ until: dayShape, reason: z.string() }).nullable(),
  /** How often it has fired. */
  times: z.number().int(),
});
export type AlertState = z.infer<typeof stateShape>;

const ruleShape = alertRule.and(z.object({ base: z.number().int(), aboutName: textShape }));
export type AlertRuleView = z.infer<typeof ruleShape>;

export const listAlerts = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/alerts',
  access: 'evidence.read',
  summary: 'Rules of alerts, and what each has seen: fired first.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ rules: z.array(ruleShape), states: z.array(stateShape), mayManage: z.boolean() }),
});

const params = jurisdictionParams.extend({ alert: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) });

export const putAlert = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/alerts/:alert',
  access: 'directive.issue',
  summary: 'Add a rule, or change one; `base` the entry that it was made from.',
  params,
  query: none,
  body: z.object({ base: z.number().int().min(1).nullable().default(null), rule: alertRule.omit({ id: true }) }),
  response: z.object({ base: z.number().int() }),
});

export const removeAlert = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/alerts/:alert',
  access: 'directive.issue',
  summary: 'Take a rule away; what it fired stays in the ledger.',
  params,
  query: z.object({ base: z.coerce.number().int().min(1) }),
  body: none,
  response: z.object({ seq: z.number().int() }),
});

export const acknowledgeAlert = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/alerts/:alert/acknowledge',
  access: 'remark.write',
  summary: 'Say that an alert was seen, and what is done about it.',
  params,
  query: none,
  body: z.object({ object: z.string().min(1).max(200), note: z.string().trim().max(500).default('') }),
  response: z.object({ seq: z.number().int() }),
});

export const snoozeAlert = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/alerts/:alert/snooze',
  access: 'directive.issue',
  summary: 'No notices of one thing until a day, with the reason; null ends it.',
  params,
  query: none,
  body: z.object({ object: z.string().min(1).max(200), until: dayShape.nullable(), reason: words(500) }),
  response: z.object({ seq: z.number().int() }),
});
