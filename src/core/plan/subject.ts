/** The measured subject: trimmed of fillers, completed from its neighbours, under its official name. */
import { canonicalName, exactIndicator, leadingIndicator, trailingIndicator } from './indicator-names.ts';
import { listedPlaceAt, placeAt } from './places.ts';

/** Words in front of a noun that say nothing of what is measured. */
const FILLERS = [
  '全力实现',
  '努力实现',
  '圆满实现',
  '确保实现',
  '力争实现',
  '推动实现',
  '奋力实现',
  '实现',
  '确保',
  '力争',
  '努力',
  '推动',
  '促进',
  '推进',
  '全市',
  '全县',
  '全区',
  '全省',
  '全州',
  '全国',
  '全域',
  '全镇',
  '我市',
  '我县',
  '我省',
  '我区',
  '我国',
  '其中',
  '同时',
  '另外',
  '此外',
  '以及',
  '使得',
  '使',
  '让',
  '把',
  '将',
  '要',
  '预计',
  '计划',
  '规划',
  '争取',
  '着力',
  '稳步',
  '持续',
  '大力',
  '加快',
  '全面',
  '进一步',
  '届时',
  '基本',
  '并',
  '还',
  '也',
  '再',
  '已',
  '共',
  '全年',
  '主要',
  '达到',
  '保持',
  '完成',
  '建成',
  '建立',
  '打造',
  '形成',
  '实施',
  '办好',
  '抓好',
  '着眼',
  '到',
  '至',
  '和',
  '及',
  '与',
  '或',
  '均',
  '都',
  '一是',
  '二是',
  '三是',
  '四是',
  '五是',
  '六是',
  '新',
  '——',
  '—',
  '·',
  '①',
  '②',
  '③',
  '④',
  '⑤',
  '⑥',
  '⑦',
  '⑧',
  '⑨',
  '预期',
  '目标',
  '目标是',
  '目标为',
  '主要目标是',
  '具体为',
  '分别为',
  '包括',
  '年均',
  '累计完成',
  '累计实现',
  '完成全社会',
  '是',
  '为',
  '即',
  '在',
  '向',
  '对',
  '年内',
  '期内',
  '同比',
  '经济',
  '社会',
  '当地',
  '上述',
  '全球',
  '必须',
  '务必',
  '已经',
  '先后',
  '成功',
  '最终',
  '总体',
  '发展',
  '建设',
  '总共',
  '目前',
  '截至目前',
  '现已',
  '目前已',
  '一律',
  '认真',
  '全力',
  '不断',
  '分别',
  '平均每年',
  '每年',
  '五年',
  '五年内',
  '五年间',
  '期间',
  '期末',
  '提出',
  '使全市',
  '带动',
  '拉动',
  '比如',
  '特别是',
  '尤其是',
  '包含',
  '含',
  '的',
  '、',
] as const;
/** 建设, 发展, 新, 经济 … are only fillers as a whole word in front of something long; never of a known indicator. */
const WEAK = new Set([
  '新',
  '经济',
  '社会',
  '发展',
  '建设',
  '和',
  '与',
  '或',
  '及',
  '在',
  '对',
  '向',
  '到',
  '至',
  '是',
  '为',
  '并',
  '再',
  '也',
  '共',
  '要',
  '都',
  '均',
  '含',
  '即',
  '还',
  '已',
  '推动',
  '全球',
  '总体',
  '主要',
  '五年',
  '基本',
  '规划',
  '计划',
  '使',
  '让',
  '把',
  '将',
  '拉动',
  '带动',
  '促进',
  '推进',
  '加快',
  '年均',
  '持续',
  '不断',
  '实施',
  '打造',
  '保持',
  '全面',
]);
const FILLER_LIST = [...FILLERS].sort((a, b) => b.length - a.length);
const FILLER_BY_FIRST = new Map<string, string[]>();
for (const f of FILLER_LIST) FILLER_BY_FIRST.set(f[0]!, [...(FILLER_BY_FIRST.get(f[0]!) ?? []), f]);
const WEAK_NEXT_GUARD =
  /^(?:新(?:（|增|建|培|认|签|投|改|入|招|晋|竣|登|种|植|发|改|能源|型|兴|市民|生|农村|一代|材料|引进|设|开|城|注册|办|认定|区)|建设用|发展[中]?|共同|经济(?:总量|增长|社会|效益|林|作物|带|圈|体|合作|开发|增速)|社会(?:消费|保|融资|资本|物流|救助|事业|组织|治理)|为民|是否|全面(?:健身|小康)|主要(?:污染|农|经济|粮|指标|河流)|保持率|促进会|规划(?:总|建筑|面|区|用)|计划(?:总|投)|共(?:享|建|产|有)|均衡|均价|都市|要素|与会|和谐|在(?:校|建|园|岗|库|线|册|外|孵|营)|对(?:外|口)|向(?:上|好)|到(?:位|港|账)|再(?:生|就业|融资|贷款)|含(?:氧|量)|基本(?:养老|医疗|公共|农田|保险|药物|社会)|至少|将军|使用|使馆|让利|持续率|发展(?:基金|指数)|年均)/u;

