import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import { isProblem } from '../core/measure/index.ts';
import type { ReadImport } from '../evidence/intake/imported.ts';
import { readFigures } from '../evidence/figures/import.ts';
import type { FigureChoices } from '../evidence/figures/sheet.ts';
import { type FileChoices, noDataWords, readAnySheet, type SheetGrid } from '../evidence/intake/sheet/index.ts';
import { putBlob } from '../evidence/ledger/blob.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { readRegister } from '../evidence/registers/import.ts';
import { Problem } from '../http/problem.ts';
import { dayOption, todayInChina, withStore } from './command.ts';

type Values = Record<string, string | boolean | undefined>;

const actor = 'lantu import';

async function gridOf(file: string): Promise<{ bytes: Uint8Array; grid: SheetGrid }> {
  const bytes = await readFile(file).catch(() => {
    throw new Problem({
      status: 404,
      code: 'no-such-file',
      zh: `读不到文件 ${file}。`,
      en: `The file ${file} cannot be read.`,
      hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
    });
  });
  const grid = await readAnySheet(bytes, { name: basename(file) });
  if (isProblem(grid)) throw new Problem({ status: 422, code: grid.code, zh: grid.zh, en: grid.en, hint: grid.do });
  return { bytes, grid };
}

function jurisdictionIn(values: Values): string {
  if (typeof values.jurisdiction === 'string') return values.jurisdiction;
  throw new Problem({
    status: 422,
    code: 'usage',
    zh: '要写明 --jurisdiction 行政区代码。',
    en: 'Give --jurisdiction ID.',
  });
}

/** Prints what is wrong, cell by cell, and what was left out; returns whether anything may be written. */
function told({ problems, left, shown }: Pick<ReadImport<never>, 'problems' | 'left' | 'shown'>): boolean {
  for (const { sheet, row, column, header, zh, en, fix, severity } of problems) {
    process.stderr.write(
      `${severity === 'error' ? '错误 error' : '提醒 note'} ${sheet}!${column}${row}${header ? ` ${header}` : ''}：${zh} ${en}${fix ? ` → ${fix.zh} ${fix.en}` : ''}\n`,
    );
  }
  for (const { sheet, row, text, why } of left)
    process.stderr.write(`未读 left out ${sheet}!${row}：${text}（${noDataWords[why].zh} ${noDataWords[why].en}）\n`);
  for (const { sheet, row, column, shown: seen, read } of shown.slice(0, 50))
    process.stderr.write(`显示 shown ${sheet}!${column}${row}：${seen} → ${read}\n`);
  return !problems.some((problem) => problem.severity === 'error');
}

/** `lantu import register FILE --register ID`: a sheet into a register; the same checks as in the browser. */
export async function importRegister(file: string, values: Values): Promise<number> {
  const jurisdiction = jurisdictionIn(values);
  const register = String(values.register ?? '');
  const { bytes, grid } = await gridOf(file);
  return withStore(values, async (store, ledger) => {
    const snapshot = await new Snapshots(store).get(jurisdiction);
    const found = await readRegister(
      store,
      snapshot,
      register,
      grid,
      { login: actor, name: actor, role: 'planner', organisation: null },
      todayInChina(),
      { ...sheetChoices(values), ...(values.blank === 'clear' && { blank: 'clear' }) },
    );
    const { read, added, changed, unchanged, refused } = found.rows;
    process.stdout.write(
      `读 ${read} 行 read · 新增 ${added} added · 修改 ${changed} changed · 不变 ${unchanged} unchanged · 不收 ${refused} refused\n`,
    );
    const doubts = found.problems.some(({ key }) => key !== null) && typeof values.confirm !== 'string';
    const clean = told(found) && !doubts;
    if (!values.commit) return preview();
    if (!clean) return unwritten(doubts);
    if (found.submission)
      await ledger.submit(
        found.submission({
          hash: await putBlob(store, jurisdiction, bytes),
          name: basename(file),
          bytes: bytes.length,
        }),
      );
    process.stdout.write('已写入 written\n');
    return 0;
  });
}

/** `lantu import observations FILE`: published figures with their source, as strictly checked as in the browser. */
export async function importObservations(file: string, values: Values): Promise<number> {
  const jurisdiction = jurisdictionIn(values);
  const { bytes, grid } = await gridOf(file);
  const reason = typeof values.confirm === 'string' ? values.confirm : null;
  return withStore(values, async (store, ledger) => {
    const snapshot = await new Snapshots(store).get(jurisdiction);
    const read = (confirmed?: ReadonlyMap<string, string>) =>
      readFigures(store, snapshot, grid, {
        actor,
        today: todayInChina(),
        name: basename(file),
        choices: choicesOf(values),
        ...(confirmed && { confirmed }),
      });
    let found = await read();
    const doubts = found.problems.flatMap(({ key }) => key ?? []);
    if (reason !== null && doubts.length > 0) found = await read(new Map(doubts.map((key) => [key, reason])));
    const { added, changed, unchanged, refused } = found.rows;
    process.stdout.write(`新数 ${added + changed} new · 已有 ${unchanged} there already · 错误 ${refused} faults\n`);
    const clean = told(found) && (reason !== null || doubts.length === 0);
    if (!values.commit) return preview();
    if (!clean) return unwritten(doubts.length > 0 && reason === null);
    if (found.submission)
      await ledger.submit(
        found.submission({
          hash: await putBlob(store, jurisdiction, bytes),
          name: basename(file),
          bytes: bytes.length,
        }),
      );
    process.stdout.write('已写入 written\n');
    return 0;
  });
}

/** What the options say of the whole file. */
function choicesOf(values: Values): FigureChoices {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const grade = text('grade');
  if (grade !== undefined && grade !== 'A' && grade !== 'B')
    throw new Problem({ status: 422, code: 'usage', zh: '--grade 写 A 或 B。', en: '--grade is A or B.' });
  const knownOn = text('known-on') === undefined ? undefined : dayOption(text('known-on'), '--known-on');
  return {
    ...(text('source') !== undefined && { source: text('source') ?? '' }),
    ...(text('period') !== undefined && { period: text('period') ?? '' }),
    ...(grade !== undefined && { grade }),
    ...(knownOn !== undefined && { knownOn }),
    ...sheetChoices(values),
  };
}

function sheetChoices(values: Values): FileChoices {
  return {
    ...(typeof values.sheet === 'string' && { sheets: values.sheet.split(/[,，]/u) }),
    ...((values.hidden === 'in' || values.hidden === 'out') && { hidden: values.hidden }),
  };
}

function unwritten(doubts: boolean): number {
  process.stderr.write(
    doubts
      ? '没有写入：有提醒要核对；确实如此请加 --confirm 理由。 Nothing was written: check the warnings; if they are right, add --confirm REASON.\n'
      : '没有写入：先改正错误。 Nothing was written: mend the errors first.\n',
  );
  return 1;
}

function preview(): number {
  process.stderr.write('仅预览,未写入;加 --commit 写入。 Preview only, nothing was written; add --commit to write.\n');
  return 0;
}
