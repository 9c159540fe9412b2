/**
 * `npm run bench -- calibration [FILE.csv …]`: whether intervals hold outside the set that they were learned from. A
 * table of errors is learned from the choosing half of each competition file (default M3 and M1), and of all together,
 * and judged on every file and on simulated series with a strong season (seeds 1 and 2), there beside Holt–Winters of
 * the same run.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { ErrorTable } from '../src/core/foresee/error-table.ts';
import { ERROR_TABLES } from '../src/core/foresee/error-table.ts';
import { errorQuantile, errorScale } from '../src/core/foresee/errors.ts';
import {
  meanScore,
  extrapolate,
  parseCompetition,
  scorePath,
  type Entry,
  type EntryScore,
  type Extrapolation,
} from '../src/core/foresee/index.ts';
import { smooth } from '../src/core/foresee/smoothing.ts';
import { unwrap } from '../src/core/measure/index.ts';
import { learnErrors } from './lib/error-model.ts';
import { ratioWithSpread } from './lib/ratio.ts';
import { simulated } from './lib/simulated.ts';

type Foreseen = { entry: Entry; o: Extrapolation };
type Tables = ReturnType<typeof learnErrors>;

export async function run(args: string[]): Promise<void> {
  const files = args.length > 0 ? args : ['m3', 'm1'].map((name) => `../shared/data/forecast/${name}.csv`);
  const sets = new Map(files.map((file) => [file, unwrap(parseCompetition(readFileSync(file, 'utf8')))]));
  console.log(
    `calibration · node ${process.version} · ${cpus()[0]?.model ?? 'unknown processor'} × ${cpus().length} · one thread`,
  );
  const choosing = (entries: readonly Entry[]) => entries.filter((entry) => entry.half === 'choosing');
  const learned = new Map<string, Tables>([['the table in force', ERROR_TABLES]]);
  for (const [file, entries] of sets) learned.set(file, learnErrors(choosing(entries)));
  learned.set('all files', learnErrors([...sets.values()].flatMap(choosing)));
  for (const seed of [1, 2]) sets.set(`simulated, seed ${seed}`, simulated(250, seed));
  for (const [set, entries] of sets) {
    const foreseen = entries.map((entry) => ({
      entry,
      o: extrapolate(Float64Array.from(entry.train), entry.frequency, entry.horizon),
    }));
    for (const period of new Set(entries.map((entry) => entry.period))) {
      const own = foreseen.filter(({ entry }) => entry.period === period);
      for (const [source, tables] of learned) {
        const scores = own.flatMap((f) => {
          const table = tables[f.o.rhythm];
          return table === undefined ? [] : [scoreBy(table, f)];
        });
        console.log(`${set} ${period}, learned from ${source}: ${inWords(meanScore(period, scores))}`);
      }
      if (set.startsWith('simulated'))
        console.log(`    against Holt–Winters: ratio of MASE ${againstHoltWinters(own)}`);
    }
  }
  console.log(
    '\nDoes not prove: that figures of a county behave as any of these; simulated series have only the breaks and seasons that were put in, and Holt–Winters is one fit of fixed form, not the choice among forms that published references make.',
  );
}

function scoreBy(table: ErrorTable, { entry, o }: Foreseen): EntryScore {
  const scale = errorScale(o.unrest, table);
  const bound = (p: number, step: number) => {
    const value = o.path[step]! + o.direction * scale[step]! * errorQuantile(o.direction > 0 ? p : 1 - p, table);
    return Math.max(o.low ?? -Infinity, value);
  };
  const interval = (p: number) => (step: number) => [bound(p / 2, step), bound(1 - p / 2, step)] as const;
  return scorePath(entry, o.path, interval(0.2), interval(0.05));
}

/** Holt–Winters with a multiplied season and an added trend, by least squares; without a season Holt. */
function againstHoltWinters(foreseen: readonly Foreseen[]): string {
  const none = () => [Number.NaN, Number.NaN] as const;
  const pairs = foreseen.flatMap(({ entry, o }) => {
    const y = Float64Array.from(entry.train);
    const season = entry.frequency > 1 ? 'M' : 'N';
    const fit = smooth(y, entry.frequency, { error: 'A', trend: 'A', season }, entry.horizon);
    const ours = scorePath(entry, o.path, none, none).mase;
    const other = fit && scorePath(entry, fit.forecast, none, none).mase;
    return ours === null || other === null ? [] : [{ ours, other }];
  });
  return ratioWithSpread(pairs);
}

function inWords(s: EntryScore & { n: number }): string {
  const figure = (x: number | null, digits: number) => (x ?? Number.NaN).toFixed(digits);
  const share = (x: number | null) => `${figure(x === null ? null : x * 100, 1)} %`;
  return `n ${s.n}  MASE ${figure(s.mase, 3)}  80 %: ${share(s.coverage80)}  95 %: ${share(s.coverage95)}  MIS80 ${figure(s.mis80, 2)}  MIS95 ${figure(s.mis95, 2)}`;
}
