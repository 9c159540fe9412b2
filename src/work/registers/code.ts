/** Codes of registers and fields, made from their Chinese names: nobody has to think of one. */

/** The first character, by pinyin, of each initial letter (GB/T 16159 has none that begin with I, U or V). */
const BEGIN = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀'];
const LETTERS = [...'abcdefghjklmnopqrstwxyz'];
const pinyin = new Intl.Collator('zh-u-co-pinyin');

function initialOf(sign: string): string {
  if (/[a-z0-9]/iu.test(sign)) return sign.toLowerCase();
  if (!/\p{Script=Han}/u.test(sign)) return '';
  const at = BEGIN.findLastIndex((begin) => pinyin.compare(begin, sign) <= 0);
  return LETTERS[at] ?? '';
}

/** The initials of a name as a code that nothing else has: 建筑面积 → jzmj, a second one jzmj2; empty where it has none. */
export function codeOf(name: string, taken: readonly string[]): string {
  const initials = [...name.normalize('NFKC').replace(/[([（【].*$/u, '')].map(initialOf).join('').slice(0, 20);
  const code = /^[a-z]/u.test(initials) || initials === '' ? initials : `x${initials}`;
  if (code === '') return '';
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? code : `${code}${n}`;
    if (!taken.includes(free)) return free;
  }
}

/** The code after a change of name: one that a person wrote, or that stands, stays. */
export function codeAfter(
  of: { name: string; code: string; before: string; given: RegExp },
  taken: readonly string[],
): string {
  const { name, code, before, given } = of;
  const own = code !== '' && code !== codeOf(before, taken) && !given.test(code);
  return own ? code : codeOf(name, taken) || code;
}
