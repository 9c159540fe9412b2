import { restoreBackup } from '../evidence/backup.ts';
import { verifyChains } from '../evidence/book.ts';
import { Problem } from '../http/problem.ts';
import { printBackup } from './backup.ts';
import { type Command, printJson, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'restore FILE [--json] [--data DIR]',
  summary: {
    zh: '把备份恢复到空的数据库，重建查询表并核对；有不符则什么都不写。',
    en: 'Restores a backup into an empty database, fills the tables for reading and verifies; where anything is wrong, nothing is written.',
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
    return withStore(values, async (store) => {
      const backup = await restoreBackup(store, file);
      const jurisdictions = await verifyChains(store);
      const ok = jurisdictions.every((chain) => !chain.firstBroken && !chain.differing);
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
