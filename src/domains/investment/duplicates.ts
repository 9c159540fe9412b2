import type { Text } from '../../core/measure/index.ts';
import { type FirmName, knownPlaces, takenApart, TRADES } from './firm-name.ts';

export interface NamedFirm {
  id: string;
  name: string;
  /** Short names, former names, names of brands. */
  also?: string[];
  /** Unified social credit code (18 characters). */
  code?: string;
}

export interface Duplicate {
  a: string;
  b: string;
  /** `same`: one firm. `likely`: a person should look. `possible`: a relation, perhaps a group or a branch. */
  certainty: 'same' | 'likely' | 'possible';
  why: Text;
}

/**
 * Pairs of names that may be one firm. By credit code; by name without place and legal form; by 字号 (the mark) alone;
 * by a short name that is the other's mark, or an abbreviation of it; by likeness of the marks (Dice coefficient of
 * two-character pieces from 0.75, the same numbers in both). The same mark with other places, branches, trades or ranks
 * (a group beside its firm) is a group's, and so are two whole registered names of which one only begins the other: only
 * `possible`, and not to be merged.
 */
export function findDuplicates(firms: readonly NamedFirm[], places: readonly string[] = []): Duplicate[] {
  const known = knownPlaces(places);
  const taken = firms.map((firm) => ({
    firm,
    names: [firm.name, ...(firm.also ?? [])].map((name) => takenApart(name, known)),
  }));
  const found: Duplicate[] = [];
  for (const [one, other] of pairsToCompare(taken)) {
    const verdict = compare(one, other);
    if (verdict) found.push({ a: one.firm.id, b: other.firm.id, ...verdict });
  }
  const order = { same: 0, likely: 1, possible: 2 };
  return found.toSorted((a, b) => order[a.certainty] - order[b.certainty]);
}

interface Taken {
  firm: NamedFirm;
  names: FirmName[];
}

/**
 * The pairs that a rule of `compare` could hold for, in order: with the same code, the same two characters in front, a piece
 * of the mark in common, or the same first character where one is short enough to abbreviate the other. To compare all
 * pairs of a few thousand leads would hold up every other reader.
 */
function pairsToCompare(taken: readonly Taken[]): [Taken, Taken][] {
  const sharing = new Map<string, number[]>();
  const share = (key: string, n: number) => {
    const all = sharing.get(key);
    if (!all) sharing.set(key, [n]);
    else if (all.at(-1) !== n) all.push(n);
  };
  const short = new Set<number>();
  for (const [n, { firm, names }] of taken.entries()) {
    if (firm.code) share(`code ${firm.code.trim().toUpperCase()}`, n);
    for (const { plain, mark } of names) {
      share(`front ${plain.slice(0, 2)}`, n);
      share(`first ${plain[0]}`, n);
      if (plain.length === 3 || plain.length === 4) short.add(n);
      for (const piece of piecesOf(mark)) share(`piece ${piece}`, n);
    }
  }
  const others = taken.map(() => new Set<number>());
  for (const [key, all] of sharing)
    for (const [at, one] of all.entries())
      for (const other of all.slice(at + 1))
        if (!key.startsWith('first') || short.has(one) || short.has(other)) others[one]?.add(other);
  return taken.flatMap((one, n) =>
    [...(others[n] ?? [])]
      .toSorted((a, b) => a - b)
      .flatMap((m): [Taken, Taken][] => {
        const other = taken[m];
        return other ? [[one, other]] : [];
      }),
  );
}

/** The pieces of two characters in a text. */
function piecesOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, n) => text.slice(n, n + 2));
}

type Verdict = Pick<Duplicate, 'certainty' | 'why'>;

function compare(one: Taken, other: Taken): Verdict | null {
  const [a, b] = [one.firm.code?.trim().toUpperCase(), other.firm.code?.trim().toUpperCase()];
  if (a && b) return a === b ? verdict('same', '统一社会信用代码相同', 'the same credit code') : null;
  let best: Verdict | null = null;
  for (const left of one.names) {
    for (const right of other.names) {
      const found = compareNames(left, right);
      if (found && (!best || rank(found) < rank(best))) best = found;
    }
  }
  return best;
}

