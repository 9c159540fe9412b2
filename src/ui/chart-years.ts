import { BarChart } from 'echarts/charts';
import { use, type EChartsCoreOption } from 'echarts/core';
import type { ChartPaint, ChartWords } from './chart-paint.ts';
import type { YearLine } from './year-lines.ts';

use([BarChart]);

type Spoken = Pick<ChartWords, 'value'>;

const axes = (paint: ChartPaint, words: Spoken, data: readonly string[]) => ({
  textStyle: { fontFamily: paint.font },
  animation: false,
  grid: { left: 4, right: 52, top: 18, bottom: 2, containLabel: true },
  tooltip: {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    backgroundColor: paint.card,
    borderColor: paint.hair,
    textStyle: { color: paint.ink, fontSize: paint.size + 1 },
    valueFormatter: (v: unknown) => (typeof v === 'number' ? words.value(v) : '—'),
  },
  xAxis: {
    type: 'category',
    data,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: paint.hair } },
    axisLabel: { color: paint.soft, fontSize: paint.size, hideOverlap: true },
  },
  yAxis: {
    type: 'value',
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: paint.hair } },
    axisLabel: { color: paint.soft, fontSize: paint.size, formatter: (v: number) => words.value(v) },
  },
});

/** Years laid over each other: the running one in front, each with its name at its end. */
export function yearsOption(
  slots: readonly string[],
  lines: readonly YearLine[],
  words: Spoken,
  paint: ChartPaint,
): EChartsCoreOption {
  const newest = lines.at(-1)?.year;
  return {
    ...axes(paint, words, slots),
    series: lines.map(({ year, values }, at) => {
      const front = year === newest;
      const color = front ? paint.accent : paint.soft;
      return {
        type: 'line',
        name: String(year),
        data: values,
        connectNulls: false,
        symbol: 'circle',
        symbolSize: front ? 7 : 4,
        lineStyle: {
          color,
          width: front ? 2.5 : 1,
          type: front
            ? 'solid'
            : [
                [4, 2],
                [2, 3],
                [1, 3],
              ][at % 3],
        },
        itemStyle: { color },
        endLabel: { show: true, formatter: '{a}', color: front ? paint.accent : paint.soft, fontSize: paint.size },
        emphasis: { disabled: true },
      };
    }),
  };
}

/** 同比 of each period as bars on a line of zero. */
export function growthOption(
  periods: readonly string[],
  values: readonly number[],
  words: Spoken,
  paint: ChartPaint,
): EChartsCoreOption {
  return {
    ...axes(paint, words, periods),
    series: [
      {
        type: 'bar',
        data: [...values],
        itemStyle: { color: paint.accent },
        barMaxWidth: 18,
        emphasis: { disabled: true },
      },
    ],
  };
}
