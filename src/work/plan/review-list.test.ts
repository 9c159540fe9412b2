import { describe, expect, it } from 'vitest';
import type { DraftItem } from './api.ts';
import { afterLeaving, itemsOf, neighbour, sure } from './review-list.ts';

function item(id: string, at: number, decision: DraftItem['decision'] = 'open', confidence = 0.5): DraftItem {
  return {
    id,
    kind: 'action',
    text: id,
    span: [at, at + 1],
    quantitySpan: null,
    parent: null,
    subject: id,
    op: null,
    value: null,
    value2: null,
    unit: null,
    period: null,
    owner: null,
    tags: [],
    rule: 'r',
    confidence,
    decision,
    mergedInto: null,
    mended: false,
  };
}
const items = [
  item('c', 9),
  item('a', 1),
  item('m', 4, 'merged'),
  item('r', 2, 'rejected'),
  item('x', 3, 'accepted', 0.95),
];

describe('review list', () => {
  it('keeps the order of the text and puts merged items with the rejected', () => {
    expect(itemsOf({ items, facts: [] }, 'open').map((i) => i.id)).toEqual(['a', 'c']);
    expect(itemsOf({ items, facts: [] }, 'rejected').map((i) => i.id)).toEqual(['r', 'm']);
  });
  it('walks and stays inside', () => {
    const open = itemsOf({ items, facts: [] }, 'open');
    expect(neighbour(open, 'a', 1)?.id).toBe('c');
    expect(neighbour(open, 'c', 1)?.id).toBe('c');
    expect(neighbour(open, 'a', -1)?.id).toBe('a');
    expect(neighbour(open, undefined, 1)?.id).toBe('a');
    expect(neighbour([], 'a', 1)).toBeUndefined();
  });
  it('goes on to the next item, or back from the last', () => {
    const open = itemsOf({ items, facts: [] }, 'open');
    expect(afterLeaving(open, 'a')?.id).toBe('c');
    expect(afterLeaving(open, 'c')?.id).toBe('a');
  });
  it('takes only open items that the rule is sure of', () => {
    expect(sure([...items, item('z', 20, 'open', 0.9)], 0.9).map((i) => i.id)).toEqual(['z']);
  });
});
