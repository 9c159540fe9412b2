import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whether LibreOffice is on this machine. */
export const hasOffice = (): boolean => spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0;

/** A file as LibreOffice saves it again, as .xlsx, .xls, .ods or .csv; `filter` is its name for the form, with options. */
export function savedByOffice(bytes: Uint8Array, from: string, to: string, filter = ''): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'lantu-office-'));
  try {
    writeFileSync(join(folder, `sheet.${from}`), bytes);
    const args = [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      '--headless',
      ...(from === 'csv' ? ['--infilter=CSV:44,34,76,1'] : []),
      ...(from === 'html' ? ['--infilter=HTML (StarCalc)'] : []),
      '--convert-to',
      filter === '' ? to : `${to}:${filter}`,
      '--outdir',
      join(folder, 'out'),
      join(folder, `sheet.${from}`),
    ];
    const { status, stderr } = spawnSync('soffice', args, { timeout: 120_000 });
    if (status !== 0) throw new Error(`soffice: ${String(stderr)}`);
    return readFileSync(join(folder, 'out', `sheet.${to}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
