import { organisationNamed } from '../../evidence/reading/organisations.ts';
import {
  maskedValues,
  missingEvidence,
  nextStages,
  personalFields,
  publicValues,
  type RegisterType,
  stageRefusal,
} from '../../core/register/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { writeTable } from '../../evidence/intake/sheet/write-table.ts';
import {
  countBy,
  countLimit,
  eachRecord,
  type HeldRecord,
  historyOf,
  listRecords as listHeld,
  recordOf,
  referringTo,
} from '../../evidence/reading/records.ts';
import { besideOf } from '../../evidence/reading/list.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { registerSheet } from '../../evidence/registers/sheet.ts';
import { prepareRecords } from '../../evidence/registers/write.ts';
import type { HeldRegister, Snapshot } from '../../evidence/reading/snapshot.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import {
  countRecords,
  exportRecords,
  getRecord,
  getRegister,
  listRecords,
  listRegisters,
  putRecords,
  putRegister,
  releaseRegister,
  type RecordView,
  removeRecord,
  revealRecord,
} from './api.ts';
import { checkedType } from './define.ts';
import { logReading } from './reading.ts';
import { proposalOf, proposeType, releaseType, showsMore, waitingOf } from './release.ts';
import { judgedColumns, type JudgedList, judgedList } from './judged.ts';
import { chosenOf } from './list-routes.ts';
import { seenRegister } from './seen.ts';
import { viewsOf, writerOf } from './view.ts';

/** Rows that a sheet is made of; larger registers are exported as CSV. */
const mostInWorkbook = 60_000;

