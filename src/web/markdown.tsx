import { Fragment, type ReactNode } from 'react';

/** The little of Markdown that the manual is written in: headings, paragraphs, lists, **bold**, `code`. */
export function Markdown({ text }: { text: string }) {
  return text
    .split(/\n{2,}/u)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block, at) => <Block key={at} block={block} />);
}

function Block({ block }: { block: string }) {
  const [, marks = '', title = ''] = /^(#{1,3}) (.*)$/u.exec(block) ?? [];
  if (marks === '#') return <h1>{title}</h1>;
  if (marks === '##')
    return (
      <h2 id={title} tabIndex={-1}>
        {title}
      </h2>
    );
  if (marks === '###') return <h3>{title}</h3>;
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('- ')))
    return (
      <ul className="plain">
        {lines.map((line) => (
          <li key={line}>{inline(line.slice(2))}</li>
        ))}
      </ul>
    );
  if (lines.every((line) => /^\d+\. /u.test(line)))
    return (
      <ol>
        {lines.map((line) => (
          <li key={line}>{inline(line.replace(/^\d+\. /u, ''))}</li>
        ))}
      </ol>
    );
  return <p>{inline(block)}</p>;
}

function inline(text: string): ReactNode {
  return text
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/u)
    .map((part, at) => (
      <Fragment key={at}>
        {part.startsWith('**') ? (
          <b>{part.slice(2, -2)}</b>
        ) : part.startsWith('`') ? (
          <code>{part.slice(1, -1)}</code>
        ) : (
          part
        )}
      </Fragment>
    ));
}
