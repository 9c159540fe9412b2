import { problem, isProblem, type Problem } from '../measure/index.ts';
import { extrapolate, quantileAt } from './extrapolate.ts';
import { naiveScale } from './unrest.ts';

/** One series of a forecasting competition: what was known, and what came. */
export interface Entry {
  id: string;
  period: string;
  /** Points a year. */
  frequency: number;
  horizon: number;
  train: number[];
  /** At most `horizon` values; empty where nothing is to be compared. */
  test: number[];
  /** Every second series of a period is of the choosing half: from M3's the table of errors was learned. */
  half: 'choosing' | 'reporting';
}

/** How one series was forecast. `null` where the measure is undefined: no test values, or a series that never moved. */
export interface EntryScore {
  mase: number | null;
  smape: number | null;
  coverage80: number | null;
  coverage95: number | null;
  mis80: number | null;
  mis95: number | null;
}

/** Means over the series of a period; null where no series has the measure. */
export interface PeriodScore extends EntryScore {
  period: string;
  /** Series that were compared with at least one test value. */
  n: number;
}

const COLUMNS = ['id', 'period', 'frequency', 'horizon', 'train', 'test'] as const;
const LONGEST_HORIZON = 1000;

/**
 * Reads a file with the columns id, period, frequency, horizon, train, test (others are ignored); train and test are numbers
 * with `;` between them. Problems name row (1 is the heading) and column: `csv-empty`, `csv-column`, `csv-row`, `csv-number`.
 */
export function parseCompetition(text: string): Entry[] | Problem {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const heading = cells(lines[0] ?? '').map((name) => name.trim().toLowerCase());
  if (heading.every((name) => name === ''))
    return problem(
      'csv-empty',
      '文件是空的。第 1 行应是列名。',
      'The file is empty. Row 1 should hold the names of the columns.',
    );
  const missing = COLUMNS.filter((name) => !heading.includes(name));
  if (missing.length > 0) {
    return problem(
      'csv-column',
      `第 1 行缺少列 ${missing.join('、')}；应有 ${COLUMNS.join(',')}。`,
      `Row 1 lacks the column ${missing.join(', ')}; needed are ${COLUMNS.join(',')}.`,
    );
  }
  const entries: Entry[] = [];
  const seen = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const entry = readRow(cells(line), heading, index + 1);
    if (isProblem(entry)) return entry;
    const place = (seen.get(entry.period) ?? 0) + 1;
    seen.set(entry.period, place);
    entries.push({ ...entry, half: place % 2 === 0 ? 'choosing' : 'reporting' });
  }
  if (entries.length === 0) return problem('csv-empty', '文件里没有序列。', 'The file holds no series.');
  return entries;
}

function readRow(values: readonly string[], heading: readonly string[], row: number): Omit<Entry, 'half'> | Problem {
  if (values.length !== heading.length) {
    return problem(
      'csv-row',
      `第 ${row} 行有 ${values.length} 列，列名有 ${heading.length} 个；检查多余的逗号。`,
      `Row ${row} has ${values.length} columns, the heading has ${heading.length}; look for a comma too many or too few.`,
    );
  }
  const of = (name: (typeof COLUMNS)[number]) => (values[heading.indexOf(name)] ?? '').trim();
  const whole = (name: 'frequency' | 'horizon', most: number): number | Problem => {
    const n = of(name) === '' ? Number.NaN : Number(of(name));
    if (Number.isFinite(n) && Math.round(n) >= 1 && n <= most) return Math.round(n);
    return problem(
      'csv-number',
      `第 ${row} 行 ${name} 列“${of(name)}”应是 1 到 ${most} 的数。`,
      `Row ${row}, column ${name}: "${of(name)}" should be a number from 1 to ${most}.`,
    );
  };
  const list = (name: 'train' | 'test'): number[] | Problem => {
    if (of(name) === '') return [];
    const out: number[] = [];
    for (const [place, part] of of(name).replace(/;\s*$/, '').split(';').entries()) {
      const n = part.trim() === '' ? Number.NaN : Number(part);
      if (!Number.isFinite(n)) {
        return problem(
          'csv-number',
          `第 ${row} 行 ${name} 列第 ${place + 1} 个值“${part.trim()}”不是数。`,
          `Row ${row}, column ${name}, value ${place + 1}: "${part.trim()}" is not a number.`,
        );
      }
      out.push(n);
    }
    return out;
  };
  const frequency = whole('frequency', 10_000);
  if (isProblem(frequency)) return frequency;
  const horizon = whole('horizon', LONGEST_HORIZON);
  if (isProblem(horizon)) return horizon;
  const train = list('train');
  if (isProblem(train)) return train;
  if (train.length === 0)
    return problem(
      'csv-number',
      `第 ${row} 行 train 列是空的，至少要有一个值。`,
      `Row ${row}, column train is empty; at least one value is needed.`,
    );
  const test = list('test');
  if (isProblem(test)) return test;
  return { id: of('id'), period: of('period'), frequency, horizon, train, test: test.slice(0, horizon) };
}

