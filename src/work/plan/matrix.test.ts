import { describe, expect, it } from 'vitest';
import type { CommitmentView } from './api.ts';
import { matrixOf, totalOf, untagged } from './matrix.ts';

const make = (id: string, tags: string[], light: 'green' | 'red', kind: 'action' | 'theme' = 'action') =>
  ({ id, tags, kind, light }) as unknown as CommitmentView;
const list = [
  make('1', ['a/x', 'b/p'], 'green'),
  make('2', ['a/x', 'a/y'], 'red'),
  make('3', [], 'green'),
  make('4', ['a/x'], 'red', 'theme'),
];

describe('matrixOf', () => {
  it('counts pairs of values, once per value, themes aside', () => {
    const m = matrixOf(list, 'a', 'b');
    expect(m.get('x')?.get('p')?.total).toBe(1);
    expect(m.get('x')?.get(untagged)?.counts.red).toBe(1);
    expect(m.get('y')?.get(untagged)?.total).toBe(1);
    expect(m.get(untagged)?.get(untagged)?.total).toBe(1);
  });
  it('takes lights as columns', () => expect(matrixOf(list, 'a', 'light').get('x')?.get('red')?.total).toBe(1));
  it('sums distinct commitments', () => expect(totalOf(list, 'a', 'x').total).toBe(2));
});
