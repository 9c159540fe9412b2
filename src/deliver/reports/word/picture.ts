import { Resvg } from '@resvg/resvg-js';
import { type ChartBlock, chartSvg } from '../../../core/document/index.ts';

interface Picture {
  svg: Uint8Array;
  png: Uint8Array;
}

/** Drawn once: a document is written several times until its page numbers stand. */
const drawn = new WeakMap<ChartBlock, Picture>();

/** A chart as SVG and as PNG of twice its size, for processors that draw no SVG. Slow (some 200 ms): not for the event loop. */
export function picture(chart: ChartBlock): Picture {
  const known = drawn.get(chart);
  if (known) return known;
  const svg = chartSvg(chart);
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: true, defaultFontFamily: 'Noto Serif CJK SC' },
  });
  const made = { svg: new TextEncoder().encode(svg), png: image.render().asPng() };
  drawn.set(chart, made);
  return made;
}
