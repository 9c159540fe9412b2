import { randomBytes } from 'node:crypto';
import { dueAfter, isProblem, type Text } from '../core/measure/index.ts';
import { inForce, type RegisterType } from '../core/register/index.ts';
import { allows } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import type { Action, AnyRow } from './judgement.ts';
import { scopedLine } from './registers/write.ts';
import { directiveRules, directives } from './delivery/registers.ts';

type Order = Omit<Parameters<Action<AnyRow>['run']>[0], 'row'> & { row: Pick<AnyRow, 'id' | 'held'> };

/** What a record becomes as a directive; what a person is asked for (`demand`, `workdays`) comes by the order. */
export interface HandedOver {
  /** Why it may not become one; null: it may. */
  refused?: Text | null;
  title: string;
  basis: { kind: 'project' | 'other'; text: string };
  closes: string;
  object: string;
  lead: string;
  support: readonly string[];
  person: string | null;
}

/**
 * A record becomes a directive and is kept there alone: it goes to its stage `handed` and names the directive, both entries
 * are one act. Problems: 403 `not-allowed`, 422 `not-handed`, `limit-length`.
 */
export async function directiveFrom(
  { store, ledger, view, who, row, base, values, today }: Order,
  register: RegisterType,
  { refused, title, basis, closes, object, lead, support, person }: HandedOver,
): Promise<{ register: string; id: string }> {
  if (!allows(who.role, 'directive.issue'))
    throw new Problem({
      status: 403,
      code: 'not-allowed',
      zh: '由督查、规划管理或市领导交办督办单。',
      en: 'Supervisors, the plan office or leaders issue directives.',
    });
  if (refused) throw new Problem({ status: 422, code: 'not-handed', ...refused });
  const line = await scopedLine(store, view.snapshot, register.id, who, today, {
    id: row.id,
    base,
    values: (await view.records(register.id)).records.find(({ id }) => id === row.id)?.values ?? {},
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
            title: title.slice(0, 200),
            demand: String(values.demand),
            closes,
            basis: { ...basis, text: basis.text.slice(0, 1000) },
            object,
            atIssue: null,
            lead,
            support: support.filter((unit) => unit !== lead),
            person,
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
        register: register.id,
        on: today,
        source: '转督办',
        grade: row.held.demo ? '演示' : 'A',
        status: 'approved',
        records: [{ ...line, values: { ...line.values, directive: id } }],
      },
    },
  ]);
  return { register: directives.id, id };
}
