import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Sides, stableMatch } from './stable-match.ts';

test('the worked case: those who propose get a–Y, b–X, c–Z', () => {
  const of = (prefers: string) => [...prefers];
  const found = stableMatch({
    proposers: [
      { id: 'a', prefers: of('XYZ') },
      { id: 'b', prefers: of('XZY') },
      { id: 'c', prefers: of('YXZ') },
    ],
    receivers: [
      { id: 'X', places: 1, prefers: of('bac') },
      { id: 'Y', places: 1, prefers: of('acb') },
      { id: 'Z', places: 1, prefers: of('cba') },
    ],
  });
  expect(Object.fromEntries(found)).toEqual({ a: 'Y', b: 'X', c: 'Z' });
});

/** Every matching in which nobody has whom he does not name, by trying all. */
function all({ proposers, receivers }: Sides): Map<string, string | null>[] {
  return proposers.reduce<Map<string, string | null>[]>(
    (made, { id, prefers }) =>
      made.flatMap((before) =>
        [null, ...prefers].flatMap((to) => {
          const there = receivers.find((one) => one.id === to);
          const full = [...before.values()].filter((one) => one === to).length >= (there?.places ?? 0);
          return to === null || (there && there.prefers.includes(id) && !full) ? [new Map(before).set(id, to)] : [];
        }),
      ),
    [new Map()],
  );
}

function stable({ proposers, receivers }: Sides, found: ReadonlyMap<string, string | null>): boolean {
  return proposers.every(({ id, prefers }) => {
    const has = found.get(id) ?? null;
    const rather = has === null ? prefers : prefers.slice(0, prefers.indexOf(has));
    return rather.every((to) => {
      const there = receivers.find((one) => one.id === to);
      if (!there || !there.prefers.includes(id) || there.places === 0) return true;
      const own = [...found].filter(([, at]) => at === to).map(([who]) => who);
      const worse = own.some((who) => there.prefers.indexOf(who) > there.prefers.indexOf(id));
      return own.length >= there.places && !worse;
    });
  });
}

test('nobody and no place would rather have one another, and no stable matching is better for one who proposes (brute force)', () => {
  const some = (of: readonly string[]) => fc.shuffledSubarray([...of], { minLength: 0 });
  const sides = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })).chain(([n, m]) => {
    const [who, where] = [
      Array.from({ length: n }, (_, at) => `p${at}`),
      Array.from({ length: m }, (_, at) => `r${at}`),
    ];
    return fc.record({
      proposers: fc.tuple(...who.map((id) => some(where).map((prefers) => ({ id, prefers })))),
      receivers: fc.tuple(
        ...where.map((id) =>
          fc.tuple(some(who), fc.integer({ min: 0, max: 2 })).map(([prefers, places]) => ({ id, prefers, places })),
        ),
      ),
    });
  });
  fc.assert(
    fc.property(sides, (drawn) => {
      const found = stableMatch(drawn);
      expect(stable(drawn, found)).toBe(true);
      for (const other of all(drawn).filter((one) => stable(drawn, one)))
        for (const { id, prefers } of drawn.proposers) {
          const at = (to: string | null | undefined) => (to == null ? prefers.length : prefers.indexOf(to));
          expect(at(found.get(id))).toBeLessThanOrEqual(at(other.get(id)));
        }
    }),
    { numRuns: 120 },
  );
});
