import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doublesIn } from './doubles.ts';
import { type RuledLoan, type SubsidyRule, subsidyByRule } from './subsidy.ts';

const year: RuledLoan = { principal: '10000000', from: '2023-01-01', to: '2024-01-01', rate: '4.5', repayments: [] };
const lprs = [{ since: '2022-08-22', rate: '3.65' }];
const hunan: SubsidyRule = {
  kind: 'share',
  bands: 'whole',
  steps: [{ upTo: '10000000', rate: '50' }, { upTo: '50000000', rate: '25' }, { rate: '15' }],
  basis: 365,
};
const of = (rule: SubsidyRule, principal: string) => subsidyByRule(rule, { ...year, principal }, lprs).subsidy;

describe('bands of a rule', () => {
  test('whole: one cent more falls off a cliff, and both sides are told', () => {
    expect(of(hunan, '10000000')).toBe('182500.00');
    expect(of(hunan, '10000100')).toBe('91250.91');
    expect(of(hunan, '30000000')).toBe('273750.00');
    expect(of(hunan, '60000000')).toBe('328500.00');
    expect(subsidyByRule(hunan, year, lprs).cliffs[0]).toEqual({
      at: '10000000',
      below: '182500.00',
      above: '91250.00',
    });
  });
  test('stepped: each part in its own band, and nothing falls', () => {
    const stepped = { ...hunan, bands: 'stepped' as const };
    expect(of(stepped, '30000000')).toBe('365000.00');
    expect(of(stepped, '60000000')).toBe('602250.00');
    expect(subsidyByRule(stepped, year, lprs).cliffs).toEqual([]);
  });
  test('the cap of a year cuts a year, not the loan', () => {
    const made = subsidyByRule({ ...hunan, yearCap: '100000' }, { ...year, to: '2025-01-01' }, lprs);
    expect(made.years.map(({ subsidy, cut }) => [subsidy, cut])).toEqual([
      ['100000.00', true],
      ['100000.00', true],
    ]);
  });
});

describe('kinds of rules', () => {
  test('who bears the LPR less 150 points gets the rest', () => {
    const made = subsidyByRule(
      { kind: 'above', points: '-150', basis: 360 },
      { ...year, principal: '200000', rate: '4.25', from: '2024-01-01', to: '2024-12-31' },
      [{ since: '2023-08-21', rate: '3.45' }],
    );
    expect([made.days, made.lines[0]?.rate, made.subsidy]).toEqual([365, '2.3', '4663.89']);
  });
  test('so many per mille a month on at most the cap', () => {
    const made = subsidyByRule(
      { kind: 'monthly', rate: '2', cap: '2000000', basis: 360 },
      { ...year, principal: '2600000', from: '2024-01-10', to: '2024-11-10' },
      [],
    );
    expect(made.subsidy).toBe('40000.00');
  });
  test('the LPR of each day, where the rule says so', () => {
    const two = [...lprs, { since: '2023-07-01', rate: '3.05' }];
    const made = subsidyByRule({ ...hunan, lprDay: 'each' }, year, two);
    expect(made.lines.map(({ from, lpr }) => [from, lpr])).toEqual([
      ['2023-01-01', '3.65'],
      ['2023-07-01', '3.05'],
    ]);
    expect(subsidyByRule(hunan, year, two).lines).toHaveLength(1);
  });
  test('three orders of the cap give three answers once something is paid back', () => {
    const loan = {
      ...year,
      principal: '1200000',
      from: '2024-03-15',
      to: '2024-12-20',
      repayments: [{ on: '2024-09-01', amount: '300000' }],
    };
    const by = (order: 'daily' | 'before' | 'after') =>
      subsidyByRule({ kind: 'fixed', rate: '1.725', cap: '1000000', order, basis: 360 }, loan, []).subsidy;
    expect([by('daily'), by('before'), by('after')]).toEqual(['12889.58', '11835.42', '13416.67']);
  });
});

