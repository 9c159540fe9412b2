import { listedPlaceAt } from './places.ts';
import type { Sentence } from './segment.ts';
import { type Found, member, NUM } from './slogan-found.ts';
import { NUMERAL } from './digits.ts';
import { trimSubject } from './subject.ts';

/** Groups that are lists of a sentence: counted at their end, of one kind, built alike, or spelled out by characters. */

/** Characters that stand for one thing each. */
export const SPELLED = new Set(['吃住行游购娱', '山水林田湖草', '山水林田湖草沙', '房水垃圾厕风']);
const SPELLED_BARE = new RegExp([...SPELLED].sort((a, b) => b.length - a.length).join('|'), 'gu');

/** The lists of a sentence, whatever tells that they are one. */
export function listsIn(s: string, line: Sentence): Found[] {
  return [...countedLists(s, line), ...sameTail(s, line), ...alikeLists(s, line), ...spelledOut(s, line)];
}

/** Segments that stand in a row with 、 between them. */
function enumerations({ segments }: Sentence): Sentence['segments'][] {
  const runs: Sentence['segments'][] = [];
  for (let k = 0; k < segments.length;) {
    let n = 1;
    while (k + n < segments.length && segments[k + n]!.before === '、') n++;
    runs.push(segments.slice(k, k + n));
    k += n;
  }
  return runs;
}

const COUNTED = new RegExp(
  `^(.{2,16}?)等?(${NUM})(大|个|条|类|项|种|方面|级|位一体)([一-龥]{1,12}?)(?:$|(?=[的，]))`,
  'u',
);

/** 签约、开工、建设、竣工、投产五个环节: a list that is counted at its end. */
function countedLists(s: string, line: Sentence): Found[] {
  const found: Found[] = [];
  const segs = line.segments;
  for (let k = 1; k < segs.length; k++) {
    if (segs[k]!.before !== '、' || segs[k + 1]?.before === '、') continue;
    const last = s.slice(segs[k]!.start, segs[k]!.end);
    const m = COUNTED.exec(last);
    if (!m) continue;
    const count = NUMERAL[m[2]!]!;
    if (count < 2 || k - count + 1 < 0) continue;
    const items = segs.slice(k - count + 1, k + 1);
    if (items.some((x, i) => i > 0 && x.before !== '、')) continue;
    const names = items.map((x) => s.slice(x.start, x.end));
    names[count - 1] = m[1]!;
    names[0] = parallel(names);
    if (names.some((x) => x.length < 2 || x.length > 20)) continue;
    const first = items[0]!;
    found.push({
      name: `${m[2]}${m[3]}${m[4]}`,
      start: first.end - names[0].length,
      end: segs[k]!.start + m[0].length,
      members: items.map((x, i) =>
        i === 0
          ? member(names[0]!, x.end - names[0]!.length, x.end)
          : member(names[i]!.replace(/[“”]/gu, ''), x.start, x.start + names[i]!.length),
      ),
    });
  }
  return found;
}

/** The first item of a list without the verb in front of it: as long as the others where they are all of one length. */
function parallel(names: readonly string[]): string {
  const first = names[0]!;
  const rest = names.slice(1).map((x) => x.length);
  const longest = Math.max(...rest);
  if (Math.min(...rest) === longest && first.length > longest) return first.slice(-longest);
  const verb =
    /^.*(?:紧盯|规划布局|围绕|聚焦|推动|推进|加快|打造|建设|布局|开展|实施|发展|坚持|抓好|做好|统筹|包括|分为|把|以)(?=.{2})/u.exec(
      first,
    );
  return verb && first.length - verb[0].length >= 2 ? first.slice(verb[0].length) : trimSubject(first);
}

/** 央企招商、以链招商、以房招商…: three or more of a kind. */
function sameTail(s: string, line: Sentence): Found[] {
  const found: Found[] = [];
  for (const items of enumerations(line)) {
    const n = items.length;
    if (n >= 3) {
      const names = items.map((x) => s.slice(x.start, x.end));
      names[n - 1] = names[n - 1]!.replace(/等.*$/u, '');
      const tail = names[1]!.slice(-2);
      if (
        /^[一-龥]{2}$/u.test(tail) &&
        names.every((x) => x.endsWith(tail) && x.length > 2) &&
        listedPlaceAt(tail, 0) === 0 &&
        !/\d/.test(names.join(''))
      ) {
        const longest = Math.max(...names.slice(1).map((x) => x.length));
        names[0] = parallel(names);
        const distinct = new Set(names.map((x) => x.slice(0, -2)));
        if (longest <= 8 && distinct.size === n && n <= 10) {
          found.push({
            name: `${'零一二三四五六七八九十'[n]}类${tail}`,
            start: items[0]!.end - names[0].length,
            end: items[n - 1]!.start + names[n - 1]!.length,
            members: items.map((x, i) =>
              i === 0
                ? member(names[0]!, x.end - names[0]!.length, x.end)
                : member(names[i]!, x.start, x.start + names[i]!.length),
            ),
          });
        }
      }
    }
  }
  return found;
}

/** Lists whose items are built alike and that carry neither name nor number: how long an item is, and its form. */
const ALIKE: readonly [number, RegExp][] = [
  [2, /^[引育用留聚荐揽兴]才$/u],
  [3, /^[一-龥]{2}化$/u],
  [3, /^新[一-龥]{2}$/u],
  [4, /^以[一-龥]{3}$/u],
];

/** 以旅兴农、以农促旅、以城带乡; 新主体、新场景、新服务: three or more items of one form, the list itself as the name. */
function alikeLists(s: string, line: Sentence): Found[] {
  const found: Found[] = [];
  for (const run of enumerations(line)) {
    const n = run.length;
    if (n < 2 || n > 10) continue;
    const last = run[n - 1]!;
    for (const [length, form] of ALIKE) {
      const items = run.map((x, i) => (i === 0 ? x.end - length : x.start));
      // 甲、乙和丙: the last segment holds two items.
      if (/[和与及]/u.test(s[last.start + length] ?? '') && last.start + 2 * length + 1 <= last.end)
        items.push(last.start + length + 1);
      const names = items.map((at) => s.slice(at, at + length));
      if (
        names.length < 3 ||
        items[0]! < run[0]!.start ||
        run.slice(1, -1).some((x) => x.end - x.start !== length) ||
        !names.every((x) => form.test(x)) ||
        // 新产业、新业态、新商业模式: the last item is longer than the others, and cut it would be wrong.
        (!names[0]!.endsWith('化') && !/^(?:$|[等的”])/u.test(s.slice(items[items.length - 1]! + length, last.end))) ||
        names.every((x) => x.slice(-2) === names[0]!.slice(-2)) ||
        new Set(names).size !== names.length
      )
        continue;
      found.push({
        name: names.join('、'),
        start: items[0]!,
        end: items[items.length - 1]! + length,
        members: items.map((at, i) => member(names[i]!, at, at + length)),
      });
      break;
    }
  }
  return found;
}

/** 山水林田湖草 without quotation marks: the longest name that stands at a place. */
function spelledOut(s: string, line: Sentence): Found[] {
  const text = s.slice(line.start, line.end);
  return [...text.matchAll(SPELLED_BARE)].map((m) => {
    const at = line.start + m.index;
    return {
      name: m[0],
      start: at,
      end: at + m[0].length,
      members: [...m[0]].map((c, i) => member(c, at + i, at + i + 1)),
    };
  });
}
