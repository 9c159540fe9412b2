/** The full name of a measured row and its comparator: what the verb, the unit and the neighbours add to a subject. */
import { canonicalName } from './indicator-names.ts';
import type { Op } from './model.ts';
import type { Context, Item } from './reading.ts';
import { growthName, isAttribute, isVerbOnly, percentMeansGrowth, splitGrowth, type Growth } from './subject.ts';
import type { Tail } from './tail.ts';

export interface Named {
  subject: string;
  base: string;
  growthRow: boolean;
  annual: boolean;
  rule: string;
}

/** The full name of a row: base subject with what the verb and the unit add. */
export function nameRow(ctx: Context, base: string, item: Item, tail: Tail, first: Item, counted: boolean): Named {
  const q = item.q;
  let name = base;
  let rule = '';
  // 占规上工业产值70.96%: a share of the subject before.
  const share = /^占(.+?)(?:的)?(?:比重|比例|比率)?$/u.exec(name);
  if (share && ctx.subject && first.raw === name) {
    return {
      subject: `${canonicalName(ctx.subject)}占${share[1]}比重`,
      base: tail.from ? `${ctx.subject}占${share[1]}比重` : ctx.subject,
      growthRow: false,
      annual: false,
      rule: 'share-of',
    };
  }
  if (name === '人均' && first.raw === name && ctx.subject) {
    return {
      subject: canonicalName(`人均${canonicalName(ctx.subject)}`),
      base: ctx.subject,
      growthRow: false,
      annual: false,
      rule: 'per-head-of-subject',
    };
  }
  // 交通项目42个、投资126亿元.
  if (name === '投资' && first.raw === name && q.dimension === 'money' && /(?:项目|工程)$/u.test(ctx.subject))
    return {
      subject: `${ctx.subject}投资`,
      base: ctx.subject,
      growthRow: false,
      annual: false,
      rule: 'attribute-of-subject',
    };
  if (isAttribute(name) && first.raw === name) {
    const owner = ctx.subject || ctx.topic;
    const industry = /^第[一二三]产业/u.exec(owner)?.[0];
    if (!owner)
      return /投资|产值|税收|收入|资金|营收/u.test(name)
        ? { subject: name, base: name, growthRow: false, annual: tail.annual, rule: 'attribute-alone' }
        : { subject: '', base: '', growthRow: false, annual: false, rule };
    const bare = splitGrowth(name);
    if (bare.growth) name = owner + name;
    else if (/^总量$/u.test(name)) name = owner;
    else
      name =
        (industry ??
          owner.replace(/(?:播种面积|种植面积|数量|总量|面积)$|(?<=.{2})(?:实际到位|开工|建成|投产|竣工|完成)$/u, '')) +
        name;
    rule = 'attribute-of-subject';
    ctx.attribute = bare.growth ? ctx.attribute : { name: first.raw, stretch: tail.stretch, dimension: q.dimension };
  }
  if (q.dimension === 'percent' && /占[^占]{2,14}$/u.test(name) && !/(?:比重?|比例|率|份额)$/u.test(name))
    name += '比重';
  if (q.dimension === 'points' && /(?:高于|快于|低于|优于|领先)/u.test(name))
    return { subject: name, base: splitGrowth(name).base, growthRow: true, annual: false, rule: 'compared' };
  const { base: noun, growth } = splitGrowth(name);
  const annual = tail.annual || growth?.annual === true;
  const percent = q.dimension === 'percent';
  if (growth && noun !== '') {
    ctx.growth = { ...growth, annual };
    const known = canonicalName(noun);
    if (!percent && q.dimension !== 'points')
      return { subject: canonicalName(name), base: noun, growthRow: true, annual, rule };
    const compared = tail.comparedWith;
    if (/涨幅|增幅/u.test(name) && !annual)
      return {
        subject: canonicalName(name) === name ? known + name.slice(noun.length) : canonicalName(name),
        base: noun,
        growthRow: true,
        annual,
        rule,
      };
    return {
      subject: growthName(known, { ...growth, annual, comparedWith: compared }),
      base: noun,
      growthRow: true,
      annual,
      rule,
    };
  }
  if (percent && (tail.change || first.tail.change)) {
    const change = tail.change ?? first.tail.change;
    const g: Growth = { annual, down: change === 'down', comparedWith: tail.comparedWith };
    ctx.growth = g;
    return {
      subject: growthName(name, g),
      base: name,
      growthRow: true,
      annual,
      rule: rule || (first.raw === '' && !counted ? 'elided-subject' : ''),
    };
  }
  if (percent && !tail.to && !tail.from && !/率$|占|比重|比例|强度/u.test(name) && percentMeansGrowth(name)) {
    const g: Growth = { annual: annual || (ctx.growth?.annual ?? false), down: false, comparedWith: null };
    return { subject: growthName(name, g), base: name, growthRow: true, annual: g.annual, rule: 'growth-carried' };
  }
  if (/^第[一二三]产业$/u.test(canonicalName(name)) && ctx.attribute && ctx.attribute.dimension === q.dimension) {
    return {
      subject: canonicalName(name) + ctx.attribute.name,
      base: name,
      growthRow: false,
      annual,
      rule: 'attribute-carried',
    };
  }
  const compared = tail.comparedWith;
  if (q.dimension === 'multiple') {
    const what = q.doubling || /翻/u.test(item.raw) ? '' : '倍数';
    return {
      subject: compared ? `${canonicalName(name)}${compared.replace(/^[为是]/u, '为')}${what}` : canonicalName(name),
      base: name,
      growthRow: false,
      annual,
      rule: 'multiple',
    };
  }
  if (tail.change === 'down') {
    return {
      subject: `${canonicalName(name)}${compared ?? ''}下降`,
      base: name,
      growthRow: false,
      annual,
      rule: 'decrease',
    };
  }
  if (tail.change === 'up') {
    const bare = canonicalName(name);
    const suffix =
      item.q.postOp || tail.op || tail.stretch || annual || compared
        ? `${compared ?? ''}${annual ? '年均' : ''}增加`
        : '';
    if (q.dimension === 'rank')
      return { subject: `${bare}提升`, base: name, growthRow: false, annual, rule: 'increase' };
    return { subject: bare + suffix, base: name, growthRow: false, annual, rule: 'increase' };
  }
  const cumulative = tail.sum && !name.includes('累计') ? `${canonicalName(name)}累计` : canonicalName(name);
  return { subject: cumulative, base: name, growthRow: false, annual, rule };
}

