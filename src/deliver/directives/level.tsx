import type { DirectiveLevel } from '../../core/directive/index.ts';
import { useText } from '../../ui/text.tsx';
import { levelNames } from './words.ts';

const shapes: Readonly<Record<DirectiveLevel, string>> = { none: '', blue: '◆', orange: '◈', red: '◉' };

/** A level is a word and a shape of its own: it is no light. */
export function LevelMark({ level }: { level: DirectiveLevel }) {
  const { tx } = useText();
  if (level === 'none') return <span className="soft">{tx(levelNames.none)}</span>;
  return (
    <span className={`level is-${level}`}>
      <i aria-hidden="true">{shapes[level]}</i> {tx(levelNames[level])}
    </span>
  );
}
