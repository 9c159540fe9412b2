/** Clauses of a sentence that look ahead and hold no number: what is to be done. */
import { readDoing } from './action.ts';
import type { SentenceInput } from './reading.ts';
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

/** `taken` holds the starts of the clauses that gave a measured row; `opening` is what held before the sentence. */
export function readDoings(
  input: SentenceInput,
  events: readonly TenseAt[],
  taken: ReadonlySet<number>,
  opening: { tense: Tense; time: TimeRef | null },
): DoingRow[] {
  const { s, sentence, stance } = input;
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
    if (taken.has(seg.clauseStart) || seg.clauseEnd - seg.clauseStart > MAX_CLAUSE) continue;
    if (local === 'past' || (lasting === 'past' && local === 'unknown')) continue;
    const doing = readDoing(s.slice(seg.clauseStart, seg.clauseEnd));
    if (!doing) continue;
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