/** The subsidy as a person reckons with fractions of whole numbers: day after day, nothing rounded before the end of a year. */
function byHand(
  { principal, from, to, rate, repayments }: RuledLoan,
  { cap, share, basis }: { cap: bigint | null; share: bigint; basis: bigint },
): string {
  const cents = (text: string) => BigInt(Math.round(Number(text) * 100));
  const sums = new Map<string, bigint>();
  for (let day = Date.parse(from); day < Date.parse(to); day += 86_400_000) {
    const iso = new Date(day).toISOString().slice(0, 10);
    let owed = cents(principal);
    for (const { on, amount } of repayments) if (on <= iso) owed -= cents(amount);
    const counted = cap !== null && owed > cap ? cap : owed;
    sums.set(iso.slice(0, 4), (sums.get(iso.slice(0, 4)) ?? 0n) + counted);
  }
  // Rates in ten-thousandths of a percent, shares in percent: cent days × rate × share over 10⁶ × 100 × basis.
  const rated = [345n, 10n * BigInt(Math.round(Number(rate) * 10))].toSorted((a, b) => (a < b ? -1 : 1))[0] ?? 0n;
  let total = 0n;
  for (const sum of sums.values()) {
    const [above, below] = [sum * rated * share, 10_000n * 100n * basis];
    total += (2n * above + below) / (2n * below);
  }
  const text = total.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

test('two hundred loans are to the cent what whole-number reckoning day by day gives', () => {
  const loan = fc.record({
    principal: fc.integer({ min: 1, max: 900_000_000 }),
    start: fc.integer({ min: 0, max: 1000 }),
    days: fc.integer({ min: 1, max: 1100 }),
    rate: fc.integer({ min: 10, max: 90 }),
    paid: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 25 })), {
      maxLength: 3,
    }),
    cap: fc.option(fc.integer({ min: 1, max: 500_000_000 })),
    share: fc.integer({ min: 1, max: 100 }),
    basis: fc.constantFrom(360 as const, 365 as const, 366 as const),
  });
  const iso = (day: number) => new Date(Date.UTC(2022, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
  const yuan = (cents: number) => (cents / 100).toFixed(2);
  fc.assert(
    fc.property(loan, ({ principal, start, days, rate, paid, cap, share, basis }) => {
      const given: RuledLoan = {
        principal: yuan(principal),
        from: iso(start),
        to: iso(start + days),
        rate: (rate / 10).toFixed(1),
        repayments: paid.map(([when, part]) => ({
          on: iso(start + Math.floor(when * days)),
          amount: yuan(Math.floor((principal * part) / 100)),
        })),
      };
      const rule: SubsidyRule = { kind: 'share', rate: String(share), basis, ...(cap !== null && { cap: yuan(cap) }) };
      const made = subsidyByRule(rule, given, [{ since: '2020-01-01', rate: '3.45' }]);
      expect(made.subsidy).toBe(
        byHand(given, { cap: cap === null ? null : BigInt(cap), share: BigInt(share), basis: BigInt(basis) }),
      );
      expect(made.lines.reduce((sum, line) => sum + line.days, 0)).toBe(days);
    }),
    { numRuns: 200 },
  );
});

test('who got interest and the fee of the guarantee in one year is seen by code, by name only perhaps', () => {
  const support = (id: string, more: object) =>
    ({
      id,
      name: '甲农场',
      code: null,
      kind: 'interest',
      matter: '贷款',
      year: 2026,
      amount: '1',
      bureau: null,
      loan: null,
      document: null,
      ...more,
    }) as unknown as Parameters<typeof doublesIn>[0][number];
  const code = '91520181MA6DKXXX1A';
  const found = doublesIn(
    [
      support('a', { code }),
      support('b', { kind: 'fee', code }),
      support('c', { kind: 'fee', code: null }),
      support('d', { kind: 'fee', year: 2025 }),
    ],
    [],
  );
  expect(found.get('a')?.map(({ sure }) => sure)).toEqual([true, false]);
  expect(found.get('d')).toBeUndefined();
});