/** The comparator of one number of a group, and whether it is aimed at beyond what is promised; `next` follows the group. */
export function opFor(
  item: Item,
  tail: Tail,
  group: readonly Item[],
  next: Item | null,
  growthRow: boolean,
  ctx: Context,
): { op: Op; stretch: boolean } {
  const first = group[0]!;
  const carried =
    ctx.attribute?.stretch === true &&
    /产业$|[一二三]产$/u.test(ctx.subject || first.raw) &&
    item.q.dimension === ctx.attribute.dimension &&
    !growthRow &&
    isAttributeCarried(first.raw);
  const stretch = item.tail.stretch || tail.stretch || first.tail.stretch || carried;
  return { op: opOf(item, tail, group, next, growthRow, stretch), stretch };
}

function opOf(
  item: Item,
  tail: Tail,
  group: readonly Item[],
  next: Item | null,
  growthRow: boolean,
  stretch: boolean,
): Op {
  const q = item.q;
  if (q.postOp === 'range') return 'range';
  const own = item.tail.op ?? tail.op;
  // 8%、9%以上: both.
  const shared = group.length > 1 && item.tail.op === null ? group[group.length - 1]!.q.postOp : null;
  const post = q.postOp ?? (shared === 'range' ? null : shared);
  if (q.grade && q.postOp === null) return own ?? '>=';
  if (post) {
    // 突破500亿元大关 is past it; 控制在3%左右 is about 3%.
    if (own === '>' && post === '>=') return '>';
    return post;
  }
  if (own) return own;
  if (stretch) return '>=';
  // 确保增长7.5%、力争增长8.5%: the floor.
  if (tail.floor && next?.tail.stretch === true) return '>=';
  if (tail.to) return 'to';
  if (q.doubling) return '=';
  if (tail.change === 'up' && q.dimension !== 'percent' && !growthRow) return '+';
  return '=';
}
const isAttributeCarried = (raw: string): boolean => raw === '' || /^(?:第?[一二三](?:次|产业|产))$/u.test(raw);

const BARE = /^(?:增速|增幅|涨幅|降幅|占比|比重|规模|面积|数量|总数|总额|覆盖率|增长率|平均增速)$/u;

/** Subjects that are no subject: pronouns, ways of speaking. */
export function isNoise(subject: string, item: Item): boolean {
  if (subject.length > 60) return true;
  if (/^[\d.%，、]+$/u.test(subject)) return true;
  if (subject.length === 1 || BARE.test(subject) || isVerbOnly(subject)) return true;
  if (/相当于|每$|^每(?:天|年|月|个)?$|[就能]够/u.test(subject)) return true;
  if (
    /^(?:各地|各级|各县|各部门|先发行|用于|落实|按照|根据|引导|用好|取消|下放|取消和下放|降低|减轻|实现|完成|达到|提高|增加|减少|安排|占|其中|平均|平均每天|包括|涉及|共有|超过|在|从|对|把|支持|保持|新增|同时|此外)$/u.test(
      subject,
    )
  )
    return true;
  if (/^(?:这|这些|那|此|其|他|她|我|我们|大家|它|有的|以上|以下|以前|此后|本次|一些|多个|不少)$/u.test(subject))
    return true;
  if (item.q.dimension === 'count' && item.q.chinese && /^(?:这|其|上述|以上)/u.test(subject)) return true;
  return false;
}
