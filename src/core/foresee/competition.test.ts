import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isProblem, unwrap } from '../measure/index.ts';
import { meanScore, parseCompetition, scoreEntry, scorePath, type Entry } from './competition.ts';
import { chanceBelow, extrapolate, quantileAt } from './extrapolate.ts';
import { naiveScale } from './unrest.ts';
import { seeded } from '../random/index.ts';
import { reliability, trackRecord, type Foretold } from './reliability.ts';

const HEAD = 'id,period,category,start,frequency,horizon,train,test';
const entry: Entry = {
  id: 'a',
  period: 'Y',
  frequency: 1,
  horizon: 2,
  train: [10, 12, 11, 15],
  test: [16, 13],
  half: 'reporting',
};

describe('reading a file', () => {
  test.each([
    ['', 'csv-empty', '文件是空的'],
    ['id,period,frequency,horizon,train', 'csv-column', '第 1 行缺少列 test'],
    [HEAD, 'csv-empty', '没有序列'],
    [`${HEAD}\na,Y,,,1,6,1;2`, 'csv-row', '第 2 行有 7 列'],
    [`${HEAD}\na,Y,,,1,6,1;2,3\n\nb,Y,,,1,6,1;x;3,3`, 'csv-number', '第 4 行 train 列第 2 个值“x”'],
    [`${HEAD}\na,Y,,,1,6,1;2,3;;4`, 'csv-number', '第 2 行 test 列第 2 个值“”'],
    [`${HEAD}\na,Y,,,0,6,1;2,3`, 'csv-number', '第 2 行 frequency 列“0”'],
    [`${HEAD}\na,Y,,,1,many,1;2,3`, 'csv-number', '第 2 行 horizon 列“many”'],
    [`${HEAD}\na,Y,,,1,6,,3`, 'csv-number', '第 2 行 train 列是空的'],
  ])('%j says what is wrong and where', (text, code, zh) => {
    const p = parseCompetition(text);
    expect(isProblem(p) && [p.code, p.zh.includes(zh)]).toEqual([code, true]);
  });
  test('columns in any order, a byte-order mark, Windows line ends, quotes, a blank test', () => {
    const rows = unwrap(
      parseCompetition('\uFEFFtest,train,horizon,frequency,period,id\r\n"3;4;5",1;2,2,12,M,"x,y"\r\n,7,3,1,Y,z\r\n'),
    );
    expect(rows).toEqual([
      { id: 'x,y', period: 'M', frequency: 12, horizon: 2, train: [1, 2], test: [3, 4], half: 'reporting' },
      { id: 'z', period: 'Y', frequency: 1, horizon: 3, train: [7], test: [], half: 'reporting' },
    ]);
  });
  test('every second series of a period is of the choosing half', () => {
    const rows = unwrap(
      parseCompetition([HEAD, ...['Y', 'M', 'Y', 'Y', 'M'].map((p, i) => `${i},${p},,,1,1,1;2,3`)].join('\n')),
    );
    expect(rows.map((r) => r.half)).toEqual(['reporting', 'reporting', 'choosing', 'reporting', 'choosing']);
  });
});

describe('measures, by hand', () => {
  test('MASE, sMAPE, coverage and interval score', () => {
    const s = scorePath(
      entry,
      Float64Array.of(15, 15),
      () => [14, 17],
      () => [12, 20],
    );
    const unit = (2 + 1 + 4) / 3;
    expect(s.mase).toBeCloseTo((1 + 2) / 2 / unit, 12);
    expect(s.smape).toBeCloseTo((200 / 31 + 400 / 28) / 2, 12);
    expect([s.coverage80, s.coverage95]).toEqual([0.5, 1]);
    expect(s.mis80).toBeCloseTo((3 + (3 + 10 * 1)) / 2 / unit, 12);
    expect(s.mis95).toBeCloseTo(8 / unit, 12);
  });
  test('a seasonal scale; a series that never moved has none and is left out of the mean', () => {
    expect(naiveScale(Float64Array.of(1, 5, 2, 7), 2)).toBe(1.5);
    const still = scoreEntry({ ...entry, train: [5, 5, 5, 5], test: [5, 6] });
    expect(still.mase).toBeNull();
    expect(
      meanScore('Y', [
        still,
        scorePath(
          entry,
          Float64Array.of(16, 13),
          () => [0, 0],
          () => [0, 0],
        ),
      ]),
    ).toMatchObject({ n: 2, mase: 0 });
  });
  test('nothing to compare with is not counted', () =>
    expect(meanScore('Y', [scoreEntry({ ...entry, test: [] })])).toMatchObject({ n: 0, mase: null, coverage80: null }));
});

