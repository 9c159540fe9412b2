import { randomBytes } from 'node:crypto';
import { dueAfter, isProblem } from '../../core/measure/index.ts';
import { inForce, number, type RecordOf, required, text } from '../../core/register/index.ts';
import { directiveRules, directives } from '../../evidence/delivery/registers.ts';
import { column, say } from '../../evidence/judged-parts.ts';
import { type Action, type Judgement, list } from '../../evidence/judgement.ts';
import { scopedLine } from '../../evidence/registers/write.ts';
import { allows } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
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
    async run({ store, ledger, view, who, row, base, values, today }) {
      if (!allows(who.role, 'directive.issue'))
        throw new Problem({
          status: 403,
          code: 'not-allowed',
          zh: '由督查、规划管理或市领导交办督办单。',
          en: 'Supervisors, the plan office or leaders issue directives.',
        });
      const line = await scopedLine(store, view.snapshot, problems.id, who, today, {
        id: row.id,
        base,
        values: (await view.records(problems.id)).records.find(({ id }) => id === row.id)?.values ?? {},
        stage: 'handed',
      });
      const limit = { workdays: Number(values.workdays) };
      const due = dueAfter(today, limit);
      if (isProblem(due) || due.due === null)
        throw new Problem({ status: 422, code: 'limit-length', zh: '时限不对。', en: 'The limit is wrong.' });
      const id = `d-${randomBytes(8).toString('hex')}`;
      const of = { jurisdiction: view.snapshot.jurisdiction, actor: who.login ?? '', demo: row.held.demo };
      await ledger.submit([
        {
          ...of,
          kind: 'directive.issue',
          payload: {
            on: today,
            directives: [
              {
                id,
                series: inForce((await view.list(directiveRules)).rows, today)?.series ?? '督办',
                title: `${row.project.title}：${row.problem}`.slice(0, 200),
                demand: String(values.demand),
                closes: '问题解决，附佐证',
                basis: { kind: 'project', text: row.problem.slice(0, 1000) },
                object: `record/projects/${row.project.id}`,
                atIssue: null,
                lead: row.solver.id,
                support: (row.support ?? []).map((unit) => unit.id).filter((unit) => unit !== row.solver.id),
                person: row.handler?.id ?? null,
                limit,
                due: due.due,
                certain: due.certain,
                level: 'none',
                chosen: 'none',
                again: null,
                files: [],
              },
            ],
          },
        },
        {
          ...of,
          kind: 'record.put',
          payload: {
            register: problems.id,
            on: today,
            source: '转督办',
            grade: row.held.demo ? '演示' : 'A',
            status: 'approved',
            records: [{ ...line, values: { ...line.values, directive: id } }],
          },
        },
      ]);
      return { register: directives.id, id };
    },
  };
}
