import { useText } from '../../ui/text.tsx';
import type { Chain, ChainLink } from './api.ts';

export const states: Record<ChainLink['state'], { shape: string; zh: string; en: string; colour: string }> = {
  missing: { shape: '■', zh: '断点', en: 'missing', colour: 'is-red' },
  weak: { shape: '▲', zh: '短板', en: 'weak', colour: 'is-yellow' },
  sound: { shape: '●', zh: '稳', en: 'sound', colour: 'is-green' },
  strong: { shape: '★', zh: '强', en: 'strong', colour: 'is-green' },
  absent: { shape: '◇', zh: '无', en: 'absent', colour: 'is-grey' },
};

export const kinds: Record<Chain['candidates'][number]['kind'], { zh: string; en: string }> = {
  fill: { zh: '补链', en: 'fill' },
  strengthen: { zh: '强链', en: 'strengthen' },
  extend: { zh: '延链', en: 'extend' },
};

/** The state of a link: shape, word and colour. */
export function State({ state }: { state: ChainLink['state'] }) {
  const { tx } = useText();
  return (
    <span className={`nowrap ${states[state].colour}`}>
      <i aria-hidden="true">{states[state].shape}</i> {tx(states[state])}
    </span>
  );
}
