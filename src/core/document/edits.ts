import type { Block, Figure, LantuDocument, Run } from './model.ts';
import { figuresIn, plain, relink } from './text.ts';

/** What a person wrote in place of a draft: of a heading or a paragraph the text, of a list one line an item. */
export interface Edit {
  /** Empty: the block is left out. */
  text: string;
  /** The draft that it was written over. */
  over: string;
  /** The figures of that draft: what is kept of them keeps its thread. */
  figures: Figure[];
  by: string;
  at: string;
}
export type Edits = Readonly<Record<string, Edit>>;

/** A block as it stands: what a person wrote stays, the newer draft beside it. */
export interface ShownBlock {
  block: Block;
  /** Null: as drafted. */
  edit: (Edit & { /** The data moved on since: the draft says something else now. */ moved: boolean }) | null;
  /** The draft of today. */
  draft: string;
  left: boolean;
}

/** The words of a block that a person may change; null: it is not words (tables and charts come from the data alone). */
export function editable(block: Block): string | null {
  if (block.kind === 'heading' || block.kind === 'paragraph') return plain(block.runs);
  return block.kind === 'list' ? block.items.map(plain).join('\n') : null;
}

/**
 * Lays what people changed over today's draft. An edit stays whatever the data say, and `moved` tells that the draft beneath
 * is another one by now. An edit of a block that the draft has no more is kept at its end, so that nothing is lost silently.
 */
export function shownBlocks(draft: Pick<LantuDocument, 'blocks'>, edits: Edits): ShownBlock[] {
  const shown = draft.blocks.map((block): ShownBlock => {
    const words = editable(block);
    const edit = edits[block.id];
    if (words === null || !edit) return { block, edit: null, draft: words ?? '', left: false };
    const now = figuresIn(block);
    const kept = edit.figures.filter((old) => !now.some(({ text }) => text === old.text));
    const runs = relink(edit.text, [...now, ...kept]);
    return {
      block: written(block, runs, edit.text, [...now, ...kept]),
      edit: { ...edit, moved: edit.over !== words },
      draft: words,
      left: edit.text === '',
    };
  });
  const there = new Set(draft.blocks.map(({ id }) => id));
  const orphans = Object.entries(edits).filter(([id, { text }]) => !there.has(id) && text !== '');
  return [
    ...shown,
    ...orphans.map(([id, edit]): ShownBlock => ({
      block: { kind: 'paragraph', id, runs: relink(edit.text, edit.figures) },
      edit: { ...edit, moved: true },
      draft: '',
      left: false,
    })),
  ];
}

function written(block: Block, runs: Run[], text: string, figures: readonly Figure[]): Block {
  if (block.kind === 'list') return { ...block, items: text.split('\n').map((line) => relink(line, figures)) };
  return block.kind === 'heading' || block.kind === 'paragraph' ? { ...block, runs } : block;
}

/** The document as it is given out. */
export function withEdits(draft: LantuDocument, edits: Edits): LantuDocument {
  const shown = shownBlocks(draft, edits);
  return { ...draft, blocks: shown.filter(({ left }) => !left).map(({ block }) => block) };
}
