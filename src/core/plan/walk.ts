/** Reads the sentences of a document inside the nodes of its outline: measured rows, and clauses that say what is to be done. */
import { readDoing } from './action.ts';
import { readDoings, type DoingRow } from './doing.ts';
import { newContext, readSentence } from './extract.ts';
import type { LaidText } from './laid-text.ts';
import { findProblems, type Outline, type OutlineNode } from './outline.ts';
import type { Quantity } from './quantity.ts';
import type { MeasuredRow, SentenceInput } from './reading.ts';
import { sentences, type Sentence } from './segment.ts';
import type { Cue } from './stance.ts';
import { statementFor, type Statement } from './stated.ts';
import { documentTense, settleAll, tenseTimeline } from './tense.ts';
import type { TaskCell, TaskTables } from './task-table.ts';
import { tenseOf, type DocumentTime, type Tense, type TimeRef } from './time.ts';

export interface WalkInput {
  laid: LaidText;
  outline: Outline;
  /** Sentences of each block. */
  paragraphs: readonly Sentence[][];
  times: readonly TimeRef[];
  cues: readonly Cue[];
  quantities: readonly Quantity[];
  /** Where the text states owners and deadlines: nothing else is read there. */
  statements: readonly Statement[];
  /** Cells of tables of tasks, in order of place within each block. */
  tasks: TaskTables;
  doc: DocumentTime;
}

export interface Walked {
  rows: MeasuredRow[];
  doings: DoingRow[];
}

const TENSE: Record<OutlineNode['stance'], Tense> = {
  review: 'past',
  plan: 'future',
  problem: 'past',
  background: 'unknown',
  mixed: 'unknown',
  open: 'unknown',
};

