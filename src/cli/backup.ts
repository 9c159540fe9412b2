import { type Backup, writeBackup } from '../evidence/backup.ts';
import { Problem } from '../http/problem.ts';
import { type Command, printJson, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'backup FILE [--json] [--data DIR]',
  summary: {
    zh: '把全部实据、文件和账号写进一个文件；可在运行中备份。',
    en: 'Writes all evidence, documents and accounts into one file; Lantu may run meanwhile.',
  },
  options: { ...storeOptions, json: { type: 'boolean' } },
  run: async ({ values, words }) => {
    const [file] = words;
    if (!file)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const backup = await withStore(values, (store) => writeBackup(store, file));
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
