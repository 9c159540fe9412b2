import { checkRecord, type Field, type FieldValue, kindOf, type RegisterType } from '../../core/register/index.ts';
import { inChineseOrder } from '../../evidence/reading/order.ts';
import type { Services } from '../../evidence/domain.ts';
import type { Action, AnyRow, Chosen } from '../../evidence/judgement.ts';
import type { ListSource } from '../../evidence/reading/list.ts';
import { type HeldRecord, subjectOf } from '../../evidence/reading/records.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { type JudgedList, judgedList, judgedView, orderOf, shownRecords } from './judged.ts';
import { getList, getListRow, runAction } from './list-api.ts';
import { viewsOf } from './view.ts';

/** `rule:points,year:2025` as a record. */
export function chosenOf(text: string | undefined): Chosen {
  return Object.fromEntries((text ?? '').split(',').flatMap((part) => (part === '' ? [] : [part.split(':')])));
}

export function listRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;

  /** The list on the day and in the reach of the reader, where he may see its register at all. */
  async function seen(
    params: { jurisdiction: string; list: string },
    who: Who,
    asOf: string | undefined,
    asked: string | undefined,
  ): Promise<{ view: ViewAt; type: RegisterType; found: JudgedList } & ListSource> {
    const list = services.lists.get(params.list);
    const view = await snapshots.at(params.jurisdiction, asOf ?? services.today(), reachOf(who));
    const type = view.snapshot.registers.get(params.list)?.type;
    if (!list || !type || (!type.open && !allows(who.role, 'evidence.read'))) throw noSuchList(params.list);
    return { ...(await view.records(params.list)), view, type, found: await judgedList(view, list, chosenOf(asked)) };
  }

  async function rowOf(found: JudgedList, records: readonly HeldRecord[], id: string) {
    const record = records.find((one) => one.id === id);
    if (!record)
      throw new Problem({
        status: 404,
        code: 'no-such-record',
        zh: '没有这条记录，或已移除。',
        en: 'There is no such record, or it was removed.',
      });
    return { record, row: found.rows.byId.get(id) ?? null };
  }

  return [
    route(
      getList,
      async ({ params, query, who }) => {
        const { view, type, found, records, ...beside } = await seen(params, who, query.asOf, query.with);
        const { list, rows, judged, chosen } = found;
        const shown = shownRecords(found, type, records, query);
        const ordered = shown.toSorted(orderBy(found, type, query.sort));
        const page = ordered.slice(query.from, query.from + query.limit);
        const lights = { green: 0, yellow: 0, red: 0, grey: 0 };
        for (const { light } of judged.values()) if (light) lights[light] += 1;
        const tiles = found.fault ? [] : ((await list.tiles?.(view, rows.rows, judged, chosen)) ?? []);
        return {
          list: type.id,
          name: type.name,
          asOf: view.asOf,
          demo: found.demo,
          lit: [...judged.values()].some((one) => one.light !== undefined),
          lights,
          columns: (list.columns ?? []).map(({ id, name, unit, decimals }) => ({
            id,
            name,
            unit: unit ?? null,
            decimals: decimals ?? null,
          })),
          parameters: found.parameters.map((one) => ({ ...one, options: [...one.options] })),
          tiles,
          notes: [...((await list.notes?.(view, chosen)) ?? [])],
          fault: found.fault,
          total: shown.length,
          rows: viewsOf(view, type, who, page, found, beside),
          left: [...rows.left],
        };
      },
      { kept: true },
    ),
    route(getListRow, async ({ params, query, who }) => {
      const { view, type, found, records, ...beside } = await seen(params, who, query.asOf, query.with);
      const { record, row } = await rowOf(found, records, params.record);
      const [shown] = viewsOf(view, type, who, [record], found, beside);
      if (!shown) throw noSuchList(params.list);
      const sections =
        row && !found.fault
          ? ((await found.list.sections?.(view, row, found.judged.get(row.id), found.chosen)) ?? [])
          : [];
      const today = query.asOf === undefined || query.asOf === services.today();
      return {
        record: shown,
        judged: judgedView(found, record.id),
        sections,
        actions:
          row && today && shown.mayWrite
            ? (found.list.actions ?? []).flatMap((action) => {
                const preset = action.offered(row);
                return preset === null
                  ? []
                  : [
                      {
                        id: action.id,
                        name: action.name,
                        about: action.about ?? null,
                        fields: fieldsOf(action),
                        preset,
                      },
                    ];
              })
            : [],
      };
    }),
    route(runAction, async ({ params, body, who }) => {
      const { view, found, records } = await seen(params, who, undefined, undefined);
      const { record, row } = await rowOf(found, records, params.record);
      const action = found.list.actions?.find((one) => one.id === params.action);
      if (!action || !row || action.offered(row) === null)
        throw new Problem({
          status: 409,
          code: 'not-offered',
          zh: '这条记录现在不能这样办理。',
          en: 'This cannot be done with the record now.',
          hint: { zh: '刷新看它现在的状态。', en: 'Reload and look at where it stands.' },
        });
      if (!scopeOf(who, view.snapshot)(record.organisation))
        throw new Problem({
          status: 403,
          code: 'out-of-scope',
          zh: '这条记录不属于你的单位。',
          en: 'The record belongs to another organisation.',
        });
      const values = checkedValues(action, body.values);
      return action.run({ store, ledger, today: services.today(), view, who, row, base: body.base, values });
    }),
  ];
}

