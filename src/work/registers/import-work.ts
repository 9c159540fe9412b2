import { isProblem } from '../../core/measure/index.ts';
import { Ledger } from '../../evidence/book.ts';
import { readPasted, readSheet } from '../../evidence/intake/sheet/index.ts';
import { unconfirmed } from '../../evidence/intake/imported.ts';
import { underKey } from '../../evidence/ledger/act-key.ts';
import { putBlob } from '../../evidence/ledger/blob.ts';
import { writtenUnder } from '../../evidence/ledger/ledger.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { readRegister } from '../../evidence/registers/import.ts';
import { readReports } from '../../evidence/reports/import.ts';
import type { RunNews, RunTask, RunWork } from '../../evidence/run/index.ts';
import { openStore, type Store } from '../../evidence/store/store.ts';
import type { Role } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { ImportBody } from './importing.ts';

/** How much of what was found is shown at once. */
const mostProblems = 300;
const mostSample = 20;
const mostLeft = 300;
const mostShown = 100;

/** Reads, checks and writes a sheet with a connection of its own. */
export const work: RunWork<ImportBody> = async (task, tell) => {
  const store = openStore(task.databaseUrl, 2);
  try {
    return await imported(store, task, tell);
  } finally {
    await store.destroy();
  }
};

async function imported(
  store: Store,
  { jurisdiction, id, by: login, body, upload }: RunTask<ImportBody>,
  tell: (news: RunNews<ImportBody>) => void,
): Promise<Partial<ImportBody>> {
  // Under it the ledger remembers that the import was written: it is written once, however often it is tried.
  const key = `import ${id}`;
  const write = body.phase === 'write';
  const written = write ? await writtenUnder(store, jurisdiction, key) : null;
  if (written !== null) return { seq: written };
  const advance = (progress: number, zh: string, en: string) => tell({ progress, step: { zh, en } });
  advance(0.1, '读取表格', 'Reading the sheet');
  const bytes = upload ?? new Uint8Array();
  const pasted = body.file.name === '';
  const grid = pasted ? readPasted(new TextDecoder().decode(bytes)) : readSheet(bytes, { name: body.file.name });
  if (isProblem(grid))
    throw new Problem({
      status: 422,
      code: grid.code,
      zh: grid.zh,
      en: grid.en,
      ...('do' in grid && { hint: grid.do }),
    });
  advance(0.4, '核对数据', 'Checking the rows');
  const snapshot = await new Snapshots(store).get(jurisdiction);
  const who = { login, name: '', role: body.by.role as Role, organisation: body.by.organisation };
  const confirmed = new Map(body.confirmed.map(({ key, reason }) => [key, reason]));
  const { submission, lines, problems, left, shown, ...found } =
    body.target.kind === 'register'
      ? await readRegister(store, snapshot, body.target.register, grid, who, body.today)
      : await readReports(store, snapshot, grid, who, body.today, confirmed);
  const open = problems.some(({ severity }) => severity === 'error') || unconfirmed(problems, confirmed).length > 0;
  const said = {
    ...found,
    problems: problems.slice(0, mostProblems),
    problemCount: problems.length,
    sample: lines.slice(0, mostSample),
    left: left.slice(0, mostLeft),
    leftCount: left.length,
    shown: shown.slice(0, mostShown),
  };
  if (!write || open) return { ...said, phase: 'read', movedOn: write };
  advance(0.7, '写入', 'Writing');
  if (!submission) return { rows: found.rows };
  const file = pasted
    ? undefined
    : { hash: await putBlob(store, jurisdiction, Buffer.from(bytes)), name: body.file.name, bytes: bytes.length };
  const { seq } = await underKey(key, () => new Ledger(store).submit(submission(file)));
  return { rows: found.rows, seq };
}
