import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { downloadShape } from '../../http/route.ts';
import { asOfQuery, jurisdictionParams, none, textShape } from '../../http/shapes.ts';

const recordId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/);
const loanParams = jurisdictionParams.extend({ loan: recordId });

export const getLoanSheet = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/funds/loans/:loan',
  access: 'evidence.read',
  summary: 'The subsidy of one loan, line by line, with the rule that it is computed by',
  params: loanParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    contract: z.string(),
    borrower: z.string(),
    principal: z.string(),
    rate: z.number(),
    from: z.string(),
    to: z.string(),
    demo: z.boolean(),
    booked: z.string(),
    /** Why nothing was computed; null: it was. */
    why: textShape.nullable(),
    rule: z.object({ name: z.string(), source: z.string(), said: z.array(textShape) }).nullable(),
    lines: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        days: z.number(),
        owed: z.string(),
        counted: z.string(),
        lpr: z.string().nullable(),
        rate: z.string(),
        exact: z.string(),
        cents: z.string(),
      }),
    ),
    years: z.array(z.object({ year: z.string(), exact: z.string(), subsidy: z.string(), cut: z.boolean() })),
    cliffs: z.array(z.object({ at: z.string(), below: z.string(), above: z.string() })),
    subsidy: z.string().nullable(),
  }),
});
export type LoanSheet = z.infer<typeof getLoanSheet.response>;

export const getLoanFile = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/funds/loans/:loan/sheet',
  access: 'evidence.read',
  summary: 'The subsidy of one loan as .xlsx, whose own formulas compute it again',
  params: loanParams,
  query: asOfQuery,
  body: none,
  download: true,
  response: downloadShape,
});
