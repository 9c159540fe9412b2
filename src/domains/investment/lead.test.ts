import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimsOf, keptBy, type Lead, promisedBy } from './lead.ts';
import { leads } from './registers.ts';

const empty = Object.fromEntries(leads.fields.map((field) => [field.id, null]));
const lead = (values: Partial<Lead>): Lead => ({ ...empty, id: 'l', stage: 'lead', ...values }) as unknown as Lead;

test('what is not filled in is no claim, and land of nothing gives no figure per mu', () => {
  expect(claimsOf(lead({}))).toEqual({});
  expect(claimsOf(lead({ tax: 100, land: 0 }))).toEqual({});
  expect(promisedBy(lead({ tax: 100 }))).toEqual({});
  expect(claimsOf(lead({ tax: 100, land: 50, barred: false, evidence: '可研' }))).toEqual({
    'tax-mu': { value: 2, evidence: '可研' },
    barred: { value: false, evidence: '可研' },
  });
});

test('a lead twice as large in everything makes the same claims per mu and per output', () => {
  const sizes = fc.record({
    tax: fc.double({ min: 1, max: 1e5, noNaN: true }),
    output: fc.double({ min: 1, max: 1e7, noNaN: true }),
    investment: fc.double({ min: 1, max: 1e7, noNaN: true }),
    energy: fc.double({ min: 1, max: 1e6, noNaN: true }),
    land: fc.double({ min: 1, max: 1e4, noNaN: true }),
  });
  fc.assert(
    fc.property(sizes, (size) => {
      const twice = Object.fromEntries(Object.entries(size).map(([name, value]) => [name, 2 * value]));
      const [one, two] = [claimsOf(lead(size)), claimsOf(lead(twice))];
      for (const [id, { value }] of Object.entries(one)) expect(two[id]?.value).toBeCloseTo(Number(value), 9);
      expect(Object.keys(promisedBy(lead(size))).toSorted()).toEqual(['investment', 'output', 'tax']);
    }),
  );
});

test('only what was promised and delivered is learned from', () => {
  const node = { id: 'foil', title: '铝箔' };
  expect(
    keptBy([
      lead({ land: 10, tax: 100, delivered_tax: 50, output: 1000, node }),
      lead({ land: null, tax: 100, delivered_tax: 90, node }),
    ]),
  ).toEqual([{ group: 'foil', measure: 'tax', promised: 10, delivered: 5 }]);
});
