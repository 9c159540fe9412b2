import type { Light } from '../core/measure/index.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { type Command, dayOption, printJson, storeOptions, todayInChina, withStore } from './command.ts';

const words: Record<Light, string> = { green: '● 绿灯', yellow: '▲ 黄灯', red: '■ 红灯', grey: '◇ 无据' };

export const command: Command = {
  usage: 'standing [--as-of DATE] [--json] [--jurisdiction ID] [--data DIR]',
  summary: { zh: '每项目标任务的亮灯和原因。', en: 'The light of every commitment and why.' },
  options: {
    ...storeOptions,
    'as-of': { type: 'string' },
    json: { type: 'boolean' },
    jurisdiction: { type: 'string' },
  },
  run: async ({ values }) => {
    const asOf = dayOption(values['as-of'], '--as-of') ?? todayInChina();
    return withStore(values, async (store) => {
      const snapshots = new Snapshots(store);
      const rows = await store
        .selectFrom('chain_head')
        .select('jurisdiction_id')
        .where('seq', '>', 0)
        .orderBy('jurisdiction_id')
        .execute();
      const wanted = rows
        .map((row) => row.jurisdiction_id)
        .filter((id) => values.jurisdiction === undefined || id === values.jurisdiction);
      const jurisdictions = [];
      for (const id of wanted) {
        const view = await snapshots.at(id, asOf, 'all');
        jurisdictions.push({
          id,
          plan: view.snapshot.plan?.item.id ?? null,
          asOf,
          commitments: view.snapshot.commitments.map(({ item }) => ({
            id: item.id,
            kind: item.kind,
            title: item.title,
            indicator: item.indicator,
            lead: item.lead,
            demo: view.isDemo(item.id),
            standing: view.standing(item.id),
          })),
        });
      }
      if (values.json) {
        printJson({ asOf, jurisdictions });
      } else {
        for (const { commitments } of jurisdictions) {
          for (const { id, title, standing, demo } of commitments)
            process.stdout.write(
              `${words[standing.light]}\t${id}\t${title.zh}\t${standing.why.zh}${demo ? '(演示)' : ''}\n`,
            );
        }
      }
      return 0;
    });
  },
};
