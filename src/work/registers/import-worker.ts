import { workerData } from 'node:worker_threads';
import { isProblem } from '../../core/measure/index.ts';
import { Ledger } from '../../evidence/book.ts';
import { readReports } from '../../evidence/reports/import.ts';
import { readRegister } from '../../evidence/registers/import.ts';
import { underKey } from '../../evidence/ledger/act-key.ts';
import { writtenUnder } from '../../evidence/ledger/ledger.ts';
import { putBlob } from '../../evidence/ledger/blob.ts';
import { readPasted, readSheet } from '../../evidence/intake/sheet/index.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { openStore } from '../../evidence/store/store.ts';
import type { Role } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { importOf, moveImport } from './import-draft.ts';
import { actKeyOf, type ImportOrder } from './import-job.ts';

const { databaseUrl, order } = workerData as { databaseUrl: string; order: ImportOrder };
const { jurisdiction, draft, login, write, today } = order;
const store = openStore(databaseUrl, 2);
const during = write ? ('writing' as const) : ('reading' as const);

/** False once the import was cancelled: the thread then stops by itself, before anything is written. */
const advance = (progress: number, zh: string, en: string) =>
  moveImport(store, jurisdiction, draft, ['waiting', during], during, progress, { step: { zh, en } });

try {
  await run();
} catch (error) {
  // What is not a Problem is told by the job, which looks first whether the entry stands.
  if (!(error instanceof Problem)) throw error;
  const { body } = error;
  await moveImport(store, jurisdiction, draft, ['waiting', 'reading', 'writing'], 'failed', 1, {
    problem: { code: body.code, title: body.title, hint: body.hint ?? null },
  });
} finally {
  await store.destroy();
}

async function run(): Promise<void> {
  const { body, upload } = await importOf(store, jurisdiction, draft, login);
  if (!upload || !(await advance(0.1, '读取表格', 'Reading the sheet'))) return;
  const pasted = body.file.name === '';
  const grid = pasted ? readPasted(upload.toString('utf8')) : await readSheet(upload, { name: body.file.name });
  if (isProblem(grid))
    throw new Problem({
      status: 422,
      code: grid.code,
      zh: grid.zh,
      en: grid.en,
      ...('do' in grid && { hint: grid.do }),
    });
  if (!(await advance(0.4, '核对数据', 'Checking the rows'))) return;
  const snapshot = await new Snapshots(store).get(jurisdiction);
  const who = { login, name: '', role: body.by.role as Role, organisation: body.by.organisation };
  const confirmed = new Map(body.confirmed.map(({ key, reason }) => [key, reason]));
  const found =
    body.target.kind === 'register'
      ? await readRegister(store, snapshot, body.target.register, grid, who, today)
      : await readReports(store, snapshot, grid, who, today, confirmed);
  if (!write) {
    const { submission: _submission, ...review } = found;
    await moveImport(store, jurisdiction, draft, ['reading'], 'review', 1, {
      ...review,
      step: { zh: '待确认', en: 'Ready for review' },
    });
    return;
  }
  const errors = found.problems.filter((problem) => problem.severity === 'error').length;
  const doubts = found.problems.filter(
    (problem) => problem.severity === 'warning' && problem.key !== null && !confirmed.has(problem.key),
  ).length;
  if (errors > 0 || doubts > 0) {
    // Things have changed since the preview: it is shown anew.
    const { submission: _submission, ...review } = found;
    await moveImport(store, jurisdiction, draft, ['writing'], 'review', 1, {
      ...review,
      step: { zh: '数据已变，请重新确认', en: 'The data moved on; look at it again' },
    });
    return;
  }
  if (!(await advance(0.7, '写入', 'Writing'))) return;
  const key = actKeyOf(draft);
  let seq = await writtenUnder(store, jurisdiction, key);
  if (found.submission && seq === null) {
    const { submission } = found;
    const file = pasted
      ? undefined
      : { hash: await putBlob(store, jurisdiction, upload), name: body.file.name, bytes: upload.length };
    const entry = await underKey(key, () => new Ledger(store).submit(submission(file)));
    seq = entry.seq;
  }
  await moveImport(store, jurisdiction, draft, ['writing'], 'done', 1, {
    rows: found.rows,
    seq,
    step: { zh: '已写入', en: 'Written' },
  });
}
