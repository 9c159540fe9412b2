import { addDays, unwrap } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { directiveFrom } from '../../evidence/hand-over.ts';
import { say } from '../../evidence/judged-parts.ts';
import { type Action, type Judgement, list } from '../../evidence/judgement.ts';
import { number, required, text } from '../../core/register/index.ts';
import { cards, duty, tasks } from './registers.ts';

type Card = RecordOf<typeof cards>;

export const cardList = list<typeof cards>({
  register: cards,
  judge: async (view, rows) => {
    const { byId } = await view.list(tasks);
    return new Map(
      rows.map((row): [string, Judgement] => {
        const drill = byId.get(row.task.id)?.mode === 'exercise';
        const all = (light: 'red' | 'yellow' | 'green' | 'grey', zh: string, en: string): [string, Judgement] => [
          row.id,
          // A red or yellow light could become a directive or fire an alert: an exercise has neither.
          {
            light: drill ? 'grey' : light,
            why: say(`${drill ? '【演练】' : ''}${zh}`, `${drill ? 'Exercise: ' : ''}${en}`),
          },
        ];
        if (row.stage === 'done') return all('green', '已完成。', 'Done.');
        if (row.stage === 'handed') return all('grey', '已转督办单，进展见督办单。', 'A directive now; see there.');
        return row.due < view.asOf
          ? all('red', `${row.due} 到期，没有完成。`, `Due ${row.due}, not done.`)
          : all('yellow', `${row.due} 前完成。`, `Due ${row.due}.`);
      }),
    );
  },
  actions: [toDirective()],
});

/** A card of a real task becomes a directive; one of an exercise never does, and so counts for nobody. */
function toDirective(): Action<Card> {
  return {
    id: 'to-directive',
    name: { zh: '转为督办单', en: 'Make it a directive' },
    about: { zh: '演练的任务卡不能转', en: 'Not from an exercise' },
    fields: {
      demand: required(text('办理要求', 'What is to be done', { long: true })),
      workdays: required(number('时限（工作日）', 'Limit (working days)', '', { min: 1, max: 500, decimals: 0 })),
    },
    offered: ({ stage, title }) => (stage === 'sent' || stage === 'received' ? { demand: title, workdays: 1 } : null),
    run: async (order) => {
      const { row, view } = order;
      const task = (await view.list(tasks)).byId.get(row.task.id);
      return directiveFrom(order, cards, {
        refused: task?.mode === 'real' ? null : say('演练的任务卡不派督办。', 'Cards of exercises give no directives.'),
        title: `${row.task.title}：${row.title}`,
        basis: { kind: 'other', text: row.title },
        closes: '任务完成，附佐证',
        object: `record/${tasks.id}/${row.task.id}`,
        lead: row.bureau.id,
        support: [],
        person: null,
      });
    },
  };
}

/** Days ahead for which somebody has to be named: our choice. */
const ahead = 7;
const always = ['leader', 'officer'] as const;

export const dutyList = list<typeof duty>({
  register: duty,
  tiles: async (view, rows) => {
    const days = Array.from({ length: ahead }, (_, n) => unwrap(addDays(view.asOf, n)));
    const open = days.filter((day) => always.some((post) => !rows.some((row) => row.on === day && row.post === post)));
    const today = rows.filter((row) => row.on === view.asOf);
    return [
      { name: say('今天值班', 'On duty today'), value: today.length, unit: '人', filter: `on = ${view.asOf}` },
      {
        name: say(`今后 ${ahead} 天排满`, `Next ${ahead} days`),
        value: ahead - open.length,
        unit: '天',
        share: (ahead - open.length) / ahead,
        note:
          open.length === 0
            ? say('带班和值班员都有', 'leader and officer named')
            : say(`缺：${open.join('、')}`, `open: ${open.join(', ')}`),
      },
    ];
  },
});
