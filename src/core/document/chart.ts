import { formatNumber } from '../measure/index.ts';
import type { ChartBlock } from './model.ts';

/** Size of a chart in px at 96 to the inch: as wide as the text of a page. */
export const CHART_SIZE = { width: 588, height: 250 };
const edge = { left: 66, right: 20, top: 34, bottom: 34 };
const strokes = ['#1f5f58', '#8a6d1d', '#3b5b92', '#8c3b3b'];

const escaped = (text: string) =>
  text.replace(/[&<>"]/gu, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** Round steps for an axis, at most six. */
function ticks(low: number, high: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((n) => n * power >= rough) ?? 10) * power;
  const from = Math.floor(low / step) * step;
  const count = Math.ceil((high - from) / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, n) => Number((from + n * step).toPrecision(12)));
}

/** A chart as SVG, the same for all faces; `font` names the family of its words. A missing figure is a gap, never a zero. */
export function chartSvg(chart: ChartBlock, font = 'FangSong, "Noto Serif CJK SC", serif'): string {
  const { width, height } = CHART_SIZE;
  const known = chart.lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const [low, high] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)];
  const marks = ticks(low >= 0 && low < high / 2 ? 0 : low, high);
  const [first = 0, last = 1] = [marks[0], marks.at(-1)];
  const inside = { w: width - edge.left - edge.right, h: height - edge.top - edge.bottom };
  const y = (value: number) => edge.top + inside.h * (1 - (value - first) / (last - first || 1));
  const x = (at: number) => edge.left + (inside.w * (at + 0.5)) / Math.max(1, chart.periods.length);
  const every = Math.ceil(chart.periods.length / 8);
  const axis = marks.map(
    (mark) =>
      `<line x1="${edge.left}" x2="${width - edge.right}" y1="${y(mark).toFixed(1)}" y2="${y(mark).toFixed(1)}" stroke="#d8d8d2"/>` +
      `<text x="${edge.left - 8}" y="${(y(mark) + 4).toFixed(1)}" text-anchor="end">${formatNumber(mark, 2)}</text>`,
  );
  const days = chart.periods.map((period, at) =>
    at % every === 0
      ? `<text x="${x(at).toFixed(1)}" y="${height - 12}" text-anchor="middle">${escaped(period)}</text>`
      : '',
  );
  const lines = chart.lines.map((line, n) => {
    const stroke = strokes[n % strokes.length] ?? '#000';
    const points = line.values.map((value, at) =>
      value === null ? null : `${x(at).toFixed(1)} ${y(value).toFixed(1)}`,
    );
    const path = points.map((point, at) => (point === null ? '' : `${points[at - 1] ? 'L' : 'M'}${point}`)).join('');
    const dots = line.dashed
      ? ''
      : points
          .map((point) =>
            point === null ? '' : `<circle cx="${point.replace(' ', '" cy="')}" r="3" fill="${stroke}"/>`,
          )
          .join('');
    const at = edge.left + n * 150;
    return (
      `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="2"${line.dashed ? ' stroke-dasharray="6 4"' : ''}/>${dots}` +
      `<line x1="${at}" x2="${at + 24}" y1="16" y2="16" stroke="${stroke}" stroke-width="2"${line.dashed ? ' stroke-dasharray="6 4"' : ''}/>` +
      `<text x="${at + 30}" y="20">${escaped(line.name)}</text>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">` +
    `<title>${escaped(chart.alt)}</title><rect width="100%" height="100%" fill="#fff"/>` +
    `<g font-family="${escaped(font)}" font-size="13" fill="#333">${axis.join('')}${days.join('')}${lines.join('')}` +
    `<text x="${width - edge.right}" y="20" text-anchor="end">${escaped(chart.unit)}${chart.demo ? '（演示）' : ''}</text></g></svg>`
  );
}
