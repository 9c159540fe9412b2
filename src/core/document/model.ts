/**
 * The one model of documents: what is said, in blocks, with every figure a thread to its entry. Word, print and the portal are
 * three faces of it. Plain data: it crosses to the browser and into workers as it is.
 */

/** Where a figure comes from. */
export interface Thread {
  /** What it is, e.g. 地区生产总值 2025年. */
  of: string;
  /** Entry of the ledger; null: computed from several, or not entered by anybody (a count of a list). */
  seq: number | null;
  /** Source as it is cited, with its grade (A, B, 计算, 演示). */
  source: string;
  grade: string;
  demo: boolean;
  /** Where its points are looked at. */
  indicator?: string;
  period?: string;
}

/** A figure as it is printed, with its thread. */
export interface Figure {
  text: string;
  thread: Thread;
}

/** A stretch of a text: words, or a figure. */
export type Run = string | Figure;

export interface Heading {
  kind: 'heading';
  id: string;
  /** 1: 一、 2: （一） 3: 1. 4: （1）, see GB/T 9704-2012, 7.3.3. */
  level: 1 | 2 | 3 | 4;
  runs: Run[];
}

export interface Paragraph {
  kind: 'paragraph';
  id: string;
  /** `flush`: not indented (主送机关); `note`: small, under a table. */
  style?: 'flush' | 'note';
  runs: Run[];
}

export interface ListBlock {
  kind: 'list';
  id: string;
  items: Run[][];
}

export interface TableColumn {
  head: string;
  /** Share of the width, any scale. */
  width: number;
  align?: 'left' | 'right' | 'center';
}

export interface TableBlock {
  kind: 'table';
  id: string;
  title: string;
  unit?: string;
  columns: TableColumn[];
  rows: Run[][][];
  /** On pages turned sideways. */
  wide?: boolean;
  /** In small type. */
  small?: boolean;
}

/** A line of a chart; null where there is no figure. */
export interface ChartLine {
  name: string;
  values: (number | null)[];
  /** Promised, not measured: drawn dashed. */
  dashed?: boolean;
}

export interface ChartBlock {
  kind: 'chart';
  id: string;
  title: string;
  unit: string;
  periods: string[];
  lines: ChartLine[];
  /** The chart in words, for who does not see it. */
  alt: string;
  demo: boolean;
}

/** Begins an annex on a page of its own. */
export interface Annex {
  kind: 'annex';
  id: string;
  title: string;
}

/** Where the contents stand. */
export interface Contents {
  kind: 'contents';
  id: string;
}

export type Block = Heading | Paragraph | ListBlock | TableBlock | ChartBlock | Annex | Contents;

/** A sum that the document states: parts make the whole, and their shares, where they are stated, 100.0. */
export interface Sum {
  /** Id of the block that states it. */
  block: string;
  /** What is summed, as an error names it. */
  name: string;
  whole: number;
  parts: { name: string; value: number }[];
  /** In percent, one decimal. */
  shares?: number[];
}

/** 版头: what stands over the title of an issued document. All optional: offices print on paper that has it already. */
export interface Letterhead {
  sender: string;
  /** Taken when the document is issued, never before. */
  number: string | null;
  copy?: string;
  secrecy?: string;
  urgency?: string;
}

/** 版记: what stands at the foot of the last page. */
export interface Imprint {
  copies: string[];
  by: string;
  /** ISO day. */
  on: string;
}

export interface LantuDocument {
  kind: string;
  title: string;
  /** ISO day of the data. */
  asOf: string;
  place: string;
  letterhead: Letterhead | null;
  blocks: Block[];
  sums: Sum[];
  signed: { by: string; on: string } | null;
  imprint: Imprint | null;
  demo: boolean;
}