/** Verbs that a counted object keeps, because a flow is not a stock: 新增…, 引进…. */
const VERB_ONLY =
  /^(?:用于|续建|指导|整合提升|推动建设|新开工|新引进|新培育|新认定|新建成|新增|新建|新开|新设|新签约|改造|改建|扩建|新建改建|新改建|引进|招引|签约|开工|投产|竣工|培育|建成|建设|打造|完成|实施|用好|取消|下放|引导|安置|分流|减轻|改扩建|落地|认定|创建|获批|组建|设立|建立|开通|发放|发展|布局|输转|转移|培训|拥有|形成|吸引|开展|治理|整治|修复|种植|栽植|收储|处置|盘活|申报|备案|注册|引育|储备|谋划|策划|推进|推动|支持|扶持|新开建|完工|入库|入统|达产|上市|筹建|建|修建|整合|争取|取得|保障|投放|安排|投入|设置|配备|增设|建好|提供|解决|达到|办理|提升|奋力|组织|规划建设|加快建设|启动|启动建设|规划|已建|淘汰|退出|关停|搬迁|安置|新增培育|累计|累计引进|累计建成|累计完成|累计新增|净增|减少|增加|扩大|提高|压减|化解|清退|推广|新投入|新种植|接待|举办|引入|招收|招聘|选派|选聘|评选|命名|达标|提质|建造|筹集|开发|销售|惠及|覆盖|服务|帮助|资助|救助|补贴|带动|吸纳|发行|募集|安装|架设|铺设|敷设|疏浚|清淤|拆除|新植|补植|绿化|巩固|恢复|复垦|流转|确权|颁发|颁证|实际|到位|到账|严守|守住|坚守)+$/u;

