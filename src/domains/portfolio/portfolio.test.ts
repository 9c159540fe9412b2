import { expect, test } from 'vitest';
import { Problem } from '../../http/problem.ts';
import { readPortfolio } from './file.ts';
import { solvePortfolio } from './solve.ts';

const file = (leads = 2) => ({
  lantu: 1,
  years: { from: 2024, to: 2026 },
  target: { year: 2026, output: 20 },
  leads: Array.from({ length: leads }, (_, n) => ({
    id: `l${n}`,
    name: `演示${n}`,
    needs: { land: 40 + (n % 37), budget: 5 + (n % 11), energy: 7 + ((n * 7) % 23) },
    output: [2, 5 + (n % 13)],
    tax: 100,
    jobs: 20,
    starts: [2024, 2025],
  })),
  limits: [{ id: 'land', of: 'land', max: 60 * Math.ceil(leads / 3) }],
});

function problemOf(text: string): { code: string; where: string | undefined } {
  try {
    readPortfolio(text);
  } catch (error) {
    if (error instanceof Problem) return { code: error.body.code, where: error.body.where };
    throw error;
  }
  throw new Error('no problem');
}

test('a portfolio file is solved step by step', async () => {
  const steps = new Set<string>();
  const { choice, frontier, worth, changes } = await solvePortfolio(
    readPortfolio(JSON.stringify(file(9))),
    { frontier: true, worth: true, changes: ['l0'] },
    (step) => steps.add(step.zh),
  );
  expect(choice.status).toBe('optimal');
  expect([...steps]).toEqual(['按亩均税收排序', '找好的起点', '求最优组合', '比较其他方案']);
  expect(frontier.length).toBeGreaterThan(2);
  expect(worth.map((one) => one.limit)).toEqual(['land']);
  expect(changes.map((one) => one.lead)).toEqual(['l0']);
});

test('what is wrong with a file is told with its field', () => {
  expect(problemOf('{')).toMatchObject({ code: 'portfolio-not-json' });
  expect(problemOf(JSON.stringify({ ...file(), years: { from: '2024', to: 2026 } }))).toEqual({
    code: 'portfolio-shape',
    where: 'years.from',
  });
  expect(problemOf(JSON.stringify({ ...file(), goals: [] })).code).toBe('portfolio-shape');
  expect(problemOf(JSON.stringify({ ...file(), exclusions: [['l0', 'l9']] })).code).toBe('portfolio-no-lead');
  expect(
    problemOf(
      JSON.stringify({ ...file(), scenarios: [{ rate: [1, 1], delay: [0, 0] }], sample: { count: 3, seed: 1 } }),
    ).code,
  ).toBe('portfolio-scenarios');
});
