import { folded, isSpelledIn, type Spelling, spelled } from './spelling.ts';

/** The words that somebody looks for: at most six, folded, signs and spaces between them. */
export function wordsOf(query: string): string[] {
  return [...new Set(folded(query).match(/[\p{L}\p{N}]+/gu))].slice(0, 6).map((word) => word.slice(0, 40));
}

/** Something that may be found: its title, and whatever else it may be found by, folded. */
export interface Findable {
  title: string;
  spelling: Spelling;
  line: string;
}

/** `more` is what it may be found by besides its title: codes, other names, who answers for it. */
export function findable(title: string, more: readonly string[] = []): Findable {
  const name = folded(title);
  return { title: name, spelling: spelled(title), line: [name, ...more.map(folded)].join('\n') };
}

const isLetters = (word: string): boolean => /^[a-z]+$/u.test(word);

/** Whether letters may be pinyin: one letter alone says too little. */
export const mayBePinyin = (word: string): boolean => word.length > 1 && isLetters(word);

/**
 * How well something fits the words, 0 to 1; null where a word is not in it. The whole title counts most, then its
 * beginning, its inside, its pinyin, and what stands beside it; of equals the shorter title is nearer.
 */
export function fitOf({ title, spelling, line }: Findable, words: readonly string[]): number | null {
  let fit = 0;
  for (const word of words) {
    const at = title.indexOf(word);
    if (at >= 0) fit += title === word ? 5 : at === 0 ? 4 : 3;
    else if (mayBePinyin(word) && isSpelledIn(spelling, word)) fit += spelling.initials === word ? 3 : 2;
    else if (line.includes(word)) fit += 1;
    else return null;
  }
  return (fit + 1 / (1 + title.length)) / (6 * words.length);
}
