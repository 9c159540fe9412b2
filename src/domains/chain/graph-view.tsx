import { type KeyboardEvent, useRef } from 'react';
import { figure } from '../../ui/format.ts';
import { lightWords } from '../../ui/light.tsx';
import { useText } from '../../ui/text.tsx';
import { drawChain, nextLink, type Way } from './drawing.ts';
import type { ChainLink, Graph } from './graph-records.ts';

/** The chain as columns of buttons with their edges behind. Arrow keys go from link to link, Enter opens one. */
export function GraphView(props: Graph & { chosen: string | undefined; onChoose: (id: string) => void }) {
  const { links, ways, chosen, onChoose } = props;
  const { t, tx } = useText();
  const box = useRef<HTMLDivElement>(null);
  const { width, height, columns, places, curves } = drawChain(links, ways);
  const size = { inlineSize: `${width}rem`, blockSize: `${height}rem` };
  const isOn = (way: Way) => way.from === chosen || way.to === chosen;
  const near = new Set(ways.filter(isOn).flatMap(({ from, to }) => [from, to]));
  const look = (id: string) => (id === chosen ? 'is-on' : near.has(id) ? 'is-near' : '');
  function walk(event: KeyboardEvent, from: string) {
    const to = nextLink(places, from, event.key);
    if (to === null) return;
    event.preventDefault();
    box.current?.querySelector<HTMLElement>(`[data-link="${CSS.escape(to)}"]`)?.focus();
  }
  return (
    <div className="chain-scroll" role="region" aria-label={t('产业链图', 'Graph of the chain')} tabIndex={0}>
      <div ref={box} className="chain-graph" style={size}>
        <svg aria-hidden="true" viewBox={`0 0 ${width} ${height}`} style={size}>
          {curves
            .toSorted((a, b) => Number(isOn(a.way)) - Number(isOn(b.way)))
            .map(({ way, d }) => (
              <path key={`${way.from} ${way.to}`} d={d} className={isOn(way) ? 'is-on' : chosen && 'is-off'} />
            ))}
        </svg>
        {columns.map(({ tier, x }) => (
          <p key={tier ?? ''} className="chain-tier" style={{ insetInlineStart: `${x}rem` }}>
            {tx(links.find((link) => link.tier === tier)?.tierName ?? { zh: '未定位置', en: 'No tier' })}
          </p>
        ))}
        {places.map(({ id, x, y }) => {
          const link = links.find((one) => one.id === id);
          return (
            link && (
              <button
                key={id}
                type="button"
                data-link={id}
                className={`chain-node is-${link.judged?.light ?? 'grey'}-link ${look(id)}`}
                style={{ insetInlineStart: `${x}rem`, insetBlockStart: `${y}rem` }}
                aria-pressed={id === chosen}
                title={link.judged?.why ? tx(link.judged.why) : undefined}
                onClick={() => onChoose(id)}
                onKeyDown={(event) => walk(event, id)}
              >
                <span>{tx(link.name)}</span>
                <LinkState link={link} />
              </button>
            )
          );
        })}
      </div>
    </div>
  );
}

/** State and supply ÷ demand of a link, in a line. */
export function LinkState({ link: { judged } }: { link: ChainLink }) {
  const { t, tx } = useText();
  const { state, ratio } = judged?.cells ?? {};
  if (!judged?.light || typeof state !== 'object' || !state || !('zh' in state)) return null;
  return (
    <span className={`nowrap is-${judged.light}`}>
      <i aria-hidden="true">{lightWords[judged.light].shape}</i> {tx(state)}
      {typeof ratio === 'number' && ` · ${t('产需比', 'supply')} ${figure(ratio, 2)}`}
    </span>
  );
}
