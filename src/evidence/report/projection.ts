import { sql } from 'kysely';
import { Problem } from '../../http/problem.ts';
import { organisationsUnder } from '../organisations.ts';
import type { By, Placed } from '../projection.ts';
import type { StoreTransaction } from '../store.ts';
import type { PayloadOf } from '../submission.ts';
import { upsert } from '../upsert.ts';

/** How entries about reporting are laid out in the tables: hand in → return or approve → reopen. */

type Line = { about: string; place: string; period: string };

export async function putDuties(tx: StoreTransaction, at: Placed, { duties }: PayloadOf<'duty.put'>): Promise<void> {
  await upsert(
    tx,
    'duty',
    ['jurisdiction_id', 'about', 'organisation_id'],
    duties.map((duty) => ({
      ...at,
      about: duty.about,
      organisation_id: duty.organisation,
      person: duty.person,
      deputy: duty.deputy,
      deputy_until: duty.deputyUntil,
    })),
  );
}

export async function submitReports(
  tx: StoreTransaction,
  at: Placed,
  payload: PayloadOf<'report.submit'>,
  by: By,
): Promise<void> {
  for (const [index, line] of payload.lines.entries()) {
    const before = await reportOf(tx, at.jurisdiction_id, line);
    if ((before?.seq ?? null) !== line.base) throw changed(line, before);
    if (before?.state === 'approved' && line.revision === undefined) throw locked(line);
    if (line.about.startsWith('indicator:')) {
      await upsert(
        tx,
        'observation',
        ['jurisdiction_id', 'indicator_id', 'place', 'period', 'seq', 'line'],
        [
          {
            ...at,
            indicator_id: line.about.slice('indicator:'.length),
            place: line.place,
            period: line.period,
            known_on: payload.on,
            line: index,
            value: line.value,
            missing: line.value === null ? (line.missing ?? 'no-source') : null,
            status: 'preliminary',
            source: line.source,
            grade: payload.grade,
            withdrawn_on: null,
            withdrawn_seq: null,
          },
        ],
      );
    }
    await upsert(
      tx,
      'report',
      ['jurisdiction_id', 'about', 'place', 'period'],
      [
        {
          ...at,
          about: line.about,
          place: line.place,
          period: line.period,
          organisation_id: line.organisation,
          state: 'submitted',
          value: line.value,
          missing: line.value === null ? (line.missing ?? null) : null,
          source: line.source,
          note: line.revision ?? line.note ?? null,
          file: payload.file ?? null,
          cell: line.cell ?? null,
          confirmed: line.confirmed,
          submitted_by: by.actor,
          submitted_at: by.at,
          submitted_on: payload.on,
          submitted_seq: at.seq,
          reviewed_by: null,
          reviewed_at: null,
          reviewed_seq: null,
          reason: null,
        },
      ],
    );
    if (line.confirmed.length > 0) {
      await upsert(
        tx,
        'confirmation',
        ['jurisdiction_id', 'about', 'place', 'period', 'code'],
        line.confirmed.map(({ code, reason }) => ({
          ...at,
          about: line.about,
          place: line.place,
          period: line.period,
          code,
          reason,
          actor: by.actor,
          at: by.at,
        })),
      );
    }
  }
}

export async function reviewReports(
  tx: StoreTransaction,
  at: Placed,
  payload: PayloadOf<'report.review'>,
  by: By,
): Promise<void> {
  for (const [index, line] of payload.lines.entries()) {
    const report = await reportOf(tx, at.jurisdiction_id, line);
    if (!report || report.seq !== line.of) throw changed(line, report);
    const from = line.decision === 'reopen' ? 'approved' : 'submitted';
    if (report.state !== from) throw changed(line, report);
    if (report.submitted_by === by.actor && line.decision === 'approve') {
      throw new Problem({
        status: 403,
        code: 'own-report',
        zh: '不能审核自己填报的数据。',
        en: 'Nobody approves a figure of his own.',
        hint: { zh: '请另一位审核人审核。', en: 'Ask another reviewer.' },
        where: line.about,
      });
    }
    const figure = line.about.startsWith('indicator:');
    if (line.decision === 'approve')
      await (figure
        ? approveFigure(tx, at, payload.on, index, line, report)
        : approveRecords(tx, at, line, report.submitted_seq));
    else if (figure)
      await withdraw(
        tx,
        at,
        payload.on,
        line,
        line.decision === 'return' ? report.submitted_seq : (report.reviewed_seq ?? 0),
      );
    await tx
      .updateTable('report')
      .set({
        state: line.decision === 'approve' ? 'approved' : 'returned',
        reason: line.reason,
        reviewed_by: by.actor,
        reviewed_at: by.at,
        reviewed_seq: at.seq,
        seq: at.seq,
      })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('about', '=', line.about)
      .where('place', '=', line.place)
      .where('period', '=', line.period)
      .execute();
  }
}

