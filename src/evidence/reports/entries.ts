import { sql } from 'kysely';
import { z } from 'zod';
import type { RegisterType } from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import { aboutPattern } from './about.ts';
import { approveFigure, reopenFigure, takeBackFigure } from './figures.ts';
import { approvedDone, sayDone } from '../figures/milestones.ts';
import { answersFor, organisationsUnder } from '../reading/organisations.ts';
import { type By, kind, type Placed } from '../ledger/kind.ts';
import { cell, day, file, grade } from '../ledger/shapes.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';

/** Entries about reporting, and how they are laid out in the tables: hand in → return or approve → reopen. */

const about = z.string().regex(aboutPattern);

export const reportLine = z.strictObject({
  about,
  /** Place of a figure; of a register the organisation that answers for its part. */
  place: z.string(),
  period: z.string(),
  organisation: z.string(),
  /** Entry of the report that this one replaces; null for the first. Another one in force is a conflict (409). */
  base: z.number().int().min(1).nullable(),
  value: z.number().nullable(),
  /** Of a milestone: the day on which it was done. */
  doneOn: day.optional(),
  /** Proof of this line alone; else that of the whole hand-in. */
  file: file.optional(),
  missing: z.enum(['refused', 'not-applicable', 'no-source']).optional(),
  source: z.string().min(1),
  note: z.string().max(2000).optional(),
  /** Why an approved figure is changed; without it an approved period is locked. */
  revision: z.string().min(2).max(500).optional(),
  /** Warnings that the person looked at and stands by. */
  confirmed: z.array(z.strictObject({ code: z.string(), reason: z.string().min(2).max(500) })).default([]),
  cell: cell.optional(),
});

const reviewLine = z.strictObject({
  about,
  place: z.string(),
  period: z.string(),
  /** Entry of the report that was looked at. */
  of: z.number().int().min(1),
  decision: z.enum(['approve', 'return', 'reopen']),
  reason: z.string().max(1000).default(''),
});

const dutyLine = z.strictObject({
  about,
  organisation: z.string(),
  /** Login of the person who reports; null: anybody of the organisation. */
  person: z.string().nullable(),
  deputy: z.string().nullable().default(null),
  /** Last day on which the deputy stands in. */
  deputyUntil: day.nullable().default(null),
});

const dutiesPut = z.strictObject({ duties: z.array(dutyLine).min(1) });
const reportsHandedIn = z.strictObject({ on: day, grade, file: file.optional(), lines: z.array(reportLine).min(1) });
const reportsReviewed = z.strictObject({ on: day, lines: z.array(reviewLine).min(1) });
const warningConfirmed = z.strictObject({
  about,
  place: z.string(),
  period: z.string(),
  code: z.string(),
  reason: z.string().min(2).max(500),
});

const reportsUrged = z.strictObject({
  on: day,
  note: z.string().max(500).default(''),
  /** What is asked for of whom; the name stands in the notice. */
  lines: z
    .array(
      z.strictObject({
        about,
        place: z.string(),
        period: z.string(),
        organisation: z.string(),
        name: z.strictObject({ zh: z.string(), en: z.string() }),
      }),
    )
    .min(1)
    .max(2000),
});

type Line = { about: string; place: string; period: string };

