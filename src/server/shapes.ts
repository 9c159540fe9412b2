import type { Context } from 'hono';
import type { z } from 'zod';
import { outOfBounds } from '../core/measure/index.ts';
import { gatherLeftOut, type LeftOut } from '../evidence/reading/left-out.ts';
import { Problem } from '../http/problem.ts';
import type { Upload } from '../http/route.ts';

/** The input as it came, where every value in it may be stored. */
export function bounded<T>(input: T, part: string): T {
  const beyond = outOfBounds(input);
  if (!beyond) return input;
  throw new Problem({
    status: 422,
    code: beyond.code,
    zh: beyond.zh,
    en: beyond.en,
    where: [part, beyond.where].filter((text) => text !== '').join('.'),
  });
}

/**
 * The answer in its shape. Rows that spoil it, be it that they could not be computed with or that they do not have the
 * shape, are left out, and the field `leftOut` says so.
 */
export async function withLeftOut(shape: z.ZodType, make: () => Promise<unknown>): Promise<unknown> {
  const { result, leftOut } = await gatherLeftOut(make);
  let value = result;
  for (let tries = 0; ; tries += 1) {
    const parsed = shape.safeParse(value);
    if (parsed.success)
      return leftOut.length > 0 && typeof parsed.data === 'object' && !Array.isArray(parsed.data)
        ? { ...parsed.data, leftOut }
        : parsed.data;
    const without = tries < 20 ? withoutRows(value, parsed.error) : null;
    if (!without) throw parsed.error;
    value = without.value;
    leftOut.push(...without.rows);
  }
}

/** The value without the rows (members of an array) that issues are about; null where one is about no row. */
function withoutRows(value: unknown, error: z.ZodError): { value: unknown; rows: LeftOut[] } | null {
  const copy = structuredClone(value);
  const rows: LeftOut[] = [];
  const spoilt = new Map<unknown[], Set<number>>();
  for (const { path, message } of error.issues) {
    const at = path.findLastIndex((part) => typeof part === 'number');
    if (at < 0) return null;
    let list: unknown = copy;
    for (const part of path.slice(0, at)) list = (list as Record<PropertyKey, unknown>)[part];
    if (!Array.isArray(list)) return null;
    const known = spoilt.get(list) ?? new Set<number>();
    spoilt.set(list, known.add(Number(path[at])));
    rows.push({ what: path.map(String).join('.'), zh: '这一行的值不合要求', en: message });
  }
  for (const [list, without] of spoilt) {
    const left = list.filter((_, index) => !without.has(index));
    list.splice(0, list.length, ...left);
  }
  return { value: copy, rows };
}

export function shaped<T extends z.ZodType>(schema: T, input: unknown, part: string): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = [part, ...(issue?.path ?? [])].map(String).join('.');
  throw new Problem({
    status: part === 'path' ? 404 : 422,
    code: part === 'path' ? 'no-such-address' : 'malformed',
    ...(where === 'query.asOf'
      ? { zh: '截至日期不是一个存在的日子。', en: 'The as-of day is no day of the calendar.' }
      : { zh: `${where} 不合要求。`, en: `${where} is malformed: ${issue?.message ?? ''}` }),
    where,
  });
}

/** What is known on a day is known when the day has come. Throws 422 `day-ahead`. */
export function notAhead(query: unknown, today: string): void {
  const { asOf } = query as { asOf?: string };
  if (asOf === undefined || asOf <= today) return;
  throw new Problem({
    status: 422,
    code: 'day-ahead',
    zh: `截至日期 ${asOf} 还没有到，最晚是今天（${today}）。`,
    en: `The as-of day ${asOf} has not come; the latest is today (${today}).`,
    hint: { zh: '换一个过去的日子，或回到今天。', en: 'Choose a day in the past, or go back to today.' },
    where: 'query.asOf',
  });
}

export async function bodyOf(c: Context, upload: boolean): Promise<{ body: unknown; file: Upload | null }> {
  const type = c.req.header('content-type') ?? '';
  try {
    if (upload && type.startsWith('multipart/form-data')) {
      const { file, ...fields } = await c.req.parseBody();
      if (!(file instanceof File)) return { body: fields, file: null };
      return {
        body: fields,
        file: {
          name: file.name.replace(/[\p{Cc}/\\]/gu, '_').slice(-200),
          type: file.type,
          bytes: new Uint8Array(await file.arrayBuffer()),
        },
      };
    }
    const text = await c.req.text();
    return { body: text === '' ? {} : (JSON.parse(text) as unknown), file: null };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem({
      status: 400,
      code: 'unreadable',
      zh: '请求的内容读不出来。',
      en: 'The body of the request cannot be read.',
      hint: { zh: '请再试一次。', en: 'Try again.' },
    });
  }
}
