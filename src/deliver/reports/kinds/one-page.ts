import type { Block, Run, TableBlock } from '../../../core/document/index.ts';
import { note, paragraph } from './parts.ts';

/** A table with the words of its heads: what one page is made of. */
export interface Part {
  id: string;
  title: string;
  heads: readonly string[];
  rows: readonly Run[][][];
}

/** Rows of a table in small type that go onto one page beside the title, the judgement and the note; a title costs two. */
const room = 33;
/** Periods that are laid side by side, the newest. */
const periods = 8;

/**
 * One page of parts: the pairs of `facts` two in a row; tables of periods laid across; of the others the rows that say
 * something. What has no room is named in the last line with how much of it there is, never silently gone.
 */
export function onePage(facts: readonly Run[][][], judgement: string | null, parts: readonly Part[]): Block[] {
  const half = Math.ceil(facts.length / 2);
  const first: TableBlock = {
    ...tableOf('facts', '', ['项目', '内容', '项目', '内容']),
    rows: facts.slice(0, half).map((row, at): Run[][] => [...row, ...(facts[half + at] ?? [[''], ['']])]),
  };
  let left = room - first.rows.length - 1;
  const tables: Block[] = [];
  const out: string[] = [];
  for (const part of parts.map(shortened)) {
    if (part.rows.length === 0) continue;
    left -= part.rows.length + 3;
    if (left >= 0) tables.push({ ...tableOf(part.id, part.title, part.heads), rows: [...part.rows] });
    else {
      left += part.rows.length + 3;
      out.push(`${part.title}（${part.rows.length}行）`);
    }
  }
  return [
    ...(judgement === null ? [] : [paragraph('judgement', judgement)]),
    first,
    ...tables,
    ...(out.length === 0 ? [] : [note('left-out', `本页未列：${out.join('、')}。`)]),
  ];
}

const tableOf = (id: string, title: string, heads: readonly string[]): Omit<TableBlock, 'rows'> => ({
  kind: 'table',
  id,
  title,
  small: true,
  columns: heads.map((head, at) => ({ head, width: at === 0 ? 26 : 24 })),
});

const wordsOf = (runs: Run[] | undefined) =>
  (runs ?? []).map((run) => (typeof run === 'string' ? run : run.text)).join('');

function shortened(part: Part): Part {
  const [across, said] = [
    part.rows.length > 0 && part.rows.every(([head]) => /^\d{4}-\d{2}$/u.test(wordsOf(head))),
    part.rows.filter(([, ...cells]) => cells.some((cell) => !/^(?:—.*)?$/u.test(wordsOf(cell)))),
  ];
  if (!across) return { ...part, rows: said };
  const newest = part.rows.slice(-periods);
  const [name = '', ...lines] = part.heads;
  return {
    ...part,
    title: newest.length < part.rows.length ? `${part.title}，最近${newest.length}期` : part.title,
    heads: [name, ...newest.map(([head]) => wordsOf(head))],
    rows: lines.map((line, at): Run[][] => [[line], ...newest.map((row) => row[at + 1] ?? [''])]),
  };
}