async function putDuties(tx: StoreTransaction, at: Placed, { duties }: z.output<typeof dutiesPut>): Promise<void> {
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

async function submitReports(
  tx: StoreTransaction,
  at: Placed,
  payload: z.output<typeof reportsHandedIn>,
  by: By,
): Promise<void> {
  for (const [index, line] of payload.lines.entries()) {
    const before = await reportOf(tx, at.jurisdiction_id, line);
    if ((before?.seq ?? null) !== line.base) throw changed(line, before);
    if (before?.state === 'approved' && line.revision === undefined) throw locked(line);
    if (line.about.startsWith('milestone:'))
      await sayDone(tx, at, milestoneOf(line), {
        doneOn: doneDay(line),
        status: 'preliminary',
        on: payload.on,
        source: line.source,
        grade: payload.grade,
      });
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
          file: line.file ?? payload.file ?? null,
          cell: line.cell ?? null,
          confirmed: line.confirmed,
          submitted_by: by.actor,
          submitted_at: by.at,
          submitted_on: payload.on,
          submitted_seq: at.seq,
          done_on: line.doneOn ?? null,
          reviewed_by: null,
          reviewed_at: null,
          reviewed_on: null,
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

async function reviewReports(
  tx: StoreTransaction,
  at: Placed,
  payload: z.output<typeof reportsReviewed>,
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
    if (line.about.startsWith('milestone:')) await reviewMilestone(tx, at, payload.on, line, report);
    else if (!figure) {
      if (line.decision === 'approve') await approveRecords(tx, at, line, report.submitted_seq);
    } else if (line.decision === 'approve') await approveFigure(tx, at, payload.on, index, line, report.submitted_seq);
    else if (line.decision === 'return') await takeBackFigure(tx, at, payload.on, line);
    else await reopenFigure(tx, at, payload.on, line, report.reviewed_seq ?? 0);
    await tx
      .updateTable('report')
      .set({
        state: line.decision === 'approve' ? 'approved' : 'returned',
        reason: line.reason,
        reviewed_by: by.actor,
        reviewed_at: by.at,
        reviewed_on: payload.on,
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

function doneDay(line: z.output<typeof reportLine>): string {
  if (line.doneOn !== undefined) return line.doneOn;
  throw new Problem({
    status: 422,
    code: 'done-day-missing',
    zh: '节点要写明完成日期。',
    en: 'A milestone is reported with the day on which it was done.',
    where: `${line.about} ${line.period}`,
  });
}

/** The step that a line is about. */
function milestoneOf(line: Line): { commitment: string; id: string } {
  return { commitment: line.about.slice('milestone:'.length), id: line.period };
}

/** Approved, it is done for everybody; returned, what was approved before stands again; reopened, it is not done. */
async function reviewMilestone(
  tx: StoreTransaction,
  at: Placed,
  on: string,
  line: z.output<typeof reviewLine>,
  report: Report,
): Promise<void> {
  const of = milestoneOf(line);
  const said = { on, source: report.source, grade: 'A', status: 'approved' as const };
  const doneOn =
    line.decision === 'approve'
      ? report.done_on
      : line.decision === 'reopen'
        ? null
        : await approvedDone(tx, at.jurisdiction_id, of, report.submitted_seq);
  await sayDone(tx, at, of, { ...said, doneOn });
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

async function approveRecords(tx: StoreTransaction, at: Placed, line: Line, until: number): Promise<void> {
  const register = line.about.slice('register:'.length);
  const under = [...(await organisationsUnder(tx, at.jurisdiction_id, line.place))];
  const answers = await organisationOf(tx, at.jurisdiction_id, register);
  for (const table of ['record', 'record_version'] as const) {
    await tx
      .updateTable(table)
      .set({ status: 'approved' })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('register_id', '=', register)
      .where('status', '=', 'preliminary')
      .where('seq', '<=', until)
      // A record that names nobody is approved by who answers for the register.
      .where(sql<boolean>`coalesce(organisation_id, ${answers}, ${line.place}) = any(${under})`)
      .execute();
  }
  await tx
    .updateTable('register')
    .set({ touched: at.seq })
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('register_id', '=', register)
    .execute();
}

/** Who answers for a register in the place; null where nobody does. */
async function organisationOf(tx: StoreTransaction, jurisdiction: string, register: string): Promise<string | null> {
  const held = await tx
    .selectFrom('register')
    .select('body')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('register_id', '=', register)
    .executeTakeFirst();
  const organisations = await tx
    .selectFrom('organisation')
    .select(['organisation_id', 'roles'])
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
  return (held && answersFor(held.body as RegisterType, organisations)) ?? null;
}

async function confirmWarning(
  tx: StoreTransaction,
  at: Placed,
  payload: z.output<typeof warningConfirmed>,
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

export const reportEntries = {
  tables: ['duty', 'report', 'confirmation', 'urge'],
  kinds: {
    'duty.put': kind(dutiesPut, putDuties),
    /** Figures and confirmations of registers, handed in for review. */
    'report.submit': kind(reportsHandedIn, submitReports),
    'report.review': kind(reportsReviewed, reviewReports),
    /** 催报: people are asked once more for what they owe; what it brings is a notice and a trace. */
    'report.urge': kind(reportsUrged, (tx, at, { on, note, lines }, by) =>
      upsert(
        tx,
        'urge',
        ['jurisdiction_id', 'about', 'place', 'period', 'seq'],
        lines.map((line) => ({
          ...at,
          about: line.about,
          place: line.place,
          period: line.period,
          urged_on: on,
          actor: by.actor,
          note,
        })),
      ),
    ),
    /** A person stands by a figure that a check doubts. */
    'warning.confirm': kind(warningConfirmed, confirmWarning),
  },
} as const;
