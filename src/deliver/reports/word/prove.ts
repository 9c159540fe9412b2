import { type LantuDocument, plain, unproven } from '../../../core/document/index.ts';
import { Problem } from '../../../http/problem.ts';

/** Throws a Problem (422 `sums-differ`) that names every line whose parts do not make the whole. */
export function assertProven(document: LantuDocument): void {
  const faults = unproven(document);
  const [first] = faults;
  if (!first) return;
  const heading = headingOver(document, first.block);
  throw new Problem({
    status: 422,
    code: 'sums-differ',
    zh: `合计对不上，没有导出：${faults.map(({ zh }) => zh).join('；')}。`,
    en: `The sums do not hold; nothing was exported: ${faults.map(({ en }) => en).join('; ')}.`,
    hint: {
      zh: `核对${heading ? `“${heading}”一节` : '这一段'}的数据，改正后再导出。`,
      en: `Check the figures of ${heading || 'that passage'} and export again.`,
    },
    where: first.block,
  });
}

function headingOver({ blocks }: LantuDocument, id: string): string {
  let heading = '';
  for (const block of blocks) {
    if (block.kind === 'heading') heading = plain(block.runs);
    if (block.id === id) return heading;
  }
  return heading;
}
