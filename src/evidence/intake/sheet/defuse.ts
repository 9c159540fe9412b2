/**
 * Texts that a spreadsheet would not leave as they are when it opens separated text: formulas (= + - @, tab, CR), codes with
 * zeros in front, fractions, days, numbers with an exponent or more digits than it keeps, words for true and false.
 */
const CHANGED =
  /^(?:[=+\-@\t\r]|(?:0\d+|\d{16,}|\d+(?:\.\d+)?[eE][+-]?\d+|\d*\.\d*0|\d+\.|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?%|\d+\s\d+\/\d+|\d{1,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,4}日?)?月?|\d{1,2}:\d{2}(?::\d{2})?|true|false)$)/iu;

const bare = (text: string): string => text.replace(/^'+/u, '');

/** With an apostrophe in front where a spreadsheet would change it; one that has apostrophes already gets one more. */
export function defused(text: string): string {
  return CHANGED.test(bare(text)) ? `'${text}` : text;
}

/** What `defused` was given. */
export function undefused(text: string): string {
  return text.startsWith("'") && CHANGED.test(bare(text)) ? text.slice(1) : text;
}

/** Whether two texts are one, but for apostrophes that programs put before what looks like a formula, and take off again. */
export function sameButDefused(a: string, b: string): boolean {
  return a === b || (bare(a) === bare(b) && CHANGED.test(bare(a)));
}
