import { describe, expect, test } from 'vitest';
import { normal, seeded } from '../../core/random/index.ts';
import { isMissing, isoOf, parseDay, unwrap } from '../../core/measure/index.ts';
import {
  certain,
  contributions,
  dayAt,
  fitPassages,
  forecastPassage,
  reachBy,
  staysOf,
  type PassageModel,
  type Stay,
} from './passage.ts';
import { STAGES, type Stage } from './stage-rules.ts';

/** Known ways through the stages: mean of log days and scale of each stay, and a constant rate of dropping out. */
const truth = {
  lognormal: { location: [4.4, 3.6, 6.0, 4.2], scale: [0.7, 0.5, 0.4, 0.6] },
  weibull: { location: [4.7, 3.9, 6.2, 4.4], scale: [0.6, 0.8, 0.35, 0.7] },
};
const dropRate = [0.0009, 0.0004, 0.0001, 0.0002];

interface Course {
  start: number;
  stays: { stage: Stage; days: number; end: 'passed' | 'dropped' }[];
}

/** `longer`: by how much the logarithm of a stay is longer for each year after `day0` in which it begins. */
function course(
  random: () => number,
  family: keyof typeof truth,
  start: number,
  longer: (years: number) => number = () => 0,
): Course {
  let at = start;
  const stays: Course['stays'] = [];
  for (const [n, { id }] of STAGES.slice(0, -1).entries()) {
    const z = family === 'lognormal' ? normal(random) : Math.log(-Math.log(1 - random()));
    const later = longer((at - day0) / 365.25);
    const days = Math.exp((truth[family].location[n] ?? 0) + later + (truth[family].scale[n] ?? 1) * z);
    at += days;
    const drop = -Math.log(1 - random()) / (dropRate[n] ?? 1);
    stays.push(drop < days ? { stage: id, days: drop, end: 'dropped' } : { stage: id, days, end: 'passed' });
    if (drop < days) break;
  }
  return { start, stays };
}

/** What an office knows on a day: finished stays, and where a project still is. */
function knownOn(
  courses: readonly Course[],
  day: number,
): { history: Stay[]; open: { course: Course; stage: Stage; since: number }[] } {
  const history: Stay[] = [];
  const open: { course: Course; stage: Stage; since: number }[] = [];
  for (const one of courses) {
    let at = one.start;
    for (const stay of one.stays) {
      if (at > day) break;
      const began = { at: (at - day) / 365.25 };
      if (at + stay.days <= day) history.push({ ...stay, ...began });
      else {
        history.push({ stage: stay.stage, days: day - at, end: 'open', ...began });
        open.push({ course: one, stage: stay.stage, since: at });
      }
      at += stay.days;
    }
  }
  return { history, open };
}

const day0 = unwrap(parseDay('2020-01-01'));