/** Every measured row and every doing of the text, in order. Linear in its length. */
export function walk(input: WalkInput): Walked {
  const { laid, outline, paragraphs, statements, tasks, doc } = input;
  const outside = <T>(list: readonly T[], at: (x: T) => number): readonly T[] => apart(list, at, statements);
  const times = outside(input.times, (x) => x.start);
  const cues = outside(input.cues, (x) => x.at);
  const quantities = outside(input.quantities, (x) => x.start);
  const s = laid.clean;
  const timeEnding = new Map<number, TimeRef>();
  for (const t of times) timeEnding.set(t.end, t);
  const problems = findProblems(s);
  const walked: Walked = { rows: [], doings: [] };
  const fallback = documentTense(s, cues, times, quantities, doc);
  const goal = times.reduce<number | null>(
    (y, t) => (t.atEnd && !t.base && t.to !== null && (y === null || t.to > y) ? t.to : y),
    null,
  );
  let q = 0;
  let t = 0;
  let c = 0;
  let cell = 0;
  let p = 0;
  let ctx = newContext('unknown');
  let section: OutlineNode | null = null;
  let named: TimeRef | null = null;

  const readParagraph = (paragraph: readonly Sentence[], index: number, holder: OutlineNode): void => {
    let stance = holder.stance;
    for (const sentence of paragraph) {
      while (p < problems.length && problems[p]! < sentence.start) p++;
      if (p < problems.length && problems[p]! < sentence.end) stance = 'problem';
      while (t < times.length && times[t]!.end <= sentence.start) t++;
      while (c < cues.length && cues[c]!.at < sentence.start) c++;
      while (q < quantities.length && quantities[q]!.start < sentence.start) q++;
      const tFrom = t;
      const cFrom = c;
      const qFrom = q;
      while (t < times.length && times[t]!.start < sentence.end) t++;
      while (c < cues.length && cues[c]!.at < sentence.end) c++;
      while (q < quantities.length && quantities[q]!.start < sentence.end) q++;
      const qs = quantities.slice(qFrom, q);
      const here = times.slice(tFrom, t);
      for (const time of here) {
        if (time.echo && named) echo(time, named);
        else if (isYear(time) && !time.base && !time.atEnd) named = time;
      }
      const reading: SentenceInput = {
        s,
        sentence,
        qs,
        times: here,
        cues: cues.slice(cFrom, c),
        timeEnding,
        doc,
        ctx,
        fallback,
        goal,
        stance,
        block: index,
        rows: walked.rows,
      };
      const before = walked.rows.length;
      const opening = { tense: ctx.tense, time: ctx.time };
      const events = tenseTimeline(reading, qs);
      readSentence(reading, events);
      if (stance === 'problem') walked.rows.length = before;
      for (const doing of readDoings(reading, events, walked.rows.slice(before), opening))
        if (!stated(statements, doing.start)) walked.doings.push(doing);
      settleAll(ctx, events);
      if (ctx.time?.within) ctx.time = opening.time;
    }
  };

  /** In a section of results and promises: a paragraph that opens with what is to be done and holds nothing of what was. */
  const promises = (paragraph: readonly Sentence[]): boolean => {
    const first = paragraph[0]?.segments[0];
    if (!first) return false;
    const end = paragraph[paragraph.length - 1]!.end;
    const opening = s
      .slice(first.start, first.clauseEnd)
      .replace(/^(?:—+|[一二三四五六七八九十]是|（.{1,3}）|\d{1,2}[.、])/u, '');
    if (readDoing(opening) === null) return false;
    for (let k = c; k < cues.length && cues[k]!.at < end; k++)
      if (cues[k]!.at >= first.start && cues[k]!.tense === 'past') return false;
    for (let k = t; k < times.length && times[k]!.start < end; k++)
      if (times[k]!.start >= first.start && !times[k]!.base && tenseOf(times[k]!, doc) === 'past') return false;
    return true;
  };

  laid.blocks.forEach((block, index) => {
    const node = outline.nodes[index]!;
    const holder = node.kind === 'section' ? node : node.parent!;
    if (block.kind === 'table') {
      const tense = TENSE[holder.stance] === 'past' ? 'past' : 'future';
      for (; cell < tasks.cells.length && tasks.cells[cell]!.start < block.end; cell++) {
        const one = tasks.cells[cell]!;
        if (one.start < block.start) continue;
        ctx = { ...newContext(tense), time: holder.time };
        named = isYear(holder.time) ? holder.time : null;
        const before = { rows: walked.rows.length, doings: walked.doings.length };
        readParagraph(sentences(s, one.start, one.end), index, holder);
        if (tense === 'future' && walked.rows.length === before.rows && walked.doings.length === before.doings)
          walked.doings.push(unsaid(one, index, holder.time));
      }
    }
    if (block.kind !== 'body') {
      while (q < quantities.length && quantities[q]!.start < block.end) q++;
      if (node.kind === 'section') ctx = newContext(TENSE[node.stance]);
      return;
    }
    const base = TENSE[holder.stance];
    const fresh = holder !== section;
    section = holder;
    if (fresh) named = isYear(holder.time) ? holder.time : null;
    // A list that goes on in the next paragraph goes on in the same tense and time.
    const goesOn = block.start > 0 && /[；：，、]/u.test(s[block.start - 1] ?? '');
    const carried = goesOn || base === 'unknown' ? ctx.tense : base;
    const time = fresh && !goesOn ? (holder.time ?? (base === 'unknown' ? ctx.time : null)) : (ctx.time ?? holder.time);
    ctx = { ...newContext(carried), place: ctx.place, time };
    if (holder.stance === 'mixed' && !goesOn && promises(paragraphs[index]!))
      ctx = { ...newContext('future'), place: ctx.place, time: holder.time };
    readParagraph(paragraphs[index]!, index, holder);
    while (q < quantities.length && quantities[q]!.start < block.end) q++;
  });
  return walked;
}

/** A cell of a table of tasks whose words promise nothing that rules know: the task itself. */
function unsaid(cell: TaskCell, block: number, time: TimeRef | null): DoingRow {
  return {
    block,
    start: cell.start,
    end: cell.end,
    subject: cell.subject,
    kind: /项目|工程|建设|改造/u.test(cell.subject) ? 'project' : 'action',
    rule: 'table-cell',
    confidence: 0.8,
    value: null,
    time,
  };
}

const isYear = (time: TimeRef | null): boolean =>
  time !== null && !time.echo && (time.kind === 'year' || /^(?:this|last|next)Year$/u.test(time.kind));

/** 全年 after 2021年 is 2021, 1—12月 after 去年 lies in last year. */
function echo(time: TimeRef, named: TimeRef): void {
  time.kind = named.kind;
  time.from = named.from;
  time.to = named.to;
}

/** What does not stand inside a statement; both lists in order of place. */
function apart<T>(list: readonly T[], at: (x: T) => number, statements: readonly Statement[]): readonly T[] {
  if (statements.length === 0) return list;
  let k = 0;
  return list.filter((x) => {
    while (k < statements.length && statements[k]!.end <= at(x)) k++;
    return k === statements.length || statements[k]!.start > at(x);
  });
}

function stated(statements: readonly Statement[], at: number): boolean {
  const one = statementFor(statements, at);
  return one !== null && one.start <= at;
}
