import { describe, expect, it } from 'vitest';
import type { CommitmentView } from './api.ts';
import { asked, askedCount, countLights, treeOf } from './tree.ts';

function commitment(
  id: string,
  more: Partial<CommitmentView> = {},
  light: 'green' | 'yellow' | 'red' | 'grey' = 'green',
): CommitmentView {
  return {
    id,
    code: id.toUpperCase(),
    kind: 'action',
    title: { zh: `任务 ${id}`, en: id },
    parent: null,
    indicator: null,
    unit: null,
    target: null,
    lead: { id: 'o', name: { zh: '商务局', en: 'Commerce' } },
    supporting: [],
    tags: [],
    tagReasons: [],
    milestones: [],
    lists: [],
    source: null,
    light,
    outlook: null,
    clauses: [],
    judgedBy: null,
    carried: null,
    standing: {
      light,
      why: { zh: '', en: '' },
      rule: 'r',
      remaining: null,
      observed: null,
      required: null,
      ratio: null,
      aheadPoints: null,
      requiredGrowth: null,
      observedGrowth: null,
      baseline: null,
      timeProgress: null,
    },
    demo: false,
    ...more,
  };
}

const theme = commitment('t', { kind: 'theme' }, 'red');
const list = [
  theme,
  commitment('a', { parent: 't' }, 'red'),
  commitment('b', { parent: 't', lead: null, tags: ['four-new/rural'] }),
  commitment('c'),
];

describe('treeOf', () => {
  it('keeps the order and counts the lights below', () => {
    const tree = treeOf(list, {});
    expect(tree.map((n) => n.commitment.id)).toEqual(['t', 'c']);
    expect(tree[0]?.counts).toEqual({ green: 1, yellow: 0, red: 1, grey: 0 });
    expect(askedCount(tree)).toBe(3);
  });
  it('keeps the ancestors of what is asked for', () => {
    const tree = treeOf(list, { light: 'red' });
    expect(tree).toHaveLength(1);
    expect(tree[0]).toMatchObject({ asked: false });
    expect(tree[0]?.children.map((n) => n.commitment.id)).toEqual(['a']);
    expect(askedCount(tree)).toBe(1);
  });
  it('shows a child whose parent is missing, and cuts loops', () => {
    expect(treeOf([commitment('x', { parent: 'gone' })], {})).toHaveLength(1);
    expect(askedCount(treeOf([commitment('x', { parent: 'y' }), commitment('y', { parent: 'x' })], {}))).toBe(2);
  });
});

describe('asked', () => {
  it('finds by words without caring for spaces', () => {
    expect(asked(commitment('a'), { q: '任务a' })).toBe(true);
    expect(asked(commitment('a'), { q: '商务' })).toBe(true);
    expect(asked(commitment('a'), { q: '教育' })).toBe(false);
  });
  it('asks for all tags, any light', () => {
    const c = commitment('a', { tags: ['x/1', 'y/2'] }, 'yellow');
    expect(asked(c, { tag: 'x/1,y/2' })).toBe(true);
    expect(asked(c, { tag: 'x/1,y/3' })).toBe(false);
    expect(asked(c, { light: 'red,yellow' })).toBe(true);
  });
  it('finds the ownerless, themes aside', () => {
    expect(list.filter((c) => asked(c, { ownerless: '1' })).map((c) => c.id)).toEqual(['b']);
    expect(asked(commitment('t', { kind: 'theme', lead: null }), { ownerless: '1' })).toBe(false);
  });
});

it('counts lights without themes', () => expect(countLights(list)).toEqual({ green: 2, yellow: 0, red: 1, grey: 0 }));
