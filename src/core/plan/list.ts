/** Which of several subjects takes which of several numbers. */
import { exactIndicator } from './indicator-names.ts';
import { completeList, isVerbOnly, splitPair } from './subject.ts';

export interface ListInput {
  raw: string;
  pending: readonly string[];
  count: number;
  /** 分别, 各 stands before the number. */
  shared: boolean;
  context: { subject: string; recent: readonly string[]; group: readonly string[] };
  /** 其中: a part of the subject before. */
  partitive: boolean;
  unit: string;
}

export interface ListResult {
  subjects: string[];
  rule: string;
  confidence: number;
}

/** One subject for each number, or fewer when the text gives fewer. */
export function distribute(input: ListInput): ListResult {
  const { raw, pending, count, context } = input;
  if (raw === '' && pending.length === 0) return elided(input);
  if (isVerbOnly(raw) && pending.length === 0 && count === 1) {
    const carried = context.subject;
    if (!carried) return { subjects: [raw], rule: 'verb-as-subject', confidence: 0.4 };
    return {
      subjects: [
        carried.includes(raw)
          ? carried
          : carried.endsWith(raw)
            ? carried
            : carried.replace(/(?<=.{2})(?:(?:新|已|续)?(?:开工|建成|建|签约|引进|完成|投产|竣工|入库))+$/u, '') +
              (raw === '建' ? '已建' : raw),
      ],
      rule: 'elided-object',
      confidence: 0.7,
    };
  }
  const own = inherit(raw, input);
  if (count === 1) {
    const nouns = pending.filter((p) => p !== '');
    if (nouns.length > 0 && joinable(nouns, own)) {
      return { subjects: [[...nouns, own].join('、')], rule: 'compound-subject', confidence: 0.7 };
    }
    return { subjects: [own], rule: 'subject-before-number', confidence: exactIndicator(own) ? 0.95 : 0.85 };
  }
  const items = [...pending];
  const parts = splitAnd(own);
  if (items.length + parts.length === count) items.push(...parts);
  else if (items.length + 1 === count) items.push(own);
  else {
    const pair = splitPair(own, count - items.length);
    if (pair) items.push(...pair);
    else if (items.length + parts.length > count && items.length + parts.length - count < items.length) {
      items.splice(0, items.length + parts.length - count);
      items.push(...parts);
    } else if (input.shared && context.recent.length + 1 >= count && pending.length === 0 && raw === '')
      items.push(...context.recent.slice(-count));
    else items.push(own);
  }
  if (items.length === count)
    return {
      subjects: completeList(items).map((x) => sharePrefix(items[0]!, x)),
      rule: 'shared-verb',
      confidence: 0.85,
    };
  return { subjects: [own], rule: 'several-numbers-one-subject', confidence: 0.5 };
}

function elided({ count, shared, context }: ListInput): ListResult {
  if (count > 1) {
    if (context.group.length === count)
      return { subjects: [...context.group], rule: 'group-carried', confidence: 0.85 };
    if (context.recent.length >= count && (shared || context.group.length === 0))
      return { subjects: context.recent.slice(-count), rule: 'subjects-carried', confidence: 0.8 };
    const pair = splitPair(context.subject, count);
    if (pair) return { subjects: pair, rule: 'pair-carried', confidence: 0.75 };
  }
  return context.subject
    ? { subjects: [context.subject], rule: 'elided-subject', confidence: 0.8 }
    : { subjects: [], rule: 'none', confidence: 0 };
}

/** 城镇居民收入和农村居民收入 → two; 新能源和智能网联汽车产业 stays one unless two numbers follow. */
export function splitAnd(subject: string): string[] {
  const parts = subject.split(/以及|[和与]|及(?!以[上下])/u).filter((p) => p !== '');
  return parts.length > 1 && parts.every((p) => p.length >= 1) ? parts : [subject];
}

/** 单位GDP用水、能耗和污染物排放降幅 is one subject; 完善机制、引进企业 is not. */
function joinable(pending: readonly string[], last: string): boolean {
  if (pending.length > 6) return false;
  const action =
    /^(?:完善|强化|深化|优化|加强|健全|坚持|推动|推进|加快|实施|开展|落实|支持|鼓励|提升|提高|促进|统筹|深入|扎实|积极|大力|构建|做好|抓好|严格|持续|全面|培育|引进|建设|建成|打造|发展|改善|保障|巩固|拓展|创新|聚焦|围绕|按照|通过|着力|稳步|有序|科学|加大|做大|做强|办好|保持|扩大|突出|严控|严守|稳定|规范|引导|整合|盘活|激发|释放|增强|把|以)/u;
  return !pending.some((p) => action.test(p) || p.length > 24) && !(action.test(last) && !isVerbOnly(pending[0]!));
}

/** 单位GDP用水 | 能耗 → 单位GDP能耗: what stands in front of the first holds for bare members after it. */
export function sharePrefix(first: string, item: string): string {
  const prefix =
    /^(?:单位(?:GDP|地区生产总值|国内生产总值|生产总值|工业增加值)|万元(?:GDP|地区生产总值|工业增加值))/u.exec(
      first,
    )?.[0];
  return prefix && /^(?:能耗|水耗|电耗|用水量?|碳排放|二氧化碳排放量?|能源消耗)/u.test(item) ? prefix + item : item;
}

const TWINS: readonly (readonly [string, string])[] = [
  ['外资', '内资'],
  ['贷款', '存款'],
  ['出口', '进口'],
  ['农村', '城镇'],
];

/** 省级5户 after 国家级龙头企业2户; 外资 after 实际使用内资; 其中规上工业 after 四上企业. */
function inherit(raw: string, { context, partitive, unit }: ListInput): string {
  const before = context.subject;
  if (!before) return raw;
  const level = /^(?:国家|省|市|州|县|区|镇|村|乡|部|国)级(?:以上)?$/u.exec(raw);
  if (level) {
    const m = /(?:国家|省|市|州|县|区|镇|村|乡|部|国)级(?:以上)?(.*)$/u.exec(before);
    if (m) return before.slice(0, m.index) + raw + m[1]!;
  }
  for (const [mine, theirs] of TWINS) {
    if (raw === mine && before.endsWith(theirs) && before.length > theirs.length)
      return before.slice(0, -theirs.length) + mine;
  }
  if (/^(?:农村|农民|城镇)(?:常住)?(?:居民)?$/u.test(raw)) {
    const mine = /^城/u.test(raw) ? '城镇' : '农村';
    const theirs = mine === '城镇' ? '农村' : '城镇';
    if (before.includes(theirs)) return before.replace(theirs, mine);
  }
  // 每千人口床位7张、执业医师2.8人.
  const per = /^每(?:百|千|万|十万)人口?(?:拥有)?/u.exec(before)?.[0];
  if (
    per &&
    !raw.startsWith('每') &&
    /^[张人名件个辆]$/u.test(unit) &&
    /床位|医师|医生|护士|托位|专利|民警|技师|工作人员/u.test(raw)
  )
    return per + raw;
  if (partitive && /^[家户]$/u.test(unit) && !/(?:企业|单位|公司|机构|户|店)$/u.test(raw)) {
    const head = /(?:企业|单位|公司|机构)$/u.exec(before)?.[0];
    if (head && !exactIndicator(raw)) return raw + head;
  }
  return raw;
}
