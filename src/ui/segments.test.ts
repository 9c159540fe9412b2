import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { innermost, segmentsOf } from './segments.ts';

describe('segmentsOf', () => {
  it('gives one segment without marks', () => {
    expect(segmentsOf(5, [])).toEqual([{ start: 0, end: 5, ids: [] }]);
  });

  it('gives nothing for an empty text', () => {
    expect(segmentsOf(0, [{ id: 'a', span: [0, 3] }])).toEqual([]);
  });

  it('cuts nested marks, outermost first', () => {
    expect(
      segmentsOf(10, [
        { id: 'in', span: [4, 6] },
        { id: 'out', span: [2, 8] },
      ]),
    ).toEqual([
      { start: 0, end: 2, ids: [] },
      { start: 2, end: 4, ids: ['out'] },
      { start: 4, end: 6, ids: ['out', 'in'] },
      { start: 6, end: 8, ids: ['out'] },
      { start: 8, end: 10, ids: [] },
    ]);
  });

  it('cuts overlapping marks', () => {
    const ids = segmentsOf(6, [
      { id: 'a', span: [0, 4] },
      { id: 'b', span: [2, 6] },
    ]).map((s) => s.ids.join('+'));
    expect(ids).toEqual(['a', 'a+b', 'b']);
  });

  it('clips spans that reach past the text and drops empty ones', () => {
    expect(
      segmentsOf(3, [
        { id: 'a', span: [1, 99] },
        { id: 'b', span: [2, 2] },
      ]),
    ).toEqual([
      { start: 0, end: 1, ids: [] },
      { start: 1, end: 3, ids: ['a'] },
    ]);
  });

  it('joins to the whole text, and each character carries exactly the marks over it', () => {
    const mark = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => [a, b] as const);
    fc.assert(
      fc.property(fc.nat(30), fc.array(mark, { maxLength: 12 }), (length, spans) => {
        const marks = spans.map((span, i) => ({ id: String(i), span }));
        const segments = segmentsOf(length, marks);
        let at = 0;
        for (const s of segments) {
          expect(s.start).toBe(at);
          at = s.end;
          for (let c = s.start; c < s.end; c++) {
            const over = marks.filter((m) => m.span[0] <= c && c < m.span[1]).map((m) => m.id);
            expect([...s.ids].sort()).toEqual(over.sort());
          }
        }
        expect(at).toBe(length);
      }),
    );
  });
});

describe('innermost', () => {
  it('picks the shortest mark', () => {
    expect(
      innermost(
        ['a', 'b'],
        new Map([
          ['a', 9],
          ['b', 3],
        ]),
      ),
    ).toBe('b');
    expect(innermost([], new Map())).toBeUndefined();
  });
});
