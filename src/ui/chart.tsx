import type { EChartsCoreOption } from 'echarts/core';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { rowsOf, type Trend } from './chart-model.ts';
import type { ChartPaint, ChartWords } from './chart-paint.ts';
import { DemoMark } from './light.tsx';
import { figure, period, quantity, range } from './format.ts';
import { type Column, Table } from './table.tsx';
import { TakePicture } from './take/take.tsx';
import { useText } from './text.tsx';
import { usePlace } from './place.ts';

/** What draws charts, loaded after the first paint. */
export type Drawing = typeof import('./chart-draw.ts');
let drawing: Promise<Drawing> | null = null;

/** The chart library comes after the first paint, so that the figures never wait for it. */
function whenIdle(work: () => void): () => void {
  if (typeof window.requestIdleCallback === 'function') {
    const id = window.requestIdleCallback(work, { timeout: 800 });
    return () => window.cancelIdleCallback(id);
  }
  const id = window.setTimeout(work, 60);
  return () => window.clearTimeout(id);
}

function paintOf(node: HTMLElement): ChartPaint {
  const style = getComputedStyle(node);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: colour('--ink'),
    soft: colour('--soft'),
    hair: colour('--hair'),
    accent: colour('--celadon'),
    band: colour('--celadon-2'),
    outer: colour('--celadon-3'),
    card: colour('--card'),
    font: style.fontFamily,
    size: Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8),
    still: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}

interface TrendChartProps {
  trend: Trend;
  unit: string;
  /** What the chart shows, in words; read out in its place. */
  label: string;
  /** Words on the target line, e.g. 目标 500 亿元. */
  targetLabel?: string;
  /** A detail page shows the value axis and its table; a card neither. */
  wide?: boolean;
}

/** The place of a picture: the chart library comes after the first paint, and follows the size of its frame. */
export function ChartFrame({
  label,
  wide = false,
  option,
  children,
}: {
  label: string;
  wide?: boolean;
  /** Stable between renders: the picture is drawn anew when it changes. */
  option: (library: Drawing, paint: ChartPaint) => EChartsCoreOption;
  /** The same numbers for those who cannot see the picture. */
  children: ReactNode;
}) {
  const { wall } = usePlace();
  const node = useRef<HTMLDivElement>(null);
  const [library, setLibrary] = useState<Drawing | null>(null);
  useEffect(() => {
    let gone = false;
    const stop = whenIdle(() => {
      drawing ??= import('./chart-draw.ts');
      void drawing.then((m) => {
        if (!gone) setLibrary(() => m);
      });
    });
    return () => {
      gone = true;
      stop();
    };
  }, []);
  useEffect(() => {
    const at = node.current;
    if (!at || !library) return undefined;
    const chart = library.draw(at);
    chart.setOption(option(library, paintOf(at)));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(at);
    // On paper the picture is scaled as a whole: it says what it is drawn on.
    const print = () => {
      const svg = at.querySelector('svg');
      svg?.setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
      svg?.removeAttribute('height');
    };
    window.addEventListener('beforeprint', print);
    return () => {
      window.removeEventListener('beforeprint', print);
      watch.disconnect();
      chart.dispose();
    };
  }, [library, option, wall]);
  return (
    <TakePicture label={label}>
      <figure className={`chart${wide ? ' is-wide' : ''}`}>
        <div className="chart-area" ref={node} role="img" aria-label={label} />
        {children}
      </figure>
    </TakePicture>
  );
}

/** The numbers behind a chart: folded below a wide one, for listeners alone below a small one. */
export function ChartNumbers({ open, children }: { open: boolean; children: ReactNode }) {
  const { t } = useText();
  if (!open) return <div className="sr">{children}</div>;
  return (
    <details className="chart-table">
      <summary>{t('看数据表', 'Show the numbers')}</summary>
      {children}
    </details>
  );
}

/**
 * History, the trajectory to a target, the target line with its name, and a forecast band when there is one.
 * The same numbers stand in a table for those who cannot see the picture.
 */
export function TrendChart({ trend, unit, label, targetLabel = '', wide = false }: TrendChartProps) {
  const { t, lang } = useText();
  const words = useMemo<ChartWords>(
    () => ({
      target: targetLabel,
      observed: t('实绩', 'Observed'),
      required: t('序时要求', 'Trajectory'),
      forecast: t('预测', 'Forecast'),
      period: (key) => period(key, lang),
      value: (value) => (wide ? figure(value) : quantity(value, unit, lang)),
    }),
    [lang, t, targetLabel, unit, wide],
  );
  const option = useCallback(
    (library: Drawing, paint: ChartPaint) => library.optionOf(trend, words, paint, wide),
    [trend, words, wide],
  );
  return (
    <ChartFrame label={label} wide={wide} option={option}>
      <TrendTable trend={trend} unit={unit} caption={label} open={wide} />
    </ChartFrame>
  );
}

type Row = ReturnType<typeof rowsOf>[number];

function TrendTable({ trend, unit, caption, open }: { trend: Trend; unit: string; caption: string; open: boolean }) {
  const { t, lang } = useText();
  const rows = useMemo(() => rowsOf(trend), [trend]);
  const banded = rows.some((r) => r.middle !== null);
  const cell = (value: number | null): ReactNode => (value === null ? '—' : quantity(value, unit, lang));
  const band: Column<Row> = {
    head: t('预测（区间）', 'Forecast (interval)'),
    n: true,
    cell: (row) =>
      row.middle === null
        ? null
        : `${quantity(row.middle, unit, lang)} (${range(row.low ?? 0, row.high ?? 0, unit, lang)})`,
  };
  const table = (
    <Table
      label={caption}
      rows={rows}
      rowKey={(row) => row.period}
      columns={[
        { head: t('时期', 'Period'), cell: (row) => period(row.period, lang) },
        {
          head: t('实绩', 'Observed'),
          n: true,
          cell: (row) => (
            <>
              {cell(row.observed)} <DemoMark show={row.demo && row.observed !== null} />
            </>
          ),
        },
        { head: t('序时要求', 'Trajectory'), n: true, cell: (row) => cell(row.required) },
        ...(banded ? [band] : []),
      ]}
    />
  );
  return <ChartNumbers open={open}>{table}</ChartNumbers>;
}
