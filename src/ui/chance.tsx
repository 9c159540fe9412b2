import { chanceWords } from '../core/foresee/index.ts';
import { useText, type Pair } from './text.tsx';
import './chance.css';

/** A probability as a figure and a bar; without one, the reason. */
export function Chance({
  probability,
  decided = false,
  missing = null,
}: {
  probability: number | null;
  decided?: boolean;
  missing?: Pair | null;
}) {
  const { t, tx } = useText();
  if (probability === null) {
    return (
      <span className="chance is-none is-grey" title={missing ? tx(missing) : undefined}>
        <i aria-hidden="true">◇</i> {t('算不出', 'Cannot be told')}
      </span>
    );
  }
  return (
    <span className="chance">
      <b>{chanceWords(probability, decided)}</b>
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${Math.round(probability * 100)}%` }} />
      </span>
    </span>
  );
}
