import type { Span } from './model.ts';

/** How a plan names what it is to be measured by, the plainest first. */
const names = ['主要预期目标', '主要目标', '总体目标', '预期目标', '发展目标', '奋斗目标', '目标任务'];

/** A line that opens a section: short, and no sentence. */
const isHeading = (line: string) => line.trim().length > 0 && line.trim().length <= 30 && !/[。；，]/u.test(line);

/** More than these are no head of a plan. */
const most = 6;

/**
 * What a text itself names as its main targets: the items with a number that stand in the passage which `主要预期目标`,
 * `主要目标`, `总体目标` … opens: the rest of its paragraph, or of its section where it is a heading. The first passage that
 * holds at least two. `items`: targets only, with the spans of their clauses (UTF-16); results of the past are no targets
 * and are never among them. Returns their ids in the order of the text, at most six; nothing where no passage is found.
 */
export function mainTargets(text: string, items: readonly { id: string; span: Span }[]): string[] {
  const inOrder = items.toSorted((a, b) => a.span[0] - b.span[0]);
  for (const name of names)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const end = passageEnd(text, at);
      const inside = inOrder.filter(({ span }) => span[0] >= at - name.length && span[1] <= end);
      if (inside.length >= 2) return inside.slice(0, most).map(({ id }) => id);
    }
  return [];
}

function passageEnd(text: string, at: number): number {
  const lineEnd = (from: number) => {
    const found = text.indexOf('\n', from);
    return found < 0 ? text.length : found;
  };
  const begin = text.lastIndexOf('\n', at) + 1;
  let end = lineEnd(at);
  if (!isHeading(text.slice(begin, end))) return end;
  while (end < text.length) {
    const next = lineEnd(end + 1);
    if (isHeading(text.slice(end + 1, next))) break;
    end = next;
  }
  return end;
}
