import { sql } from 'kysely';
import { maskedValues, personalFields, type RecordValues } from '../../core/register/index.ts';
import { describeMissing, type MissingReason } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { exportChain as chainBytes } from '../../evidence/ledger/verify.ts';
import { record } from '../../evidence/ledger/security.ts';
import { seal } from '../../evidence/ledger/ledger.ts';
import type { SubmissionKind } from '../../evidence/book.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { exportChain, getEntry, listReadings, listSecurity, openEntry, searchLedger, traceNumber } from './api.ts';
import { kindNames, type NameOf, whatItDid } from './words.ts';

/** Kinds of entries in which whole records stand, personal ones too. */
const holdsRecords: ReadonlySet<string> = new Set(['record.put', 'record.stage']);

interface EntryRow {
  seq: number;
  kind: string;
  actor: string;
  at: string;
  demo: boolean;
  payload: string;
  prev: string;
  hash: string;
}

export function auditRoutes(services: Services): Route[] {
  const { store, snapshots } = services;

  const namesIn = async (jurisdiction: string): Promise<NameOf> => {
    const snapshot = await snapshots.get(jurisdiction);
    return (what, id) =>
      (what === 'register' ? snapshot.registers.get(id)?.type.name : snapshot.indicators.get(id)?.item.name) ?? {
        zh: id,
        en: id,
      };
  };
  /** The payload as an auditor sees it before he has said why he wants more. */
  async function masking(
    jurisdiction: string,
    row: Pick<EntryRow, 'kind' | 'payload'>,
  ): Promise<{ payload: unknown; masked: boolean }> {
    const payload = JSON.parse(row.payload) as { register?: string; records?: { values?: RecordValues }[] };
    const type = (await snapshots.get(jurisdiction)).registers.get(payload.register ?? '')?.type;
    // A list that is there no more has nobody to say what in it is personal: all of it is hidden.
    const hide = (values: RecordValues) =>
      type ? maskedValues(type, values) : Object.fromEntries(Object.keys(values).map((key) => [key, null]));
    const masked =
      holdsRecords.has(row.kind) && payload.records !== undefined && (!type || personalFields(type).size > 0);
    return masked
      ? {
          payload: {
            ...payload,
            records: payload.records?.map((line) => ({ ...line, ...(line.values && { values: hide(line.values) }) })),
          },
          masked,
        }
      : { payload, masked };
  }

  const shown = (row: EntryRow, nameOf: NameOf) => ({
    seq: row.seq,
    kind: row.kind,
    kindName: kindNames[row.kind] ?? { zh: row.kind, en: row.kind },
    actor: row.actor,
    at: row.at,
    demo: row.demo,
    hash: row.hash,
    what: whatItDid(row.kind, JSON.parse(row.payload) as Record<string, unknown>, nameOf),
  });

  return [
    route(searchLedger, async ({ params, query }) => {
      const head = await store
        .selectFrom('chain_head')
        .select(['seq', 'hash'])
        .where('jurisdiction_id', '=', params.jurisdiction)
        .executeTakeFirst();
      if (!head)
        throw new Problem({
          status: 404,
          code: 'no-such-jurisdiction',
          zh: '没有这个行政区。',
          en: 'There is no such jurisdiction.',
        });
      let select = store
        .selectFrom('submission')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .orderBy('seq', 'desc')
        .limit(query.limit + 1);
      if (query.kind) select = select.where('kind', '=', query.kind);
      if (query.actor) select = select.where('actor', '=', query.actor);
      // Days are those of the users: entries carry UTC.
      if (query.from) select = select.where('at', '>=', new Date(`${query.from}T00:00:00+08:00`).toISOString());
      if (query.to) select = select.where('at', '<=', new Date(`${query.to}T23:59:59.999+08:00`).toISOString());
      if (query.before !== undefined) select = select.where('seq', '<', query.before);
      if (query.text) {
        select = select.where(sql<boolean>`position(${query.text} in payload) > 0`);
        // What is shown masked must not be found piece by piece.
        for (const { type } of (await snapshots.get(params.jurisdiction)).registers.values())
          if (personalFields(type).size > 0)
            select = select.where(
              sql<boolean>`(kind <> all(${[...holdsRecords]}) or position(${`"register":"${type.id}"`} in payload) = 0)`,
            );
      }
      const rows = await select.execute();
      const nameOf = await namesIn(params.jurisdiction);
      const facets = await sql<{
        kind: string;
        actor: string;
      }>`select distinct kind, actor from submission where jurisdiction_id = ${params.jurisdiction}`.execute(store);
      return {
        entries: rows.slice(0, query.limit).map((row) => shown(row, nameOf)),
        more: rows.length > query.limit,
        head,
        kinds: [...new Set(facets.rows.map((row) => row.kind))]
          .toSorted()
          .map((kind) => ({ kind, name: kindNames[kind] ?? { zh: kind, en: kind } })),
        actors: [...new Set(facets.rows.map((row) => row.actor))].toSorted(),
      };
    }),
    // Before the entries: “export” is not the number of one.
    route(exportChain, async ({ params, query, who }) => {
      const { registers } = await snapshots.get(params.jurisdiction);
      if ([...registers.values()].some(({ type }) => personalFields(type).size > 0)) {
        if (query.purpose === undefined)
          throw new Problem({
            status: 422,
            code: 'purpose-missing',
            zh: '账本里有个人信息，导出要写明用途。',
            en: 'The chain holds personal data; say why it is exported.',
            where: 'query.purpose',
          });
        await record(store, {
          jurisdiction: params.jurisdiction,
          kind: 'payload-reading',
          actor: who.login ?? '',
          about: { entry: 'all', purpose: query.purpose },
        });
      }
      return {
        name: `lantu-chain-${params.jurisdiction}-${services.today()}.ndjson`,
        type: 'application/x-ndjson',
        bytes: await chainBytes(store, params.jurisdiction),
      };
    }),
    route(getEntry, async ({ params }) => {
      const row = await store
        .selectFrom('submission')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('seq', '=', params.seq)
        .executeTakeFirst();
      if (!row) throw noEntry(params.seq);
      const shownPayload = await masking(params.jurisdiction, row);
      const sealed =
        seal({
          jurisdiction: row.jurisdiction_id,
          seq: row.seq,
          kind: row.kind as SubmissionKind,
          actor: row.actor,
          at: row.at,
          demo: row.demo,
          payload: row.payload,
          prev: row.prev,
        }) === row.hash;
      return {
        entry: {
          ...shown(row, await namesIn(params.jurisdiction)),
          prev: row.prev,
          payload: shownPayload.payload,
        },
        holds: sealed,
        masked: shownPayload.masked,
      };
    }),
    route(openEntry, async ({ params, body, who }) => {
      const row = await store
        .selectFrom('submission')
        .select('payload')
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('seq', '=', params.seq)
        .executeTakeFirst();
      if (!row) throw noEntry(params.seq);
      await record(store, {
        jurisdiction: params.jurisdiction,
        kind: 'payload-reading',
        actor: who.login ?? '',
        about: { entry: params.seq, purpose: body.purpose },
      });
      return { payload: JSON.parse(row.payload) as unknown };
    }),
    route(listSecurity, async ({ params, query }) => {
      let select = store
        .selectFrom('security_entry')
        .select(['seq', 'kind', 'actor', 'at', 'payload', 'hash'])
        .where('jurisdiction_id', '=', params.jurisdiction)
        .orderBy('seq', 'desc')
        .limit(query.limit + 1);
      if (query.before !== undefined) select = select.where('seq', '<', query.before);
      const rows = await select.execute();
      return {
        entries: rows
          .slice(0, query.limit)
          .map(({ payload, ...row }) => ({ ...row, about: JSON.parse(payload) as Record<string, unknown> })),
        more: rows.length > query.limit,
      };
    }),
    route(traceNumber, async ({ params, query }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const indicator = snapshot.indicators.get(query.indicator)?.item;
      if (!indicator)
        throw new Problem({
          status: 404,
          code: 'no-such-indicator',
          zh: `没有指标 ${query.indicator}。`,
          en: `There is no indicator ${query.indicator}.`,
        });
      const place = query.place ?? params.jurisdiction;
      const of = store
        .selectFrom('observation')
        .where('observation.jurisdiction_id', '=', params.jurisdiction)
        .where('indicator_id', '=', indicator.id)
        .where('place', '=', place)
        .where('period', '=', query.period);
      const figures = await of
        .innerJoin('submission', (join) =>
          join
            .onRef('submission.jurisdiction_id', '=', 'observation.jurisdiction_id')
            .onRef('submission.seq', '=', 'observation.seq'),
        )
        .select([
          'observation.seq',
          'value',
          'missing',
          'status',
          'known_on',
          'source',
          'observation.demo',
          'withdrawn_on',
          'withdrawn_seq',
          'kind',
          'actor',
          'at',
          'hash',
          'payload',
        ])
        .orderBy('observation.seq')
        .execute();
      const taken = figures.flatMap((row) => row.withdrawn_seq ?? []);
      const withdrawals =
        taken.length > 0
          ? await store
              .selectFrom('submission')
              .selectAll()
              .where('jurisdiction_id', '=', params.jurisdiction)
              .where('seq', 'in', taken)
              .execute()
          : [];
      const lineOf = (payload: string) => {
        const body = JSON.parse(payload) as {
          file?: { hash: string; name: string; bytes: number };
          lines?: {
            about: string;
            place: string;
            period: string;
            cell?: { sheet: string; row: number; column?: string };
            reason?: string;
          }[];
        };
        return {
          file: body.file ?? null,
          line: body.lines?.find(
            (line) =>
              line.about === `indicator:${indicator.id}` && line.place === place && line.period === query.period,
          ),
        };
      };
      const steps = figures.map((row) => {
        const { file, line } = lineOf(row.payload);
        return {
          what:
            row.kind === 'report.submit'
              ? ('submitted' as const)
              : (row.status as 'preliminary' | 'approved' | 'revised'),
          value: row.value,
          missing: row.missing === null ? null : describeMissing({ missing: row.missing as MissingReason }),
          day: row.known_on,
          actor: row.actor,
          at: row.at,
          seq: row.seq,
          hash: row.hash,
          source: row.source,
          reason: null as string | null,
          cell: line?.cell ?? null,
          file,
          demo: row.demo,
        };
      });
      for (const row of withdrawals) {
        const { line } = lineOf(row.payload);
        const [first] = figures.filter((figure) => figure.withdrawn_seq === row.seq);
        steps.push({
          what: first?.status === 'preliminary' ? 'returned' : 'withdrawn',
          value: first?.value ?? null,
          missing: null,
          day: first?.withdrawn_on ?? '',
          actor: row.actor,
          at: row.at,
          seq: row.seq,
          hash: row.hash,
          source: '',
          reason: line?.reason ?? null,
          cell: null,
          file: null,
          demo: row.demo,
        } as never);
      }
      const confirmations = await store
        .selectFrom('confirmation')
        .select(['code', 'reason', 'actor', 'at'])
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('about', '=', `indicator:${indicator.id}`)
        .where('place', '=', place)
        .where('period', '=', query.period)
        .execute();
      return {
        name: indicator.name,
        unit: indicator.unit,
        period: query.period,
        steps: steps.toSorted((a, b) => a.seq - b.seq),
        confirmations,
      };
    }),
    route(listReadings, async ({ params }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const rows = await store
        .selectFrom('personal_reading')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .orderBy('reading_id', 'desc')
        .limit(500)
        .execute();
      return {
        readings: rows.map((row) => {
          const type = snapshot.registers.get(row.register_id)?.type;
          return {
            at: row.at,
            login: row.login,
            register: row.register_id,
            registerName: type?.name ?? { zh: row.register_id, en: row.register_id },
            record: row.record_id,
            fields: row.fields
              .split(' ')
              .map((id) => type?.fields.find((field) => field.id === id)?.name.zh ?? id)
              .join('、'),
            purpose: row.purpose,
          };
        }),
      };
    }),
  ];
}

const noEntry = (seq: number) =>
  new Problem({
    status: 404,
    code: 'no-such-entry',
    zh: `账本里没有第 ${seq} 条。`,
    en: `The ledger has no entry ${seq}.`,
  });
