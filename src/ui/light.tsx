import { useText } from './text.tsx';

export type LightName = 'green' | 'yellow' | 'red' | 'grey';

export const lightNames: readonly LightName[] = ['red', 'yellow', 'grey', 'green'];
export const lightWords: Record<LightName, { shape: string; zh: string; en: string }> = {
  green: { shape: '●', zh: '绿灯', en: 'Green' },
  yellow: { shape: '▲', zh: '黄灯', en: 'Yellow' },
  red: { shape: '■', zh: '红灯', en: 'Red' },
  grey: { shape: '◇', zh: '无据', en: 'No evidence' },
};

/** A light is a shape, a word and a colour; `bare` drops the outline where many stand in a row. */
export function Light({ light, bare = false }: { light: LightName; bare?: boolean }) {
  const { tx } = useText();
  const word = lightWords[light];
  return (
    <span className={`light is-${light}${bare ? ' is-bare' : ''}`}>
      <i aria-hidden="true">{word.shape}</i>
      {tx(word)}
    </span>
  );
}

/** The shape and colour alone, with the word for those who listen. */
export function LightMark({ light }: { light: LightName }) {
  const { tx } = useText();
  const word = lightWords[light];
  return (
    <span className={`light-mark is-${light}`} title={tx(word)}>
      <i aria-hidden="true">{word.shape}</i>
      <span className="sr">{tx(word)}</span>
    </span>
  );
}

/** Lights to choose from, each with how many there are; what is not counted is not offered. */
export function LightChips({
  counts,
  chosen,
  onToggle,
}: {
  counts: Partial<Record<LightName, number>>;
  chosen: readonly string[];
  onToggle: (light: LightName) => void;
}) {
  const { tx } = useText();
  return lightNames.flatMap((light) =>
    counts[light] === undefined
      ? []
      : [
          <button
            key={light}
            type="button"
            className={`chip is-${light}`}
            aria-pressed={chosen.includes(light)}
            onClick={() => onToggle(light)}
          >
            <i aria-hidden="true">{lightWords[light].shape}</i>
            {tx(lightWords[light])} <span className="count">{counts[light]}</span>
          </button>,
        ],
  );
}

/** How many there are of each light. */
export function countLights(lights: readonly (LightName | null)[]): Record<LightName, number> {
  const counts = { red: 0, yellow: 0, grey: 0, green: 0 };
  for (const light of lights) if (light) counts[light] += 1;
  return counts;
}

/** Where a figure is demonstration data it says so beside it. */
export function DemoMark({ show }: { show: boolean }) {
  const { t } = useText();
  if (!show) return null;
  return (
    <span className="demo-mark" title={t('演示数据，不是真实数字', 'Demonstration data, not a real figure')}>
      {t('演示', 'demo')}
    </span>
  );
}

interface CountsLike {
  red: number;
  yellow: number;
  grey: number;
  green: number;
}

/** How many of each light, as one thin bar with its numbers in words. */
export function LightBar({ counts }: { counts: CountsLike }) {
  const { tx } = useText();
  const total = counts.red + counts.yellow + counts.grey + counts.green;
  const label = lightNames.map((l) => `${tx(lightWords[l])} ${counts[l]}`).join(', ');
  return (
    <span className="light-bar" role="img" aria-label={label} title={label}>
      {lightNames.map((l) =>
        counts[l] > 0 ? <i key={l} className={`is-${l}`} style={{ flexGrow: counts[l] / Math.max(1, total) }} /> : null,
      )}
    </span>
  );
}
