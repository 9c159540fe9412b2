import { Resvg } from '@resvg/resvg-js';
import { type ChartBlock, chartSvg } from '../../../core/document/index.ts';

/** A chart as SVG and as PNG of twice its size, for processors that draw no SVG. Slow (some 30 ms): not for the event loop. */
export function picture(chart: ChartBlock): { svg: Uint8Array; png: Uint8Array } {
  const svg = chartSvg(chart);
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: true, defaultFontFamily: 'Noto Serif CJK SC', serifFamily: 'Noto Serif CJK SC' },
  });
  return { svg: new TextEncoder().encode(svg), png: drawn.render().asPng() };
}
