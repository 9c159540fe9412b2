import type { Snapshot } from '../reading/snapshot.ts';
import { noteRead, unread } from '../store/reads.ts';
import type { Store } from '../store/store.ts';

/** Where the report of a period stands. */
export interface HeldReport {
  about: string;
  place: string;
  period: string;
  organisation: string;
  state: 'submitted' | 'returned' | 'approved';
  value: number | null;
  /** Of a milestone: the day on which it was done. */
  doneOn: string | null;
  missing: string | null;
  note: string | null;
  reason: string | null;
  submittedBy: string;
  submittedOn: string;
  submittedSeq: number;
  reviewedBy: string | null;
  reviewedOn: string | null;
  file: { hash: string; name: string; bytes: number } | null;
  cell: { sheet: string; row: number; column?: string } | null;
  confirmed: { code: string; reason: string }[];
  seq: number;
  demo: boolean;
}

export interface Duty {
  about: string;
  organisation: string;
  person: string | null;
  deputy: string | null;
  deputyUntil: string | null;
}

/** All that people have to do with reporting in a jurisdiction: reports by `about place period`, duties. */
export interface Reporting {
  reports: Map<string, HeldReport>;
  duties: Duty[];
  /** The last time that each report was urged, and how often it was, by the same keys. */
  urges: Map<string, Urged>;
}

export interface Urged {
  on: string;
  by: string;
  times: number;
}

const kept = new WeakMap<Store, Map<string, { head: number; reporting: Promise<Reporting> }>>();

/** Reports, duties and urges of a jurisdiction as of a position of its chain; read once for each position. */
export function reportingAt(
  store: Store,
  { jurisdiction, head }: Pick<Snapshot, 'jurisdiction' | 'head'>,
): Promise<Reporting> {
  noteRead('table:report', 'table:duty', 'table:urge');
  const held = kept.get(store) ?? new Map<string, { head: number; reporting: Promise<Reporting> }>();
  kept.set(store, held);
  const known = held.get(jurisdiction);
  if (known?.head === head) return known.reporting;
  const reporting = unread(() => read(store, jurisdiction));
  held.set(jurisdiction, { head, reporting });
  reporting.catch(() => held.delete(jurisdiction));
  return reporting;
}

async function read(store: Store, jurisdiction: string): Promise<Reporting> {
  const reports = await store.selectFrom('report').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  const duties = await store.selectFrom('duty').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  const urges = await store
    .selectFrom('urge')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('seq')
    .execute();
  return {
    urges: lastOf(urges),
    reports: new Map(
      reports.map((row): [string, HeldReport] => [
        `${row.about}\n${row.place}\n${row.period}`,
        {
          about: row.about,
          place: row.place,
          period: row.period,
          organisation: row.organisation_id,
          state: row.state as HeldReport['state'],
          value: row.value,
          doneOn: row.done_on,
          missing: row.missing,
          note: row.note,
          reason: row.reason,
          submittedBy: row.submitted_by,
          submittedOn: row.submitted_on,
          submittedSeq: row.submitted_seq,
          reviewedBy: row.reviewed_by,
          reviewedOn: row.reviewed_on,
          file: row.file as HeldReport['file'],
          cell: row.cell as HeldReport['cell'],
          confirmed: row.confirmed as HeldReport['confirmed'],
          seq: row.seq,
          demo: row.demo,
        },
      ]),
    ),
    duties: duties.map((row) => ({
      about: row.about,
      organisation: row.organisation_id,
      person: row.person,
      deputy: row.deputy,
      deputyUntil: row.deputy_until,
    })),
  };
}

function lastOf(
  rows: readonly { about: string; place: string; period: string; urged_on: string; actor: string }[],
): Map<string, Urged> {
  const last = new Map<string, Urged>();
  for (const row of rows) {
    const key = `${row.about}\n${row.place}\n${row.period}`;
    last.set(key, { on: row.urged_on, by: row.actor, times: (last.get(key)?.times ?? 0) + 1 });
  }
  return last;
}
