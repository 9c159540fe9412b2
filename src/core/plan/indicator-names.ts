/**
 * Canonical names of the indicators that Chinese plans set: what a text calls 社零 or GDP is one indicator under its
 * official name. Names follow the annual statistical communiqué (国民经济和社会发展统计公报) where it has one.
 */

/** What a bare number after the name means: a rate that is itself in %, or a level whose % is a growth rate. */
export type IndicatorNature = 'level' | 'rate' | 'price';

export interface IndicatorName {
  canonical: string;
  nature: IndicatorNature;
}

/** canonical | nature | aliases. Order does not matter; the longest alias wins. */
const TABLE = `
地区生产总值|level|GDP 生产总值 经济总量 地区生产总值（GDP） 地区生产总值GDP 全社会生产总值 全市生产总值 GDP总量 地区GDP 地区生产总值总量
国内生产总值|level|国内生产总值（GDP）
人均地区生产总值|level|人均GDP 人均生产总值 人均国内生产总值
第一产业增加值|level|一产增加值 农业增加值（一产）
第二产业增加值|level|二产增加值
第三产业增加值|level|三产增加值
第一产业|level|一产
第二产业|level|二产
第三产业|level|三产
规上工业增加值|level|规模以上工业增加值 规模工业增加值 规上工业企业增加值 全部规上工业增加值 规模以上工业企业增加值
规上工业总产值|level|规模以上工业总产值 规上工业产值 规模以上工业产值
工业增加值|level|全部工业增加值 全口径工业增加值
工业总产值|level|
农林牧渔业总产值|level|农业总产值 农林牧渔业产值
服务业增加值|level|
战略性新兴产业增加值|level|
数字经济核心产业增加值|level|
固定资产投资|level|固投 全社会固定资产投资 固定资产投资额 全社会固定资产投资总额 固定资产投资完成额 固定资产投资（不含农户） 500万元以上固定资产投资 500万元以上项目固定资产投资
工业投资|level|
民间投资|level|民间固定资产投资
房地产开发投资|level|房地产投资
社会消费品零售总额|level|社零 社消零 社零总额 社消零总额 社会消费品零售额 社会消费品零售
财政总收入|level|
一般公共预算收入|level|地方一般公共预算收入 一般预算收入 地方公共财政预算收入 公共财政预算收入 财政一般预算收入 地方财政一般预算收入 一般公共财政预算收入
地方公共财政收入|level|
一般公共预算支出|level|
税收收入|level|
税收占比|rate|税收占一般公共预算收入比重 税收收入占比 税占比
进出口总额|level|进出口 外贸进出口总额 外贸进出口 进出口总值 货物进出口总额 对外贸易总额 外贸总额 外贸
出口总额|level|外贸出口 出口额
实际使用外资|level|实际利用外资 实际到位外资 实际使用外资金额 实际利用外资额
居民人均可支配收入|level|人均可支配收入 全体居民人均可支配收入 居民可支配收入 全体常住居民人均可支配收入
居民收入|level|
城镇居民人均可支配收入|level|城镇常住居民人均可支配收入 城镇居民可支配收入 城镇居民收入 城镇人均可支配收入 城镇居民家庭人均可支配收入
农村居民人均可支配收入|level|农村常住居民人均可支配收入 农村居民可支配收入 农民人均可支配收入 农民收入 农村居民收入 农村人均可支配收入 农民可支配收入
农民人均纯收入|level|农村居民人均纯收入
居民消费价格|price|居民消费价格指数 CPI 居民消费价格总水平 消费价格指数 物价
居民消费价格涨幅|rate|CPI涨幅 居民消费价格指数涨幅 居民消费价格总水平涨幅 物价涨幅
城镇登记失业率|rate|登记失业率 城镇失业率
城镇调查失业率|rate|调查失业率
城镇新增就业|level|新增城镇就业 城镇新增就业人数 新增就业 城镇新增就业人员
全员劳动生产率|level|
常住人口城镇化率|rate|
户籍人口城镇化率|rate|
城镇化率|rate|
常住人口|level|
研发投入强度|rate|研发强度 R&D投入强度 全社会研发投入强度 研发经费投入强度 R&D经费投入强度 全社会研发经费投入强度 研发投入占GDP比重 全社会研发投入占GDP比重 全社会研发投入占地区生产总值比重 研发经费占GDP比重 研究与试验发展经费投入强度 研发支出占比 研发投入占比 研发经费支出占GDP比重 全社会研发经费支出占GDP比重 研发投入占比重 R&D经费支出占GDP比重 研发经费投入占GDP比重 全社会研发经费投入占GDP比重 全社会研究与试验发展经费支出占地区生产总值比重 R&D经费占GDP比重 全社会R&D经费支出占GDP比重 全社会研发经费占GDP比重 R&D经费占GDP 研发经费占GDP R&D占GDP比重 研发投入占GDP R&D支出占GDP比重 R&D经费支出占GDP 全社会研发投入占GDP 研发费用占GDP比重 R&D投入占GDP比重
研发经费|level|全社会研发经费 研发投入 全社会研发投入 R&D经费 研发经费投入 全社会研发经费投入
科技进步贡献率|rate|
高新技术企业|level|高新企业 国家高新技术企业 高企
四上企业|level|“四上”企业 “四上企业”
规上工业企业|level|规模以上工业企业 规上企业
规模以上服务业企业|level|规上服务业企业
制造业增加值占比|rate|制造业增加值占GDP比重 制造业占GDP比重 制造业增加值占地区生产总值比重
森林覆盖率|rate|
空气优良天数比例|rate|空气质量优良率 空气质量优良天数比例 空气质量优良天数比率 空气优良率 优良天数比例 优良天数比率 地级以上城市优良天数比率 空气质量优良天数率 环境空气质量优良率 空气优良天数比率 城市空气质量优良天数比例 城市空气质量优良天数比率 空气优良天数率 环境空气质量优良天数比例 优良天数率
PM2.5平均浓度|level|PM2.5浓度 PM2.5年均浓度 细颗粒物（PM2.5）平均浓度 细颗粒物平均浓度 细颗粒物（PM2.5）浓度
单位GDP能耗|level|单位地区生产总值能耗 单位生产总值能耗 单位国内生产总值能耗 万元GDP能耗 万元生产总值能耗 能耗强度 单位GDP能源消耗 单位地区生产总值能源消耗 万元地区生产总值能耗
单位GDP二氧化碳排放|level|单位地区生产总值二氧化碳排放 单位GDP二氧化碳排放量 单位国内生产总值二氧化碳排放 单位地区生产总值二氧化碳排放量 碳排放强度
单位GDP用水量|level|单位GDP用水 单位地区生产总值用水量 万元GDP用水量 万元地区生产总值用水量
三次产业结构|rate|三产结构 三次产业比 三次产业比例 三次产业结构比 三次产业占比 产业结构比
城乡收入比|rate|收入比 城乡居民收入比 城乡居民收入差距 城乡收入差距 城乡居民人均可支配收入比 城乡居民收入比值 城乡居民收入倍差
人均预期寿命|level|人均期望寿命 平均预期寿命 居民人均预期寿命
平均受教育年限|level|
劳动年龄人口平均受教育年限|level|
5G网络覆盖率|rate|5G覆盖率
铁路网密度|level|
建成区面积|level|城区建成区面积 建成区 城市建成区面积
金融机构存款余额|level|金融机构人民币存款余额 金融机构各项存款余额
金融机构贷款余额|level|金融机构人民币贷款余额 金融机构各项贷款余额
粮食产量|level|粮食总产量 粮食总产
高标准农田|level|
旅游总收入|level|旅游综合收入
旅游收入|level|
接待游客|level|旅游人次 接待游客人次 游客接待量 接待游客人数
`;

