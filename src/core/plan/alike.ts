/** How alike two subjects are, for plans that name one thing in two ways. */

/** Words that say how or when, not what: they differ from year to year while the commitment stays. */
const FILLING =
  /今年|全年|年内|本年|全国|全市|全县|全区|全社会|继续|进一步|拟安排|拟|安排|平均|至少|力争|确保|实现|完成|达到|再|要|大规模|累计|新的|其中|[\s“”"、，的]/gu;
/** 减少农村贫困人口 and 农村贫困人口下降 measure one thing. */
const MOVING = /增速|增长率|增长|下降|降低|减少|压减|压缩|缩短|退出|提高|提升|增加|新增|新建改建|新改建|新建|扩大/gu;
/** Two names that differ in one of these are never one thing, however many characters they share. */
const CONTRASTS: readonly (readonly string[])[] = [
  ['中央', '地方'],
  ['城镇', '农村'],
  ['城市', '农村', '乡村'],
  ['调查', '登记'],
  ['第一产业', '第二产业', '第三产业'],
  ['一产', '二产', '三产'],
  ['进口', '出口'],
  ['钢铁', '煤炭', '煤电'],
  ['铁路', '公路', '水路', '航空'],
  ['一般性', '专项'],
  ['小学', '初中', '高中'],
  ['收入', '支出'],
  ['企业', '居民'],
];
const SHORT: readonly (readonly [string, string])[] = [
  ['国内生产总值', 'GDP'],
  ['地区生产总值', 'GDP'],
  ['生产总值', 'GDP'],
  ['棚户区改造', '棚改'],
  ['城乡居民', '居民'],
];

/** Programmes with a name of their own: whoever names one speaks of it, whatever stands around it. */
const PROGRAMMES =
  /棚改|老旧小区改造|危房改造|高标准农田|易地扶贫搬迁|易地搬迁|四好农村路|农村公路|雨污分流|厕所革命/gu;

/** Whether both speak of one programme with a name of its own. */
export function sameProgramme(a: string, b: string): boolean {
  const inB = new Set(essence(b).match(PROGRAMMES) ?? []);
  return (essence(a).match(PROGRAMMES) ?? []).some((name) => inB.has(name));
}

/** What is left of a subject when filling and direction are taken away; the whole where nothing would be left. */
export function essence(subject: string): string {
  let text = subject;
  for (const [long, short] of SHORT) text = text.replaceAll(long, short);
  const bare = text.replace(FILLING, '');
  const still = bare.replace(MOVING, '');
  return still.length >= 2 ? still : bare.length >= 2 ? bare : text;
}

/** Two of two lists that are alike, by their places in the lists; `likeness` from 0 to 1. */
export interface Likeness {
  i: number;
  j: number;
  likeness: number;
}

/**
 * All pairs of two lists of names whose Dice coefficient of pairs of characters (L. R. Dice, Ecology 26, 1945) is at
 * least `least` (> 0), contrasts left out. Counts over an index of the pairs of characters: time goes with what is shared.
 */
export function likenesses(olds: readonly string[], news: readonly string[], least: number): Likeness[] {
  const grams = news.map(gramsOf);
  const index = new Map<string, { j: number; count: number }[]>();
  grams.forEach(({ counts }, j) => {
    for (const [gram, count] of counts) {
      const at = index.get(gram);
      if (at) at.push({ j, count });
      else index.set(gram, [{ j, count }]);
    }
  });
  return olds.flatMap((old, i) => {
    const { counts, size } = gramsOf(old);
    const shared = new Map<number, number>();
    for (const [gram, count] of counts)
      for (const other of index.get(gram) ?? [])
        shared.set(other.j, (shared.get(other.j) ?? 0) + Math.min(count, other.count));
    return [...shared]
      .map(([j, common]) => ({ i, j, likeness: (2 * common) / (size + grams[j]!.size) }))
      .filter(({ j, likeness }) => likeness >= least && !contrast(old, news[j]!));
  });
}

/** Pairs of neighbouring characters with their counts; a single character stands for itself. */
export function gramsOf(text: string): { counts: Map<string, number>; size: number } {
  const counts = new Map<string, number>();
  const size = Math.max(1, text.length - 1);
  for (let k = 0; k < size; k++) {
    const gram = text.slice(k, k + 2);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, size };
}

function contrast(a: string, b: string): boolean {
  return CONTRASTS.some((words) => {
    const inA = words.filter((word) => a.includes(word));
    const inB = words.filter((word) => b.includes(word));
    return inA.length > 0 && inB.length > 0 && !inA.some((word) => inB.includes(word));
  });
}