describe('reliability', () => {
  test('bins, calibration error, Brier score and skill, by hand', () => {
    const r = reliability([
      { probability: 0.05, met: false },
      { probability: 0.85, met: true },
      { probability: 0.85, met: false },
      { probability: 1, met: true },
    ]);
    expect(r.bins.map((b) => b.n)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 2, 1]);
    expect(r.bins[8]).toMatchObject({ predicted: 0.85, observed: 0.5 });
    expect(r.ece).toBeCloseTo((0.05 + 2 * 0.35 + 0) / 4, 12);
    expect(r.brier).toBeCloseTo((0.0025 + 0.0225 + 0.7225) / 4, 12);
    expect(r.skill).toBeCloseTo(1 - 0.7475 / 4 / 0.25, 12);
  });
  test('past forecasts: coverage and skill against naive', () => {
    const past = { expected: 11, naive: 8, low80: 10, high80: 12, low95: 9, high95: 12.5, unit: 1 };
    expect(
      trackRecord([
        { ...past, came: 12 },
        { ...past, came: 13 },
      ]),
    ).toEqual({ n: 2, coverage80: 0.5, coverage95: 0.5, skill: 1 - 3 / 9 });
    expect(trackRecord([])).toEqual({ n: 0, coverage80: null, coverage95: null, skill: null });
  });
});

const M3 = '../shared/data/forecast/m3.csv';
describe.skipIf(!existsSync(M3))(
  'M3, a part of the reporting half (跳过：没有 ../shared 时 · skipped where ../shared is absent)',
  () => {
    test('better than naive, intervals cover what they say, attainment is calibrated', () => {
      const entries = unwrap(parseCompetition(readFileSync(M3, 'utf8'))).filter((e) => e.half === 'reporting');
      const seen = new Map<string, number>();
      const part = entries.filter((e) => {
        const place = (seen.get(e.period) ?? 0) + 1;
        seen.set(e.period, place);
        return e.period !== 'MONTHLY' || place % 4 === 0;
      });
      const random = seeded(1);
      const cases: Foretold[] = [];
      const scored = part.map((e) => {
        const y = Float64Array.from(e.train);
        const o = extrapolate(y, e.frequency, e.horizon);
        const last = y[y.length - 1]!;
        for (let draw = 0; draw < 6; draw++) {
          const step = Math.floor(random() * e.test.length);
          const below = chanceBelow(o, step, last);
          const target = quantileAt(o, step, below + random() * (1 - below));
          if (target > last)
            cases.push({ probability: 1 - chanceBelow(o, step, target), met: e.test[step]! >= target });
        }
        const band = (p: number) => (step: number) =>
          [quantileAt(o, step, p / 2), quantileAt(o, step, 1 - p / 2)] as const;
        return {
          period: e.period,
          ours: scorePath(e, o.path, band(0.2), band(0.05)),
          naive: scorePath(e, new Float64Array(e.horizon).fill(last), band(0.2), band(0.05)),
        };
      });
      for (const period of seen.keys()) {
        const ours = meanScore(
          period,
          scored.filter((s) => s.period === period).map((s) => s.ours),
        );
        const naive = meanScore(
          period,
          scored.filter((s) => s.period === period).map((s) => s.naive),
        );
        expect(ours.mase! / naive.mase!, period).toBeLessThan(0.85);
        // Yearly intervals have an allowance for other sets (README), which M3 does not need.
        expect(Math.abs(ours.coverage80! - 0.8), period).toBeLessThan(period === 'YEARLY' ? 0.05 : 0.03);
        expect(Math.abs(ours.coverage95! - 0.95), period).toBeLessThan(0.03);
      }
      expect(reliability(cases).ece).toBeLessThan(0.03);
    });
  },
);
