import type { Condition, Input } from '../../core/decide/index.ts';

/** What a policy gives to whom; read by server and page alike. */

/** A question that a policy asks: a number, or one of some words. */
export interface Question {
  name: string;
  input: Input;
  unit: string;
}

export interface Rule {
  when: Readonly<Record<string, Condition>>;
  /** What it gives; null: nothing. */
  gives: string | null;
}

export interface PolicyTable {
  questions: readonly Question[];
  rules: readonly Rule[];
}

export type Answers = Readonly<Record<string, string | number | undefined>>;

/** What an answer lacks for a rule to hold. */
export interface Lack {
  question: string;
  wants: string;
  /** The answer that stands; null: none was given. */
  has: string | number | null;
}

export type Verdict =
  | { kind: 'gives'; rule: number; gives: string }
  /** Which it is depends on what was not said. */
  | { kind: 'open'; ask: string[] }
  /** Nothing now; `nearest` is the rule that gives something for the least change. */
  | { kind: 'not-yet'; nearest: { rule: number; gives: string; lacks: Lack[] } | null }
  | { kind: 'no-rule' };

/** What a policy gives by the answers; where it gives nothing, what is missing for it. A question without an answer is never taken as no. */
export function verdictOf({ questions, rules }: PolicyTable, answers: Answers): Verdict {
  const lacksOf = ({ when }: Rule) =>
    questions.flatMap(({ name, input }): Lack[] => {
      const [asked, has] = [when[name], answers[name] ?? null];
      return asked === undefined || (has !== null && holds(asked, input, has))
        ? []
        : [{ question: name, wants: wordsOf(asked), has }];
    });
  const all = rules.map((rule, n) => ({ rule, n, lacks: lacksOf(rule) }));
  const held = all.find(({ lacks }) => lacks.length === 0);
  // Another rule may hold as well where a question is open only if the table is not unique: faultsOf says so.
  if (held && held.rule.gives !== null) return { kind: 'gives', rule: held.n, gives: held.rule.gives };
  const possible = all.filter(({ lacks }) => lacks.every(({ has }) => has === null));
  if (!held && possible.length > 0) {
    const asked = new Set(possible.flatMap(({ lacks }) => lacks.map(({ question }) => question)));
    return { kind: 'open', ask: questions.map(({ name }) => name).filter((name) => asked.has(name)) };
  }
  if (!held) return { kind: 'no-rule' };
  const [nearest] = all.filter(({ rule }) => rule.gives !== null).toSorted((a, b) => a.lacks.length - b.lacks.length);
  return {
    kind: 'not-yet',
    nearest: nearest ? { rule: nearest.n, gives: nearest.rule.gives ?? '', lacks: nearest.lacks } : null,
  };
}

function holds({ in: words, lt, lte, gt, gte }: Condition, input: Input, value: string | number): boolean {
  if (input.kind === 'choice') return words?.includes(value) ?? true;
  const n = Number(value);
  return (
    (lt === undefined || n < lt) &&
    (lte === undefined || n <= lte) &&
    (gt === undefined || n > gt) &&
    (gte === undefined || n >= gte)
  );
}

/** A condition in words: `≥ 18 且 < 35`, `大专、本科`. */
export function wordsOf({ in: words, lt, lte, gt, gte }: Condition): string {
  if (words) return words.join('、');
  if (gte !== undefined && gte === lte) return `= ${gte}`;
  const bounds: [string, number | undefined][] = [
    ['≥', gte],
    ['>', gt],
    ['≤', lte],
    ['<', lt],
  ];
  return bounds.flatMap(([sign, bound]) => (bound === undefined ? [] : [`${sign} ${bound}`])).join(' 且 ');
}
