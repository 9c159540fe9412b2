import { byDay, byLight, lit, say, tilesBy } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Section } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { reforms } from './registers.ts';

const kinds = reforms.fields.find(({ id }) => id === 'field')?.choices ?? [];

export const reformList = list<typeof reforms>({
  register: reforms,
  judge: async (view, rows) =>
    new Map(
      rows.map(({ id, stage, due }): [string, Judgement] => {
        if (stage === 'evaluated') return [id, lit('green', '已评估完成。', 'Evaluated.')];
        if (stage === 'dropped') return [id, lit('grey', '已终止。', 'Dropped.')];
        return [id, byDay(due, view.asOf, 'green')];
      }),
    ),
  order: (one, other) =>
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] ||
    (one.row.due ?? '9').localeCompare(other.row.due ?? '9'),
  tiles: async (_view, rows) =>
    tilesBy(
      'field',
      kinds,
      rows,
      ({ field }) => field,
      (own) => ({
        value: own.length,
        unit: '项',
        ...(own.length > 0 && {
          share: own.filter(({ stage }) => stage === 'spread' || stage === 'evaluated').length / own.length,
        }),
      }),
    ),
  notes: async () => [say('进度条：已推开和评估完成的占比。', 'The bar: share that is in force or evaluated.')],
  sections: async (view, { serves }) => (serves ? stepsOf(view, serves.id) : []),
});

/** The milestones of the commitment that a reform serves. */
function stepsOf(view: ViewAt, object: string): Section[] {
  const [kind, id] = object.split('/');
  if (kind !== 'commitment' || id === undefined) return [];
  const steps = view.milestones(id);
  return [
    {
      title: say('对应任务的节点', 'Steps of its commitment'),
      about: steps.length === 0 ? say('没有节点。', 'There are none.') : undefined,
      heads: [say('期限', 'Due'), say('完成', 'Done')],
      lines: steps.map(({ title, due, doneOn }) => ({
        name: title,
        cells: [due, doneOn ?? { missing: say('未完成', 'not yet') }],
      })),
    },
  ];
}
