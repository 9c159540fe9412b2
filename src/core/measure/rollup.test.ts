import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Light } from './model.ts';
import { rollup, type RollupChild } from './rollup.ts';

const light = fc.constantFrom<Light>('green', 'yellow', 'red', 'grey');
const child = fc
  .record({ id: fc.uuid(), light, weight: fc.integer({ min: 0, max: 9 }), binding: fc.boolean() })
  .map((c): RollupChild => ({ ...c, name: { zh: c.id, en: c.id } }));
const of = (l: Light, more: Partial<RollupChild> = {}): RollupChild => ({
  id: l,
  name: { zh: l, en: l },
  light: l,
  weight: 1,
  binding: false,
  ...more,
});

describe('roll-up', () => {
  test('does not depend on the order of the children', () => {
    fc.assert(
      fc.property(fc.array(child, { maxLength: 12 }), fc.nat(), (list, n) => {
        const k = list.length === 0 ? 0 : n % list.length;
        expect(rollup([...list.slice(k), ...list.slice(0, k)].reverse())).toEqual(rollup(list));
      }),
    );
  });
  test('is never green over a red binding child, at any depth', () => {
    fc.assert(
      fc.property(fc.array(child, { maxLength: 12 }), (list) => {
        const parent = rollup([...list, of('red', { binding: true })]);
        const grand = rollup([
          of('green', { id: 'a', weight: 99 }),
          of(parent.light, { id: 'b', vetoed: parent.vetoed }),
        ]);
        return parent.light !== 'green' && parent.vetoed && grand.light !== 'green';
      }),
    );
  });
  test('of equal children is their light', () => {
    fc.assert(
      fc.property(
        light,
        fc.integer({ min: 1, max: 9 }),
        (l, n) => rollup(Array.from({ length: n }, (_, i) => of(l, { id: String(i) }))).light === l,
      ),
    );
  });
  test('of a roll-up alone is the roll-up', () => {
    fc.assert(
      fc.property(fc.array(child, { maxLength: 12 }), (list) => {
        const once = rollup(list);
        return rollup([of(once.light, { vetoed: once.vetoed })]).light === once.light;
      }),
    );
  });
  test('a better child never worsens the parent', () => {
    const better: Record<string, Light> = { red: 'yellow', yellow: 'green', green: 'green' };
    fc.assert(
      fc.property(fc.array(child, { minLength: 1, maxLength: 8 }), (list) => {
        const rank = { red: 0, yellow: 1, green: 2, grey: 3 };
        const first = list[0];
        fc.pre(first !== undefined && first.light !== 'grey');
        const up = list.map((c) => (c === first ? { ...c, light: better[c.light] ?? c.light } : c));
        return rank[rollup(up).light] >= rank[rollup(list).light];
      }),
    );
  });
});

test('more than half without evidence is grey, half is not', () => {
  expect(rollup([of('green'), of('grey', { weight: 1.1 })]).light).toBe('grey');
  expect(rollup([of('green'), of('grey')]).light).toBe('green');
  expect(rollup([]).light).toBe('grey');
});

test('the sentence names what to look at first', () => {
  const r = rollup([
    of('green'),
    of('red', {
      id: 'x',
      name: { zh: '物流园总产值', en: 'Logistics park' },
      why: { zh: '缺 112 亿元。', en: '11.2 billion yuan short.' },
    }),
    of('yellow'),
  ]);
  expect(r.why.zh.replaceAll('\u2009', ' ')).toBe('3 项中 1 项红灯、1 项黄灯；先看“物流园总产值”——缺 112 亿元。');
  expect(r).toMatchObject({ worst: 'x', score: 0.5, counts: { green: 1, yellow: 1, red: 1, grey: 0 } });
});
