import { expect, test } from 'vitest';
import { testingPlan } from './testing-plan.ts';

test('people and tubes are whole, and laboratories with enough leave nothing undone', () => {
  const round = { people: 100_001, hours: 6, perSamplerHour: 60, pool: 10, labsPerDay: [4000, 3000] };
  expect(testingPlan(round)).toEqual({
    sitesLeast: 34,
    sitesMost: 51,
    samplers: 278,
    tubes: 10_001,
    tubesInTime: 7000,
    short: 3001,
  });
  expect(testingPlan({ ...round, labsPerDay: [20_000] }).short).toBe(0);
  expect(testingPlan({ ...round, people: 629_088 })).toMatchObject({ samplers: 1748, sitesLeast: 210, sitesMost: 315 });
});
