import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordOf } from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import { leads } from '../investment/registers.ts';
import type { parks } from '../parks/registers.ts';
import { portfolioInput, type PortfolioLists, type PortfolioRequest } from './input.ts';

type Lead = RecordOf<typeof leads>;

const empty = Object.fromEntries(leads.fields.map((field) => [field.id, null]));
const lead = (id: string, values: Partial<Lead>): Lead =>
  ({ ...empty, id, name: id, firm: id, stage: 'talks', output: 5, land: 20, ...values }) as unknown as Lead;
const park = (energy: number | null) =>
  ({ id: 'east', name: '东园', energy_left: energy, emission_left: null }) as unknown as RecordOf<typeof parks>;
const lists = (
  rows: Lead[],
  energy: number | null = null,
  doubles: PortfolioLists['doubles'] = [],
): PortfolioLists => ({
  leads: rows,
  inWan: new Map(),
  parks: [park(energy)],
  plots: [],
  doubles,
});
const request = (limits: Record<string, number> = {}): PortfolioRequest => ({
  objective: 'output',
  from: 2027,
  to: 2029,
  target: null,
  limits,
  plots: false,
});
const inEast = { id: 'east', title: '东园' };

test('a lead that does not say what it needs of something limited is not judged, and says why', () => {
  const rows = [lead('full', { energy: 10, park: inEast }), lead('silent', { park: inEast }), lead('elsewhere', {})];
  const { input, notJudged } = portfolioInput(lists(rows, 50), request());
  expect(input.leads.map(({ id }) => id)).toEqual(['full', 'elsewhere']);
  expect(notJudged).toEqual([{ lead: 'silent', name: 'silent', why: { zh: '没有填能耗', en: 'not given: energy' } }]);
  // What nobody limits need not be known.
  expect(portfolioInput(lists(rows), request()).notJudged).toEqual([]);
});

test('leads without output or land are told of, too, and so is a choice with nobody to choose from', () => {
  const { notJudged } = portfolioInput(lists([lead('a', { output: null, land: null }), lead('b', {})]), request());
  expect(notJudged.map(({ lead: id, why }) => [id, why.zh])).toEqual([['a', '没有填产值、用地']]);
  expect(() => portfolioInput(lists([lead('a', { output: null })]), request())).toThrow(Problem);
});

test('whatever is limited, no lead is in with a need that it did not give', () => {
  const need = fc.option(fc.integer({ min: 0, max: 99 }));
  const some = fc.array(fc.record({ energy: need, emission: need, water: need, jobs: need, budget: need }), {
    minLength: 1,
    maxLength: 8,
  });
  const limits = fc.subarray(['energy', 'emission', 'water', 'labour', 'budget']);
  fc.assert(
    fc.property(some, limits, (needs, limited) => {
      const rows = [lead('full', { energy: 1, emission: 1, water: 1, jobs: 1, budget: 1 })].concat(
        needs.map((one, n) => lead(`l${n}`, one)),
      );
      const asked = request(Object.fromEntries(limited.map((of) => [of, 10])));
      const { input, notJudged } = portfolioInput(lists(rows), asked);
      expect(input.leads.length + notJudged.length).toBe(rows.length);
      for (const { needs: given } of input.leads)
        for (const of of limited) expect(given[of]).toEqual(expect.any(Number));
    }),
  );
});

test('leads of one firm under two names exclude one another; a pair that a person should look at does not', () => {
  const why = { zh: '', en: '' };
  const doubles: PortfolioLists['doubles'] = [
    { a: 'a', b: 'b', certainty: 'same', why },
    { a: 'b', b: 'c', certainty: 'likely', why },
    { a: 'a', b: 'gone', certainty: 'same', why },
  ];
  const rows = [lead('a', {}), lead('b', {}), lead('c', {})];
  expect(portfolioInput(lists(rows, null, doubles), request()).input.exclusions).toEqual([['a', 'b']]);
});
