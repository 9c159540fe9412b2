import type { Text } from '../../core/measure/index.ts';
import { areAlike } from './alike-characters.ts';
import { FILLERS, type FirmName, isTrade, takenApart } from './firm-name.ts';
import { areNested, gazetteer } from './place-names.ts';

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
 * Pairs of names that may be one firm. By credit code; by name without place and legal form; by a short name that begins
 * the other, or is made of its first characters; by one character that is written for another, left out or put in the
 * wrong order. Places of the whole country are known: names of two provinces, of two branches or numbers, and two
 * registered names of which one only begins the other are a group's, at most `possible`, and not to be merged.
 */
export function findDuplicates(firms: readonly NamedFirm[], places: readonly string[] = []): Duplicate[] {
  const known = gazetteer(places);
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
 * The pairs that a rule of `compare` could hold for, in order. To compare all pairs of a few thousand leads would hold up
 * every other reader.
 */
function pairsToCompare(taken: readonly Taken[]): [Taken, Taken][] {
  const sharing = new Map<string, number[]>();
  const share = (key: string, n: number) => {
    const all = sharing.get(key);
    if (all) all.push(n);
    else sharing.set(key, [n]);
  };
  const short = new Set<number>();
  for (const [n, { firm, names }] of taken.entries()) {
    const keys = new Set(firm.code ? [`code ${firm.code.trim().toUpperCase()}`] : []);
    for (const name of names) for (const key of keysOf(name)) keys.add(key);
    if (names.some(mayAbbreviate)) short.add(n);
    for (const key of keys) share(key, n);
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

/** What two names have in common wherever a rule of `compareNames` holds. */
function keysOf({ plain, mark, whole, places }: FirmName): string[] {
  const [one = '', two = '', ...more] = plain;
  const rest = more.join('');
  const han = hanOf(plain);
  return [
    `front ${plain.slice(0, 2)}`,
    `front ${han.slice(0, 2)}`,
    `first ${one}`,
    `first ${whole[0]}`,
    `rest *${two}${rest}`,
    `rest ${one}*${rest}`,
    `swap ${[one, two].toSorted().join('')}${rest}`,
    `swap ${one}${[two, rest[0] ?? ''].toSorted().join('')}${rest.slice(1)}`,
    ...piecesOf(mark).map((piece) => `piece ${piece}`),
    ...places.map(({ name }) => `front ${`${name}${plain}`.slice(0, 2)}`),
  ];
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

/** How the places of two names stand to one another. */
type Where = 'same' | 'nested' | 'one' | 'none' | 'apart';

function whereOf(a: FirmName, b: FirmName): Where {
  if (a.places.length === 0 && b.places.length === 0) return 'none';
  if (a.places.length === 0 || b.places.length === 0) return 'one';
  // Every place of the one must fit some place of the other: 广州 and 贵州 are two, 贵阳 and 贵州 are not.
  const fits = a.places.some((one) => b.places.some((other) => areNested(one, other)));
  if (!fits) return 'apart';
  return a.places.some((one) => b.places.some((other) => one.code === other.code)) ? 'same' : 'nested';
}

function compareNames(a: FirmName, b: FirmName): Verdict | null {
  const where = whereOf(a, b);
  const numbered = numbersIn(a) !== numbersIn(b);
  // 第一棉纺厂 and 第二棉纺厂 are two, however alike the rest is; two branches are of one firm all the same.
  if (numbered && numbersIn(a) !== '' && numbersIn(b) !== '' && !(a.form === 'part' && b.form === 'part')) return null;
  const [left, right] = [withoutTown(a, b), withoutTown(b, a)];
  const formed = a.form !== b.form && a.form !== 'bare' && b.form !== 'bare';
  const apart = where === 'apart' || a.branch !== b.branch || formed;
  // 景德镇新材料有限公司 and 江西新材料有限公司 share a trade, not a name.
  if (left === right && apart && isTrade(left)) return null;
  if (left === right) return sameName(a, b, where, apart);
  const [short, long] = left.length <= right.length ? [a, b] : [b, a];
  const [less, more] = left.length <= right.length ? [left, right] : [right, left];
  if (!apart && less.length >= 2 && more.startsWith(less) && !isTrade(less))
    return beginning(short, long, less, more, where);
  if (!numbered && !apart) {
    // 海康威示 for 海康威视数字技术: a slip in what is written short.
    const begun =
      short.form === 'bare' && less.length >= 4 ? slipBetween(less, more.slice(0, less.length), where, false) : null;
    if (begun) return begun;
    const slip = slipBetween(less, more, where, short.registered && long.registered);
    if (slip) return slip;
    if (left.replace('集团', '') === right.replace('集团', '') && !(a.registered && b.registered))
      return verdict('likely', '只差“集团”二字', 'the same name but for 集团 in it');
    if (hanOf(left) === hanOf(right) && hanOf(left).length >= 3)
      return verdict('likely', '除外文外名称相同', 'the same name but for its Latin part');
    if (isShortFor(short, less, long, more))
      return verdict('likely', `“${less}”像是“${more}”的简称`, `${less} looks short for ${more}`);
  }
  if (a.mark === b.mark && a.mark.length >= 2)
    return verdict(
      'possible',
      `字号同为“${a.mark}”，行业、地名或分支不同，可能是同一集团`,
      `the same mark ${a.mark} with another trade, place or branch: perhaps one group`,
    );
  if (less.length >= 2 && more.startsWith(less) && !isTrade(less))
    return verdict('possible', `“${less}”是“${more}”的开头`, `${less} begins ${more}`);
  if (!numbered && dice(a.mark, b.mark) >= 0.75)
    return verdict('possible', `字号“${a.mark}”与“${b.mark}”相近`, `the marks ${a.mark} and ${b.mark} are alike`);
  return null;
}

function sameName(a: FirmName, b: FirmName, where: Where, apart: boolean): Verdict {
  if (apart)
    return verdict(
      'possible',
      '名称相同，地名、分支或层级（集团、公司）不同，可能是同一集团',
      'the same name with another place, branch or rank (group, firm): perhaps one group',
    );
  if (a.form !== b.form && (a.form === 'group' || b.form === 'group'))
    return verdict(
      // A group without a place beside a name with one is more often its firm there than the group itself.
      where === 'one' ? 'possible' : 'likely',
      '名称相同，一个是集团，另一个没有写明',
      'the same name, one of a group, the other without a legal form',
    );
  if (where === 'nested')
    return verdict('likely', '名称相同，地名一大一小', 'the same name, one place within the other');
  if (where === 'one')
    return verdict('likely', '名称相同，一个没有写地名', 'the same name, one of them without a place');
  return verdict('same', '去掉地名和公司形式后名称相同', 'the same name without place and legal form');
}

/** One name begins the other: a short name of it, unless both are whole names of firms of their own. */
function beginning(short: FirmName, long: FirmName, less: string, more: string, where: Where): Verdict {
  const [zh, en] = [`“${less}”是“${more}”的开头`, `${less} begins ${more}`];
  const added = more.slice(less.length);
  const filled = FILLERS.test(added) && where === 'same';
  const near =
    short.registered && long.registered
      ? filled || added.length === 1
      : short.form !== 'group' || long.form === 'group';
  return verdict(near ? 'likely' : 'possible', zh, en);
}

/** A slip of the pen: one character written for another, left out, or two in the wrong order. */
function slipBetween(less: string, more: string, where: Where, whole: boolean): Verdict | null {
  const shared = (at: number, from: number) =>
    less.slice(0, at) === more.slice(0, at) && less.slice(from) === more.slice(from);
  if (less.length === more.length) {
    const at = [...less].findIndex((character, n) => character !== more[n]);
    const [own, other] = [less[at] ?? '', more[at] ?? ''];
    if (shared(at, at + 1) && (less.length >= 3 || where === 'same') && areAlike(own, other))
      return verdict(
        'likely',
        `“${own}”与“${other}”可能是写错的字`,
        `${own} and ${other} may be written for one another`,
      );
    if (shared(at, at + 2) && less.length >= 4 && own === more[at + 1] && other === less[at + 1])
      return verdict('likely', `“${own}${other}”与“${other}${own}”字序颠倒`, `two characters in another order`);
    return null;
  }
  // Between two whole names the place must say that they are neighbours.
  if (more.length !== less.length + 1 || more.length < 5 || (whole && where !== 'same')) return null;
  const at = [...more].findIndex((character, n) => character !== less[n]);
  return at >= 2 && less.slice(at) === more.slice(at + 1)
    ? verdict('likely', `只差一个“${more[at]}”字`, `they differ by one ${more[at]}`)
    : null;
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Whether a name without a legal form, or of a group, is short enough to be made of another's characters. */
function mayAbbreviate({ plain, registered }: FirmName): boolean {
  return !registered && plain.length >= 2 && plain.length <= 6;
}

/**
 * 国电投 for 国家电力投资, 洛拓 for 洛阳拓垦: the first characters of its words or of place and mark; 华舆汽车 for
 * 华舆远景汽车: the mark whole, then what follows in order.
 */
function isShortFor(short: FirmName, less: string, long: FirmName, more: string): boolean {
  if (!mayAbbreviate(short) || !(long.registered || long.plain.length > less.length + 1)) return false;
  // 海尔泽智家 for 海尔泽智能家居: the mark and more is whole, what follows is in order.
  const common = [...less].findIndex((character, n) => character !== more[n]);
  if (common >= 3 && less.length - common <= 2 && isPart(less.slice(common), more.slice(common))) return true;
  if (less.length >= 4 && less.slice(0, 2) === more.slice(0, 2) && !isTrade(less))
    return isTrade(less.slice(2)) && more.endsWith(less.slice(2)) && short.form === long.form;
  if (less.length > 4) return false;
  const named = `${long.places.map(({ name }) => name).join('')}${more}`;
  const initials = [...words.segment(named)].map(({ segment }) => segment[0] ?? '').join('');
  const fromPlace = long.places[0]?.name[0] === less[0] && more[0] === less[1];
  const exact = initials.slice(0, less.length) === less && initials.length <= less.length + 1;
  return (exact && (less.length >= 3 || [less, `${less}业`].includes(initials))) || (fromPlace && less.length === 2);
}

/** Whether the characters of the short text stand in the long one in that order. */
function isPart(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

/** 长安栎木 beside 长安镇栎木: a town that the other name marks as one. */
function withoutTown(name: FirmName, other: FirmName): string {
  const town = other.places.find(
    (place) =>
      name.plain.startsWith(place.name) &&
      name.plain.length > place.name.length + 1 &&
      !name.places.some(({ code }) => code === place.code) &&
      !isTrade(name.plain.slice(place.name.length)),
  );
  return town ? name.plain.slice(town.name.length) : name.plain;
}

function verdict(certainty: Duplicate['certainty'], zh: string, en: string): Verdict {
  return { certainty, why: { zh, en } };
}

function rank(one: Verdict): number {
  return one.certainty === 'same' ? 0 : one.certainty === 'likely' ? 1 : 2;
}

function hanOf(text: string): string {
  return text.replaceAll(/[A-Z\d]/g, '');
}

/** The numbers by which 一厂 and 二厂, 恒泰3号 and 恒泰5号 are told apart. */
function numbersIn({ branch }: FirmName): string {
  return branch.replaceAll(/[^\d]+/g, ' ').trim();
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
