/**
 * Slogan groups (三个500, 一主一特, 123+N …): a named set with the members that the text itself states, and the state
 * that it gives them. What the text does not unfold has no members; nothing is filled in from outside.
 */
import { sourceSpan } from './layout.ts';
import type { LaidText } from './laid-text.ts';
import type { SloganGroup, SloganMember, Span } from './model.ts';
import type { Sentence } from './segment.ts';
import { type Found, type FoundMember, member, NUM } from './slogan-found.ts';
import { NUMERAL } from './digits.ts';
import { listsIn, SPELLED } from './slogan-lists.ts';
import { trimSubject } from './subject.ts';

interface Quote {
  name: string;
  start: number;
  end: number;
}
const MAX_QUOTE = 24;
/** Quotations that are looked at; a plan has hundreds, a hostile text millions. */
const MAX_QUOTES = 5000;
const STATUS =
  /(已(?:全部|基本|经)?(?:建成(?:运营|投用|投产|使用)?|完工|投产|开工|运营|投用|启动)|建成运营|正在(?:建设|打造|推进|规划|实施|加快建设)|基本(?:形成|建成|完成)|初步(?:形成|建成)|加快(?:建设|推进|形成)|提质改造|精心打造|在建|启动建设|全面(?:建成|启动))/u;
const NOT_SLOGAN = /^(?:十[一二三四五六七]?五.*|三农|一带一路|一个.{0,3}|零.*|两会|第.*|\d+|.*[。，；].*)$/u;
const ABBREVIATED = new Set(['招安扶', '放管服', '引育用留']);

/** All slogan groups of a text, in order of place. */
export function findSlogans(laid: LaidText, paragraphs: readonly Sentence[][]): SloganGroup[] {
  const s = laid.clean;
  const quotes = findQuotes(s);
  const found: Found[] = [];
  const keep = (groups: readonly Found[]): void => {
    for (const g of groups) found.push(g);
  };
  keep(definedGroups(s, quotes));
  const lines: Sentence[] = [];
  for (const paragraph of paragraphs) for (const line of paragraph) lines.push(line);
  for (const line of lines) {
    keep(listsIn(s, line));
    keep(quotedStates(s, line));
  }
  keep(quotedLists(s, quotes));
  keep(countedNames(s, quotes, lines));
  keep(ruledNames(s, quotes));
  return settle(found).map((g) => toGroup(laid, g));
}