/** Cells of a line; double quotes may enclose a cell. */
function cells(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const out: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    out.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  return out;
}

/** Forecasts one series and compares: see `scorePath`. */
export function scoreEntry(entry: Entry): EntryScore {
  const y = Float64Array.from(entry.train);
  const o = extrapolate(y, entry.frequency, entry.horizon);
  const interval = (p: number) => (step: number) =>
    [quantileAt(o, step, p / 2), quantileAt(o, step, 1 - p / 2)] as const;
  return scorePath(entry, o.path, interval(0.2), interval(0.05));
}

/**
 * MASE (Hyndman & Koehler 2006, IJF 22:679–688): mean absolute error over the mean absolute in-sample error of the seasonal
 * naive forecast. sMAPE in percent, 200 |y − f| ÷ (|y| + |f|), 0 where both are 0. Coverage: share of outcomes within the
 * interval. MIS: mean interval score (Gneiting & Raftery 2007, JASA 102:359–378), scaled as MASE is, so that series
 * of different units may be averaged.
 */
export function scorePath(
  entry: Pick<Entry, 'train' | 'test' | 'frequency'>,
  path: Float64Array,
  interval80: (step: number) => readonly [number, number],
  interval95: (step: number) => readonly [number, number],
): EntryScore {
  const steps = entry.test.length;
  if (steps === 0) return { mase: null, smape: null, coverage80: null, coverage95: null, mis80: null, mis95: null };
  const unit = naiveScale(Float64Array.from(entry.train), entry.frequency);
  let error = 0;
  let relative = 0;
  const band80 = { at: interval80, alpha: 0.2, inside: 0, score: 0 };
  const band95 = { at: interval95, alpha: 0.05, inside: 0, score: 0 };
  for (let h = 0; h < steps; h++) {
    const value = entry.test[h]!;
    const miss = Math.abs(value - path[h]!);
    error += miss;
    if (miss > 0) relative += (200 * miss) / (Math.abs(value) + Math.abs(path[h]!));
    for (const band of [band80, band95]) {
      const [low, high] = band.at(h);
      if (value >= low && value <= high) band.inside++;
      band.score += high - low + (2 / band.alpha) * (Math.max(0, low - value) + Math.max(0, value - high));
    }
  }
  const scaled = (sum: number) => (unit > 0 ? sum / steps / unit : null);
  return {
    mase: scaled(error),
    smape: relative / steps,
    coverage80: band80.inside / steps,
    coverage95: band95.inside / steps,
    mis80: scaled(band80.score),
    mis95: scaled(band95.score),
  };
}

/** Means over series, each measure over those that have it. */
export function meanScore(period: string, scores: readonly EntryScore[]): PeriodScore {
  const mean = (name: keyof EntryScore) => {
    const known = scores.map((score) => score[name]).filter((x) => x !== null);
    return known.length === 0 ? null : known.reduce((sum, x) => sum + x, 0) / known.length;
  };
  return {
    period,
    n: scores.filter((score) => score.smape !== null).length,
    mase: mean('mase'),
    smape: mean('smape'),
    coverage80: mean('coverage80'),
    coverage95: mean('coverage95'),
    mis80: mean('mis80'),
    mis95: mean('mis95'),
  };
}
