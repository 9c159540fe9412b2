import { memo, useMemo, type ReactNode } from 'react';
import { innermost, segmentsOf, type Marked } from './segments.ts';

/** Runs of blank lines, common in newspaper text, shrink to one; only what is shown changes, never the offsets. */
function calm(words: string, opening: boolean): string {
  const shown = words.replace(/(?:[ \t\u3000]*\r?\n){3,}/g, '\n\n');
  return opening ? shown.replace(/^\s+/, '') : shown;
}

interface MarkedTextProps {
  text: string;
  marks: readonly Marked[];
  /** The mark that is tied to what the reader points at elsewhere. */
  active: string | undefined;
  onActive: (id: string | undefined) => void;
  /** Draws one marked stretch: a link or a button that opens it. `on` says that it belongs to the active mark. */
  render: (id: string, text: string, on: boolean, first: boolean) => ReactNode;
}

/**
 * A text with marked stretches, also where they overlap. Pointing at a stretch makes its shortest mark active.
 * The first stretch of each mark is the one that the keyboard reaches.
 */
export const MarkedText = memo(function MarkedText({ text, marks, active, onActive, render }: MarkedTextProps) {
  const segments = useMemo(() => segmentsOf(text.length, marks), [text, marks]);
  const lengths = useMemo(() => new Map(marks.map((m) => [m.id, m.span[1] - m.span[0]])), [marks]);
  const seen = new Set<string>();
  return (
    <div className="marked-text" onMouseLeave={() => onActive(undefined)}>
      {segments.map((s) => {
        const words = text.slice(s.start, s.end);
        const id = innermost(s.ids, lengths);
        if (id === undefined) return calm(words, s.start === 0);
        const first = !seen.has(id);
        seen.add(id);
        const on = active !== undefined && s.ids.includes(active);
        return (
          <span key={s.start} onMouseEnter={() => onActive(id)} onFocus={() => onActive(id)} data-mark={id}>
            {render(id, words, on, first)}
          </span>
        );
      })}
    </div>
  );
});
