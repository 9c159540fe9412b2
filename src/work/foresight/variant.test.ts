import { expect, it } from 'vitest';
import { changeIn, projectsIn, withChange, withoutProject, withProject } from './variant.ts';

const empty = { name: '一', changes: [] };

it('holds one growth and one target for each commitment', () => {
  let variant = withChange(empty, 'A', 'growth', null, { kind: 'growth', perYear: 5 });
  variant = withChange(variant, 'A', 'growth', null, { kind: 'growth', perYear: 7 });
  variant = withChange(variant, 'B', 'growth', null, { kind: 'growth', perYear: 1 });
  expect(variant.changes).toHaveLength(2);
  expect(changeIn(variant, 'A', 'growth')?.perYear).toBe(7);
  expect(changeIn(withChange(variant, 'A', 'growth', null, null), 'A', 'growth')).toBeUndefined();
});

it('a project is delayed or gone, not both; another one keeps its fate', () => {
  let variant = withChange(empty, 'A', 'fate', 'p', { kind: 'delay', id: 'p', from: '2027' });
  variant = withChange(variant, 'A', 'fate', 'q', { kind: 'delay', id: 'q', from: '2028' });
  variant = withChange(variant, 'A', 'fate', 'p', { kind: 'remove', id: 'p' });
  expect(changeIn(variant, 'A', 'delay', 'p')).toBeUndefined();
  expect(changeIn(variant, 'A', 'remove', 'p')).toBeDefined();
  expect(changeIn(variant, 'A', 'delay', 'q')?.from).toBe('2028');
});

it('the assumed project that is taken out is the one that was meant', () => {
  const project = (note: string) => ({ amount: 1, probability: 1, from: '2026', note });
  const variant = ['甲', '乙', '丙'].reduce(
    (made, note) => withProject(made, note === '乙' ? 'B' : 'A', project(note)),
    empty as Parameters<typeof withProject>[0],
  );
  expect(projectsIn(withoutProject(variant, 'A', 1), 'A').map((item) => item.note)).toEqual(['甲']);
  expect(projectsIn(withoutProject(variant, 'A', 1), 'B').map((item) => item.note)).toEqual(['乙']);
});
