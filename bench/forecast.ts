/**
 * `npm run bench -- forecast [FILE.csv]`: our forecasts against naive, seasonal naive and Theta on a competition file (default M3),
 * per period and half, and the calibration of attainment probabilities. One thread; `lantu backtest` uses two.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import {
  chanceBelow,
  meanScore,
  extrapolate,
  parseCompetition,
  quantileAt,
  reliability,
  scorePath,
  type Entry,
  type EntryScore,
  type Foretold,
  type Extrapolation,
} from '../src/core/foresee/index.ts';
import { seeded } from '../src/core/random/index.ts';
import { addSeason, seasonOf, withoutSeason } from '../src/core/foresee/season.ts';
import { theta } from '../src/core/foresee/theta.ts';
import { unwrap } from '../src/core/measure/index.ts';
import { ratioWithSpread } from './lib/ratio.ts';

/** Point forecasts without intervals: the baselines of the same run. */
const baselines: Record<string, (y: Float64Array, m: number, horizon: number) => Float64Array> = {
  naive: (y, _m, horizon) => new Float64Array(horizon).fill(y[y.length - 1]!),
  'seasonal naive': (y, m, horizon) =>
    Float64Array.from({ length: horizon }, (_, h) => y[y.length < m ? y.length - 1 : y.length - m + (h % m)]!),
  Theta: (y, m, horizon) => {
    const season = seasonOf(y, m, y.every((v) => v > 0) ? 'multiply' : 'add');
    return addSeason(theta(withoutSeason(y, season), horizon), season, y.length);
  },
};

interface Result {
  entry: Entry;
  ours: EntryScore;
  others: Record<string, EntryScore>;
  cases: { withinForecast: Foretold[]; ofOwnChanges: Foretold[] };
}

export async function run(args: string[]): Promise<void> {
  const file = args[0] ?? '../shared/data/forecast/m3.csv';
  const entries = unwrap(parseCompetition(readFileSync(file, 'utf8')));
  console.log(
    `forecast · ${entries.length} series · node ${process.version} · ${cpus()[0]?.model ?? 'unknown processor'} × ${cpus().length} · one thread`,
  );
  const random = seeded(3003);
  const all: Result[] = [];
  const none = () => [Number.NaN, Number.NaN] as const;
  for (const period of new Set(entries.map((entry) => entry.period))) {
    const results: Result[] = [];
    let own = 0;
    const took: Record<string, number> = Object.fromEntries(Object.keys(baselines).map((name) => [name, 0]));
    for (const entry of entries.filter((e) => e.period === period)) {
      const y = Float64Array.from(entry.train);
      const began = performance.now();
      const o = extrapolate(y, entry.frequency, entry.horizon);
      own += performance.now() - began;
      const interval = (p: number) => (step: number) =>
        [quantileAt(o, step, p / 2), quantileAt(o, step, 1 - p / 2)] as const;
      const others: Record<string, EntryScore> = {};
      for (const [name, method] of Object.entries(baselines)) {
        const start = performance.now();
        const path = method(y, entry.frequency, entry.horizon);
        took[name] = took[name]! + performance.now() - start;
        others[name] = scorePath(entry, path, none, none);
      }
      results.push({
        entry,
        ours: scorePath(entry, o.path, interval(0.2), interval(0.05)),
        others,
        cases: casesOf(entry, o, random),
      });
    }
    all.push(...results);
    for (const half of ['all', 'choosing', 'reporting'] as const) {
      const chosen = results.filter((r) => half === 'all' || r.entry.half === half);
      const s = meanScore(
        period,
        chosen.map((r) => r.ours),
      );
      const share = (x: number | null) => `${((x ?? Number.NaN) * 100).toFixed(1)} %`;
      const figure = (x: number | null, digits = 3) => (x ?? Number.NaN).toFixed(digits);
      console.log(
        `${period} ${half} n ${s.n}  MASE ${figure(s.mase)}  sMAPE ${figure(s.smape, 2)}  80 %: ${share(s.coverage80)}  95 %: ${share(s.coverage95)}  MIS80 ${figure(s.mis80, 2)}  MIS95 ${figure(s.mis95, 2)}${half === 'all' ? `  ${(own / 1000).toFixed(1)} s` : ''}`,
      );
      for (const name of Object.keys(baselines)) {
        const ratios = chosen.flatMap((r) =>
          r.ours.mase !== null && r.others[name]!.mase !== null
            ? [{ ours: r.ours.mase, other: r.others[name]!.mase }]
            : [],
        );
        const other = meanScore(
          period,
          chosen.map((r) => r.others[name]!),
        );
        console.log(
          `    against ${name} (MASE ${figure(other.mase)}, sMAPE ${figure(other.smape, 2)}${half === 'all' ? `, ${(took[name]! / 1000).toFixed(1)} s` : ''}): ratio of MASE ${ratioWithSpread(ratios)}`,
        );
      }
    }
  }
  console.log('\nattainment, expected calibration error (ten bins; bar 0.03 on the reporting half)');
  for (const [name, pick] of [
    ['targets at random quantiles of the forecast above the last value', (r: Result) => r.cases.withinForecast],
    ['targets at random multiples of the usual change above the last value', (r: Result) => r.cases.ofOwnChanges],
  ] as const) {
    for (const half of ['choosing', 'reporting'] as const) {
      const of = (period?: string) =>
        reliability(
          all.filter((r) => r.entry.half === half && (period === undefined || r.entry.period === period)).flatMap(pick),
        );
      const whole = of();
      const parts = [...new Set(all.map((r) => r.entry.period))]
        .map((period) => `${period} ${of(period).ece?.toFixed(3)}`)
        .join(', ');
      console.log(
        `${name}, ${half}: ${whole.ece?.toFixed(4)} over ${whole.n} targets, Brier skill ${whole.skill?.toFixed(3)} (${parts})`,
      );
      if (half === 'reporting')
        for (const bin of whole.bins)
          console.log(
            `    ${bin.from.toFixed(1)}–${bin.to.toFixed(1)}  n ${String(bin.n).padStart(5)}  said ${bin.predicted?.toFixed(3) ?? '—'}  came ${bin.observed?.toFixed(3) ?? '—'}`,
          );
    }
  }
  console.log(
    '\nDoes not prove: that official series of a Chinese county behave as M3 (micro, industry, finance, demography of the 1950s to 1990s); anything of horizons longer than 18 steps; that series of one place, which move together, are each independently calibrated.',
  );
}

/** One target at a random step: within the forecast's own distribution, and in multiples of the usual change of the series. */
function casesOf(entry: Entry, o: Extrapolation, random: () => number): Result['cases'] {
  const cases: Result['cases'] = { withinForecast: [], ofOwnChanges: [] };
  const steps = entry.test.length;
  const last = entry.train[entry.train.length - 1]!;
  if (steps === 0) return cases;
  for (let draw = 0; draw < 3; draw++) {
    const step = Math.floor(random() * steps);
    const below = chanceBelow(o, step, last);
    const targets = {
      withinForecast: quantileAt(o, step, below + random() * (1 - below)),
      ofOwnChanges: last + 3 * random() * o.unrest.unit * Math.sqrt(step + 1),
    };
    for (const kind of ['withinForecast', 'ofOwnChanges'] as const) {
      const target = targets[kind];
      if (target > last)
        cases[kind].push({ probability: 1 - chanceBelow(o, step, target), met: entry.test[step]! >= target });
    }
  }
  return cases;
}
