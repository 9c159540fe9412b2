import { chanceWords, type OutlookWord } from '../core/foresee/index.ts';
import type { Light } from '../core/measure/index.ts';
import { contributing, listsOf } from '../evidence/judgement.ts';
import { Outlooks } from '../evidence/reading/outlooks.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { domains } from '../server/domains.ts';
import { viewWithOutlooks } from '../work/foresight/stored.ts';
import { type Command, dayOption, printJson, storeOptions, todayInChina, withStore } from './command.ts';

const outlookWords: Record<OutlookWord, string> = {
  likely: '可望完成',
  'at-risk': '存在风险',
  unlikely: '恐难完成',
  unknown: '前景不明',
};
const words: Record<Light, string> = { green: '● 绿灯', yellow: '▲ 黄灯', red: '■ 红灯', grey: '◇ 无据' };

export const command: Command = {
  usage: 'standing [--as-of DATE] [--json] [--jurisdiction ID] [--data DIR]',
  summary: {
    zh: '每项目标任务的亮灯、原因和前景。',
    en: 'The light of every commitment, why, and whether it will be kept.',
  },
  options: {
    ...storeOptions,
    'as-of': { type: 'string' },
    json: { type: 'boolean' },
    jurisdiction: { type: 'string' },
  },
  run: async ({ values }) => {
    const asOf = dayOption(values['as-of'], '--as-of') ?? todayInChina();
    return withStore(values, async (store) => {
      const today = todayInChina();
      const snapshots = () => new Snapshots(store, new Outlooks(store, () => today));
      const modules = contributing(listsOf(domains));
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
        const view = await viewWithOutlooks(store, snapshots, modules, id, asOf > today ? today : asOf);
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
            light: view.light(item.id),
            outlook: view.outlook(item.id),
          })),
        });
      }
      if (values.json) {
        printJson({ asOf, jurisdictions });
      } else {
        for (const { commitments } of jurisdictions) {
          for (const { id, title, light, standing, outlook, demo } of commitments) {
            const foreseen = outlook
              ? `${outlookWords[outlook.word]}${outlook.probability === null ? '' : ` ${chanceWords(outlook.probability, outlook.decided)}`}\t${outlook.sentence.zh}`
              : '\t';
            process.stdout.write(
              `${words[light]}\t${id}\t${title.zh}\t${standing.why.zh}\t${foreseen}${demo ? '(演示)' : ''}\n`,
            );
          }
        }
      }
      return 0;
    });
  },
};
