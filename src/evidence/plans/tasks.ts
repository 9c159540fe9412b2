import { unproven } from '../../core/breakdown/index.ts';
import { type YearTask, yearTask } from '../../core/plan/plan-file.ts';
import { Problem } from '../../http/problem.ts';
import { kind } from '../ledger/kind.ts';
import { upsert } from '../store/upsert.ts';

/** 年度任务: what a year is to bring of a promise, given to units, issued under a document number. */

const wrong = (where: string, code: string, zh: string, en: string) =>
  new Problem({ status: 422, code, zh, en, where });

function check(task: YearTask, last: { version: number; issuedOn: string } | null): void {
  if ((task.base ?? 0) !== (last?.version ?? 0))
    throw new Problem({
      status: 409,
      code: 'task-changed',
      zh: '这项年度任务在这期间已由别人下达或更正。',
      en: 'This task was issued or corrected by somebody else in the meantime.',
      hint: { zh: '刷新后看过现在的分解再下达。', en: 'Reload, look at what stands now, and issue again.' },
      current: { version: last?.version ?? null },
    });
  if (last && !task.reason)
    throw wrong('reason', 'reason-missing', '更正要写明理由。', 'A correction needs its reason.');
  if (last && task.issuedOn < last.issuedOn)
    throw wrong(
      'issuedOn',
      'before-the-last',
      `更正日期早于上一版（${last.issuedOn}）。`,
      `The correction is dated before the last version (${last.issuedOn}).`,
    );
  const parts = task.groups.flatMap((group) => group.parts);
  const twice = task.groups.some(({ parts: of }) => new Set(of.map(({ unit }) => unit)).size < of.length);
  if (twice) throw wrong('groups', 'unit-twice', '同一单位列了两次。', 'A unit stands twice.');
  const [fault] = unproven({
    ...task,
    groups: task.groups.map(({ by, parts: of }) => ({
      by,
      parts: of.map((one) => ({ ...one, weight: 0, fixed: true })),
    })),
  });
  if (fault) throw wrong('groups', 'sums-differ', `${fault.zh}，没有下达。`, `${fault.en}; nothing was issued.`);
  const scale = 10 ** task.decimals;
  for (const { unit, value, quarters } of task.sums ? parts : [])
    if (
      quarters.length > 0 &&
      quarters.reduce((sum, one) => sum + Math.round(one * scale), 0) !== Math.round(value * scale)
    )
      throw wrong(
        'groups',
        'sums-differ',
        `${unit} 四个季度合计不等于全年。`,
        `The quarters of ${unit} are not its year.`,
      );
}

export const taskEntries = {
  tables: ['year_task'],
  kinds: {
    /** Issues the task of a year, or corrects it: a version of its own, the ones before stay. Sums are proven first. */
    'task.issue': kind(yearTask, async (tx, at, task) => {
      const key = { commitment_id: task.commitment, year: task.year, basis: task.basis };
      const known = await tx
        .selectFrom('commitment')
        .innerJoin('plan', (on) =>
          on
            .onRef('plan.plan_id', '=', 'commitment.plan_id')
            .onRef('plan.jurisdiction_id', '=', 'commitment.jurisdiction_id'),
        )
        .select('commitment_id')
        .where('commitment.jurisdiction_id', '=', at.jurisdiction_id)
        .where('commitment_id', '=', task.commitment)
        .where('closed_on', 'is', null)
        .executeTakeFirst();
      if (!known)
        throw new Problem({
          status: 404,
          code: 'no-such-commitment',
          zh: `现行规划里没有任务 ${task.commitment}。`,
          en: `No plan in force has a commitment ${task.commitment}.`,
          where: 'commitment',
        });
      const last = await tx
        .selectFrom('year_task')
        .select(['version', 'issued_on'])
        .where('jurisdiction_id', '=', at.jurisdiction_id)
        .where('commitment_id', '=', key.commitment_id)
        .where('year', '=', key.year)
        .where('basis', '=', key.basis)
        .orderBy('version', 'desc')
        .executeTakeFirst();
      check(task, last ? { version: last.version, issuedOn: last.issued_on } : null);
      const version = (last?.version ?? 0) + 1;
      await upsert(
        tx,
        'year_task',
        ['jurisdiction_id', 'commitment_id', 'year', 'basis', 'version'],
        [{ ...at, ...key, version, issued_on: task.issuedOn, body: task }],
      );
    }),
  },
} as const;
