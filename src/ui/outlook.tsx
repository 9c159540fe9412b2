import { chanceWords, type Outlook } from '../core/foresee/index.ts';
import { useText, type Pair } from './text.tsx';
import './outlook.css';

const words: Record<Outlook['word'], Pair & { shape: string }> = {
  likely: { shape: '↗', zh: '可望完成', en: 'Likely' },
  'at-risk': { shape: '→', zh: '存在风险', en: 'At risk' },
  unlikely: { shape: '↘', zh: '恐难完成', en: 'Unlikely' },
  unknown: { shape: '?', zh: '前景不明', en: 'Not known' },
};

/** 前景 beside a light: an arrow, a word and the probability. Nothing where there is no target that a figure could reach. */
export function OutlookMark({ outlook }: { outlook: Outlook | null }) {
  const { tx } = useText();
  if (outlook === null) return null;
  const word = words[outlook.word];
  const { probability, decided } = outlook;
  return (
    <span className={`outlook is-${outlook.word}`} title={tx(outlook.sentence)}>
      <i aria-hidden="true">{word.shape}</i>
      {tx(word)}
      {probability !== null && !decided && <b> {chanceWords(probability, decided)}</b>}
    </span>
  );
}
