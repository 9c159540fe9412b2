/** Quantities in the clean text: number, unit and the comparator that follows, found in one pass. */
import type { Op } from './model.ts';
import { FACTOR, isDigitAt, mayStartNumeral, skipDigits } from './digits.ts';
import { readNumeral, type Numeral } from './numerals.ts';
import type { TimeRef } from './time.ts';
import { isUnitAt, readUnit, type Dimension } from './units.ts';

export interface Quantity {
  /** Number with unit; clean offsets. */
  start: number;
  end: number;
  /** `end` with the comparator that follows (以上, 左右). */
  outerEnd: number;
  value: number | null;
  value2: number | null;
  unit: string;
  dimension: Dimension;
  /** The comparator that follows, or the one inside (3000多户). */
  postOp: Op | null;
  /** 级, 规模, 大关, 台阶 after the number: 千亿级. */
  grade: boolean;
  chinese: boolean;
  doubling: boolean;
}

const POST: readonly (readonly [string, Op])[] = [
  ['及以上', '>='],
  ['（含）以上', '>='],
  ['以上', '>='],
  ['及以下', '<='],
  ['以下', '<='],
  ['以内', '<='],
  ['之内', '<='],
  ['左右', 'approx'],
  ['上下', 'approx'],
  ['之间', 'range'],
  ['大关', '>='],
  ['台阶', '>='],
  ['新台阶', '>='],
  ['的台阶', '>='],
  ['新大关', '>='],
  ['关口', '>='],
  ['多', '>'],
  ['余', '>'],
  ['内', '<='],
];

const RANGE_MARK = /^(?:——|—|-|至|到)$/u;

/** All quantities of `s`; numbers inside `times` (dates, plan labels) are no quantities. */
export function findQuantities(s: string, times: readonly TimeRef[]): Quantity[] {
  const found: Quantity[] = [];
  const unitAt = (i: number): boolean => isUnitAt(s, i);
  const n = s.length;
  let t = 0;
  let i = 0;
  while (i < n) {
    if (!mayStartNumeral(s.charCodeAt(i))) {
      i++;
      continue;
    }
    while (t < times.length && times[t]!.end <= i) t++;
    const time = times[t];
    if (time && time.start <= i) {
      i = time.end;
      continue;
    }
    const read = readAt(s, i, unitAt);
    if (typeof read === 'number') i = read;
    else {
      found.push(read);
      i = read.outerEnd;
    }
  }
  return found;
}

/** A quantity at `i`, or the offset where the scan goes on. */
function readAt(s: string, i: number, unitAt: (i: number) => boolean): Quantity | number {
  const first = readNumeral(s, i, unitAt);
  const arabic = first !== null && !first.chinese;
  const skip = first && first.chinese ? Math.max(first.end, i + 1) : Math.max(skipDigits(s, i), i + 1);
  if (!first) return skip;
  if (isNameNumber(s, i, first)) return Math.max(first.end, skip);

  // 15:55:30, 2.2:1
  if (arabic && s[first.end] === ':' && first.scale === '') return readProportion(s, first);

  const unit = unitOf(s, first);
  const connectorAt = unit ? unit.end : first.end;
  const range = readRange(s, first, unit, connectorAt, unitAt);
  if (range) return range;
  if (!unit && arabic && first.scale === '') {
    const index = bareIndex(s, first);
    if (index) return index;
  }
  if (!unit) {
    if (first.scale === '' || first.chinese) return first.chinese ? Math.max(first.end, i + 1) : skip;
    // 1000万以上, 6800多万: people without 人, money without 元.
    // 人口50万的中等城市.
    if (/人口(?:总量|规模)?(?:达到?|突破|超过?|约|为)?$/u.test(s.slice(Math.max(0, i - 8), i)) && first.scale === '万')
      return finish(s, first, null, { text: '人', end: first.end, dimension: 'people' }, false);
    if (!first.more && !/^(?:以上|以下|左右|以内|，|。|；|、|$|千瓦)/u.test(s.slice(first.end, first.end + 2)))
      return skip;
    return finish(s, first, null, { text: first.scale, end: first.end, dimension: 'count' }, true);
  }
  if (!acceptable(s, first, unit.text, unit.end, unit.dimension)) return Math.max(unit.end, skip);
  return finish(s, first, null, unit, false);
}

interface FoundUnit {
  text: string;
  end: number;
  dimension: Dimension;
}

