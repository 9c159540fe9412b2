import { describe, expect, it } from 'vitest';
import type { DraftItem } from './api.ts';
import { afterLeaving, groupsOf, itemsOf, neighbour, reached, sure } from './review-list.ts';

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
    stretch: false,
    stated: null,
    table: null,
    stance: null,
    known: null,
    apart: false,
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

describe('groups of the review', () => {
  const theme: DraftItem = { ...item('h1', 0), kind: 'theme', subject: '一、工作回顾', stance: 'review' };
  const row = (id: string, at: number, change: Partial<DraftItem>): DraftItem => ({ ...item(id, at), ...change });
  const draft = {
    items: [
      theme,
      row('a1', 2, { parent: 'h1' }),
      row('t1', 5, { parent: 'h1', table: 1, kind: 'target', subject: '粮食产量' }),
      row('t2', 6, { parent: 'h1', table: 1 }),
      row('a9', 8, { parent: 'h1', confidence: 0.3 }),
    ],
    facts: [
      row('f1', 3, {
        parent: 'h1',
        subject: '粮食产量',
        value: 15,
        period: { start: null, end: '2023-12-31', label: '2023年' },
      }),
    ],
  };
  it('stand by section and by table, with what is folded away last', () => {
    expect(groupsOf(draft, draft.items).map((g) => [g.kind, g.stance, g.items.map((i) => i.id)])).toEqual([
      ['section', 'review', ['h1', 'a1']],
      ['table', 'review', ['t1', 't2']],
      ['folded', null, ['a9']],
    ]);
  });
  it('hold the results of their section, and a target what was reached of the same thing', () => {
    expect(groupsOf(draft, draft.items)[0]!.facts.map((f) => f.id)).toEqual(['f1']);
    expect(reached(draft, draft.items[2]!).map((f) => f.value)).toEqual([15]);
    expect(reached(draft, draft.items[1]!)).toEqual([]);
  });
});
