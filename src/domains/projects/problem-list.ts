import { number, type RecordOf, required, text } from '../../core/register/index.ts';
import { directiveFrom } from '../../evidence/hand-over.ts';
import { column, say } from '../../evidence/judged-parts.ts';
import { type Action, type Judgement, list } from '../../evidence/judgement.ts';
import { problems } from './registers.ts';

type Row = RecordOf<typeof problems>;

interface JudgedProblem extends Judgement {
  due: string | null;
}

/** Problems of projects: what is raised on the spot. What takes a directive becomes one, and is kept there alone. */
export const problemList = list<typeof problems, JudgedProblem>({
  register: problems,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, JudgedProblem] => {
        const due = row.due ?? row.clock?.due.due ?? null;
        if (row.stage === 'solved') return [row.id, { due, light: 'green', why: say('已解决。', 'Solved.') }];
        if (row.stage === 'handed')
          return [
            row.id,
            { due, light: 'grey', why: say('已转督办单，进展见督办单。', 'A directive now; see there.') },
          ];
        return due !== null && due < view.asOf
          ? [row.id, { due, light: 'red', why: say(`期限 ${due} 已过。`, `It was due on ${due}.`) }]
          : [row.id, { due, light: 'yellow', why: say('还没有解决。', 'Not solved yet.') }];
      }),
    ),
  columns: [column('limit', '到期日', 'Due', ({ due }) => due)],
  actions: [toDirective()],
});

/** A problem becomes a directive about its project: both entries are one act, and from then on only the directive is worked on. */
function toDirective(): Action<Row> {
  return {
    id: 'to-directive',
    name: { zh: '转为督办单', en: 'Make it a directive' },
    about: {
      zh: '解决单位成为牵头单位；进展和核销都在督办单里',
      en: 'Who solves it leads; all that follows is done there',
    },
    fields: {
      demand: required(text('办理要求', 'What is to be done', { long: true })),
      workdays: required(number('时限（工作日）', 'Limit (working days)', '', { min: 1, max: 500, decimals: 0 })),
    },
    offered: (row) =>
      row.stage === 'open' || row.stage === 'answered' ? { demand: `解决“${row.problem}”`, workdays: 20 } : null,
    run: (order) => {
      const { row } = order;
      return directiveFrom(order, problems, {
        title: `${row.project.title}：${row.problem}`,
        basis: { kind: 'project', text: row.problem },
        closes: '问题解决，附佐证',
        object: `record/projects/${row.project.id}`,
        lead: row.solver.id,
        support: (row.support ?? []).map((unit) => unit.id),
        person: row.handler?.id ?? null,
      });
    },
  };
}
