import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup } from '../evidence/backup.ts';
import { holds, verifyChains } from '../evidence/book.ts';
import { Problem } from '../http/problem.ts';
import type { Store } from '../evidence/store/store.ts';
import { backupsIn, passphraseOf, printBackup } from './backup.ts';
import { type Command, printJson, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'restore FILE|FOLDER [--drill] [--json] [--data DIR]',
  summary: {
    zh: '把备份恢复到空的数据库，重建查询表并核对；有不符则什么都不写。给的是文件夹就用最新的一份。--drill 只演练：恢复到一个临时数据库，核对后删去。',
    en: 'Restores a backup into an empty database, fills the tables for reading and verifies; where anything is wrong, nothing is written. Of a folder the newest is taken. --drill only tries it: into a database of its own, which is removed after the check.',
  },
  options: { ...storeOptions, json: { type: 'boolean' }, drill: { type: 'boolean' } },
  run: async ({ values, words }) => {
    const [given] = words;
    const file =
      given !== undefined && existsSync(given) && statSync(given).isDirectory() ? backupsIn(given).at(-1) : given;
    if (!file)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const within = values.drill ? inPassing : (work: Work) => withStore(values, work);
    return within(async (store) => {
      const backup = await restoreBackup(store, file, passphraseOf());
      const jurisdictions = await verifyChains(store);
      const ok = jurisdictions.every(holds);
      if (values.json) printJson({ ok, ...backup, jurisdictions });
      else {
        printBackup(backup);
        process.stdout.write(
          ok
            ? '已恢复并核对相符 restored and verified\n'
            : '已恢复，但查询表不符，请运行 lantu verify restored, but tables differ: run lantu verify\n',
        );
      }
      return ok ? 0 : 1;
    });
  },
};

type Work = (store: Store) => Promise<number>;

/** A store of its own for the time of a drill; what is in use is not touched. */
async function inPassing(work: Work): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-drill-'));
  try {
    return await withStore({ data: dataDir, own: true }, work);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
