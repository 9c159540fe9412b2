import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartPaint, ChartWords } from './chart-paint.ts';
import { isYearly, position, rangeOf, rowsOf, strokes, type Trend, type TrendRow } from './chart-model.ts';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

type Dot = [number | string, number | null];

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function tip(row: TrendRow | undefined, words: ChartWords): string {
  if (!row) return '';
  const lines = [
    row.observed === null ? null : `${words.observed} <b>${words.value(row.observed)}</b>`,
    row.required === null ? null : `${words.required} <b>${words.value(row.required)}</b>`,
    row.middle === null
      ? null
      : `${words.forecast} <b>${words.value(row.middle)}</b>${row.low === null || row.high === null ? '' : ` (${words.value(row.low)}—${words.value(row.high)})`}`,
  ].filter((line) => line !== null);
  return `<div class="chart-tip"><p>${escaped(words.period(row.period))}</p>${lines.map((l) => `<p>${l}</p>`).join('')}</div>`;
}

function yearAxis(trend: Trend, rows: TrendRow[], paint: ChartPaint) {
  const text = { color: paint.soft, fontSize: paint.size, hideOverlap: true };
  const quiet = { axisTick: { show: false }, axisLine: { lineStyle: { color: paint.hair } } };
  if (isYearly(trend)) {
    return { ...quiet, type: 'category', boundaryGap: true, data: yearsBetween(rows), axisLabel: text };
  }
  const places = rows.map((r) => position(r.period)).filter(Number.isFinite);
  const min = Math.floor(Math.min(...places) - 0.05);
  const max = Math.ceil(Math.max(...places) - 0.05);
  return {
    ...quiet,
    type: 'value',
    min,
    max,
    interval: Math.max(1, Math.ceil((max - min) / 7)),
    splitLine: { show: false },
    axisTick: { show: true, lineStyle: { color: paint.hair } },
    axisLabel: { ...text, align: 'left', formatter: (v: number) => (v >= max ? '' : String(Math.round(v))) },
  };
}

function yearsBetween(rows: TrendRow[]): string[] {
  const first = Number(rows[0]?.period ?? 0);
  const last = Number(rows.at(-1)?.period ?? 0);
  return Array.from({ length: Math.min(60, last - first + 1) }, (_, i) => String(first + i));
}

/** The picture of a trend: what was observed, the way to the target, and a forecast where there is one. */
export function optionOf(trend: Trend, words: ChartWords, paint: ChartPaint, wide: boolean): EChartsCoreOption {
  const rows = rowsOf(trend);
  const yearly = isYearly(trend);
  const place = (key: string) => (yearly ? key : position(key));
  const dots = (pick: (row: TrendRow) => number | null): Dot[] =>
    rows.filter((r) => pick(r) !== null).map((r) => [place(r.period), pick(r)]);
  const [min, max] = rangeOf(trend);
  const last = trend.history.at(-1);
  const middle = dots((r) => r.middle);
  if (middle.length > 0 && last) middle.unshift([place(last.period), last.value]);
  const line = { type: 'line', silent: true, showSymbol: false, animation: false };
  // A band is an invisible line with the area of a second one stacked on it; it opens at the newest figure.
  const band = (name: string, ends: (row: TrendRow) => readonly [number, number] | null, color: string) => {
    const spans = rows.flatMap((r) => {
      const span = ends(r);
      return span ? [{ at: place(r.period), span }] : [];
    });
    const start: Dot[] = spans.length > 0 && last ? [[place(last.period), last.value]] : [];
    const lower: Dot[] = [...start, ...spans.map(({ at, span }): Dot => [at, span[0]])];
    const rise: Dot[] = [
      ...start.map(([at]): Dot => [at, 0]),
      ...spans.map(({ at, span }): Dot => [at, span[1] - span[0]]),
    ];
    const hidden = { ...line, stack: name, stackStrategy: 'all', lineStyle: { opacity: 0 } };
    return [
      { ...hidden, data: lower },
      { ...hidden, areaStyle: { color, opacity: 1 }, data: rise },
    ];
  };
  const edge = (value: number, name: string) => ({
    yAxis: value,
    name,
    label: {
      show: name !== '',
      formatter: '{b}',
      position: 'insideStartTop',
      color: paint.ink,
      fontSize: paint.size,
      distance: 4,
    },
  });
  return {
    textStyle: { fontFamily: paint.font },
    animation: !paint.still,
    animationDuration: 300,
    grid: { left: 4, right: wide ? 20 : 10, top: 18, bottom: 2, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: paint.card,
      borderColor: paint.hair,
      padding: [6, 10],
      textStyle: { color: paint.ink, fontSize: paint.size + 1 },
      axisPointer: { type: 'line', lineStyle: { color: paint.hair, type: 'solid' } },
      formatter: (params: unknown) => {
        const first: unknown = Array.isArray(params) ? params[0] : params;
        const at =
          typeof first === 'object' && first !== null && 'value' in first && Array.isArray(first.value)
            ? (first.value as Dot)[0]
            : undefined;
        return tip(
          rows.find((r) => place(r.period) === at),
          words,
        );
      },
    },
    xAxis: yearAxis(trend, rows, paint),
    yAxis: {
      type: 'value',
      min,
      max,
      splitNumber: 3,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: wide, showMaxLine: false, lineStyle: { color: paint.hair } },
      axisLabel: {
        show: wide,
        color: paint.soft,
        fontSize: paint.size,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (v: number) => words.value(v),
      },
    },
    series: [
      ...band('outer', (r) => r.outer, paint.outer),
      ...band('inner', (r) => (r.low === null || r.high === null ? null : [r.low, r.high]), paint.band),
      { ...line, lineStyle: { color: paint.soft, width: 1, type: [2, 3] }, data: dots((r) => r.required) },
      { ...line, lineStyle: { color: paint.accent, width: 1.5, type: [4, 3] }, data: middle },
      {
        type: 'line',
        name: words.observed,
        showSymbol: rows.length < 40,
        symbol: 'circle',
        symbolSize: wide ? 7 : 6,
        lineStyle: { color: paint.accent, width: 2 },
        itemStyle: { color: paint.card, borderColor: paint.accent, borderWidth: 2 },
        emphasis: { disabled: true },
        data: strokes(rows.filter((r) => r.observed !== null)).map((r): Dot =>
          r === null ? ['-', null] : [place(r.period), r.observed],
        ),
        ...(trend.target && {
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            lineStyle: { color: paint.ink, width: 1, type: [2, 3] },
            data: [
              edge(trend.target.value, words.target),
              ...(trend.target.value2 === null ? [] : [edge(trend.target.value2, '')]),
            ],
          },
        }),
      },
    ],
  };
}

export { growthOption, yearsOption } from './chart-years.ts';

/** Draws into `node`; the caller disposes. */
export function draw(node: HTMLElement): EChartsType {
  return init(node, null, { renderer: 'svg' });
}