function unitOf(s: string, n: Numeral): FoundUnit | null {
  if (n.unit) return { text: n.unit, end: n.end, dimension: n.unit === '倍' ? 'multiple' : 'percent' };
  const unit = readUnit(s, n.end);
  if (unit) return unit;
  // 万亿级, 千亿规模: money without 元.
  if (
    n.chinese &&
    (n.scale === '亿' || n.scale === '万亿') &&
    /^(?:级|规模|大关|台阶|关口)/u.test(s.slice(n.end, n.end + 2))
  ) {
    return { text: '元', end: n.end, dimension: 'money' };
  }
  // 突破千亿，: money, said so by the verb.
  if (
    n.chinese &&
    (n.scale === '亿' || n.scale === '万亿') &&
    /[破过超达越上]/u.test(s[n.start - 1] ?? '') &&
    /^(?:$|[，。；、”！])/u.test(s.slice(n.end, n.end + 1))
  ) {
    return { text: '元', end: n.end, dimension: 'money' };
  }
  return null;
}

function finish(s: string, first: Numeral, second: Numeral | null, unit: FoundUnit, bare: boolean): Quantity {
  const scale = n2scale(second ?? first);
  const text = bare ? unit.text : first.unit ? unit.text : scale + unit.text;
  const more = (second ?? first).more;
  const q: Quantity = {
    start: first.start,
    end: unit.end,
    outerEnd: unit.end,
    value: first.value,
    value2: second ? second.value : null,
    unit: text,
    dimension: unit.dimension,
    postOp: more ? '>' : null,
    grade: false,
    chinese: first.chinese,
    doubling: first.unit === '倍',
  };
  if (second && first.scale !== '' && first.scale !== second.scale)
    q.value = first.value * factorBetween(first.scale, second.scale);
  if (!bare && second === null) readRest(s, q, scale);
  readPost(s, q);
  return q;
}

const CENTS = /^(?:又?(\d|[一二两三四五六七八九])[角毛])?(?:又?(\d|[一二两三四五六七八九])分)?/u;
const cents = (c: string | undefined): number =>
  c === undefined ? 0 : isDigitAt(c, 0) ? Number(c) : c === '两' ? 2 : '零一二三四五六七八九'.indexOf(c);

/** What belongs to the number after its unit: 5元3角 is 5.3元, 1万吨半 1.5万吨, 3个半月 3.5个月. */
function readRest(s: string, q: Quantity, scale: string): void {
  if (q.value === null) return;
  if (q.dimension === 'money' && scale === '' && q.unit === '元') {
    const m = CENTS.exec(s.slice(q.end, q.end + 6))!;
    if (m[0] === '') return;
    q.value = Number((q.value + cents(m[1]) / 10 + cents(m[2]) / 100).toFixed(2));
    q.end += m[0].length;
  } else if (s[q.end] === '半' && !/[径数价载岛导]/u.test(s[q.end + 1] ?? '') && Number.isInteger(q.value)) {
    const half = q.unit === '个' ? /^半(?:小时|月)/u.exec(s.slice(q.end, q.end + 3))?.[0] : '半';
    if (half === undefined || !/吨|米|斤|里|年|小时|天|亩|个/u.test(q.unit)) return;
    q.value += 0.5;
    q.end += half.length;
    if (q.unit === '个') {
      q.unit += half.slice(1);
      q.dimension = 'time';
    }
  }
}

const n2scale = (n: Numeral): string => n.scale;
const factorBetween = (from: Numeral['scale'], to: Numeral['scale']): number => FACTOR[from] / FACTOR[to];

/** Measures without a unit: 城乡居民收入比降至1.9, 基尼系数0.4以下. */
function bareIndex(s: string, n: Numeral): Quantity | null {
  if (!/^(?:$|[，。；、）]|以内|以下|以上|左右)/u.test(s.slice(n.end, n.end + 2))) return null;
  const m =
    /(收入比|倍差|比值|系数|指数|PUE值?|容积率|生师比|能效比|死亡率)(?:控制在|保持在|降至|降到|缩小到|缩小至|下降到|下降至|为|达到|达|提高到|提升到|约|低于|不超过)?$/u.exec(
      s.slice(Math.max(0, n.start - 12), n.start),
    );
  if (!m) return null;
  const q: Quantity = {
    start: n.start,
    end: n.end,
    outerEnd: n.end,
    value: n.value,
    value2: null,
    unit: m[1] === '收入比' ? '比' : '',
    dimension: 'index',
    postOp: null,
    grade: false,
    chinese: false,
    doubling: false,
  };
  readPost(s, q);
  return q;
}

