import { idsIn, isMade, nextStages, type RecordValues, type RegisterType } from '../../core/register/index.ts';
import type { Submission } from '../book.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';

/** What stands in a person's name: the duties that he reports by, and the matters that he has in hand. */
export interface OpenWork {
  duties: {
    about: string;
    organisation: string;
    person: string | null;
    deputy: string | null;
    deputyUntil: string | null;
    demo: boolean;
  }[];
  records: {
    register: string;
    id: string;
    version: number;
    stage: string | null;
    passed: Record<string, string>;
    values: RecordValues;
    status: 'preliminary' | 'approved';
    source: string;
    grade: string;
    demo: boolean;
  }[];
}

/** The open work of a person as it stands. */
export async function openWorkOf(store: Store, snapshot: Snapshot, login: string): Promise<OpenWork> {
  const duties = await store
    .selectFrom('duty')
    .select(['about', 'organisation_id', 'person', 'deputy', 'deputy_until', 'demo'])
    .where('jurisdiction_id', '=', snapshot.jurisdiction)
    .where((e) => e.or([e('person', '=', login), e('deputy', '=', login)]))
    .orderBy('about')
    .execute();
  const records: OpenWork['records'] = [];
  for (const { type } of snapshot.registers.values()) {
    const fields = type.fields.filter((field) => field.type === 'account');
    if (fields.length === 0) continue;
    const rows = await store
      .selectFrom('record')
      .select(['record_id', 'version', 'stage', 'passed', 'values', 'status', 'source', 'grade', 'demo'])
      .where('jurisdiction_id', '=', snapshot.jurisdiction)
      .where('register_id', '=', type.id)
      .where((e) =>
        e.or(
          fields.map((field) =>
            e('values', '@>' as never, JSON.stringify({ [field.id]: field.many ? [login] : login }) as never),
          ),
        ),
      )
      .orderBy('record_id')
      .execute();
    for (const { record_id: id, ...row } of rows)
      if (!isFinished(type, row.stage))
        records.push({
          register: type.id,
          id,
          ...row,
          passed: row.passed as Record<string, string>,
          values: row.values as RecordValues,
          status: row.status as 'preliminary' | 'approved',
        });
  }
  return {
    duties: duties.map(({ organisation_id: organisation, deputy_until: deputyUntil, ...duty }) => ({
      ...duty,
      organisation,
      deputyUntil,
    })),
    records,
  };
}

/** Nothing of the main line is left to come: the matter is closed, and stays in the name of whoever closed it. */
function isFinished(type: RegisterType, stage: string | null): boolean {
  return stage !== null && nextStages(type, stage).every((next) => next.exit);
}

/** The act by which all of it goes over to somebody else. */
export function handOverAct(
  snapshot: Snapshot,
  work: OpenWork,
  {
    from,
    to,
    on,
    reason,
    membership,
    actor,
  }: Record<'from' | 'to' | 'on' | 'reason' | 'actor', string> & {
    membership: boolean;
  },
): Submission[] {
  const of = { jurisdiction: snapshot.jurisdiction, actor };
  const swapped = (login: string | null) => (login === from ? to : login);
  const batches = Map.groupBy(work.records, (one) =>
    JSON.stringify([one.register, one.status, one.source, one.grade, one.demo]),
  );
  return [
    ...[...Map.groupBy(work.duties, ({ demo }) => demo)].map(([demo, duties]): Submission => ({
      ...of,
      demo,
      kind: 'duty.put',
      payload: {
        duties: duties.map(({ demo: _demo, ...duty }) => {
          const [person, deputy] = [swapped(duty.person), swapped(duty.deputy)];
          // Nobody stands in for himself.
          const alone = deputy === person || deputy === null;
          return { ...duty, person, deputy: alone ? null : deputy, deputyUntil: alone ? null : duty.deputyUntil };
        }),
      },
    })),
    ...[...batches.values()].flatMap((records): Submission[] => {
      const [first] = records;
      const type = first && snapshot.registers.get(first.register)?.type;
      if (!first || !type) return [];
      const { register, status, source, grade, demo } = first;
      return [
        {
          ...of,
          demo,
          kind: 'record.put',
          payload: {
            register,
            on,
            source,
            grade: grade as 'A',
            status,
            records: records.map(({ id, version, stage, passed, values }) => ({
              id,
              base: version,
              stage,
              passed,
              values: handed(type, values, from, to) as never,
            })),
          },
        },
      ];
    }),
    {
      ...of,
      demo: false,
      kind: 'person.handover',
      payload: {
        from,
        to,
        on,
        reason,
        membership,
        duties: work.duties.map(({ about, organisation }) => ({ about, organisation })),
        records: work.records.map(({ register, id }) => ({ register, record: id })),
      },
    },
  ];
}

function handed(type: RegisterType, values: RecordValues, from: string, to: string): RecordValues {
  return Object.fromEntries(
    type.fields.flatMap((field) => {
      const value = values[field.id];
      if (value === undefined || value === null || isMade(field)) return [];
      if (field.type !== 'account') return [[field.id, value]];
      const logins = [...new Set(idsIn(value).map((login) => (login === from ? to : login)))];
      return [[field.id, field.many ? logins : (logins[0] ?? value)]];
    }),
  );
}
