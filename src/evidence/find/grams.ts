import { mayBePinyin } from './words.ts';
import type { Spelling } from './spelling.ts';

/**
 * Grams: whoever holds a word holds all of the word's grams, so that an index over grams gives few candidates, which are
 * then looked at. They are kept as numbers of 32 bits with the place in them: shorter than texts, and one index serves all
 * places without reading in others. Two that share a number cost a look, never a wrong answer.
 */
export type Grams = (gram: string) => number;

/** Makes the numbers of one place (FNV-1a, 32 bits, signed). */
export function gramsIn(jurisdiction: string): Grams {
  const seed = hashed(2_166_136_261, `${jurisdiction}\n`);
  return (gram) => hashed(seed, gram);
}

function hashed(seed: number, text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return hash | 0;
}

const pairs = (run: string): string[] =>
  run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));

/** Letters at the beginning of a syllable that are kept: a longer word is looked for by its first four. */
const windows = [2, 3, 4] as const;

/** Every gram of something that may be found. `ids`: the organisations and places that it names. */
export function gramsOf(number: Grams, line: string, spelling: Spelling, ids: readonly string[]): number[] {
  const found = new Set<number>();
  for (const run of line.match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (const sign of run) found.add(number(sign));
    for (const pair of pairs(run)) found.add(number(pair));
  }
  for (const pair of pairs(spelling.initials)) found.add(number(`i${pair} `));
  for (const start of spelling.starts)
    for (const length of windows) {
      const window = spelling.whole.slice(start, start + length);
      if (window.length === length) found.add(number(`p${window} `));
    }
  for (const id of ids) found.add(number(`=${id}`));
  return [...found];
}

/** What holds a word holds all grams of one of these: as text, as initials, in pinyin. */
export function gramsFor(
  number: Grams,
  word: string,
): { text: number[]; initials: number[] | null; pinyin: number[] | null } {
  const text = [...new Set(word.length === 1 ? [word] : pairs(word))].map(number);
  if (!mayBePinyin(word)) return { text, initials: null, pinyin: null };
  return {
    text,
    initials: [...new Set(pairs(word))].map((pair) => number(`i${pair} `)),
    pinyin: [number(`p${word.slice(0, 4)} `)],
  };
}