export function registerRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;

  const seen = (params: { jurisdiction: string; register: string }, who: Who) => seenRegister(services, params, who);

  async function one(snapshot: Snapshot, type: RegisterType, who: Who, id: string): Promise<HeldRecord> {
    const record = await recordOf(store, snapshot, type, reachOf(who), id);
    if (!record)
      throw new Problem({
        status: 404,
        code: 'no-such-record',
        zh: '没有这条记录，或已移除。',
        en: 'There is no such record, or it was removed.',
      });
    return record;
  }

  /** What the area of a register thinks of its records on a day; null where none does. */
  async function judgement(
    snapshot: Snapshot,
    type: RegisterType,
    who: Who,
    query: { asOf?: string | undefined; with?: string | undefined } = {},
  ): Promise<JudgedList | null> {
    const list = services.lists.get(type.id);
    if (!list) return null;
    const view = await snapshots.at(snapshot.jurisdiction, query.asOf ?? services.today(), reachOf(who));
    return judgedList(view, list, chosenOf(query.with));
  }

  /** Records as pages show them, with what the area of the register thinks of them on the day. */
  async function shown(
    snapshot: Snapshot,
    type: RegisterType,
    who: Who,
    records: readonly HeldRecord[],
    query: { asOf?: string | undefined; with?: string | undefined } = {},
  ): Promise<RecordView[]> {
    const judged = records.length > 0 ? await judgement(snapshot, type, who, query) : null;
    const beside = await besideOf(store, snapshot, type, records, reachOf(who), query.asOf ?? null);
    return viewsOf({ snapshot }, type, who, records, judged, beside);
  }

  /** Writes a type, or the own part of one of the program's; gives the entry. */
  async function define(
    jurisdiction: string,
    who: Who,
    { type, own }: Awaited<ReturnType<typeof checkedType>>,
    base: number | undefined,
  ): Promise<number> {
    const of = { jurisdiction, actor: who.login ?? '', demo: false };
    const entry = await ledger.submit(
      own
        ? { ...of, kind: 'register.own', payload: { register: type.id, base: base ?? 1, own } }
        : { ...of, kind: 'register.define', payload: { base: base ?? null, type } },
    );
    return entry.seq;
  }

  return [
    route(
      listRegisters,
      async ({ params, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const visible = [...snapshot.registers.values()].filter(
          ({ type }) => type.open || allows(who.role, 'evidence.read'),
        );
        const registers = await Promise.all(
          visible.map(async ({ type }) => {
            const { total } = await listHeld(store, snapshot, type, reachOf(who), { limit: 1 });
            return {
              id: type.id,
              name: type.name,
              about: type.about ?? null,
              total,
              open: type.open,
              organisation: organisationNamed(snapshot, type.organisation),
              commitments: type.commitments,
            };
          }),
        );
        return { registers, mayDefine: allows(who.role, 'register.define') };
      },
      { kept: true },
    ),
    route(getRegister, async ({ params, who }) => {
      const { snapshot, type, held } = await seen(params, who);
      const counts =
        type.stages.length > 0
          ? await countBy(store, snapshot, type, reachOf(who), 'stage')
          : new Map<string | null, number>();
      const { total } = await listHeld(store, snapshot, type, reachOf(who), { limit: 1 });
      const madeUp = await store
        .selectFrom('record')
        .select('record_id')
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('register_id', '=', type.id)
        .where('demo', '=', true)
        .limit(1)
        .executeTakeFirst();
      const listed = (map: ReadonlyMap<string, { zh: string; en: string }>) =>
        [...map].map(([id, name]) => ({ id, name }));
      return {
        type,
        base: held.base,
        judged: services.lists.has(type.id),
        locked: {
          fields: held.program?.fields.map((field) => field.id) ?? [],
          stages: held.program?.stages.map((stage) => stage.id) ?? [],
        },
        stages: [...counts].map(([stage, count]) => ({ stage, count })),
        total,
        demo: madeUp !== undefined,
        mayWrite: allows(who.role, 'evidence.write') && !type.acts,
        mayDefine: allows(who.role, 'register.define'),
        mayReadPersonal: allows(who.role, 'personal.read'),
        pending: allows(who.role, 'register.define')
          ? await waitingOf(store, params.jurisdiction, type, who.login ?? '')
          : null,
        organisations: listed(snapshot.organisations).map((item) => ({
          ...item,
          parent: snapshot.parents.get(item.id) ?? null,
        })),
        places: [{ id: snapshot.jurisdiction, name: snapshot.name }, ...listed(snapshot.places)],
        people:
          allows(who.role, 'evidence.read') && type.fields.some((field) => field.type === 'account')
            ? (await peopleOf(store, params.jurisdiction)).map(({ login, name }) => ({ login, name }))
            : [],
        indicators: [...snapshot.indicators.values()].flatMap(({ item }) =>
          item.evidence.kind === 'register' && item.evidence.register === type.id
            ? [{ id: item.id, name: item.name }]
            : [],
        ),
      };
    }),
    route(listRecords, async ({ params, query, who }) => {
      const { snapshot, type } = await seen(params, who);
      const { records, total } = await listHeld(store, snapshot, type, reachOf(who), query);
      return {
        records: await shown(snapshot, type, who, records, query),
        total: Math.min(total, countLimit - 1),
        more: total === countLimit,
      };
    }),
    route(getRecord, async ({ params, who }) => {
      const { snapshot, type } = await seen(params, who);
      const history = await historyOf(store, snapshot, type, reachOf(who), params.record);
      const record = await recordOf(store, snapshot, type, reachOf(who), params.record);
      if (history.length === 0 && !record)
        throw new Problem({
          status: 404,
          code: 'no-such-record',
          zh: '没有这条记录。',
          en: 'There is no such record.',
        });
      const [view] = record ? await shown(snapshot, type, who, [record]) : [];
      const inside = allows(who.role, 'evidence.read');
      return {
        record: view ?? null,
        next: record
          ? nextStages(type, record.stage).map((stage) => ({
              id: stage.id,
              name: stage.name,
              missing: missingEvidence(type, stage, record.values).map((found) => found.field),
              refused: stageRefusal(stage, writerOf(who, snapshot), record, record.organisation),
            }))
          : [],
        history: history.map((version) => ({
          version: version.version,
          stage: version.stage,
          values: inside ? maskedValues(type, version.values) : publicValues(type, version.values),
          removed: version.removed,
          reason: version.reason,
          status: version.status,
          knownOn: version.knownOn,
          source: version.source,
          cell: version.cell,
          // The public sees the organisation that reports, not the person.
          actor: inside ? version.actor : '',
          at: version.at,
          seq: version.seq,
          demo: version.demo,
        })),
        referred: (await referringTo(store, snapshot, type.id, params.record, reachOf(who))).map((found) => ({
          ...found,
          name: snapshot.registers.get(found.register)?.type.name ?? { zh: found.register, en: found.register },
        })),
      };
    }),
    route(countRecords, async ({ params, query, who }) => {
      const { snapshot, type } = await seen(params, who);
      const counts = await countBy(store, snapshot, type, reachOf(who), query.by, query.filter);
      return { counts: [...counts].map(([value, count]) => ({ value, count })) };
    }),
    route(putRecords, async ({ params, body, who }) => {
      const { snapshot, type } = await seen(params, who);
      const today = services.today();
      const { lines, problems } = await prepareRecords(
        store,
        snapshot,
        type,
        who,
        body.records.map(({ stageDay, ...record }) => ({
          ...record,
          ...(record.stage !== undefined && stageDay !== undefined && { passed: { [record.stage]: stageDay } }),
        })),
        today,
      );
      if (body.dry) return { problems, records: [], seq: null };
      if (problems.length > 0) {
        const [first] = problems;
        throw new Problem({
          status: 422,
          code: 'records-refused',
          zh: `${problems.length} 处不合要求，没有写入：${first?.zh ?? ''}`,
          en: `${problems.length} faults, nothing was written: ${first?.en ?? ''}`,
          ...(first && { where: `${first.row}.${first.field}` }),
          current: problems,
        });
      }
      const source = body.source ?? `${snapshot.organisations.get(who.organisation ?? '')?.zh ?? who.name}填报`;
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'record.put',
        actor: who.login ?? '',
        demo: false,
        payload: {
          register: type.id,
          on: today,
          source,
          grade: 'A',
          status: type.cadence ? 'preliminary' : 'approved',
          records: lines.map(({ row: _row, before: _before, ...line }) => line),
        },
      });
      const versions = await store
        .selectFrom('record')
        .select(['record_id', 'version'])
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('register_id', '=', type.id)
        .where(
          'record_id',
          'in',
          lines.map((line) => line.id),
        )
        .execute();
      return {
        problems: [],
        records: lines.map((line) => ({
          id: line.id,
          version: versions.find((row) => row.record_id === line.id)?.version ?? 1,
        })),
        seq: entry.seq,
      };
    }),
    route(removeRecord, async ({ params, body, who }) => {
      const { snapshot, type } = await seen(params, who);
      const record = await one(snapshot, type, who, params.record);
      const [view] = await shown(snapshot, type, who, [record]);
      if (!view?.mayWrite) throw outOfScope();
      await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'record.remove',
        actor: who.login ?? '',
        demo: false,
        payload: {
          register: type.id,
          on: services.today(),
          reason: body.reason,
          records: [{ id: params.record, base: body.base }],
        },
      });
      return {};
    }),
    route(revealRecord, async ({ params, body, who }) => {
      const { snapshot, type } = await seen(params, who);
      const record = await one(snapshot, type, who, params.record);
      const hidden = personalFields(type);
      const personal = type.fields.filter((field) => hidden.has(field.id) && record.values[field.id] !== undefined);
      const reach = reachOf(who);
      const own =
        reach === 'all' ||
        (record.organisation !== null &&
          (await snapshots.at(params.jurisdiction, services.today(), reach)).seesPreliminary({
            owner: record.organisation,
          }));
      if (!own) throw outOfScope();
      await logReading(store, {
        jurisdiction_id: params.jurisdiction,
        login: who.login ?? '',
        at: new Date().toISOString(),
        register_id: type.id,
        record_id: record.id,
        fields: personal.map((field) => field.id).join(' '),
        purpose: body.purpose,
      });
      return { values: Object.fromEntries(personal.map((field) => [field.id, record.values[field.id] ?? null])) };
    }),
    route(putRegister, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const checked = await checkedType(store, snapshot, params.register, body.type);
      const held = snapshot.registers.get(checked.type.id);
      if (held && body.base === undefined) throw noBase(held);
      const shows = showsMore(held?.type, checked.type);
      if (held && shows.length > 0) {
        const given = { type: body.type, base: body.base };
        await proposeType(store, params.jurisdiction, checked.type.id, given, who.login ?? '', shows);
        return { id: checked.type.id, base: body.base ?? 1, pending: true };
      }
      return { id: checked.type.id, base: await define(params.jurisdiction, who, checked, body.base) };
    }),
    route(releaseRegister, async ({ params, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const { given, by } = await proposalOf(store, params.jurisdiction, params.register, who.login ?? '');
      const checked = await checkedType(store, snapshot, params.register, given.type);
      await define(params.jurisdiction, who, checked, given.base);
      await releaseType(store, params.jurisdiction, params.register, by, who.login ?? '');
      return { id: params.register };
    }),
    route(exportRecords, async ({ params, query, who }) => {
      const { snapshot, type } = await seen(params, who);
      const records: HeldRecord[] = [];
      for await (const page of query.template ? [] : eachRecord(store, snapshot, type, reachOf(who), query)) {
        records.push(...page);
        if (query.format === 'xlsx' && records.length > mostInWorkbook) {
          throw new Problem({
            status: 422,
            code: 'too-many-rows',
            zh: `超过 ${mostInWorkbook} 行，不能导出为 .xlsx。`,
            en: `More than ${mostInWorkbook} rows cannot go into an .xlsx file.`,
            hint: { zh: '先筛选，或导出 .csv。', en: 'Filter first, or export as .csv.' },
          });
        }
      }
      const demo = records.some((record) => record.demo);
      const judged = query.template ? null : await judgement(snapshot, type, who);
      const sheet = registerSheet(type, records, snapshot, {
        ...(judged && { judged: judgedColumns(judged) }),
        spare: 200,
        demo,
        notes: [
          `${snapshot.name.zh} · ${type.name.zh}${demo ? ' · 含演示数据' : ''}。带 * 的列必填；不要改动隐藏列，新增的行留空即可。`,
        ],
      });
      const name = `${type.name.zh}${query.template ? '模板' : ''}${demo ? '（演示）' : ''}.${query.format}`;
      const bytes = await writeTable(query.format, {
        sheets: [sheet],
        form: { form: `register:${type.id}`, version: 1, data: null },
      });
      return {
        name,
        type:
          query.format === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes,
      };
    }),
  ];
}

function outOfScope(): Problem {
  return new Problem({
    status: 403,
    code: 'out-of-scope',
    zh: '这条记录不属于你的单位。',
    en: 'The record belongs to another organisation.',
    hint: {
      zh: '请该单位办理，或请系统管理员调整你的单位。',
      en: 'Ask that organisation, or ask the administrator to change yours.',
    },
  });
}

/** Two who change one register at once would undo each other unseen. */
function noBase(held: HeldRegister): Problem {
  return new Problem({
    status: 422,
    code: 'base-missing',
    zh: '没有说明是在哪一版定义上改的。',
    en: 'The change does not say which definition it was made from.',
    hint: { zh: '重新打开台账定义，在现在的版本上修改。', en: 'Open the definition again and change what stands now.' },
    where: 'body.base',
    current: { base: held.base, type: held.type },
  });
}
