import { type KeyboardEvent, useMemo, useRef } from 'react';
import { figure } from '../../ui/format.ts';
import { useText } from '../../ui/text.tsx';
import type { Chain } from './api.ts';
import { type Place, placeLinks } from './layout.ts';
import { State } from './state.tsx';

/** Measures of the drawing in rem; a node is as wide and high as the style sheet says. */
const node = { width: 10.5, height: 2.9 };
const pitch = { x: 16.5, y: 3.5 };
const head = 2.4;
const edge = 0.6;

const tierNames: Record<string, { zh: string; en: string }> = {
  upstream: { zh: '上游', en: 'Upstream' },
  middle: { zh: '中游', en: 'Middle' },
  downstream: { zh: '下游', en: 'Downstream' },
  market: { zh: '应用', en: 'Market' },
};

const left = (place: Place) => edge + place.column * pitch.x;
const top = (place: Place) => head + place.row * pitch.y;

/** Leaves on the right, comes in on the left; within a column, or backwards, round by the right side. */
function way(from: Place, to: Place): string {
  const [x1, y1, y2] = [left(from) + node.width, top(from) + node.height / 2, top(to) + node.height / 2];
  if (to.column > from.column) {
    const x2 = left(to);
    const middle = Math.min(3.5, (x2 - x1) / 2);
    return `M${x1} ${y1}C${x1 + middle} ${y1} ${x2 - middle} ${y2} ${x2} ${y2}`;
  }
  const x2 = left(to) + node.width;
  const out = Math.max(x1, x2) + Math.min(4.5, 1 + 0.35 * Math.abs(to.row - from.row));
  return `M${x1} ${y1}C${out} ${y1} ${out} ${y2} ${x2} ${y2}`;
}

/** The chain as columns of buttons with their edges behind. Arrow keys go from link to link, Enter opens one. */
export function GraphView({
  data,
  chosen,
  onChoose,
}: {
  data: Chain;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const { t, tx } = useText();
  const box = useRef<HTMLDivElement>(null);
  const { columns, places } = useMemo(() => placeLinks(data.nodes, data.edges), [data]);
  const placeOf = useMemo(() => new Map(places.map((place) => [place.id, place])), [places]);
  const links = useMemo(() => new Map(data.nodes.map((one) => [one.id, one])), [data]);
  const near = new Set(
    data.edges.flatMap((one) => (one.from === chosen ? [one.to] : one.to === chosen ? [one.from] : [])),
  );
  const size = {
    width: 2 * edge + (columns.length - 1) * pitch.x + node.width + 5,
    height: head + pitch.y * (1 + Math.max(0, ...places.map((place) => place.row))),
  };
  const ways = data.edges.flatMap((one) => {
    const [from, to] = [placeOf.get(one.from), placeOf.get(one.to)];
    return from && to
      ? [{ key: `${one.from} ${one.to}`, d: way(from, to), on: one.from === chosen || one.to === chosen }]
      : [];
  });

  function walk(event: KeyboardEvent, from: Place) {
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    const [dx = 0, dy = 0] = step;
    const column = places.filter((place) => place.column === from.column + dx);
    const to = column.toSorted((a, b) => Math.abs(a.row - from.row - dy) - Math.abs(b.row - from.row - dy))[0];
    if (to) box.current?.querySelector<HTMLElement>(`[data-link="${CSS.escape(to.id)}"]`)?.focus();
  }

  return (
    <div className="chain-scroll" role="region" aria-label={t('产业链图', 'Graph of the chain')} tabIndex={0}>
      <div ref={box} className="chain-graph" style={{ inlineSize: `${size.width}rem`, blockSize: `${size.height}rem` }}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${size.width} ${size.height}`}
          style={{ inlineSize: `${size.width}rem`, blockSize: `${size.height}rem` }}
        >
          {ways
            .toSorted((a, b) => Number(a.on) - Number(b.on))
            .map((one) => (
              <path
                key={one.key}
                d={one.d}
                className={one.on ? 'is-on' : chosen === undefined ? undefined : 'is-off'}
              />
            ))}
        </svg>
        {columns.map((tier, column) => (
          <p key={tier ?? ''} className="chain-tier" style={{ insetInlineStart: `${edge + column * pitch.x}rem` }}>
            {tx(tierNames[tier ?? ''] ?? { zh: '未定位置', en: 'No tier' })}
          </p>
        ))}
        {places.map((place) => {
          const link = links.get(place.id);
          if (!link) return null;
          return (
            <button
              key={place.id}
              type="button"
              data-link={place.id}
              className={`chain-node is-${link.state}-link${place.id === chosen ? ' is-on' : near.has(place.id) ? ' is-near' : ''}`}
              style={{ insetInlineStart: `${left(place)}rem`, insetBlockStart: `${top(place)}rem` }}
              aria-pressed={place.id === chosen}
              title={`${tx(link.name)}：${tx(link.why)}`}
              onClick={() => onChoose(place.id)}
              onKeyDown={(event) => walk(event, place)}
            >
              <span>{tx(link.name)}</span>
              <span>
                <State state={link.state} />
                {link.ratio !== null && ` · ${t('产需比', 'supply')} ${figure(link.ratio, 2)}`}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
