import { isProblem } from '../../core/measure/index.ts';
import { Ledger, type Submission } from '../../evidence/book.ts';
import { kindOf } from '../../core/register/index.ts';
import { readFigures } from '../../evidence/figures/import.ts';
import { tieableFigures } from '../../evidence/figures/sheet.ts';
import { openProblems, type ReadImport } from '../../evidence/intake/imported.ts';
import { readAnySheet, readPasted, type SheetGrid } from '../../evidence/intake/sheet/index.ts';
import { underKey } from '../../evidence/ledger/act-key.ts';
import { putBlob } from '../../evidence/ledger/blob.ts';
import { writtenUnder } from '../../evidence/ledger/ledger.ts';
import { namesOf, type Snapshot } from '../../evidence/reading/snapshot.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { readRegister } from '../../evidence/registers/import.ts';
import { tieable } from '../../evidence/registers/sheet.ts';
import { readMilestones } from '../../evidence/figures/milestone-sheet.ts';
import { readReports } from '../../evidence/reports/import.ts';
import type { RunNews, RunTask, RunWork } from '../../evidence/run/index.ts';
import { openStore, type Store } from '../../evidence/store/store.ts';
import type { Role } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { mayBeStaged, submitStaged } from './hand-in.ts';
import { keepRows, refusedLines } from './import-rows.ts';
import { rememberedTies, rememberTies, shapeOf } from './import-ties.ts';
import type { ImportBody } from './importing.ts';

/** How much of what was found is shown at once; the rest page by page. */
const most = { problems: 300, sample: 20, left: 300, shown: 100 };

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
  const grid = pasted
    ? readPasted(new TextDecoder().decode(bytes))
    : await readAnySheet(bytes, { name: body.file.name });
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
  const whose = { jurisdiction, login, target: targetOf(body) };
  const plain = await read(store, snapshot, grid, { ...body, choices: { ...body.choices, ties: {} } });
  const shapes = plain.sheets.map((sheet) => ({
    shape: shapeOf(sheet),
    keys: [...sheet.columns, ...sheet.unknown].map(({ key: head }) => head),
  }));
  const ties = { ...(await rememberedTies(store, whose, plain.sheets)), ...body.choices.ties };
  const choices = { ...body.choices, ties };
  const found = Object.keys(ties).length === 0 ? plain : await read(store, snapshot, grid, { ...body, choices });
  const confirmed = new Set(body.confirmed.map((item) => item.key));
  const { errors, doubts } = openProblems(found.problems, { confirmed, partial: body.partial });
  const { submission, problems, left, shown, rows, sheets } = found;
  if (!write || errors.length > 0 || doubts.length > 0) {
    advance(0.8, '整理预览', 'Laying out the preview');
    const { lines } = found;
    await keepRows(store, { jurisdiction, run: id }, [...lines, ...refusedLines(grid, problems)]);
    return {
      rows,
      sheets,
      choices,
      fields: fieldsOf(body, snapshot),
      meanings: meaningsOf(body, snapshot, found),
      problems: problems.slice(0, most.problems),
      problemCount: problems.length,
      sample: lines.slice(0, most.sample),
      left: left.slice(0, most.left),
      leftCount: left.length,
      shown: shown.slice(0, most.shown),
      phase: 'read',
      movedOn: write,
    };
  }
  advance(0.7, '写入', 'Writing');
  await rememberTies(store, whose, shapes, ties);
  if (!submission) return { rows };
  const file = pasted
    ? undefined
    : { hash: await putBlob(store, jurisdiction, Buffer.from(bytes)), name: body.file.name, bytes: bytes.length };
  const seq = await writeUnder(new Ledger(store), snapshot, key, submission(file));
  return { rows, seq };
}

/** Writes what was read under the key; what is much and new so that nobody is held up by it. Gives the entry that it stands by. */
async function writeUnder(
  ledger: Ledger,
  { registers }: Snapshot,
  key: string,
  submission: Submission,
): Promise<number> {
  const type = submission.kind === 'record.put' ? registers.get(submission.payload.register)?.type : undefined;
  const { seq } =
    type && mayBeStaged(submission, type)
      ? await submitStaged(ledger, submission, key)
      : await underKey(key, () => ledger.submit(submission));
  return seq;
}

function read(store: Store, snapshot: Snapshot, grid: SheetGrid, body: ImportBody): Promise<ReadImport<Submission>> {
  const { target, by, today } = body;
  const { back, ...said } = body.choices;
  const choices = { ...said, ...(back && { back: new Set(back) }) };
  const who = { login: by.login, name: '', role: by.role as Role, organisation: by.organisation };
  const confirmed = new Map(body.confirmed.map((item) => [item.key, item.reason]));
  switch (target.kind) {
    case 'register':
      return readRegister(store, snapshot, target.register, grid, who, today, choices);
    case 'reports':
      return readReports(store, snapshot, grid, who, today, confirmed, choices);
    case 'milestones':
      return readMilestones(snapshot, grid, { actor: by.login, today, choices });
    case 'observations':
      return readFigures(store, snapshot, grid, {
        actor: by.login,
        today,
        name: body.file.name || '粘贴',
        choices,
        confirmed,
      });
  }
}

const targetOf = ({ target }: ImportBody): string =>
  target.kind === 'register' ? `register:${target.register}` : target.kind;

/** What a column of the file may be tied to. */
function fieldsOf({ target }: ImportBody, snapshot: Snapshot): ImportBody['fields'] {
  if (target.kind === 'observations') return tieableFigures(snapshot);
  const type = target.kind === 'register' ? snapshot.registers.get(target.register)?.type : undefined;
  return type ? tieable(type) : [];
}

/** Everything that the words in question may mean. */
function meaningsOf(
  { target }: ImportBody,
  snapshot: Snapshot,
  { problems, left }: ReadImport<Submission>,
): ImportBody['meanings'] {
  const asked = [...problems, ...left].flatMap(({ word }) => word?.key.slice(1).split(':')[0] ?? []);
  const names = namesOf(snapshot);
  const type = target.kind === 'register' ? snapshot.registers.get(target.register)?.type : undefined;
  const of = (what: string): ImportBody['meanings'][string] => {
    if (what === '_stage') return (type?.stages ?? []).map(({ id, name }) => ({ id, name }));
    const field = type?.fields.find(({ id }) => id === what);
    if (field) return [...(kindOf(field).options?.(field, names) ?? [])].map(({ id, name }) => ({ id, name }));
    if (what === 'place') return [...names.places].map(([id, name]) => ({ id, name }));
    return tieableFigures(snapshot).flatMap(({ id, name }) =>
      id.startsWith('i:') ? [{ id: id.slice('i:'.length), name }] : [],
    );
  };
  return Object.fromEntries([...new Set(asked)].map((what) => [what, of(what)]));
}
