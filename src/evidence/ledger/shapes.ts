import { z } from 'zod';

/** Shapes that payloads of several rooms share. */

export const day = z.iso.date();
export const grade = z.enum(['A', 'B', '计算', '演示']);
export const file = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  bytes: z.number().int(),
});
/** Where in a sheet something stood: row from 1, column as a letter. */
export const cell = z.strictObject({ sheet: z.string(), row: z.number().int(), column: z.string().optional() });
/** Letters, digits and hyphens; made by the server for a new record. */
export const recordId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/);
