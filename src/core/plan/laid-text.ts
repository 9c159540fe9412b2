export type BlockKind = 'title' | 'heading' | 'body' | 'caption' | 'byline' | 'table';

/** A paragraph of the clean text; `start` and `end` are clean offsets. */
export interface Block {
  kind: BlockKind;
  start: number;
  end: number;
  /** Depth of a heading, 1 outermost; 0 for everything else. */
  level: number;
}

/** The text made ready to read: normalised 1:1 code units, with `map[i]` the source offset of clean unit i. */
export interface LaidText {
  source: string;
  clean: string;
  map: Int32Array;
  blocks: Block[];
}
