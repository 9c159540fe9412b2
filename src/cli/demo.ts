import { record } from '../evidence/ledger/security.ts';
import { Problem } from '../http/problem.ts';
import { type Command, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'demo remove [--data DIR]',
  summary: { zh: '去掉全部演示数据和演示账号。', en: 'Takes back all demonstration data and accounts.' },
  options: storeOptions,
  run: ({ values, words }) => {
    if (words[0] !== 'remove')
      throw new Problem({ status: 422, code: 'usage', zh: '用法：lantu demo remove', en: 'Usage: lantu demo remove' });
    return withStore(values, async (store, ledger) => {
      const rows = await store
        .selectFrom('jurisdiction')
        .select('jurisdiction_id')
        .orderBy('jurisdiction_id')
        .execute();
      for (const { jurisdiction_id: jurisdiction } of rows) {
        const has = await store
          .selectFrom('submission')
          .select('seq')
          .where('jurisdiction_id', '=', jurisdiction)
          .where('demo', '=', true)
          .limit(1)
          .executeTakeFirst();
        if (!has) continue;
        const entry = await ledger.submit({
          jurisdiction,
          kind: 'demo.remove',
          actor: 'lantu demo remove',
          demo: false,
          payload: {},
        });
        process.stdout.write(`${jurisdiction}: ${entry.seq}\n`);
      }
      const gone = await store
        .deleteFrom('account')
        .where('demo', '=', true)
        .returning(['login', 'jurisdiction_id'])
        .execute();
      for (const { login, jurisdiction_id: jurisdiction } of gone)
        await record(store, { jurisdiction, kind: 'account-removed', actor: 'lantu demo remove', about: { login } });
      return 0;
    });
  },
};
