import { lightWords, type LightName } from '../../ui/light.tsx';
import { useText } from '../../ui/text.tsx';
import type { Layout } from './layout.ts';

const W = 720;
const H = 440;
const CX = W / 2;
const CY = H / 2;
/** Half axes of the rings, from the innermost. */
const RX = [120, 205, 285];
const RY = [72, 122, 170];
const MOST_OUTSIDE = 14;

interface Spot {
  x: number;
  y: number;
  name: string;
  light: LightName | null;
}

function onEllipse(rx: number, ry: number, degrees: number): [number, number] {
  const a = (degrees * Math.PI) / 180;
  return [CX + rx * Math.cos(a), CY + ry * Math.sin(a)];
}

/** A spatial slogan drawn by its structure: core, belts across, rings around, the rest outside. */
export function Schematic({ layout, name }: { layout: Layout; name: string }) {
  const { t, tx } = useText();
  const ringSpots = layout.rings.map((m, i): Spot => {
    const [x, y] = onEllipse(RX[i % 3] ?? 120, RY[i % 3] ?? 72, [270, 62, 118][i % 3] ?? 0);
    return { x, y, name: tx(m.name), light: m.light };
  });
  const outside = layout.others.slice(0, MOST_OUTSIDE).map((m, i, all): Spot => {
    const left = i % 2 === 0;
    const side = Math.ceil(all.length / 2);
    const row = Math.floor(i / 2);
    return { x: left ? 62 : W - 62, y: 46 + ((H - 92) * (row + 0.5)) / side, name: tx(m.name), light: m.light };
  });
  return (
    <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={t(`${name}的层次示意`, `Structure of ${name}`)}>
      {layout.rings.slice(0, 3).map((m, i) => (
        <ellipse key={m.name.zh} cx={CX} cy={CY} rx={RX[i]} ry={RY[i]} className="sch-ring" />
      ))}
      {layout.belts.map((m, i) => {
        const tilt = layout.belts.length === 1 ? 0 : i % 2 === 0 ? -14 : 14;
        const [x, y] = [
          CX + (i % 2 === 0 ? 168 : -168) * Math.cos((tilt * Math.PI) / 180),
          CY + (i % 2 === 0 ? 168 : -168) * Math.sin((tilt * Math.PI) / 180),
        ];
        return (
          <g key={m.name.zh}>
            <rect
              x={CX - 262}
              y={CY - 13}
              width={524}
              height={26}
              rx={13}
              transform={`rotate(${tilt} ${CX} ${CY})`}
              className="sch-belt"
            />
            <Label spot={{ x, y: y + 4, name: tx(m.name), light: m.light }} />
          </g>
        );
      })}
      <circle cx={CX} cy={CY} r={44} className="sch-core" />
      {layout.core.map((m, i) => (
        <Label
          key={m.name.zh}
          spot={{ x: CX, y: CY + 5 + i * 18 - ((layout.core.length - 1) * 18) / 2, name: tx(m.name), light: m.light }}
        />
      ))}
      {[...ringSpots, ...outside].map((spot) => (
        <Label key={spot.name} spot={spot} boxed />
      ))}
    </svg>
  );
}

function Label({ spot, boxed = false }: { spot: Spot; boxed?: boolean }) {
  const shape = spot.light ? `${lightWords[spot.light].shape} ` : '';
  const width = [...spot.name].reduce((w, c) => w + (c.charCodeAt(0) > 255 ? 13 : 7), 0) + (shape ? 16 : 0) + 16;
  return (
    <g>
      {boxed && <rect x={spot.x - width / 2} y={spot.y - 12} width={width} height={24} rx={4} className="sch-box" />}
      <text x={spot.x} y={boxed ? spot.y + 4.5 : spot.y} textAnchor="middle" className="sch-text">
        {spot.light && <tspan className={`sch-light is-${spot.light}`}>{shape}</tspan>}
        {spot.name}
      </text>
    </g>
  );
}
