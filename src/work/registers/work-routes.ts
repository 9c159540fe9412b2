import { organisationNamed } from '../../evidence/reading/organisations.ts';
import { sql } from 'kysely';
import type { FileRef, RegisterType } from '../../core/register/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { missingBlobs } from '../../evidence/ledger/blob.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { type HeldRecord, listRecords, recordOf, titleIn } from '../../evidence/reading/records.ts';
import { openCommitments } from '../../evidence/reading/plans.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { prepareRecords } from '../../evidence/registers/write.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { seenRegister } from './seen.ts';
import { isNamed, writerOf } from './view.ts';
import { addRemark, enterStage, findObjects, listRemarks, putClock } from './work-api.ts';

/** The routes of the work on one record. */
export function workRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;

  async function seen(params: { jurisdiction: string; register: string; record: string }, who: Who) {
    const { snapshot, type } = await seenRegister(services, params, who);
    const record = await recordOf(store, snapshot, type, reachOf(who), params.record);
    if (!record)
      throw new Problem({
        status: 404,
        code: 'no-such-record',
        zh: '没有这条记录，或已移除。',
        en: 'There is no such record, or it was removed.',
      });
    return { snapshot, type, record };
  }

  async function keptFiles(jurisdiction: string, files: readonly FileRef[]): Promise<void> {
    const lost = await missingBlobs(
      store,
      jurisdiction,
      files.map(({ hash }) => hash),
    );
    const [file] = files.filter(({ hash }) => lost.has(hash));
    if (file)
      throw new Problem({
        status: 422,
        code: 'file-missing',
        zh: `附件“${file.name}”没有上传成功，请重新上传。`,
        en: `The file ${file.name} was not kept; upload it again.`,
        where: 'files',
      });
  }

  const by = (jurisdiction: string, who: Who) => ({ jurisdiction, actor: who.login ?? '', demo: false });

  return [
    route(enterStage, async ({ params, body, who }) => {
      const { snapshot, type, record } = await seen(params, who);
      const today = services.today();
      mustHaveStep(type, who, body.stage, Object.keys(body.values));
      const { lines, problems } = await prepareRecords(
        store,
        snapshot,
        type,
        who,
        [
          {
            id: record.id,
            base: body.base,
            values: { ...record.values, ...body.values },
            stage: body.stage,
            ...(body.stageDay !== undefined && { passed: { [body.stage]: body.stageDay } }),
          },
        ],
        today,
      );
      const [first] = problems;
      const [line] = lines;
      if (first || !line)
        throw new Problem({
          status: 422,
          code: first?.code ?? 'refused',
          zh: `${first?.zh ?? '不能进入这个阶段'}。`,
          en: `${first?.en ?? 'The record cannot enter this stage'}.`,
          where: first?.field ?? 'stage',
          current: problems,
        });
      const { row: _row, before: _before, ...rest } = line;
      const entries = await ledger.submit([
        {
          ...by(params.jurisdiction, who),
          kind: 'record.put',
          payload: {
            register: type.id,
            on: today,
            source: `${snapshot.organisations.get(who.organisation ?? '')?.zh ?? who.name}办理`,
            grade: 'A',
            status: type.cadence ? 'preliminary' : 'approved',
            records: [rest],
          },
        },
        ...(body.remark === undefined
          ? []
          : [
              {
                ...by(params.jurisdiction, who),
                kind: 'record.remark' as const,
                payload: {
                  register: type.id,
                  record: record.id,
                  on: today,
                  organisation: who.organisation,
                  text: body.remark,
                },
              },
            ]),
      ]);
      return { version: record.version + 1, seq: entries[0]?.seq ?? 0 };
    }),
    route(putClock, async ({ params, body, who }) => {
      const { snapshot, type, record } = await seen(params, who);
      if (!writerOf(who, snapshot).mayWriteFor(record.organisation)) throw notYours();
      if (body.kind !== 'resume') await keptFiles(params.jurisdiction, body.files);
      const { seq } = await ledger.submit({
        ...by(params.jurisdiction, who),
        kind: 'record.clock',
        payload: { register: type.id, record: record.id, on: services.today(), act: body },
      });
      return { seq };
    }),
    route(listRemarks, async ({ params, query, who }) => {
      const { snapshot, type, record } = await seen(params, who);
      const { rows } = await sql<{
        seq: number;
        text: string;
        files: FileRef[];
        actor: string;
        organisation_id: string | null;
        at: string;
        demo: boolean;
      }>`
        select seq, text, files, actor, organisation_id, at, demo from remark
        where jurisdiction_id = ${params.jurisdiction} and register_id = ${type.id} and record_id = ${record.id}
          and (${query.before ?? null}::bigint is null or seq < ${query.before ?? null})
        order by seq desc limit ${query.limit}`.execute(store);
      const { rows: counted } = await sql<{ n: number }>`
        select count(*) as n from remark
        where jurisdiction_id = ${params.jurisdiction} and register_id = ${type.id} and record_id = ${record.id}`.execute(
        store,
      );
      const people = new Map((await peopleOf(store, params.jurisdiction)).map(({ login, name }) => [login, name]));
      return {
        remarks: rows.map(({ seq, text, files, actor, organisation_id: id, at, demo }) => ({
          seq,
          text,
          files,
          by: { login: actor, name: people.get(actor) ?? actor },
          organisation: organisationNamed(snapshot, id),
          at,
          demo,
        })),
        total: counted[0]?.n ?? 0,
        mayRemark: mayRemark(who, snapshot, type, record),
      };
    }),
    route(addRemark, async ({ params, body, who }) => {
      const { snapshot, type, record } = await seen(params, who);
      if (!mayRemark(who, snapshot, type, record)) throw notYours();
      await keptFiles(params.jurisdiction, body.files);
      const { seq } = await ledger.submit({
        ...by(params.jurisdiction, who),
        kind: 'record.remark',
        payload: {
          register: type.id,
          record: record.id,
          on: services.today(),
          organisation: who.organisation,
          text: body.text,
          files: body.files,
        },
      });
      return { seq };
    }),
    route(findObjects, async ({ params, query, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const words = query.words.trim().toLowerCase();
      const found =
        query.kind === 'record'
          ? await recordsNamed(services, snapshot, who, query.register ?? '', words)
          : namedIn(snapshot, query.kind, words);
      return { objects: found.slice(0, mostFound), more: found.length > mostFound };
    }),
  ];
}