type Report = NonNullable<Awaited<ReturnType<typeof reportOf>>>;

function reportOf(tx: StoreTransaction, jurisdiction: string, line: Line) {
  return tx
    .selectFrom('report')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .where('about', '=', line.about)
    .where('place', '=', line.place)
    .where('period', '=', line.period)
    .executeTakeFirst();
}

/** The approved figure is a revision of its own: what was preliminary, and for how long, stays readable. */
async function approveFigure(
  tx: StoreTransaction,
  at: Placed,
  on: string,
  index: number,
  line: Line,
  report: Report,
): Promise<void> {
  const of = tx
    .selectFrom('observation')
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('indicator_id', '=', line.about.slice('indicator:'.length))
    .where('place', '=', line.place)
    .where('period', '=', line.period);
  const handed = await of.selectAll().where('seq', '=', report.submitted_seq).executeTakeFirstOrThrow();
  const approved = await of
    .select('seq')
    .where('status', '!=', 'preliminary')
    .where('withdrawn_on', 'is', null)
    .limit(1)
    .executeTakeFirst();
  await upsert(
    tx,
    'observation',
    ['jurisdiction_id', 'indicator_id', 'place', 'period', 'seq', 'line'],
    [{ ...handed, ...at, demo: handed.demo, line: index, known_on: on, status: approved ? 'revised' : 'approved' }],
  );
}

async function approveRecords(tx: StoreTransaction, at: Placed, line: Line, until: number): Promise<void> {
  const register = line.about.slice('register:'.length);
  const under = await organisationsUnder(tx, at.jurisdiction_id, line.place);
  for (const table of ['record', 'record_version'] as const) {
    await tx
      .updateTable(table)
      .set({ status: 'approved' })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('register_id', '=', register)
      .where('status', '=', 'preliminary')
      .where('seq', '<=', until)
      .where(sql<boolean>`(organisation_id is null or organisation_id = any(${[...under]}))`)
      .execute();
  }
  await tx
    .updateTable('register')
    .set({ touched: at.seq })
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('register_id', '=', register)
    .execute();
}

async function withdraw(tx: StoreTransaction, at: Placed, on: string, line: Line, seq: number): Promise<void> {
  await tx
    .updateTable('observation')
    .set({ withdrawn_on: on, withdrawn_seq: at.seq })
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('indicator_id', '=', line.about.slice('indicator:'.length))
    .where('place', '=', line.place)
    .where('period', '=', line.period)
    .where('seq', '=', seq)
    .execute();
}

export async function confirmWarning(
  tx: StoreTransaction,
  at: Placed,
  payload: PayloadOf<'warning.confirm'>,
  by: By,
): Promise<void> {
  await upsert(
    tx,
    'confirmation',
    ['jurisdiction_id', 'about', 'place', 'period', 'code'],
    [{ ...at, ...payload, actor: by.actor, at: by.at }],
  );
}

function changed(line: Line, now: Report | undefined): Problem {
  return new Problem({
    status: 409,
    code: 'report-changed',
    zh: `${line.period} 的填报已经变了（别人填报或审核过）。`,
    en: `The report for ${line.period} has moved on: somebody else handed it in or reviewed it.`,
    hint: { zh: '看清现在的数再决定。', en: 'Look at what stands now, then decide.' },
    where: `${line.about} ${line.period}`,
    current: now
      ? { state: now.state, value: now.value, submittedBy: now.submitted_by, seq: now.seq, reason: now.reason }
      : null,
  });
}

function locked(line: Line): Problem {
  return new Problem({
    status: 409,
    code: 'report-locked',
    zh: `${line.period} 的数已审核通过，不能直接改。`,
    en: `The figure for ${line.period} is approved and locked.`,
    hint: {
      zh: '写明修订理由后作为修订提交，或请审核人退回。',
      en: 'Hand it in as a revision with its reason, or ask the reviewer to reopen it.',
    },
    where: `${line.about} ${line.period}`,
  });
}
