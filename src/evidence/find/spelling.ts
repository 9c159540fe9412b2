import { pinyin } from 'pinyin-pro';

/** How a text is compared when something is looked for: full width is half width, capitals are small letters. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** A text in pinyin, without tones (ü as v): its syllables in a row, where each begins, and the first letter of each. */
export interface Spelling {
  whole: string;
  starts: readonly number[];
  initials: string;
}

/** Most characters that are spelled: names are short, and a sentence is not looked for by its last letters. */
const longest = 60;
/** Names come again and again. Thrown away as a whole when there are this many. */
const most = 20_000;
const known = new Map<string, Spelling>();

/** How the Chinese characters of a text are read, by words: 重庆 is chongqing, 银行 yinhang. */
export function spelled(text: string): Spelling {
  const short = text.slice(0, longest);
  const held = known.get(short);
  if (held) return held;
  const syllables: string[] = /\p{Script=Han}/u.test(short)
    ? pinyin(short, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
    : [];
  let whole = '';
  const starts = syllables.map((syllable) => {
    const start = whole.length;
    whole += syllable;
    return start;
  });
  const made = { whole, starts, initials: syllables.map((one) => one[0] ?? '').join('') };
  if (known.size >= most) known.clear();
  known.set(short, made);
  return made;
}

/** Whether letters spell a part of it: from the beginning of a syllable on, or as initials. */
export function isSpelledIn({ whole, starts, initials }: Spelling, letters: string): boolean {
  return initials.includes(letters) || starts.some((start) => whole.startsWith(letters, start));
}