function readPost(s: string, q: Quantity): void {
  let at = q.end;
  if (/^[级]/u.test(s[at] ?? '') && q.dimension === 'money') {
    q.grade = true;
    at++;
  } else if (s.startsWith('规模', at) && q.dimension === 'money') {
    q.postOp ??= 'approx';
    q.grade = true;
    at += 2;
  }
  for (const [word, op] of POST) {
    if (!s.startsWith(word, at)) continue;
    if (word === '内' && !/[%个]/u.test(s[at - 1] ?? '')) break;
    if (word === '多' && /[样元种彩]/u.test(s[at + 1] ?? '')) break;
    q.postOp = op;
    at += word.length;
    break;
  }
  q.outerEnd = at;
}

/** Ordinals, names and serial numbers: 第13次, 4A级, PM2.5, 每10万人, 前10, 〔2021〕5号. */
function isNameNumber(s: string, i: number, n: Numeral): boolean {
  const prev = s[i - 1] ?? '';
  const next = s[n.end] ?? '';
  if (/[第每〔[.+^兆]/u.test(prev)) return true;
  if (prev === '/' && /\d/u.test(s[i - 2] ?? '')) return true;
  if (/\d[eE^][+-]*$/u.test(s.slice(Math.max(0, i - 4), i))) return true;
  if (prev === '前' && !/[移进]/u.test(s[i - 2] ?? '')) {
    // 前10位 is a rank; 目前, 之前, 以前 are not.
    if (!/[目之以年当日此先]/u.test(s[i - 2] ?? '')) return true;
  }
  if (prev === '新' && next === '条') return true;
  if (n.chinese && /^(?:千家万户|千头万绪|百家争鸣|万家灯火|千方百计|百花齐放|万众一心)/u.test(s.slice(i, i + 4)))
    return true;
  if (
    next === '号' ||
    next === '届' ||
    next === '后' ||
    next === '版' ||
    next === '楼' ||
    next === '强' ||
    next === '+'
  )
    return true;
  if (/[A-Za-z]/.test(prev)) {
    let k = i - 1;
    while (k > 0 && i - k < 8 && /[A-Za-z]/.test(s[k - 1]!)) k--;
    if (/^(?:PM|CO|SO|NO|O|M|A|G|K|V|T|H|N|X|Z|S|C|B|D|IP|IPv|WTO|ISO|IMT|RCEP|G)$/.test(s.slice(k, i))) return true;
  }
  if (/[—-]/.test(prev) && /[A-Za-z\d]/.test(s[i - 2] ?? '')) return true;
  return false;
}

function readProportion(s: string, first: Numeral): Quantity | number {
  let k = first.end;
  let parts = 1;
  const values = [first.value];
  while (s[k] === ':' && parts < 6) {
    const m = /^\d{1,6}(?:\.\d{1,4})?/.exec(s.slice(k + 1, k + 13));
    if (!m) break;
    values.push(Number(m[0]));
    k += 1 + m[0].length;
    parts++;
  }
  if (parts < 2) return first.end + 1;
  if (parts === 2 && s[k] === ':') return k + 1;
  // 8:30 is a clock, 16:9 a shape; a proportion of two is told by its second part, 1.
  const two = parts === 2;
  if (two && values[1] !== 1 && values[1] !== 100) return k;
  const q: Quantity = {
    start: first.start,
    end: k,
    outerEnd: k,
    value: two ? values[0]! : null,
    value2: null,
    unit: two ? '比' : '比例',
    dimension: 'ratio',
    postOp: null,
    grade: false,
    chinese: false,
    doubling: false,
  };
  readPost(s, q);
  return q;
}

function readRange(
  s: string,
  first: Numeral,
  unit: FoundUnit | null,
  at: number,
  unitAt: (i: number) => boolean,
): Quantity | null {
  let k = at;
  if (s.startsWith('——', k)) k += 2;
  else if (RANGE_MARK.test(s[k] ?? '')) k += 1;
  else return null;
  const word = s[at]!;
  if ((s[k] === '-' || s[k] === '—') && isDigitAt(s, k + 1)) k = -k;
  if ((word === '到' || word === '至') && !unit && !first.scale && !first.chinese && s.charCodeAt(k) > 57) return null;
  // 由5%到6%: two levels, not a range.
  if ((word === '到' || word === '至') && /[由从]/u.test(s.slice(Math.max(0, first.start - 12), first.start)))
    return null;
  const minus = k < 0;
  if (minus) k = 1 - k;
  if (!mayStartNumeral(s.charCodeAt(k))) return null;
  const second = readNumeral(s, k, unitAt);
  if (second && minus) second.value = -second.value;
  if (!second || second.chinese !== first.chinese) return null;
  const unit2 = unitOf(s, second);
  if (!unit2 || (unit && unit.dimension !== unit2.dimension)) return null;
  if (second.value * scaleOf(second) <= first.value * (first.scale ? scaleOf(first) : unit ? 1 : scaleOf(second)))
    return null;
  const q = finish(s, first, second, { ...unit2 }, false);
  if (q.postOp === null || q.postOp === 'approx') q.postOp = 'range';
  return q;
}
const scaleOf = (n: Numeral): number => FACTOR[n.scale];

/** What follows a rhetorical count: 三个方面, 五大环节, 十件实事. */
const ABSTRACT =
  /^(?:方面|环节|阶段|层面|领域|维度|坚持|确保|必须|问题|原则|重点|关键|文件|专题|章节|统筹|体系|机制|意识|自信|转变|到位|不|结合|关系|轮子|率先|更|一律|百分|国家|春秋|月|代表|民族|部分|字|难题|办法|理念|目标|突破|新(?![建改开增扩设型能材校])|明显|显著|强化|提升|优化|加强)/u;
const CONCRETE_BEFORE =
  /(?:建成|新建|新增|引进|改造|培育|打造|建设|开工|投产|完成|发展|形成|创建|布局|落地|设立|开通|新开|实施|修建|改建|达到|突破|超过|不少于|招引|达|超|新改建|改扩建|申报|获批|认定|组建|两条)$/u;

/** Whether number and unit together are something counted or measured, not a way of speaking. */
function acceptable(s: string, n: Numeral, unit: string, end: number, dimension: Dimension): boolean {
  const rest = s.slice(end, end + 4);
  if (dimension === 'count' || dimension === 'people') {
    if (ABSTRACT.test(rest)) return false;
    if (unit === '件' && /^(?:民生|为民|惠民|大)?实?事/u.test(rest)) return false;
    if (unit === '期' || unit === '起' || unit === '部' || unit === '列' || unit === '本' || unit === '单')
      if (n.value < 10 && n.chinese) return false;
    if (n.chinese && n.scale === '' && n.value < 20) {
      if (n.value <= 1) return false;
      const before = s.slice(Math.max(0, n.start - 3), n.start);
      if (/^(?:项|种|次|类|面|门|口|头|条|对|方|支|片|本|场|块|张|级|列|点)$/u.test(unit))
        return /带|路|线|河|廊/u.test(s.slice(end, end + 8)) && unit === '条';
      return CONCRETE_BEFORE.test(before);
    }
    if (unit === '次' && rest.startsWith('产业')) return false;
  }
  if (dimension === 'time') {
    if (n.value >= 1000 && unit === '年') return false;
    if (n.chinese && n.value <= 3) return false;
  }
  if (
    n.chinese &&
    n.value === 1 &&
    n.scale === '' &&
    n.unit === null &&
    (dimension === 'rank' || dimension === 'people' || dimension === 'count')
  )
    return false;
  if (
    dimension === 'rank' &&
    !/(?:前移|提升|上升|前进|进位|晋升|跃升)$/u.test(s.slice(Math.max(0, n.start - 2), n.start))
  )
    return unit === '位' && /^(?:以上|左右|老|专|名|教|医|学|科|人才)/u.test(rest);
  if (unit === '倍' && n.chinese && n.value <= 1 && n.unit === null)
    return /增|翻|提高|扩大/u.test(s.slice(Math.max(0, n.start - 4), n.start));
  if (
    n.chinese &&
    n.scale === '' &&
    n.unit === null &&
    n.value < 10 &&
    (dimension === 'length' ||
      dimension === 'mass' ||
      dimension === 'volume' ||
      dimension === 'energy' ||
      dimension === 'area' ||
      dimension === 'compute')
  ) {
    return unit === '公里' || unit === '平方公里' || unit === '公顷' || s[end] === '半';
  }
  return true;
}
