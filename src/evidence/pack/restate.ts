import type { CommitmentItem, PlanItem } from '../../core/plan/plan-file.ts';

/** A plan in the words of its pack, as a text; `spans` say where each commitment stands in it (UTF-16). */
export interface Restatement {
  name: string;
  text: string;
  spans: ReadonlyMap<string, readonly [number, number]>;
}

const numerals = '一二三四五六七八九十';
const numeral = (n: number): string =>
  n <= 10
    ? (numerals[n - 1] ?? '')
    : n < 20
      ? `十${numerals[n - 11] ?? ''}`
      : `${numeral(Math.floor(n / 10))}十${n % 10 === 0 ? '' : (numerals[(n % 10) - 1] ?? '')}`;

/**
 * Where the published text of a plan may not be carried along, its commitments stand in a text of our own that says so: themes
 * are headings, what stands below them follows in its order, a sentence each. So every thread ends at a sentence, and nobody
 * takes it for the published one.
 */
export function restatementOf(plan: PlanItem, commitments: readonly CommitmentItem[]): Restatement {
  const spans = new Map<string, readonly [number, number]>();
  let text = `${plan.title.zh}（转述）\n\n说明：本文是按公开发布的规划重新写成的转述，不是原文；每一句对应一项目标任务。\n`;
  const say = (id: string, words: string, before: string, after: string) => {
    const from = text.length + before.length;
    text += `${before}${words}${after}`;
    spans.set(id, [from, from + words.length]);
  };
  const below = (id: string | null) => commitments.filter(({ parent }) => parent === id);
  const write = (item: CommitmentItem, depth: number, at: number) => {
    if (item.kind === 'theme')
      say(item.id, item.title.zh, depth === 0 ? `\n${numeral(at)}、` : `\n（${numeral(at)}）`, '\n');
    else say(item.id, item.title.zh, '', '。');
    let heading = 0;
    const inside = below(item.id);
    for (const [n, one] of inside.entries()) {
      if (one.kind === 'theme') heading += 1;
      write(one, depth + (item.kind === 'theme' ? 1 : 0), heading);
      if (one.kind !== 'theme' && (inside[n + 1]?.kind ?? 'theme') === 'theme') text += '\n';
    }
  };
  let heading = 0;
  for (const one of below(null)) {
    if (one.kind === 'theme') heading += 1;
    write(one, 0, heading);
    if (one.kind !== 'theme') text += '\n';
  }
  return { name: `${plan.title.zh}（转述，不是原文）`, text, spans };
}
