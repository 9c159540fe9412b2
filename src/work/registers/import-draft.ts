import { randomUUID } from 'node:crypto';
import { json, type Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import type { ImportView } from './api.ts';

/** An upload between reading and writing. It belongs to the person who made it. */
export interface ImportBody extends Omit<ImportView, 'id' | 'state' | 'progress'> {
  job: string | null;
  /** Who writes, as of the upload; rights are looked at again when it is written. */
  by: { login: string; role: string; organisation: string | null };
  confirmed: { key: string; reason: string }[];
}
type State = ImportView['state'];

export const emptyBody = (
  target: ImportView['target'],
  file: ImportView['file'],
  by: ImportBody['by'],
): ImportBody => ({
  target,
  file,
  by,
  job: null,
  confirmed: [],
  step: { zh: '排队', en: 'Waiting' },
  rows: { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0 },
  problems: [],
  problemCount: 0,
  sample: [],
  problem: null,
  seq: null,
});

/** Keeps an upload; uploads of earlier days that nobody wrote are forgotten. */
export async function openImport(
  store: Store,
  jurisdiction: string,
  body: ImportBody,
  upload: Uint8Array,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await store
    .deleteFrom('import_draft')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('created_at', '<', new Date(now.getTime() - 7 * 86_400_000).toISOString())
    .execute();
  await store
    .insertInto('import_draft')
    .values({
      jurisdiction_id: jurisdiction,
      draft_id: id,
      state: 'waiting',
      progress: 0,
      body: json(body),
      upload: Buffer.from(upload),
      created_by: body.by.login,
      created_at: now.toISOString(),
    })
    .execute();
  return id;
}

/** An import with its upload, as its maker sees it. Throws a Problem (404) for anybody else. */
export async function importOf(
  store: Store,
  jurisdiction: string,
  draft: string,
  login: string,
): Promise<{ state: State; progress: number; body: ImportBody; upload: Buffer | null }> {
  const row = /^[0-9a-f-]{36}$/.test(draft)
    ? await store
        .selectFrom('import_draft')
        .selectAll()
        .where('jurisdiction_id', '=', jurisdiction)
        .where('draft_id', '=', draft)
        .where('created_by', '=', login)
        .executeTakeFirst()
    : undefined;
  if (!row)
    throw new Problem({
      status: 404,
      code: 'no-such-import',
      zh: '没有这次导入，或不是你上传的。',
      en: 'There is no such import, or it is not yours.',
    });
  return { state: row.state as State, progress: row.progress, body: row.body as ImportBody, upload: row.upload };
}

/** Moves an import on when it is in one of the states `from`; false when it is not (cancelled, or taken by another). */
export async function moveImport(
  store: Store,
  jurisdiction: string,
  draft: string,
  from: readonly State[],
  to: State,
  progress: number,
  change: Partial<ImportBody> = {},
): Promise<boolean> {
  const result = await store
    .updateTable('import_draft')
    .set((e) => ({
      state: to,
      progress,
      body: e('body', '||' as never, json(change) as never) as never,
      ...((to === 'done' || to === 'failed') && { upload: null }),
    }))
    .where('jurisdiction_id', '=', jurisdiction)
    .where('draft_id', '=', draft)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Which job works on the import, so that it can be cancelled. */
export async function rememberJob(store: Store, jurisdiction: string, draft: string, job: string): Promise<void> {
  await store
    .updateTable('import_draft')
    .set((e) => ({ body: e('body', '||' as never, json({ job }) as never) as never }))
    .where('jurisdiction_id', '=', jurisdiction)
    .where('draft_id', '=', draft)
    .execute();
}
