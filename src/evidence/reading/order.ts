import { type RawBuilder, sql } from 'kysely';

/** How names are ordered: by pinyin, or by strokes where the server is told so (`LANTU_ORDER=stroke`); 2号 before 10号. */
const by = process.env.LANTU_ORDER === 'stroke' ? 'stroke' : 'pinyin';
const collator = new Intl.Collator(`zh-u-co-${by}-kn-true`);

/** Compares two names. */
export const inChineseOrder = (one: string, other: string): number => collator.compare(one, other);

/** A text of the database, to be ordered by. */
export function ordered(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return by === 'stroke' ? sql`${text} collate chinese_stroke` : sql`${text} collate chinese_pinyin`;
}
