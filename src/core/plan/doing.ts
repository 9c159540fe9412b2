/** Clauses of a sentence that look ahead and hold no number: what is to be done. */
import { readDoing } from './action.ts';
import type { MeasuredRow, SentenceInput } from './reading.ts';
import type { TenseAt } from './tense.ts';
import type { Tense, TimeRef } from './time.ts';

export interface DoingRow {
  block: number;
  start: number;
  end: number;
  subject: string;
  kind: 'action' | 'project' | 'target';
  rule: string;
  confidence: number;
  value: number | null;
  time: TimeRef | null;
}

/** Longest clause that is read as something to do. */
const MAX_CLAUSE = 160;

/** `rows` are the measured rows of the sentence; `opening` is what held before the sentence. */
export function readDoings(
  input: SentenceInput,
  events: readonly TenseAt[],
  rows: readonly MeasuredRow[],
  opening: { tense: Tense; time: TimeRef | null },
): DoingRow[] {
  const { sentence, stance } = input;
  const found: DoingRow[] = [];
  if (stance === 'problem') return found;
  let lasting = opening.tense;
  let time = opening.time;
  let e = 0;
  let done = -1;
  for (const seg of sentence.segments) {
    if (seg.clauseStart === done) continue;
    done = seg.clauseStart;
    let local: Tense = 'unknown';
    while (e < events.length && events[e]!.at < seg.clauseEnd) {
      const event = events[e++]!;
      if (event.time) time = event.time;
      if (event.tense === 'unknown') continue;
      if (event.local) local = event.tense;
      else if (!event.weak || lasting === 'unknown') lasting = event.tense;
    }
    if (rows.some((r) => r.clauseStart === seg.clauseStart) || seg.clauseEnd - seg.clauseStart > MAX_CLAUSE) continue;
    if (local === 'past' || (lasting === 'past' && local === 'unknown')) continue;
    const doing = readDoing(withoutTime(input, seg.clauseStart, seg.clauseEnd));
    if (!doing) continue;
    const next = rows.find((r) => r.clauseStart >= seg.clauseEnd && r.clauseStart <= seg.clauseEnd + 1);
    if (next && doing.kind !== 'target' && leadsIn(doing.subject, next.subject)) continue;
    found.push({
      block: input.block,
      start: seg.clauseStart,
      end: seg.clauseEnd,
      subject: doing.subject,
      kind: doing.kind,
      rule: doing.rule,
      confidence: doing.confidence,
      value: doing.value,
      time,
    });
  }
  return found;
}

/** A clause without the time phrase that opens it: 2026年地铁14号线通车. */
function withoutTime({ s, times }: SentenceInput, start: number, end: number): string {
  const time = times.find((t) => t.start >= start && t.start <= start + 2 && t.end < end);
  const clause = s.slice(time ? time.end : start, end);
  return time ? clause.replace(/^(?:前|之前|以前|起|内|中)/u, '') : clause;
}

/** 加快高标准农田建设 before 新建高标准农田3万亩: what is done and what is counted are one. */
function leadsIn(action: string, subject: string): boolean {
  const noun = (x: string): string =>
    x.replace(
      /^(?:加快|推进|推动|大力|实施|抓好|加强|做好|开展|扩大|新建|新增|改造|完成|建设|提升)+|(?:建设|工作|改造|发展|工程|项目|力度|治理|行动)+$/gu,
      '',
    );
  const a = noun(action);
  const b = noun(subject);
  return a.length >= 2 && b.length >= 2 && (a.includes(b) || b.includes(a));
}
