/** The heads of a document as themes, each under the one that holds it. */
import { sourceSpan } from './layout.ts';
import type { LaidText } from './laid-text.ts';
import type { DraftCommitment } from './model.ts';
import type { Outline } from './outline.ts';

export interface Theme {
  at: number;
  level: number;
  commitment: DraftCommitment;
  parent: Theme | null;
}

/** The themes of a text in order of place. */
export function readThemes(laid: LaidText, outline: Outline): Theme[] {
  const themes: Theme[] = [];
  for (const [index, block] of laid.blocks.entries()) {
    if (block.kind !== 'heading') continue;
    const span = sourceSpan(laid, block.start, block.end);
    const subject = laid.clean
      .slice(block.start, block.end)
      .replace(
        /^(?:[A-Z]\/|第.{1,4}[章节篇编部]|[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.])/u,
        '',
      );
    let parent: Theme | null = null;
    for (let k = themes.length - 1; k >= 0 && k >= themes.length - 60; k--)
      if (themes[k]!.level < block.level) {
        parent = themes[k]!;
        break;
      }
    themes.push({
      at: block.start,
      level: block.level,
      parent,
      commitment: {
        id: `h${themes.length + 1}`,
        kind: 'theme',
        text: laid.source.slice(span[0], span[1]),
        span,
        quantitySpan: null,
        parent: null,
        subject,
        op: null,
        value: null,
        value2: null,
        stretch: false,
        unit: null,
        period: null,
        owner: null,
        stated: null,
        table: null,
        stance: outline.nodes[index]!.stance,
        tags: [],
        rule: 'heading',
        confidence: 0.8,
      },
    });
  }
  return themes;
}

/** The last theme that begins before `at`, by bisection. */
export function themeAt(themes: readonly Theme[], at: number): Theme | null {
  let low = 0;
  let high = themes.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (themes[mid]!.at <= at) low = mid + 1;
    else high = mid;
  }
  return themes[low - 1] ?? null;
}
