/**
 * Many rules of words against a short text in one pass over its characters. A rule is alternatives joined by "|", each a
 * word or a pattern that begins with one; trying every rule's pattern in turn costs more than all the rest of reading.
 */
interface Entry {
  rule: number;
  word: string;
  /** Sticky, for what is more than a word. */
  pattern: RegExp | null;
}

export interface WordRules {
  byFirst: ReadonlyMap<string, readonly Entry[]>;
  /** Patterns that begin with no word. */
  loose: readonly { rule: number; pattern: RegExp }[];
}

/** Prepares rules; `rules[k]` is the pattern of rule k, without flags. */
export function wordRules(rules: readonly string[]): WordRules {
  const byFirst = new Map<string, Entry[]>();
  const loose: { rule: number; pattern: RegExp }[] = [];
  rules.forEach((source, rule) => {
    for (const part of alternatives(source)) {
      const word = leadingWord(part);
      if (word === '') {
        loose.push({ rule, pattern: new RegExp(part, 'u') });
        continue;
      }
      const list = byFirst.get(word[0]!) ?? [];
      list.push({ rule, word, pattern: word === part ? null : new RegExp(part, 'uy') });
      byFirst.set(word[0]!, list);
    }
  });
  return { byFirst, loose };
}

/** Calls `hit` with the number of every rule that occurs in the text, some more than once. */
export function matchRules(rules: WordRules, text: string, hit: (rule: number) => void): void {
  for (let i = 0; i < text.length; i++) {
    const list = rules.byFirst.get(text[i]!);
    if (!list) continue;
    for (const { rule, word, pattern } of list) {
      if (word.length > 1 && !text.startsWith(word, i)) continue;
      if (pattern) {
        pattern.lastIndex = i;
        if (!pattern.test(text)) continue;
      }
      hit(rule);
    }
  }
  for (const { rule, pattern } of rules.loose) if (pattern.test(text)) hit(rule);
}

function alternatives(source: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '\\') i++;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === '|' && depth === 0) {
      parts.push(source.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(source.slice(from));
  return parts;
}

function leadingWord(part: string): string {
  const end = part.search(/[\\[(.*+?{^$]/u);
  if (end < 0) return part;
  // The character before ?, * or { may be absent.
  return part.slice(0, /[?*{]/u.test(part[end]!) ? end - 1 : end);
}