function compareNames(a: FirmName, b: FirmName): Verdict | null {
  const apart =
    a.branch !== b.branch ||
    (a.form !== b.form && a.form !== 'bare' && b.form !== 'bare') ||
    (a.places.length > 0 && b.places.length > 0 && !a.places.some((place) => b.places.includes(place)));
  // 景德镇新材料有限公司 and 江西新材料有限公司 share a trade, not a name.
  if (apart && a.plain === b.plain && TRADES.includes(a.plain)) return null;
  if (a.plain === b.plain)
    return apart
      ? verdict(
          'possible',
          '名称相同，地名、分支或层级（集团、公司）不同，可能是同一集团',
          'the same name with another place, branch or rank (group, firm): perhaps one group',
        )
      : isGroupBeside(a, b)
        ? verdict(
            'likely',
            '名称相同，一个是集团，另一个没有写明',
            'the same name, one of a group, the other without a legal form',
          )
        : verdict('same', '去掉地名和公司形式后名称相同', 'the same name without place and legal form');
  const [short, long] = a.plain.length <= b.plain.length ? [a, b] : [b, a];
  if (a.mark === b.mark && a.mark.length >= 2)
    return apart || !long.plain.startsWith(short.plain) || (a.registered && b.registered)
      ? verdict(
          'possible',
          `字号同为“${a.mark}”，行业、地名或分支不同，可能是同一集团`,
          `the same mark ${a.mark} with another trade, place or branch: perhaps one group`,
        )
      : verdict('likely', `字号同为“${a.mark}”`, `the same mark ${a.mark}`);
  if (short.mark.length >= 2 && long.plain.startsWith(short.plain))
    return verdict(
      apart || (a.registered && b.registered && long.plain.length > short.plain.length + 1) ? 'possible' : 'likely',
      `“${short.plain}”是“${long.plain}”的开头`,
      `${short.plain} begins ${long.plain}`,
    );
  if (numbersIn(a.mark) === numbersIn(b.mark) && dice(a.mark, b.mark) >= 0.75)
    return verdict('possible', `字号“${a.mark}”与“${b.mark}”相近`, `the marks ${a.mark} and ${b.mark} are alike`);
  if (
    short.plain.length >= 3 &&
    short.plain.length <= 4 &&
    long.plain.length > short.plain.length + 1 &&
    short.plain[0] === long.plain[0] &&
    isPart(short.plain, long.plain)
  )
    return verdict(
      'possible',
      `“${short.plain}”可能是“${long.plain}”的简称`,
      `${short.plain} may be short for ${long.plain}`,
    );
  return null;
}

/** 青岩建材 beside 青岩建材集团: who wrote the one may have meant the other. */
function isGroupBeside(a: FirmName, b: FirmName): boolean {
  return a.form !== b.form && (a.form === 'group' || b.form === 'group');
}

function verdict(certainty: Duplicate['certainty'], zh: string, en: string): Verdict {
  return { certainty, why: { zh, en } };
}

function rank(one: Verdict): number {
  return one.certainty === 'same' ? 0 : one.certainty === 'likely' ? 1 : 2;
}

/** Whether the characters of the short name stand in the long one in that order. */
function isPart(short: string, long: string): boolean {
  let at = 0;
  for (const char of long) if (char === short[at]) at++;
  return at === short.length;
}

/** 第一棉纺 and 第二棉纺, 恒泰3号 and 恒泰5号 are told apart by their numbers, however alike the rest is. */
function numbersIn(mark: string): string {
  return (mark.match(/\d+|第[一二三四五六七八九十]+/g) ?? []).join();
}

function dice(a: string, b: string): number {
  if (a.length < 3 || b.length < 3) return 0;
  const right = piecesOf(b);
  let common = 0;
  for (const piece of piecesOf(a)) {
    const at = right.indexOf(piece);
    if (at < 0) continue;
    common++;
    right.splice(at, 1);
  }
  return (2 * common) / (a.length + b.length - 2);
}
