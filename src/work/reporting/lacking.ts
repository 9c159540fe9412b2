import { isNumber } from '../../core/measure/index.ts';
import { matter, type Matter } from '../../evidence/matter.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Who } from '../../http/route.ts';

/** Years before the plan of which a forecast wants figures. */
const past = 3;

/**
 * What a place still lacks before its plan can be followed, in the order in which it is best done: units, who answers for
 * what, people, numbers, numbers of the past. Nothing once all of it is there.
 */
export async function lackingReports(services: Services, view: ViewAt, who: Who): Promise<Matter[]> {
  const { snapshot } = view;
  if (!snapshot.plan) return [];
  const next = (of: { id: string; count: number; zh: string; en: string; at: string; why: [string, string] }) =>
    matter(who, 'plan.write', {
      id: of.id,
      sort: 'next',
      count: of.count,
      title: { zh: of.zh, en: of.en },
      detail: { zh: of.why[0], en: of.why[1] },
      at: of.at,
    });
  const reported = [...snapshot.indicators.values()].filter(({ model }) => model.evidence.kind === 'observations');
  const unowned = reported.filter(({ model }) => model.owner === null).length;
  const leaderless = snapshot.commitments.filter(({ item }) => item.kind !== 'theme' && item.lead === null).length;
  const people = new Set((await peopleOf(services.store, snapshot.jurisdiction)).map((person) => person.organisation));
  const owing = new Set([
    ...reported.flatMap(({ model }) => model.owner ?? []),
    ...snapshot.commitments.flatMap(({ item }) => item.lead ?? []),
  ]);
  const peopleless = [...owing].filter((unit) => !people.has(unit)).length;
  const numbers = (id: string) => view.series(id)?.points.filter((point) => isNumber(point.value)) ?? [];
  const judged = new Set(snapshot.commitments.flatMap(({ item }) => (item.target && item.indicator) || []));
  const wanted = reported.filter(({ model }) => judged.has(model.id));
  const empty = wanted.filter(({ model }) => numbers(model.id).length === 0);
  const before = view.since.slice(0, 4);
  const young = wanted.filter(
    ({ model }) =>
      numbers(model.id).length > 0 &&
      new Set(numbers(model.id).flatMap(({ period }) => (period.slice(0, 4) < before ? [period.slice(0, 4)] : [])))
        .size < past,
  );
  return [
    ...next({
      id: 'next-units',
      count: snapshot.organisations.size === 0 ? 1 : 0,
      zh: '还没有单位',
      en: 'There are no organisations',
      at: '/system',
      why: ['从表格导入单位，任务才有主', 'Import them from a sheet: then commitments can have owners'],
    }),
    ...next({
      id: 'next-owners',
      count: unowned + leaderless,
      zh: `${unowned + leaderless} 项还没有责任单位`,
      en: `${unowned + leaderless} without an organisation that answers`,
      at: '/reporting/duties',
      why: ['系统按职责给出建议，可以一次确认', 'Suggestions are made; confirm them at once'],
    }),
    ...next({
      id: 'next-people',
      count: peopleless,
      zh: `${peopleless} 个责任单位还没有账号`,
      en: `${peopleless} organisations without an account`,
      at: '/system',
      why: ['请系统管理员添加人员', 'Ask the administrator to add people'],
    }),
    ...next({
      id: 'next-numbers',
      count: empty.length,
      zh: `${empty.length} 项有目标的指标还没有数`,
      en: `${empty.length} indicators with a target have no figure`,
      at: '/reporting/figures',
      why: ['没有数就没有灯', 'No figure, no light'],
    }),
    ...next({
      id: 'next-past',
      count: young.length,
      zh: `${young.length} 项指标缺规划期以前的数`,
      en: `${young.length} indicators lack figures of the years before`,
      at: '/reporting/figures',
      why: ['有三年以上的数，预测才可靠', 'Forecasts want three years or more'],
    }),
  ];
}
