import { useText, type Pair } from './text.tsx';

/** The one sentence under a number that says why it has its light. */
export function Sentence({ text }: { text: Pair }) {
  const { tx } = useText();
  return <p className="sentence">{tx(text)}</p>;
}
