import { Fragment, type ReactNode } from 'react';

/** A formula as text that is set: `_{i}` stands below the line, `^{2}` above it. (Chromium 86 knows no MathML.) */
export function Formula({ lines }: { lines: readonly string[] }) {
  return (
    <div className="formula">
      {lines.map((line) => (
        <p key={line}>{set(line)}</p>
      ))}
    </div>
  );
}

function set(line: string): ReactNode[] {
  return line.split(/([_^]\{[^}]*\})/).map((part, at) => {
    const text = part.slice(2, -1);
    // The parts of a line never change places.
    if (part.startsWith('_{')) return <sub key={`${at} ${part}`}>{text}</sub>;
    if (part.startsWith('^{')) return <sup key={`${at} ${part}`}>{text}</sup>;
    return <Fragment key={`${at} ${part}`}>{part}</Fragment>;
  });
}
