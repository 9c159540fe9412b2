/**
 * The plan compiler: Chinese government prose in, structured commitments out. Deterministic, pure, linear in the
 * length of the text. The output contract is in model.ts.
 *
 *     layout → times, cues, quantities → outline → rows → commitments, facts
 *                                                → clauses without numbers → actions, projects
 *            → slogan groups
 */
import type { DoingRow } from './doing.ts';
import { readDocumentFacts } from './document.ts';
import { readGrids } from './grid.ts';
import { readIndicatorTables } from './indicator-table.ts';
import { layOut, sourceSpan } from './layout.ts';
import type { LaidText } from './laid-text.ts';
import type { CompileOptions, CompileWarning, DraftCommitment, PlanDraft, PlanPeriod, Span } from './model.ts';
import { readOutline } from './outline.ts';
import { ownerOf } from './owner.ts';
import { findQuantities } from './quantity.ts';
import type { MeasuredRow } from './reading.ts';
import { sentences } from './segment.ts';
import { findSlogans } from './slogan.ts';
import { findCues } from './stance.ts';
import { findStatements, statementFor, type Due, type Statement } from './stated.ts';
import { tagsOf } from './tags.ts';
import { readThemes, themeAt, type Theme } from './theme.ts';
import { readTaskTables } from './task-table.ts';
import { findTimes, lastDay, pad, resolvePeriod, type DocumentTime, type TimeRef } from './time.ts';
import { walk } from './walk.ts';

/**
 * Compiles a plan text. Never throws for any string: what it cannot make sense of it leaves out, and says so in
 * `warnings`. Spans are UTF-16 offsets into `text` as given.
 */
export function compile(text: string, options: CompileOptions = {}): PlanDraft {
  const laid = layOut(text);
  const s = laid.clean;
  const times = findTimes(s);
  const cues = findCues(s);
  const facts = readDocumentFacts(laid, times, options);
  const doc = facts.time;
  const warnings: CompileWarning[] = [...facts.warnings];
  if (s.length === 0) warnings.push({ code: 'empty-text', message: '文本为空，没有可编译的内容。', span: null });

  const paragraphs = laid.blocks.map((b) => (b.kind === 'body' ? sentences(s, b.start, b.end) : []));
  const outline = readOutline(laid, times, doc);
  const grids = readGrids(laid);
  const tableOf = new Map(grids.flatMap((g, k) => g.rows.map((r) => [r.block, k + 1] as const)));
  const tasks = readTaskTables(grids, (block) => outline.nodes[block]!.stance === 'review');
  const statements = [...findStatements(laid), ...tasks.statements].sort((a, b) => a.start - b.start);
  const { rows, doings } = walk({
    laid,
    outline,
    paragraphs,
    times,
    cues,
    quantities: findQuantities(s, times),
    statements,
    tasks,
    doc,
  });
  rows.push(...readIndicatorTables(grids, doc), ...tasks.rows);
  markPlaces(rows);
  // A national text has no regional product: its 经济总量 is 国内生产总值.
  if (s.includes('国内生产总值') && !/地区生产总值/u.test(s))
    for (const r of rows) r.subject = r.subject.replace(/^地区生产总值/u, '国内生产总值');
  const themes = readThemes(laid, outline);
  const commitments: DraftCommitment[] = themes.map((t) => t.commitment);
  const results: DraftCommitment[] = [];
  for (const row of rows) {
    const built = fromRow(laid, row, doc, themes);
    built.table = tableOf.get(row.block) ?? null;
    if (row.tense === 'future') state(laid, built, statementFor(statements, row.clauseStart), doc);
    (row.tense === 'past' ? results : commitments).push(built);
    if (row.unit === '比例') {
      warnings.push({
        code: 'ratio-structure',
        message: `“${built.subject}”是一组比例，没有单一数值；请在核对时拆成各项占比。`,
        span: built.quantitySpan,
      });
    }
  }
  for (const doing of doings) {
    const built = build(laid, doing, doc, themes);
    built.table = tableOf.get(doing.block) ?? null;
    state(laid, built, statementFor(statements, doing.start), doc);
    commitments.push(built);
  }
  const bySpan = (a: DraftCommitment, b: DraftCommitment): number =>
    a.span[0] - b.span[0] || (a.quantitySpan?.[0] ?? -1) - (b.quantitySpan?.[0] ?? -1);
  commitments.sort(bySpan);
  results.sort(bySpan);
  number(commitments, results);

  const slogans = findSlogans(laid, paragraphs);
  for (const g of slogans) {
    if (g.members.length === 0)
      warnings.push({
        code: 'slogan-not-unfolded',
        message: `口号“${g.name}”在文中没有展开，成员待补。`,
        span: g.span,
      });
  }
  if (s.length > 0 && commitments.every((c) => c.kind !== 'target')) {
    warnings.push({ code: 'no-target', message: '没有找到带数值的目标。', span: null });
  }
  return {
    plan: { title: facts.title, jurisdiction: facts.jurisdiction, horizon: doc.horizon },
    commitments,
    facts: results,
    groups: slogans,
    warnings,
  };
}

