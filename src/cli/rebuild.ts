import { rebuild } from '../evidence/book.ts';
import { type Command, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'rebuild [--data DIR]',
  summary: { zh: '按实据链重建所有查询表。', en: 'Rebuilds every table for reading from the chain of evidence.' },
  options: storeOptions,
  run: ({ values }) =>
    withStore(values, async (store) => {
      const rows = await store
        .selectFrom('jurisdiction')
        .select('jurisdiction_id')
        .orderBy('jurisdiction_id')
        .execute();
      for (const { jurisdiction_id } of rows)
        process.stdout.write(`${jurisdiction_id}: ${await rebuild(store, jurisdiction_id)} 条 entries\n`);
      return 0;
    }),
};