/** Trims what stands around a subject. Returns '' when nothing is left that could be measured. */
export function trimSubject(raw: string): string {
  let s = raw.replace(/[“”"《》]/gu, '').trim();
  for (let guard = 0; guard < 8; guard++) {
    const list = FILLER_BY_FIRST.get(s[0] ?? '');
    const f = list?.find((x) => s.startsWith(x));
    if (f === undefined) break;
    if (WEAK.has(f) && (WEAK_NEXT_GUARD.test(s) || leadingIndicator(s, 0) > f.length)) break;
    if (f === '完成' && /^完成(?:总?投资|产值|营收|税收|率)/u.test(s)) break;
    if (f.length < s.length && leadingIndicator(s, 0) > f.length) break;
    if (s.length === f.length && VERB_ONLY.test(s)) break;
    s = s.slice(f.length);
  }
  s = s.replace(/^[的）：:，、。；—-]+/u, '').replace(/(?:的|总体|方面|（|，|、|：|—)+$/u, '');
  s = s.replace(/^.{0,8}?(?:底线|红线|关键|要求|任务|目标)是(?=.)/u, '');
  // An unclosed bracket in front is a remnant of a cut.
  if (s.includes('）') && !s.includes('（')) s = s.slice(s.lastIndexOf('）') + 1);
  return s;
}

/** Whether the words are only a verb, so that the thing counted stands elsewhere: 开工80个, 引进100家企业. */
export function isVerbOnly(subject: string): boolean {
  return subject.length <= 8 && VERB_ONLY.test(subject);
}

const VERB_END =
  /(?:新增|引进|招引|培育|建成|新建|打造|改造|建设|组建|创建|落地|开工|投产|签约|形成|拥有|认定|设立|建立|吸引|发放|安排|用好|投入|完成|实施|开通|举办|惠及|覆盖|减少|增加|筹集|解决|转移|培训|支持|淘汰|退出|获批|提供|建好|发展|达到|超过|突破|带动|吸纳|累计|接待|布局|选派|增设|配备|推广)$/u;
/** Whether the object of the verb that ends these words stands after the number: 园区新增50家企业. */
export function endsInVerb(subject: string): boolean {
  return VERB_END.test(subject);
}

/** Bare attributes that say nothing without the thing they belong to. */
const ATTRIBUTE =
  /^(?:总量|增加值|总产值|产值|规模|总规模|占比|比重|增速|增幅|涨幅|降幅|年均增速|年均增幅|面积|数量|总数|总额|产量|总投资|覆盖率|总产量|单产|完成率|开工率|投产率|竣工率|入库率|到位率|完成投资|到位资金|综合产值|全产业链产值|投资额|税收|增长率|平均增速|年产值|营业收入|营收|主营业务收入|销售收入|年销售收入)$/u;
export function isAttribute(subject: string): boolean {
  return ATTRIBUTE.test(subject);
}

/** Removes a place name in front of a known indicator: 福州GDP. */
export function splitPlace(subject: string): { place: string | null; rest: string } {
  const k = placeAt(subject, 0);
  if (k > 0 && k < subject.length && (exactIndicator(subject.slice(k)) || leadingIndicator(subject, k) > 0)) {
    return { place: subject.slice(0, k), rest: subject.slice(k) };
  }
  const listed = listedPlaceAt(subject, 0);
  if (listed > 0 && listed < subject.length && exactIndicator(subject.slice(listed)))
    return { place: subject.slice(0, listed), rest: subject.slice(listed) };
  return { place: null, rest: subject };
}

/** Nouns that head an indicator's name and are shared by the members of a list. */
const HEAD =
  /(?:居民人均可支配收入|常住居民人均可支配收入|人均可支配收入|居民收入|居民人均收入|人均收入|人均纯收入|饲养量|存栏量?|出栏量?|养殖量|种植面积|播种面积|销售额|交易额|参保率|合格率|就业率|处置率|综合产值|总产值|增加值|产值|收入|支出|贷款余额|存款余额|款余额|余额|固定资产投资|投资占比|投资|占比|比重|重点工程减排量|减排量|排放总量|排放量|产量|面积|里程|人口|覆盖率|普及率|入学率|毛入学率|入园率|达标率|处理率|治理率|利用率|增速|龙头企业|企业|项目|总额|总量|公路|住房|床位|学位|人数|平均浓度|浓度|就业|失业率|城镇化率|数量|指标|产业|园区|基地|医院|学校|用水量|能耗|人次|合作社|家庭农场)$/u;

const PAIRS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^城乡/u, ['城镇', '农村']],
  [/^存贷款?/u, ['存款', '贷款']],
  [/^进出口/u, ['进口', '出口']],
];

/** One word that stands for two things, when two numbers follow: 城乡居民收入. */
export function splitPair(subject: string, count: number): string[] | null {
  if (count !== 2) return null;
  for (const [pattern, [a, b]] of PAIRS) {
    const m = pattern.exec(subject);
    if (m) return [a + subject.slice(m[0].length), b + subject.slice(m[0].length)];
  }
  const k = subject.indexOf('城乡');
  if (k > 0)
    return [`${subject.slice(0, k)}城镇${subject.slice(k + 2)}`, `${subject.slice(0, k)}农村${subject.slice(k + 2)}`];
  const m = /^(.*?)存贷款(.*)$/u.exec(subject);
  if (m) return [`${m[1]}存款${m[2]}`, `${m[1]}贷款${m[2]}`];
  return null;
}

