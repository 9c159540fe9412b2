import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Backup, writeBackup } from '../evidence/backup.ts';
import { Problem } from '../http/problem.ts';
import { type Command, printJson, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'backup FILE|--into FOLDER [--keep 30] [--encrypt] [--json] [--data DIR]',
  summary: {
    zh: '把全部实据、文件和账号写进一个文件；可在运行中备份。--into 按时间命名并只留最近几份；--encrypt 用 LANTU_BACKUP_PASSPHRASE_FILE 里的口令加密。',
    en: 'Writes all evidence, documents and accounts into one file; Lantu may run meanwhile. --into names it by the time and keeps the newest; --encrypt uses the passphrase in LANTU_BACKUP_PASSPHRASE_FILE.',
  },
  options: {
    ...storeOptions,
    json: { type: 'boolean' },
    into: { type: 'string' },
    keep: { type: 'string', default: '30' },
    encrypt: { type: 'boolean' },
  },
  run: async ({ values, words }) => {
    const folder = values.into === undefined ? null : String(values.into);
    const keep = Number(values.keep);
    const file = folder === null ? words[0] : join(folder, nameAt(new Date()));
    if (!file || !Number.isInteger(keep) || keep < 1)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const passphrase = values.encrypt ? (passphraseOf() ?? missing()) : undefined;
    if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const backup = await withStore(values, (store) => writeBackup(store, file, passphrase));
    if (folder !== null) forgetOld(folder, keep);
    const sound = backup.jurisdictions.every((chain) => !chain.firstBroken);
    if (values.json) printJson({ ok: sound, ...backup });
    else printBackup(backup);
    if (!sound)
      process.stderr.write(
        '实据链有不符之处，备份已写出，但恢复会拒绝它。请运行 lantu verify。\nA chain does not hold: the backup was written, but restore will refuse it. Run lantu verify.\n',
      );
    return sound ? 0 : 1;
  },
};

/** One line for each chain, whose head can be compared with the one that was noted elsewhere, then the size. */
export function printBackup(backup: Backup): void {
  for (const chain of backup.jurisdictions) {
    const state = chain.firstBroken
      ? `第 ${chain.firstBroken.seq} 条不符 entry ${chain.firstBroken.seq} is broken (${chain.firstBroken.why})`
      : `${chain.entries} 条 entries`;
    process.stdout.write(`${chain.id}: ${state} ${chain.head}\n`);
  }
  process.stdout.write(`${backup.rows} 行 rows, ${(backup.bytes / 1e6).toFixed(1)} MB, ${backup.at}\n`);
}

/** `lantu-20260331T020000Z.backup`: names in the order of time. */
function nameAt(now: Date): string {
  return `lantu-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.backup`;
}

const named = /^lantu-\d{8}T\d{6}Z\.backup$/;

/** Backups of a folder, the oldest first; nothing else that lies there. */
export function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => named.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Retention: only the newest stay. Called after a new one was written, never before. */
function forgetOld(folder: string, keep: number): void {
  for (const file of backupsIn(folder).slice(0, -keep)) rmSync(file);
}

/** The passphrase of encrypted backups: the file that `LANTU_BACKUP_PASSPHRASE_FILE` names; undefined where none is set. */
export function passphraseOf(): string | undefined {
  const file = process.env.LANTU_BACKUP_PASSPHRASE_FILE;
  return file ? readFileSync(file, 'utf8').trim() || undefined : undefined;
}

function missing(): never {
  throw new Problem({
    status: 422,
    code: 'passphrase-missing',
    zh: '加密备份要有口令。',
    en: 'An encrypted backup needs a passphrase.',
    hint: {
      zh: '写进一个文件，用 LANTU_BACKUP_PASSPHRASE_FILE 指明。',
      en: 'Put it into a file and name that in LANTU_BACKUP_PASSPHRASE_FILE.',
    },
  });
}