const mostFound = 30;

function namedIn(snapshot: Snapshot, kind: 'commitment' | 'indicator', words: string) {
  const all =
    kind === 'commitment'
      ? openCommitments(snapshot).map(({ item }) => ({ id: item.id, name: `${item.id} ${item.title.zh}` }))
      : [...snapshot.indicators.values()].map(({ item }) => ({ id: item.id, name: item.name.zh }));
  return all
    .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(words))
    .map(({ id, name }) => ({ ref: `${kind}/${id}`, name }));
}

async function recordsNamed(services: Services, snapshot: Snapshot, who: Who, register: string, words: string) {
  const { type } = await seenRegister(services, { jurisdiction: snapshot.jurisdiction, register }, who);
  const name = type.identify.find((id) =>
    type.fields.some((one) => one.id === id && one.type === 'text' && !one.personal),
  );
  const filter = name !== undefined && words !== '' ? `${name} ~ ${JSON.stringify(words)}` : undefined;
  const reach = reachOf(who);
  const { records } = await listRecords(services.store, snapshot, type, reach, {
    filter,
    sort: name,
    limit: mostFound + 1,
  });
  return records.map(({ id, values }) => ({
    ref: `record/${type.id}/${id}`,
    name: titleIn(snapshot, type, values, reach) || id,
  }));
}

/** Who sees the whole place may write under any record; others where they, or those below them, answer or are named. */
function mayRemark(who: Who, snapshot: Snapshot, type: RegisterType, record: HeldRecord): boolean {
  if (!allows(who.role, 'remark.write')) return false;
  if (reachOf(who) === 'all') return true;
  const writer = writerOf(who, snapshot);
  const orgs = type.fields.filter((field) => field.type === 'org').map(({ id }) => id);
  return writer.mayWriteFor(record.organisation) || isNamed(orgs, writer, record);
}

/** A step by somebody who does not otherwise write records: only one that the type gives to his role by name. */
function mustHaveStep(type: RegisterType, who: Who, to: string, fields: readonly string[]): void {
  if (allows(who.role, 'evidence.write')) return;
  const stage = type.stages.find((one) => one.id === to);
  const his = (rights: { roles?: string[] | undefined } | undefined) => rights?.roles?.includes(who.role) === true;
  if (his(stage?.rights) && fields.every((id) => his(type.fields.find((one) => one.id === id)?.rights))) return;
  throw new Problem({
    status: 403,
    code: 'not-your-step',
    zh: '这一步不由你的角色办。',
    en: 'This step is not for your role.',
    where: 'stage',
  });
}

function notYours(): Problem {
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