const NAMES = new Map<string, IndicatorName>();
for (const row of TABLE.trim().split('\n')) {
  const [canonical, nature, aliases] = row.split('|') as [string, IndicatorNature, string];
  for (const alias of [canonical, ...aliases.split(' ')]) if (alias) NAMES.set(alias, { canonical, nature });
}
const LONGEST = Math.max(...[...NAMES.keys()].map((k) => k.length));

/** Words in front that do not change what is measured. */
const QUALIFIER =
  /^(?:全社会|全市|全县|全区|全省|全州|全国|我市|我县|我省|我区|我国|地方|地区|主要|年度|本地|市域|县域|辖区|全域|全镇|预计|力争|当年|年末)/u;

/** The indicator that the whole text names, or null. */
export function exactIndicator(name: string): IndicatorName | null {
  const bare = stripMarks(name);
  const hit = NAMES.get(bare) ?? NAMES.get(plainShare(bare));
  if (hit) return hit;
  const m = QUALIFIER.exec(bare);
  return m && bare.length > m[0].length
    ? (NAMES.get(bare.slice(m[0].length)) ?? exactIndicator(bare.slice(m[0].length)))
    : null;
}

/** The longest indicator name that ends the text, with what stands before it. */
export function trailingIndicator(name: string): { before: string; indicator: IndicatorName; alias: string } | null {
  const bare = stripMarks(name);
  for (let k = Math.max(0, bare.length - LONGEST); k < bare.length - 1; k++) {
    const alias = bare.slice(k);
    const indicator = NAMES.get(alias);
    if (indicator) return { before: bare.slice(0, k), indicator, alias };
  }
  return null;
}

/** Whether an indicator name begins at `i` of a text; its length in characters, 0 if none. */
export function leadingIndicator(s: string, i: number): number {
  for (let k = Math.min(LONGEST, s.length - i); k >= 2; k--) if (NAMES.has(s.slice(i, i + k))) return k;
  return 0;
}

/** The official name of what the text calls it; the text's own words where no alias is known. */
export function canonicalName(name: string): string {
  const bare = stripMarks(name);
  return exactIndicator(bare)?.canonical ?? bare;
}

/** 占地区生产总值的比重 → 占GDP比重. */
function plainShare(name: string): string {
  return name.includes('占')
    ? name.replace(/地区生产总值|国内生产总值|生产总值/u, 'GDP').replace(/的(?=比重|比例)/u, '')
    : name;
}

const stripMarks = (name: string): string => (/[“”"《》\s]/u.test(name) ? name.replace(/[“”"《》\s]/gu, '') : name);