function fieldsOf(action: Action<AnyRow>): Field[] {
  return Object.entries(action.fields).map(([id, { field }]) => ({ id, ...field }));
}

/** What a person filled in for an action, checked like a record. Throws a Problem (422) for the first fault. */
function checkedValues(action: Action<AnyRow>, given: Readonly<Record<string, unknown>>): Record<string, FieldValue> {
  const type = { name: action.name, fields: fieldsOf(action) } as RegisterType;
  const nothing = () => false;
  const known = { organisation: nothing, place: nothing, account: nothing, object: nothing, record: nothing };
  const { values, problems } = checkRecord(type, given, known);
  const [first] = problems;
  if (first)
    throw new Problem({ status: 422, code: first.code, zh: `${first.zh}。`, en: `${first.en}.`, where: first.field });
  return values;
}

/** By a judged column, by `light`, by a field or by the stage; without a choice as the area orders them. */
function orderBy(found: JudgedList, type: RegisterType, sort: string | undefined) {
  const { list, rows, judged } = found;
  const name = sort?.replace(/^-/, '');
  const turned = sort?.startsWith('-') ? -1 : 1;
  const byId = (a: HeldRecord, b: HeldRecord) => (a.id < b.id ? -1 : 1);
  if (name === undefined) {
    const { order } = list;
    return (a: HeldRecord, b: HeldRecord) => {
      const [one, other] = [rows.byId.get(a.id), rows.byId.get(b.id)];
      if (!one || !other || !order) return Number(!one) - Number(!other) || byId(a, b);
      return order({ row: one, judged: judged.get(a.id) }, { row: other, judged: judged.get(b.id) }) || byId(a, b);
    };
  }
  const value = valueBy(found, type, name);
  return (a: HeldRecord, b: HeldRecord) => {
    const [one, other] = [value(a), value(b)];
    // What is empty stands last whichever way it goes.
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byId(a, b);
    const less =
      typeof one === 'number' && typeof other === 'number' ? one - other : inChineseOrder(String(one), String(other));
    return turned * less || byId(a, b);
  };
}

const lightOrder = ['red', 'yellow', 'grey', 'green'];

function valueBy(found: JudgedList, type: RegisterType, name: string): (record: HeldRecord) => number | string | null {
  if (name === 'light')
    return ({ id }) => {
      const light = found.judged.get(id)?.light;
      return light === undefined ? null : lightOrder.indexOf(light);
    };
  if (found.list.columns?.some((column) => column.id === name))
    return ({ id }) => orderOf(judgedView(found, id)?.cells[name]);
  if (name === 'seq') return (record) => record.seq;
  const subject = subjectOf(type, name);
  if (subject.kind === 'stage')
    return ({ stage }) => (stage === null ? null : type.stages.findIndex((one) => one.id === stage));
  if (subject.kind !== 'field') return ({ id }) => id;
  const { field } = subject;
  return ({ values }) => {
    const held = values[field.id] ?? null;
    if (held === null) return null;
    return kindOf(field).compares === 'number' ? Number(held) : String(held);
  };
}

function noSuchList(list: string): Problem {
  return new Problem({
    status: 404,
    code: 'no-such-list',
    zh: `没有清单 ${list}。`,
    en: `There is no list ${list}.`,
  });
}
