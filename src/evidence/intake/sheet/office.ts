import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isProblem } from '../../../core/measure/index.ts';
import type { SheetGrid } from './grid.ts';
import type { SheetProblem } from './problem.ts';
import { MAX_BYTES, readSheet } from './read.ts';

/** Forms that LibreOffice turns into .xlsx: .xls, .et, .ods, .xlsb, XML Spreadsheet 2003, a web page named as a sheet. */
const CONVERTED = new Map([
  ['sheet-xls', 'xls'],
  ['sheet-ods', 'ods'],
  ['sheet-xml', 'xml'],
  ['sheet-html', 'html'],
]);
const SECONDS = 90;

/**
 * Reads a file of tables as `readSheet` does, and older and other forms through LibreOffice where the machine has it. Where it
 * has none, or it cannot read the file, the problem says what the file is and how to save it.
 */
export async function readAnySheet(bytes: Uint8Array, options: { name: string }): Promise<SheetGrid | SheetProblem> {
  const read = readSheet(bytes, options);
  const ending = isProblem(read) ? CONVERTED.get(read.code) : undefined;
  if (ending === undefined) return read;
  const converted = await asXlsx(bytes, ending);
  return converted === null ? read : readSheet(converted, options);
}

/** The file as LibreOffice saves it; null where it is not there or makes nothing of it. */
async function asXlsx(bytes: Uint8Array, ending: string): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'lantu-sheet-'));
  try {
    await writeFile(join(folder, `sheet.${ending}`), bytes);
    const profile = pathToFileURL(join(folder, 'profile')).href;
    // A profile of its own: two conversions at once do not wait for one another, and nothing of the machine's is read.
    const made = await ended([
      `-env:UserInstallation=${profile}`,
      '--headless',
      '--norestore',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      join(folder, 'out'),
      join(folder, `sheet.${ending}`),
    ]);
    const file = join(folder, 'out', 'sheet.xlsx');
    if (!made || (await stat(file)).size > MAX_BYTES) return null;
    return await readFile(file);
  } catch {
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether the program ran to its end; false also where it is not installed. */
function ended(args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('soffice', args, { stdio: 'ignore', timeout: SECONDS * 1000, killSignal: 'SIGKILL' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