/** Completes the members of a list from its last one: 城镇 | 农村居民收入 → 城镇居民收入 | 农村居民收入. */
export function completeList(items: readonly string[]): string[] {
  const last = items[items.length - 1];
  if (last === undefined || items.length < 2) return [...items];
  const industries = items.map((x) => /^(?:第?([一二三])(?:次|产业|产)?)(.*)$/u.exec(x));
  if (industries.every((m) => m !== null) && /^第?三(?:次?产业|产)/u.test(last)) {
    const rest = last.replace(/^第?三(?:次?产业|产)/u, '');
    return items.map((x, i) => `第${industries[i]![1]}产业${rest}`);
  }
  const head = HEAD.exec(last)?.[0] ?? '';
  const lastIndicator = exactIndicator(last);
  return items.map((item, i) => {
    if (i === items.length - 1) {
      // 金融机构存、贷款余额: what stands in front of 存 holds for both.
      const shared = /^(.+)存$/u.exec(items[0]!)?.[1];
      return shared && item.startsWith('贷款') ? shared + item : item;
    }
    if (exactIndicator(item)) return item;
    // 城镇 | 农村居民…: the same length in front of what they share.
    if (item.length < last.length) {
      const rest = last.slice(item.length);
      const tried = item + rest;
      if (exactIndicator(tried) || trailingIndicator(tried)?.alias === tried) return tried;
      if (/^(?:城镇|农村|城市|乡村|民间|工业|产业|国有)$/u.test(item)) return tried;
    }
    if (HEAD.test(item) || /[率量额值]$/u.test(item)) {
      // 单位GDP能耗 | 水耗 handled by the caller; both have a head already.
      return item;
    }
    if (/存$/u.test(item) && /^贷款/u.test(last)) return `${item}款${last.slice(2)}`;
    if (/进$/u.test(item) && /^出口/u.test(last)) return `${item}口${last.slice(2)}`;
    if (head && head.length < last.length) return item + head;
    if (lastIndicator && item.length <= 4 && item.length < last.length) return item + last.slice(item.length);
    return item;
  });
}

/** What follows 增长 and the like when a percentage is meant. */
export interface Growth {
  annual: boolean;
  down: boolean;
  comparedWith: string | null;
}

/** The name of a growth figure of a base subject. */
export function growthName(base: string, g: Growth): string {
  const name = canonicalName(base);
  if (/(?:增速|增幅|涨幅|降幅|增长率|递增率|下降率)$/u.test(name))
    return g.annual && !name.includes('年均') ? name.replace(/(增速|增幅)$/u, '年均$1') : name;
  // 比上年 is what a growth rate means anyway.
  const compared = /^(?:比|较|相比)(?:上年|去年|上一年|同期|上年度)/u.test(g.comparedWith ?? '')
    ? ''
    : (g.comparedWith ?? '');
  if (g.down) return /(?:下降|减少|降幅|降低)$/u.test(name) ? name : `${name}${compared}${g.annual ? '年均' : ''}下降`;
  if (exactIndicator(name)?.nature === 'price') return `${name}${g.annual ? '年均' : ''}涨幅`;
  if (compared) return `${name}${compared}${g.annual ? '年均' : ''}增长`;
  return `${name}${g.annual ? '年均' : ''}增速`;
}

/** Splits 一产年均增速 into the thing and the kind of rate. */
export function splitGrowth(subject: string): { base: string; growth: Growth | null } {
  const m =
    /^(.*?)(?:同比|可比|实际|名义)?(年均|年度|平均)?(?:可比|实际)?(增速|增幅|增长率|增长速度|递增率|增长|递增|涨幅|降幅|下降率)$/u.exec(
      subject,
    );
  if (!m) return { base: subject, growth: null };
  return {
    base: m[1]!,
    growth: { annual: m[2] === '年均' || m[2] === '平均', down: /降/u.test(m[3]!), comparedWith: null },
  };
}

const LEVEL_HEAD =
  /(?:总值|增加值|产值|投资|总额|收入|支出|余额|消费|进出口|存款|贷款|经费|利润|税收|销售额|零售额|营业额|人均|产业|业|用电量|货运量|客运量|吞吐量|交易额|经济|出口|进口)$/u;
/** Whether a percentage after this subject can only be a growth rate. */
export function percentMeansGrowth(subject: string): boolean {
  const known = exactIndicator(subject) ?? trailingIndicator(subject)?.indicator;
  if (known) return known.nature === 'level' || known.nature === 'price';
  return LEVEL_HEAD.test(subject) && !/(?:占|比重|率)/u.test(subject);
}
