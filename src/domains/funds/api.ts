import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, lightShape, none, textShape } from '../../http/shapes.ts';

const recordId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/);
const lineShape = z.object({
  id: z.string(),
  name: textShape,
  debit: z.string(),
  credit: z.string(),
  balance: z.string(),
});

export const getFunds = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/funds',
  access: 'evidence.read',
  summary: 'Funds and pools with the balance of each account, and what their closings say',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    asOf: z.string(),
    funds: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        light: lightShape,
        why: textShape,
        size: z.string(),
        bank: z.string(),
        entries: z.number(),
        papers: z.number(),
        accounts: z.array(lineShape),
        closings: z.array(
          z.object({
            through: z.string(),
            bank: z.string().nullable(),
            /** The entries still give what the closing kept. */
            holds: z.boolean(),
          }),
        ),
        demo: z.boolean(),
      }),
    ),
  }),
});

export const getAccount = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/funds/:fund/accounts/:account',
  access: 'evidence.read',
  summary: 'What a balance is made of: every entry of an account with its document and its entry of the ledger',
  params: jurisdictionParams.extend({ fund: recordId, account: z.string().max(40) }),
  query: asOfQuery,
  body: none,
  response: z.object({
    account: textShape,
    balance: z.string(),
    /** The newest 500 are told. */
    total: z.number(),
    entries: z.array(
      z.object({
        id: z.string(),
        on: z.string(),
        voucher: z.string(),
        line: z.number(),
        other: textShape,
        debit: z.string().nullable(),
        credit: z.string().nullable(),
        after: z.string(),
        document: z.string(),
        papers: z.number(),
        note: z.string().nullable(),
        corrects: z.object({ id: z.string(), title: z.string() }).nullable(),
        closed: z.boolean(),
        seq: z.number(),
        demo: z.boolean(),
      }),
    ),
  }),
});
export type AccountView = z.infer<typeof getAccount.response>;
