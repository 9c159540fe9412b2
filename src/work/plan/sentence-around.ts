const END = /[。！？；\n]/;
/** A sentence longer than this is cut, so that a text without full stops does not fill the page. */
const REACH = 120;

/** The clause at `span` with the rest of its sentence on both sides. */
export function sentenceAround(
  text: string,
  span: readonly [number, number],
): { before: string; clause: string; after: string } {
  const start = Math.max(0, Math.min(text.length, span[0]));
  const end = Math.max(start, Math.min(text.length, span[1]));
  let from = start;
  while (from > 0 && start - from < REACH && !END.test(text[from - 1] ?? '')) from--;
  let to = end;
  const closed = end > start && END.test(text[end - 1] ?? '');
  while (!closed && to < text.length && to - end < REACH) {
    const c = text[to] ?? '';
    if (c === '\n') break;
    to++;
    if (END.test(c)) break;
  }
  const cutFrom = from > 0 && start - from >= REACH;
  const cutTo = !closed && to < text.length && to - end >= REACH;
  return {
    before: (cutFrom ? '…' : '') + text.slice(from, start).trimStart(),
    clause: text.slice(start, end),
    after: text.slice(end, to) + (cutTo ? '…' : ''),
  };
}
