import { holds, verifyChains } from '../evidence/book.ts';
import { type Command, printJson, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'verify [--json] [--data DIR]',
  summary: {
    zh: '核对每条实据链和查询表；发现改动时退出码为 1，并指出第一处。',
    en: 'Checks every chain of evidence and the tables made from it; exit code 1 and the first broken link if anything was changed.',
  },
  options: { ...storeOptions, json: { type: 'boolean' } },
  run: ({ values }) =>
    withStore(values, async (store) => {
      const jurisdictions = await verifyChains(store);
      const ok = jurisdictions.every(holds);
      if (values.json) {
        printJson({ ok, jurisdictions });
      } else {
        for (const chain of jurisdictions) {
          const broken = chain.firstBroken;
          process.stdout.write(
            `${chain.id}: ${broken ? `第 ${broken.seq} 条不符 entry ${broken.seq} is broken (${broken.why})` : `${chain.entries} 条,全部相符 entries, all sound`} ${chain.head}\n`,
          );
          const rights = chain.security?.firstBroken;
          if (rights)
            process.stdout.write(
              `  权限簿第 ${rights.seq} 条不符 entry ${rights.seq} of the book of rights is broken (${rights.why})\n`,
            );
          const frames = chain.streams.firstBroken;
          if (frames)
            process.stdout.write(
              `  第 ${frames.seq} 条封存的监测帧不符 frames that entry ${frames.seq} seals are not what they were (${frames.why})\n`,
            );
          for (const { table, rows } of chain.differing ?? [])
            process.stdout.write(
              `  ${table}：${rows} 行与实据链不符，请运行 lantu rebuild；rows differ from the chain, run lantu rebuild\n`,
            );
        }
      }
      return ok ? 0 : 1;
    }),
};