describe('stage forecast on synthetic histories with known hazards', () => {
  test.each(['lognormal', 'weibull'] as const)(
    '%s: four fifths of the days of 投产 fall into the interval for four fifths, within 3 points, and the drop rate is right',
    (family) => {
      const random = seeded(family === 'lognormal' ? 11 : 12);
      let inside = 0;
      let reached = 0;
      let drops = 0;
      let dropped = 0;
      let all = 0;
      for (let replicate = 0; replicate < 40; replicate++) {
        const courses = Array.from({ length: 120 }, () => course(random, family, day0 + Math.floor(random() * 1400)));
        const now = day0 + 1500;
        const { history, open } = knownOn(courses, now);
        const model = fitPassages(history);
        if (isMissing(model)) throw new Error('no model');
        for (const [n, one] of open.entries()) {
          const forecast = forecastPassage(model, one.stage, isoOf(Math.floor(one.since)), isoOf(now), {
            paths: 300,
            seed: replicate * 1000 + n,
          });
          if (isMissing(forecast)) throw new Error('no forecast');
          all++;
          drops += forecast.drop;
          if (one.course.stays.at(-1)?.end === 'dropped') {
            dropped++;
            continue;
          }
          reached++;
          const day = isoOf(Math.round(one.course.start + one.course.stays.reduce((sum, stay) => sum + stay.days, 0)));
          if (day >= (dayAt(forecast, 0.1) ?? '9') && day <= (dayAt(forecast, 0.9) ?? '')) inside++;
        }
      }
      expect(reached).toBeGreaterThan(800);
      expect(Math.abs(inside / reached - 0.8)).toBeLessThan(0.03);
      expect(Math.abs(drops / all - dropped / all)).toBeLessThan(0.03);
    },
  );

  test.each([
    ['longer by 15 % a year', (years: number) => 0.14 * years],
    ['longer by 30 % a year', (years: number) => 0.26 * years],
    ['shorter by 15 % a year', (years: number) => -0.16 * years],
    ['longer by two fifths from the third year on', (years: number) => (years > 2 ? 0.34 : 0)],
  ])('stays %s: the intervals still hold four fifths', (_what, longer) => {
    const random = seeded(21);
    let [inside, reached] = [0, 0];
    for (let replicate = 0; replicate < 30; replicate++) {
      const made = Array.from({ length: 160 }, () =>
        course(random, 'lognormal', day0 + Math.floor(random() * 1700), longer),
      );
      const now = day0 + 1800;
      const { history, open } = knownOn(made, now);
      const model = fitPassages(history);
      if (isMissing(model)) throw new Error('no model');
      for (const [n, one] of open.entries()) {
        if (one.course.stays.at(-1)?.end === 'dropped') continue;
        const since = isoOf(Math.floor(one.since));
        const forecast = forecastPassage(model, one.stage, since, isoOf(now), {
          paths: 300,
          seed: replicate * 999 + n,
        });
        if (isMissing(forecast)) throw new Error('no forecast');
        reached++;
        const day = isoOf(Math.round(one.course.start + one.course.stays.reduce((sum, stay) => sum + stay.days, 0)));
        if (day >= (dayAt(forecast, 0.1) ?? '9') && day <= (dayAt(forecast, 0.9) ?? '')) inside++;
      }
    }
    expect(reached).toBeGreaterThan(500);
    expect(Math.abs(inside / reached - 0.8)).toBeLessThan(0.05);
  });

  test('the naive mean of finished stays is too short, since the long ones are still open; the fit is not', () => {
    const random = seeded(5);
    const courses = Array.from({ length: 600 }, () => course(random, 'lognormal', day0 + Math.floor(random() * 600)));
    const { history } = knownOn(courses, day0 + 800);
    const building = history.filter((stay) => stay.stage === 'building');
    const finished = building.filter((stay) => stay.end === 'passed');
    const naive = finished.reduce((sum, stay) => sum + stay.days, 0) / finished.length;
    const real = Math.exp(6.0 + 0.4 ** 2 / 2);
    expect(finished.length).toBeGreaterThan(100);
    expect(naive).toBeLessThan(real * 0.85);
    const model = fitPassages(history);
    if (isMissing(model)) throw new Error('no model');
    const draws = Array.from({ length: 4000 }, () => model.stages[2]?.stay.draw(random, 0) ?? 0);
    const fitted = draws.reduce((sum, days) => sum + days, 0) / draws.length;
    expect(Math.abs(fitted / real - 1)).toBeLessThan(0.1);
  });

  test('stays come from dates, and what happened after the day is not seen', () => {
    const dates = [
      {
        entered: [
          { stage: 'started' as const, on: '2024-02-10' },
          { stage: 'signed' as const, on: '2024-01-01' },
        ],
        dropped: '2024-03-01',
      },
      { entered: [{ stage: 'signed' as const, on: '2024-01-31' }] },
    ];
    const stays = staysOf(dates, '2024-02-20');
    expect(stays).toMatchObject([
      { stage: 'signed', days: 40, end: 'passed' },
      { stage: 'started', days: 10, end: 'open' },
      { stage: 'signed', days: 20, end: 'open' },
    ]);
    expect(stays.map(({ at = 0 }) => Math.round(-at * 365.25))).toEqual([50, 10, 20]);
    expect(staysOf(dates, '2024-03-10').map((stay) => stay.end)).toEqual(['passed', 'dropped', 'open']);
    expect(staysOf(dates, '2024-02-01').map((stay) => [stay.days, stay.end])).toEqual([
      [31, 'open'],
      [1, 'open'],
    ]);
  });

  test('too little history says what is missing', () => {
    const model = fitPassages([{ stage: 'signed', days: 30, end: 'passed' }]);
    expect(isMissing(model) && model.missing).toBe('not-enough-points');
  });
});

function known(): PassageModel {
  const random = seeded(3);
  const model = fitPassages(
    knownOn(
      Array.from({ length: 200 }, () => course(random, 'lognormal', day0 + Math.floor(random() * 1400))),
      day0 + 1500,
    ).history,
  );
  if (isMissing(model)) throw new Error('no model');
  return model;
}

describe('what a project in hand will do', () => {
  const model = known();

  test('later days are never less likely, a later stage is never less likely to get there, and the same seed gives the same', () => {
    const forecast = (stage: Stage) => {
      const result = forecastPassage(model, stage, '2024-01-01', '2024-02-01', { seed: 7 });
      if (isMissing(result)) throw new Error('no forecast');
      return result;
    };
    const days = ['2024-06-30', '2025-06-30', '2026-06-30', '2030-06-30'];
    for (const stage of ['signed', 'building'] as const) {
      const chances = days.map((day) => reachBy(forecast(stage), day));
      expect(chances).toEqual(chances.toSorted((a, b) => a - b));
      expect(chances.at(-1)).toBeCloseTo(1 - forecast(stage).drop, 1);
    }
    expect(reachBy(forecast('building'), '2025-12-31')).toBeGreaterThan(reachBy(forecast('signed'), '2025-12-31'));
    expect(forecast('signed')).toEqual(forecast('signed'));
  });

  test('what it adds is counted from 投产 on; a project that produces adds in full', () => {
    const project = { output: [2, 6, 10], tax: 1000, jobs: 50 };
    const adds = (
      forecast: ReturnType<typeof forecastPassage> | null,
      year: number,
      measure: 'output' | 'jobs' = 'output',
    ) =>
      forecast && !isMissing(forecast)
        ? contributions([{ id: 'p', forecast, ...project }], measure, year)[0]
        : undefined;
    expect(adds(certain('2024-01-01'), 2026)).toEqual({ id: 'p', probability: 1, amount: 10, from: '2024-01-01' });
    // Half of 2026 in its first year at 2, half in its second at 6.
    expect(adds(certain('2025-07-02'), 2026)?.amount).toBeCloseTo(4, 1);
    const from = (stage: Stage) => forecastPassage(model, stage, '2025-12-01', '2026-01-01');
    const expected = (stage: Stage) => {
      const found = adds(from(stage), 2027);
      return (found?.probability ?? 0) * (found?.amount ?? 0);
    };
    expect(expected('building')).toBeGreaterThan(expected('signed'));
    expect(adds(from('signed'), 2040, 'jobs')?.amount).toBe(50);
  });
});
