import { useCallback, useMemo } from 'react';
import { growthWords, type Growth } from '../core/measure/index.ts';
import type { ChartPaint } from './chart-paint.ts';
import { ChartFrame, ChartNumbers, type Drawing } from './chart.tsx';
import { figure, period, quantity } from './format.ts';
import { DemoMark } from './light.tsx';
import { Table } from './table.tsx';
import { useText } from './text.tsx';
import { slotWords, type yearLines } from './year-lines.ts';

/** Figures of the same months of the last years over each other: what a cumulative series can be read by. */
export function YearsChart({
  data,
  unit,
  label,
}: {
  data: NonNullable<ReturnType<typeof yearLines>>;
  unit: string;
  label: string;
}) {
  const { t, lang } = useText();
  const names = useMemo(() => data.slots.map((slot) => slotWords(slot, lang)), [data, lang]);
  const option = useCallback(
    (library: Drawing, paint: ChartPaint) => library.yearsOption(names, data.lines, { value: figure }, paint),
    [names, data],
  );
  return (
    <ChartFrame wide label={label} option={option}>
      <ChartNumbers open>
        <Table
          label={label}
          rows={data.slots.map((slot, at) => ({ slot, at }))}
          rowKey={({ slot }) => slot}
          columns={[
            { head: t('时期', 'Period'), cell: ({ at }) => names[at] },
            ...data.lines.map(({ year, values }) => ({
              head: String(year),
              n: true,
              cell: ({ at }: { at: number }) => {
                const value = values[at];
                return value == null ? '—' : quantity(value, unit, lang);
              },
            })),
          ]}
        />
      </ChartNumbers>
    </ChartFrame>
  );
}

/** Periods of which the 同比 is drawn: three years of months. */
const MOST = 36;

/** 同比 period by period. */
export function GrowthChart({
  growths,
  label,
}: {
  growths: readonly { period: string; growth: Growth; demo: boolean }[];
  label: string;
}) {
  const { t, tx, lang } = useText();
  const shown = useMemo(() => growths.slice(-MOST), [growths]);
  const option = useCallback(
    (library: Drawing, paint: ChartPaint) =>
      library.growthOption(
        shown.map((one) => period(one.period, lang)),
        shown.map((one) => Math.round(one.growth.value * 100) / 100),
        { value: (v) => `${figure(v)}${shown[0]?.growth.unit === '%' ? '%' : ''}` },
        paint,
      ),
    [shown, lang],
  );
  return (
    <ChartFrame wide label={label} option={option}>
      <ChartNumbers open>
        <Table
          label={label}
          rows={shown.toReversed()}
          rowKey={(one) => one.period}
          columns={[
            { head: t('时期', 'Period'), cell: (one) => period(one.period, lang) },
            {
              head: t('同比', 'On the year before'),
              n: true,
              cell: (one) => (
                <>
                  {tx(growthWords(one.growth))} <DemoMark show={one.demo} />
                </>
              ),
            },
            {
              head: t('来历', 'Where from'),
              cell: (one) => (one.growth.reported ? t('公布', 'published') : t('由两期数算出', 'computed')),
            },
          ]}
        />
      </ChartNumbers>
    </ChartFrame>
  );
}
