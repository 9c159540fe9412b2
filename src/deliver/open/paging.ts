import { Problem } from '../../http/problem.ts';

interface Asked {
  limit: number;
  after?: string | undefined;
}

/**
 * One page of what is held in its order: at most `limit` behind the one with the id `after`. Throws 422 `cursor-unknown`
 * where that one is not (any more) among them.
 */
export function pageOf<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { limit, after }: Asked,
): { total: number; next: string | null; items: T[] } {
  const from = after === undefined ? 0 : all.findIndex((item) => idOf(item) === after) + 1;
  if (after !== undefined && from === 0)
    throw new Problem({
      status: 422,
      code: 'cursor-unknown',
      zh: '翻页的位置已不在结果里。',
      en: 'What the page was to begin behind is not among the results.',
      hint: { zh: '从第一页再取。', en: 'Begin again with the first page.' },
      where: 'query.after',
    });
  const items = all.slice(from, from + limit);
  const last = items.at(-1);
  return { total: all.length, next: last !== undefined && from + limit < all.length ? idOf(last) : null, items };
}