function fromRow(laid: LaidText, row: MeasuredRow, doc: DocumentTime, themes: readonly Theme[]): DraftCommitment {
  const span = sourceSpan(laid, row.clauseStart, row.clauseEnd);
  const clause = laid.clean.slice(row.clauseStart, row.clauseEnd);
  const owner = row.tense === 'future' ? ownerOf(row.subject) : null;
  const made: DraftCommitment = {
    id: '',
    kind: 'target',
    text: laid.source.slice(span[0], span[1]),
    span,
    quantitySpan: sourceSpan(laid, row.quantityStart, row.quantityEnd),
    parent: themeAt(themes, row.clauseStart)?.commitment.id ?? null,
    subject: row.subject,
    op: row.op,
    value: row.value,
    value2: row.value2,
    stretch: row.stretch,
    unit: row.unit,
    period: periodOf(laid, row.time, doc, row.tense, row.annual),
    owner: owner?.owner ?? null,
    stated: null,
    table: null,
    stance: null,
    tags: tagsOf(row.subject, clause.slice(0, 80)),
    rule: owner ? `${row.rule}; ${owner.rule}` : row.rule,
    confidence: row.confidence,
  };
  return made;
}

/** Gives a commitment the owner and the day that the text states; they beat what rules would say. */
function state(laid: LaidText, made: DraftCommitment, said: Statement | null, doc: DocumentTime): void {
  if (!said) return;
  const due = said.due && dueDay(said.due, made.period?.end ?? null, doc);
  made.stated = {
    lead: [...said.lead],
    support: [...said.support],
    due,
    span: sourceSpan(laid, said.cell?.start ?? said.start, said.cell?.end ?? said.end),
  };
  if (said.lead.length > 0) {
    made.owner = said.lead[0]!;
    made.rule = `${made.rule.split('; ')[0]}; owner-stated`;
  }
  if (due !== null) {
    const start = made.period?.start ?? `${due.slice(0, 4)}-01-01`;
    const label = laid.clean.slice(said.due!.start, said.due!.end);
    made.period = { start: start <= due ? start : null, end: due, label };
  }
}

/** The day that a stated deadline means; a month without its year lies in the year of the promise or of the plan. */
function dueDay(due: Due, end: string | null, doc: DocumentTime): string | null {
  const year = due.year ?? (end ? Number(end.slice(0, 4)) : (doc.horizon.end ?? doc.year));
  if (year === null) return null;
  const day = due.day ?? lastDay(year, due.month);
  return `${year}-${pad(due.month)}-${pad(Math.min(day, lastDay(year, due.month)))}`;
}

/** The period of a row: its time phrase, else the plan's horizon for a promise. */
function periodOf(
  laid: LaidText,
  time: TimeRef | null,
  doc: DocumentTime,
  tense: 'past' | 'future',
  annual: boolean,
): PlanPeriod | null {
  if (time) {
    const label = laid.clean.slice(time.start, time.end);
    const period = resolvePeriod(
      time.kind === 'total' && tense === 'past' ? { ...time, kind: 'elapsed' } : time,
      doc,
      label,
    );
    // A yearly rate up to a year runs over the whole plan: 到2025年…年均增长.
    if (annual && time.kind === 'year' && doc.horizon.start !== null && doc.horizon.end === time.to)
      return { ...period, start: `${doc.horizon.start}-01-01` };
    return period;
  }
  if (tense === 'past') return null;
  const { start, end } = doc.horizon;
  if (start === null && end === null) return null;
  return {
    start: start === null ? null : `${start}-01-01`,
    end: end === null ? null : `${end}-12-31`,
    label: '规划期',
  };
}

function build(laid: LaidText, doing: DoingRow, doc: DocumentTime, themes: readonly Theme[]): DraftCommitment {
  const span = sourceSpan(laid, doing.start, doing.end);
  const owner = ownerOf(doing.subject);
  const words = doing.value === 0 ? sourceSpan(laid, doing.end - 3, doing.end) : null;
  const kind = doing.value === 0 ? laid.clean[doing.end - 3] : undefined;
  const made: DraftCommitment = {
    id: '',
    kind: doing.kind,
    text: laid.source.slice(span[0], span[1]),
    span,
    quantitySpan: words,
    parent: themeAt(themes, doing.start)?.commitment.id ?? null,
    subject: doing.subject,
    op: kind === undefined ? null : kind === '零' ? '=' : kind === '负' ? '<' : '>',
    value: doing.value,
    value2: null,
    stretch: false,
    unit: doing.value === 0 ? '%' : null,
    period: periodOf(laid, doing.time, doc, 'future', false),
    owner: owner?.owner ?? null,
    stated: null,
    table: null,
    stance: null,
    tags: tagsOf(doing.subject),
    rule: owner ? `${doing.rule}; ${owner.rule}` : doing.rule,
    confidence: doing.confidence,
  };
  return made;
}

/** 福州·地区生产总值 where the text speaks of several places. */
function markPlaces(rows: MeasuredRow[]): void {
  const places = new Set<string>();
  for (const r of rows) if (r.place) places.add(r.place);
  if (places.size < 2) return;
  for (const r of rows) if (r.place && !r.subject.startsWith(r.place)) r.subject = `${r.place}·${r.subject}`;
}

const LETTER = { target: 't', project: 'p', action: 'a' } as const;

function number(commitments: DraftCommitment[], facts: DraftCommitment[]): void {
  const count = { target: 0, project: 0, action: 0 };
  // Themes have theirs already: others name them as their parent.
  for (const c of commitments) if (c.kind !== 'theme') c.id = `${LETTER[c.kind]}${++count[c.kind]}`;
  facts.forEach((f, k) => {
    f.id = `f${k + 1}`;
  });
}

export type { Span };