/** One group for each name: the one with most members, where it first stands. */
function settle(found: Found[]): Found[] {
  const byName = new Map<string, Found>();
  for (const g of found) {
    const old = byName.get(g.name);
    if (!old || g.members.length > old.members.length) byName.set(g.name, g);
  }
  const kept = [...byName.values()];
  // A counted list inside a group of the same members says the same twice.
  const seen = new Set<string>();
  return kept
    .sort((a, b) => a.start - b.start || b.members.length - a.members.length)
    .filter((g) => {
      if (g.members.length === 0) return true;
      const key = g.members.map((m) => m.name).join('|');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function toGroup(laid: LaidText, g: Found): SloganGroup {
  const members: SloganMember[] = g.members.map((m) => ({
    name: m.name,
    detail: m.detail,
    status: m.status,
    span: sourceSpan(laid, m.start, m.end),
  }));
  const span: Span = sourceSpan(laid, g.start, g.end);
  return { name: g.name, span, members };
}

function findQuotes(s: string): Quote[] {
  const quotes: Quote[] = [];
  let i = s.indexOf('“');
  while (i >= 0 && quotes.length < MAX_QUOTES) {
    let k = i + 1;
    while (k < s.length && k - i <= MAX_QUOTE && s[k] !== '”' && s[k] !== '“' && s[k] !== '。') k++;
    if (s[k] === '”' && k > i + 1) quotes.push({ name: s.slice(i + 1, k), start: i, end: k + 1 });
    i = s.indexOf('“', i + 1);
  }
  return quotes;
}

/** “一核”即…；“两带”即…: members of a parent such as 123+N or 一极两地四区, and groups of their own. */
function definedGroups(s: string, quotes: readonly Quote[]): Found[] {
  const groups: Found[] = [];
  const inner = new Map<string, FoundMember[]>();
  const defs = quotes.filter(
    (q) =>
      new RegExp(`^(?:${NUM}[一-龥]{1,3}|N)$`, 'u').test(q.name) &&
      /^(?:即|是指|指|是|为|：)/u.test(s.slice(q.end, q.end + 2)),
  );
  const built = defs.map((d, k) => {
    const next = defs[k + 1];
    const linked = s.slice(d.end, d.end + 1);
    let end = Math.min(s.length, d.end + 220);
    const stop = s.slice(d.end, end).indexOf('。');
    if (stop >= 0) end = d.end + stop;
    if (next && next.start < end) end = next.start;
    let from = d.end + (/^是指/u.test(s.slice(d.end, d.end + 2)) ? 2 : 1);
    if (linked === '：') from = d.end + 1;
    const detail = s.slice(from, end).replace(/[，；、]$/u, '');
    const tellEnd = next ? Math.min(next.start, end + 160) : Math.min(s.length, end + 160);
    return {
      ...d,
      detail,
      detailStart: from,
      detailEnd: from + detail.length,
      after: s.slice(end, tellEnd),
      afterStart: end,
    };
  });
  for (const d of built) {
    const count = NUMERAL[d.name[0]!] ?? 0;
    const whole = STATUS.exec(d.after)?.[1] ?? null;
    const items = innerItems(s, d.detail, d.detailStart, count);
    for (const item of items)
      item.status =
        statusOf(item.name, d.after) ??
        (/(?:均|都|全部)/u.test(d.after) || d.after.includes(`“${d.name}”`) ? whole : null);
    if (items.length > 0) inner.set(d.name, items);
    if (items.length > 0) groups.push({ name: d.name, start: d.start, end: d.end, members: items });
  }
  // Runs of definitions that stand close together have one parent.
  for (let k = 0; k < built.length;) {
    let n = 1;
    while (n < 12 && k + n < built.length && built[k + n]!.start - built[k + n - 1]!.end < 400) n++;
    const run = built.slice(k, k + n);
    const names = run.map((d) => d.name);
    const parent = n >= 2 ? near(quotes, run[0]!.start).find((q) => unfolds(q.name, names)) : undefined;
    if (parent) {
      groups.push({
        name: parent.name,
        start: parent.start,
        end: parent.end,
        members: run.map((d) => {
          const own =
            d.after.includes(`“${d.name}”`) || /(?:均|都)/u.test(d.after) ? (STATUS.exec(d.after)?.[1] ?? null) : null;
          const parts = inner.get(d.name) ?? [];
          const states = [...new Set(parts.map((m) => m.status).filter((x) => x !== null))];
          const status =
            own ??
            (states.length === 1
              ? states[0]!
              : states.length > 1
                ? parts.map((m) => `${m.name}${m.status ?? ''}`).join('；')
                : null);
          return member(d.name, d.start, d.detailEnd, d.detail, status);
        }),
      });
    }
    k += n;
  }
  return groups;
}

function unfolds(name: string, parts: readonly string[]): boolean {
  if (parts.join('') === name) return true;
  const digits = parts.map((p) => (p === 'N' ? 'N' : String(NUMERAL[p[0]!] ?? ''))).join('');
  return name.replace(/[+＋]/gu, '') === digits;
}

function innerItems(s: string, detail: string, start: number, count: number): FoundMember[] {
  const quoted = [...detail.matchAll(/“([^”]{2,16})”/gu)].filter(
    (m) => !new RegExp(`^${NUM}[一-龥]{1,2}$`, 'u').test(m[1]!),
  );
  if (quoted.length >= 2) return quoted.map((m) => member(m[1]!, start + m.index, start + m.index + m[0].length));
  const around = /以([^，。；]{4,60}?)为(?:核心|中心|主体|重点|支撑)/u.exec(detail);
  const listed =
    around ?? new RegExp(`(?:打造|建设|布局|形成|培育)([^，。；]{4,50}?)${NUM}(?:条|个|大|片|座)`, 'u').exec(detail);
  let text = listed?.[1] ?? '';
  let at = listed ? detail.indexOf(text, listed.index) : -1;
  if (!text && count >= 2) {
    text = detail.replace(/[，；].*$/u, '');
    at = 0;
  }
  if (at < 0) return [];
  // 打造…规划布局百亿产业带: the last verb opens the list.
  const verb = /^.*(?:规划布局|打造|建设|布局|形成|是)/u.exec(text.split('、')[0]!);
  if (verb) {
    at += verb[0].length;
    text = text.slice(verb[0].length);
  }
  const parts = text.split(/[、和]/u).filter((p) => p.length >= 2);
  if (parts.length < 2 || (!around && parts.length !== count)) return [];
  let pos = start + at;
  return parts.map((p) => {
    const k = s.indexOf(p, pos);
    pos = k + p.length;
    return member(p, k, k + p.length);
  });
}

/** The state that a following sentence gives to one quoted name: “甲”“乙”基本形成，“丙”正在打造. */
function statusOf(name: string, text: string): string | null {
  for (const clause of text.split(/[，；。]/u)) {
    if (clause.includes(`“${name}”`) || clause.includes(name)) {
      const m = STATUS.exec(clause.slice(clause.indexOf(name)));
      if (m) return m[1]!;
    }
  }
  return null;
}

/** “未来城”加快建设，“老县城”提质改造: quoted names of one kind, each with its state. */
function quotedStates(s: string, line: Sentence): Found[] {
  const text = s.slice(line.start, line.end);
  const items: FoundMember[] = [];
  for (const m of text.matchAll(/“([^”，]{2,8})”([^，。；“”]{2,8})/gu)) {
    const status = STATUS.exec(m[2]!);
    if (status && status.index === 0)
      items.push(member(m[1]!, line.start + m.index, line.start + m.index + m[1]!.length + 2, null, status[1]!));
  }
  const kind = items[0]?.name.slice(-1);
  if (items.length < 3 || !items.every((x) => x.name.endsWith(kind!))) return [];
  return [
    {
      name: items.map((x) => x.name).join('、'),
      start: items[0]!.start,
      end: items[items.length - 1]!.end,
      members: items,
    },
  ];
}

/** “甲、乙、丙、丁”战略: a quoted list with what it is a list of. */
function quotedLists(s: string, quotes: readonly Quote[]): Found[] {
  const found: Found[] = [];
  for (const q of quotes) {
    const parts = q.name.split('、');
    if (
      parts.length < 3 ||
      parts.some((p) => p.length < 2 || p.length > 8) ||
      parts.some((p) => new RegExp(`^(?:${NUM}|\\d)(?:个|大)?.{1,4}$`, 'u').test(p))
    )
      continue;
    const noun = /^(?:的)?([一-龥]{2,4}?)(?=[，。、；]|$)/u.exec(s.slice(q.end, q.end + 6))?.[1];
    const is = /^是([^，。；]{2,16})/u.exec(s.slice(q.end, q.end + 20))?.[1];
    const name = noun ? `${'零一二三四五六七八九十'[parts.length] ?? parts.length}大${noun}` : (is ?? parts.join('、'));
    let pos = q.start + 1;
    found.push({
      name,
      start: q.start,
      end: q.end,
      members: parts.map((p) => {
        const m = member(p, pos, pos + p.length);
        pos += p.length + 1;
        return m;
      }),
    });
  }
  return found;
}

/** “三个500、六个更加”, “四个新突破”: members are the phrases near by that carry the counted word. */
function countedNames(s: string, quotes: readonly Quote[], lines: readonly Sentence[]): Found[] {
  const found: Found[] = [];
  const done = new Set<string>();
  for (const q of quotes) {
    let pos = q.start + 1;
    for (const part of q.name.split('、')) {
      const start = pos;
      pos += part.length + 1;
      const m = new RegExp(`^(${NUM})(个|大|项|类)(.{1,8})$`, 'u').exec(part);
      if (!m || done.has(part) || NOT_SLOGAN.test(part)) continue;
      const count = NUMERAL[m[1]!]!;
      if (count < 2) continue;
      done.add(part);
      const members = carriers(s, lines, m[3]!, count, start);
      found.push({
        name: part,
        start: q.name === part ? q.start : start,
        end: q.name === part ? q.end : start + part.length,
        members,
      });
    }
  }
  return found;
}

/** How far from the slogan its members may stand. */
const NEAR = 3000;

/** Things in order of `start` that stand near an offset. */
function near<T extends { start: number }>(things: readonly T[], at: number): T[] {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (things[mid]!.start < at - NEAR) low = mid + 1;
    else high = mid;
  }
  const close: T[] = [];
  for (let k = low; k < things.length && things[k]!.start <= at + NEAR; k++) close.push(things[k]!);
  return close;
}

function carriers(s: string, lines: readonly Sentence[], word: string, count: number, at: number): FoundMember[] {
  const tails = word.length > 2 ? [word, word.slice(-2)] : [word];
  for (const tail of tails) {
    for (const line of near(lines, at)) {
      const hits = line.segments.filter((x) => {
        const text = s.slice(x.start, Math.min(x.end, x.start + 60));
        const k = text.indexOf(tail);
        return (
          k > 0 &&
          !(text.lastIndexOf('“', k) > text.lastIndexOf('”', k)) &&
          !/[一二两三四五六七八九十][个大项类]$/u.test(text.slice(0, k))
        );
      });
      if (hits.length === count) return hits.map((x) => carrier(s, x.start, x.end, tail));
    }
  }
  return [];
}

function carrier(s: string, start: number, end: number, tail: string): FoundMember {
  const text = s.slice(start, end);
  const inside = /在([^，]{2,12}?)上(?:实现|取得)/u.exec(text);
  const cut = text.indexOf('的“');
  const shown = cut > 0 ? text.slice(0, cut) : text;
  const detail = inside ? inside[0] + shown.slice(inside.index + inside[0].length) : trimSubject(shown);
  const from = Math.max(0, text.indexOf(detail));
  const name =
    inside?.[1] ?? trimSubject(text.slice(0, text.indexOf(tail)).replace(/(?:突破|达到|实现|超过?|过)$/u, ''));
  return member(name || detail, start + from, start + from + detail.length, detail);
}

/** Quoted names with numerals that other rules have not unfolded, and names that are spelled out by their characters. */
function ruledNames(s: string, quotes: readonly Quote[]): Found[] {
  const found: Found[] = [];
  const done = new Set<string>();
  for (const q of quotes) {
    const counted = new RegExp(`^(${NUM})(大|个|类)([一-龥]{2,4})`, 'u').exec(s.slice(q.end, q.end + 8));
    const chars = [...q.name];
    if (
      SPELLED.has(q.name) ||
      (counted && NUMERAL[counted[1]!] === chars.length && chars.length >= 3 && !/[、+\d]/u.test(q.name))
    ) {
      found.push({
        name: q.name,
        start: q.start,
        end: q.end,
        members: chars.map((c, k) => member(c, q.start + 1 + k, q.start + 2 + k)),
      });
      continue;
    }
    if (counted && !new RegExp(NUM, 'u').test(q.name) && q.name.length <= 6) {
      const name = `${q.name}${counted[0]}`;
      if (!done.has(name)) {
        done.add(name);
        found.push({ name, start: q.start, end: q.end + counted[0].length, members: [] });
      }
      continue;
    }
    const pairs = [...q.name.matchAll(new RegExp(`(${NUM})([主特核极轴])`, 'gu'))];
    if (pairs.length >= 2 && pairs.length * 2 === q.name.length) {
      const from = Math.max(0, q.start - 60);
      const before = s.slice(from, q.start);
      const members = pairs.flatMap((p) => {
        const m = new RegExp(`(?:以|、|，)([^、，。以为]{2,14})为${p[2]}([^、，。的]{0,2})`, 'u').exec(before);
        if (!m) return [];
        const at = from + m.index + 1;
        return [member(m[1]!, at, at + m[1]!.length, `${p[2]}${m[2]}`)];
      });
      found.push({ name: q.name, start: q.start, end: q.end, members });
      continue;
    }
    for (const part of q.name.split('、')) {
      if (done.has(part) || NOT_SLOGAN.test(part)) continue;
      const looks =
        ABBREVIATED.has(part) ||
        (part.length >= 2 &&
          part.length <= 10 &&
          new RegExp(`^(?:${NUM}|[\\d]{1,4}(?=[+N]|$)|.*${NUM}.*${NUM})`, 'u').test(part) &&
          !/[元%]|\d(?:个|家|亩)|^一[^一二两三四五六七八九十]*$/u.test(part)) ||
        /^\d{2,4}\+?N?$/.test(part) ||
        /^双\d+\+?$/u.test(part);
      if (!looks) continue;
      done.add(part);
      const at = q.start + 1 + q.name.indexOf(part);
      found.push({
        name: part,
        start: part === q.name ? q.start : at,
        end: part === q.name ? q.end : at + part.length,
        members: [],
      });
    }
  }
  return found;
}
