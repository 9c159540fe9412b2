import { z } from 'zod';
import { lightShape, textShape } from '../http/shapes.ts';

/** The contract of judgements as pages read them; see judgement.ts for what each is. */

const recordName = z.object({ register: z.string(), id: z.string(), title: z.string() });

export const cellShape = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.null(),
  recordName,
  z.object({ missing: textShape }),
  textShape,
]);
export type CellView = z.infer<typeof cellShape>;

/** What an area thinks of a record. */
export const judgedShape = z.object({
  light: lightShape.nullable(),
  why: textShape.nullable(),
  cells: z.record(z.string(), cellShape),
});

export const tileShape = z.object({
  name: textShape,
  value: cellShape,
  unit: z.string().optional(),
  note: textShape.optional(),
  share: z.number().optional(),
  filter: z.string().optional(),
});
export type TileView = z.infer<typeof tileShape>;

export const sectionShape = z.object({
  title: textShape,
  about: textShape.optional(),
  heads: z.array(textShape).readonly().optional(),
  lines: z
    .array(
      z.object({
        name: z.union([recordName, textShape]),
        cells: z.array(cellShape).readonly(),
        share: z.number().optional(),
      }),
    )
    .readonly(),
});
export type SectionView = z.infer<typeof sectionShape>;
