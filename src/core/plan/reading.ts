/** What is known while a sentence is read: its quantities with their words, and what carries over to the next. */
import type { Op, Stance } from './model.ts';
import type { Quantity } from './quantity.ts';
import type { Segment, Sentence } from './segment.ts';
import type { Cue } from './stance.ts';
import type { Growth } from './subject.ts';
import type { Tail } from './tail.ts';
import type { DocumentTime, Tense, TimeRef } from './time.ts';

/** A measured clause, still in clean offsets. */
export interface MeasuredRow {
  block: number;
  clauseStart: number;
  clauseEnd: number;
  quantityStart: number;
  quantityEnd: number;
  subject: string;
  op: Op | null;
  value: number | null;
  value2: number | null;
  /** 力争, 冲刺 before the number. */
  stretch: boolean;
  unit: string | null;
  tense: 'past' | 'future';
  time: TimeRef | null;
  annual: boolean;
  place: string | null;
  rule: string;
  confidence: number;
}
/** One quantity in its sentence. */
export interface Item {
  q: Quantity;
  seg: Segment;
  index: number;
  tail: Tail;
  /** Words in front of the tail, trimmed; '' when elided. */
  raw: string;
  /** Noun phrase directly after the quantity. */
  after: string;
  /** Only a list mark stands between this quantity and the one before. */
  chained: boolean;
  /** Subjects of segments without a number, directly in front: 城镇、农村…. */
  pending: string[];
  place: string | null;
  nextStart: number | null;
  /** The number stands in a quotation. */
  quoted: boolean;
}

export interface Context {
  subject: string;
  recent: string[];
  group: string[];
  growth: Growth | null;
  attribute: { name: string; stretch: boolean; dimension: string } | null;
  topic: string;
  /** The sentence in which a goal was set in so many words. */
  goalSet: Sentence | null;
  /** Dimension of the quantity before. */
  dimension: string;
  place: string | null;
  tense: Tense;
  time: TimeRef | null;
  /** 力争 … that also binds the numbers after it in the same clause. */
  stretchClause: number;
}
export interface SentenceInput {
  s: string;
  sentence: Sentence;
  qs: Quantity[];
  times: readonly TimeRef[];
  cues: readonly Cue[];
  timeEnding: ReadonlyMap<number, TimeRef>;
  doc: DocumentTime;
  ctx: Context;
  fallback: 'past' | 'future';
  /** Latest year that the text names as a goal (到2025年), null when none. */
  goal: number | null;
  /** Stance of the node that holds the sentence. */
  stance: Stance;
  block: number;
  rows: MeasuredRow[];
}
