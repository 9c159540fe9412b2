import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../core/random/index.ts';
import { isMissing } from '../../core/measure/index.ts';
import { findDuplicates } from './duplicates.ts';
import { firmName } from './firm-name.ts';
import { promiseDiscount, weighPromise, type Kept } from './promise.ts';
import { screenLead, SCREENING, type Claim } from './screening.ts';

const places = ['贵阳市', '清镇市', '站街镇'];

describe('duplicates', () => {
  const certainty = (a: string, b: string, more: { also?: string[] } = {}) =>
    findDuplicates(
      [
        { id: 'a', name: a },
        { id: 'b', name: b, ...more },
      ],
      places,
    )[0]?.certainty ?? 'none';

  test.each([
    ['贵州演示星河铝业有限公司', '演示星河铝业(贵州)有限责任公司', 'same'],
    ['清镇市演示云岭新材料科技股份有限公司', '贵州 清镇 演示云岭新材料科技有限公司', 'same'],
    ['演示青岩建材集团有限公司', '演示青岩建材集团', 'same'],
    ['贵州演示星河铝业有限公司', '演示星河', 'likely'],
    ['贵州演示星河铝业有限公司', '清镇演示星河新材料有限公司', 'possible'],
    ['广东演示星河铝业有限公司', '贵州演示星河铝业有限公司', 'possible'],
    ['演示星河铝业第一分公司', '演示星河铝业第二分公司', 'possible'],
    ['贵州甲乙丙铝业有限公司', '贵州丁戊己铝业有限公司', 'none'],
    ['清镇新材料有限公司', '贵州新材料有限公司', 'none'],
    // Numbers tell firms apart, however alike the rest is.
    ['演示投资方051有限公司', '演示投资方052有限公司', 'none'],
    ['云岭第一棉纺织厂', '云岭第二棉纺织厂', 'none'],
    ['云岭第一棉纺织厂', '云岭第一棉纺厂', 'likely'],
    // Siblings of a group, and a group beside its firm, are firms of their own.
    ['演示星河铝业有限公司', '演示星河新材料有限公司', 'possible'],
    ['演示星河铝业有限公司', '演示星河铝业科技有限公司', 'possible'],
    ['演示星河铝业集团有限公司', '演示星河铝业有限公司', 'possible'],
    ['演示星河(集团)有限公司', '演示星河铝业有限公司', 'possible'],
    ['演示星河集团铝业有限公司', '演示星河集团有限公司', 'possible'],
    ['演示星河控股股份有限公司', '演示星河有限公司', 'possible'],
    ['演示星河集团铝业有限公司', '演示星河集团新材料有限公司', 'possible'],
    // A short name may be either's: a person looks.
    ['演示星河铝业集团有限公司', '演示星河铝业', 'likely'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(certainty(a, b)).toBe(expected);
  });

  test('many are compared as any two of them are', () => {
    const part = fc.constantFrom(
      '演',
      '示',
      '星',
      '河',
      '云',
      '岭',
      '铝业',
      '新材料',
      '第一',
      '2',
      '集团',
      '(贵州)',
      '有限公司',
    );
    const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    const code = fc.option(fc.constantFrom('A1', 'a1 ', 'B2'), { nil: undefined });
    const firms = fc.array(fc.record({ name, code, also: fc.array(name, { maxLength: 1 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(firms, (given) => {
        const all = given.map(({ code, ...firm }, n) => ({ id: String(n), ...firm, ...(code && { code }) }));
        const pairs = all.flatMap((one, n) =>
          all.slice(n + 1).flatMap((other) => findDuplicates([one, other], places)),
        );
        const sorted = (found: readonly { a: string; b: string }[]) =>
          found.map((one) => JSON.stringify(one)).toSorted();
        expect(sorted(findDuplicates(all, places))).toEqual(sorted(pairs));
        // Whoever is told first, the pair is the same and so is the verdict.
        const verdicts = (found: readonly { a: string; b: string; certainty: string }[]) =>
          found.map((one) => [...[one.a, one.b].toSorted(), one.certainty].join()).toSorted();
        expect(verdicts(findDuplicates(all.toReversed(), places))).toEqual(verdicts(pairs));
      }),
      { numRuns: 300 },
    );
  });

  test('credit codes decide where both are known; short names are looked at as well', () => {
    const firm = (id: string, name: string, code: string) => ({ id, name, code });
    expect(
      findDuplicates([firm('a', '演示甲', '91520181MA0000001A'), firm('b', '演示乙', '91520181ma0000001a ')])[0]
        ?.certainty,
    ).toBe('same');
    expect(
      findDuplicates([firm('a', '演示甲铝业', '91520181MA0000001A'), firm('b', '演示甲铝业', '91520181MA0000002B')]),
    ).toEqual([]);
    expect(certainty('演示星河铝业有限公司', '演示某某集团', { also: ['星河旧名', '演示星河铝业'] })).toBe('same');
    const { mark, places: named } = firmName('贵州(清镇)演示星河铝业有限公司', places);
    expect([mark, named.map(({ name }) => name).toSorted()]).toEqual(['演示星河', ['清镇', '贵州']]);
  });
});

describe('five screens', () => {
  const claims = (score: number): Record<string, Claim> =>
    Object.fromEntries(
      SCREENING.criteria.map((one) => [
        one.id,
        { value: one.zero + (one.full - one.zero) * score, evidence: '可研报告' },
      ]),
    );

  test('the reason of a score is written in figures for people', () => {
    const [one] = SCREENING.criteria;
    const { lines } = screenLead({ [one?.id ?? '']: { value: 100 / 3, evidence: '可研报告' } });
    expect(lines[0]?.why.zh).toMatch(/^33\.33 /);
  });

  test('a figure half way between the bounds earns half, also where less is better', () => {
    const result = screenLead(claims(0.5));
    expect(result.total).toBeCloseTo(50, 9);
    expect(result.screens.every(({ score }) => typeof score === 'number' && Math.abs(score - 50) < 1e-9)).toBe(true);
    expect(screenLead(claims(3)).total).toBe(100);
  });

  test('what is not shown by evidence does not count, and too little gives no total', () => {
    const bare = Object.fromEntries(
      Object.entries(claims(1)).map(([id, claim]) => [
        id,
        id === 'wage' || id === 'jobs-mu' ? { ...claim, evidence: null } : claim,
      ]),
    );
    const result = screenLead(bare);
    expect(isMissing(result.total)).toBe(true);
    expect(isMissing(result.screens.find(({ screen }) => screen === 'people')?.score)).toBe(true);
    expect(result.lines.find((line) => line.criterion === 'wage')?.why.zh).toBe('没有佐证，不计分');
  });

  test('a veto holds whatever the score; what cannot be judged is named', () => {
    const result = screenLead({
      ...claims(1),
      inWaterProtection: { value: true, evidence: '选址意见' },
      barred: { value: false, evidence: '目录核对' },
    });
    expect(result.vetoes.map((veto) => veto.id)).toEqual(['water-source']);
    expect(result.unjudged.map((veto) => veto.id)).toEqual(['energy', 'emission']);
  });
});

describe('promise against delivery', () => {
  const history = (rates: Record<string, number>, each: number, noise: number, seed = 1): Kept[] => {
    const random = seeded(seed);
    return Object.entries(rates).flatMap(([group, rate]) =>
      Array.from({ length: each }, (): Kept => ({
        group,
        measure: 'tax',
        promised: 10,
        delivered: 10 * Math.max(0, rate + noise * (random() + random() + random() - 1.5) * 2),
      })),
    );
  };
  const discount = (past: Kept[], group: string) => {
    const result = promiseDiscount(past, 'tax', group);
    if (isMissing(result)) throw new Error('missing');
    return result;
  };

  test('a group with many cases keeps its own rate; one with a single case is drawn to that of all; an unknown one takes it', () => {
    const past = [
      ...history({ foil: 0.4, casting: 0.9 }, 40, 0.2),
      { group: 'glass', measure: 'tax' as const, promised: 10, delivered: 0 },
    ];
    expect(discount(past, 'foil').rate).toBeCloseTo(0.4, 1);
    const glass = discount(past, 'glass');
    expect(glass.credibility).toBeLessThan(0.8);
    expect(glass.rate).toBeGreaterThan(0.1);
    expect(discount(past, 'nobody')).toMatchObject({ own: 0, credibility: 0 });
  });

  test('shrinking is nearer to the truth than each group’s own mean', () => {
    const random = seeded(8);
    let shrunk = 0;
    let plain = 0;
    for (let round = 0; round < 60; round++) {
      const rates = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`g${n}`, 0.5 + 0.3 * random()]));
      const past = history(rates, 3, 0.35, round + 1);
      for (const [group, rate] of Object.entries(rates)) {
        const own = past.filter((one) => one.group === group).map((one) => one.delivered / one.promised);
        shrunk += (discount(past, group).rate - rate) ** 2;
        plain += (own.reduce((sum, value) => sum + value, 0) / own.length - rate) ** 2;
      }
    }
    expect(shrunk).toBeLessThan(plain * 0.8);
  });

  test('the verdict tells a promise that holds after the discount from one that meets the threshold on paper only', () => {
    const past = history({ foil: 0.5 }, 30, 0.1);
    const comparables = [8, 10, 14].map((value) => ({ group: 'foil', measure: 'tax' as const, value }));
    const verdict = (tax: number, known = past) => weighPromise({ tax }, 'foil', { tax: 10 }, comparables, known)[0];
    expect(verdict(25)).toMatchObject({ verdict: 'meets', comparable: { median: 10, firms: 3, reached: 0 } });
    expect(verdict(12)).toMatchObject({ verdict: 'only-as-promised', comparable: { reached: 1 / 3 } });
    expect(verdict(9)?.verdict).toBe('below');
    expect(verdict(25, [])).toMatchObject({ verdict: 'only-as-promised', low: null });
    expect(isMissing(verdict(25, [])?.expected)).toBe(true);
  });
});
