/**
 * The units of Chinese plans and statistics. A base dimension is a short name; two units convert into one another
 * exactly when their dimensions are equal.
 *
 * Decisions:
 * - Every currency is its own dimension: no exchange rate is built in.
 * - Counters (家、个、所、项、条、座 …) are one dimension, `count`: the counter word is grammar, what is counted is the
 *   indicator's own name. 人, 户 and 人次 are dimensions of their own, because 人/户 is itself an indicator.
 * - % ‰ 倍 成 are pure numbers; 个百分点 is not: it is the difference of two percentages.
 * - 吨标准煤 is not 千瓦时: the factor depends on the convention (see `kwhToTce`).
 * - 年 is not 365 日, 岁 is not 年, 位 (rank) is a place and not an amount.
 */
export type Dimension = Readonly<Record<string, number>>;

export interface LexiconUnit {
  dims: Dimension;
  num: bigint;
  den: bigint;
  /** Singular-free noun for English sentences. */
  en: string;
  /** May carry 万, 亿 … in front (万亩, 亿千瓦时). */
  prefix: boolean;
}

const LEXICON = new Map<string, LexiconUnit>();

function add(names: string, dims: Dimension, num: bigint, den: bigint, en: string, prefix = true): void {
  for (const name of names.split(' ')) LEXICON.set(name, { dims, num, den, en, prefix });
}

add('元 元人民币 人民币元 CNY RMB yuan', { CNY: 1 }, 1n, 1n, 'yuan');
add('角', { CNY: 1 }, 1n, 10n, 'jiao', false);
add('分钱', { CNY: 1 }, 1n, 100n, 'fen', false);
add('美元 USD', { USD: 1 }, 1n, 1n, 'US dollars');
add('欧元 EUR', { EUR: 1 }, 1n, 1n, 'euros');
add('港元 HKD', { HKD: 1 }, 1n, 1n, 'Hong Kong dollars');
add('日元 JPY', { JPY: 1 }, 1n, 1n, 'yen');

add('人 名 位人 口人 people', { person: 1 }, 1n, 1n, 'people');
add('户 household households', { household: 1 }, 1n, 1n, 'households');
add('人次', { visit: 1 }, 1n, 1n, 'visits');

add('米 m', { m: 1 }, 1n, 1n, 'm');
add('公里 千米 km', { m: 1 }, 1000n, 1n, 'km');
add('里 华里', { m: 1 }, 500n, 1n, 'li');
add('厘米 cm', { m: 1 }, 1n, 100n, 'cm', false);
add('毫米 mm', { m: 1 }, 1n, 1000n, 'mm', false);

add('平方米 平米 m2 m²', { m: 2 }, 1n, 1n, 'm²');
add('平方公里 平方千米 km2 km²', { m: 2 }, 1_000_000n, 1n, 'km²');
add('公顷 hm2 hm² ha', { m: 2 }, 10_000n, 1n, 'ha');
// 1 亩 = 1/15 公顷 = 10000/15 m² (国务院 1984 法定计量单位命令).
add('亩 mu', { m: 2 }, 2000n, 3n, 'mu');

add('立方米 方 m3 m³', { m: 3 }, 1n, 1n, 'm³');
add('升 L l', { m: 3 }, 1n, 1000n, 'L');
add('毫升 mL', { m: 3 }, 1n, 1_000_000n, 'mL', false);

add('公斤 千克 kg', { kg: 1 }, 1n, 1n, 'kg');
add('斤', { kg: 1 }, 1n, 2n, 'jin');
add('克 g', { kg: 1 }, 1n, 1000n, 'g');
add('毫克 mg', { kg: 1 }, 1n, 1_000_000n, 'mg', false);
add('微克 μg ug', { kg: 1 }, 1n, 1_000_000_000n, 'μg', false);
add('吨 t', { kg: 1 }, 1000n, 1n, 't');

add('千瓦时 度 kWh', { kWh: 1 }, 1n, 1n, 'kWh');
add('兆瓦时 MWh', { kWh: 1 }, 1000n, 1n, 'MWh');
add('兆焦 MJ', { kWh: 1 }, 5n, 18n, 'MJ');
add('吉焦 GJ', { kWh: 1 }, 2500n, 9n, 'GJ');
add('千瓦 kW', { kWh: 1, day: -1 }, 24n, 1n, 'kW');
add('兆瓦 MW', { kWh: 1, day: -1 }, 24_000n, 1n, 'MW');
add('吨标准煤 吨标煤 tce', { tce: 1 }, 1n, 1n, 'tce');
add('千克标准煤 公斤标准煤 kgce', { tce: 1 }, 1n, 1000n, 'kgce', false);
add('克标准煤 gce', { tce: 1 }, 1n, 1_000_000n, 'gce', false);

const COUNTERS =
  '家 个 所 张 项 条 座 件 辆 台 栋 幢 套 处 只 羽 头 匹 尾 株 棵 床 间 宗 起 份 篇 部 期 场 次 例 单 支 批 类 种 村 站 点位 对 艘 架 本 册 枚 片 块 标准箱 班 团 人份 门 届 面 盏 根 颗 笔 组 孔 眼 档';
for (const c of COUNTERS.split(' ')) add(c, { count: 1 }, 1n, 1n, '');

add('% 百分比', {}, 1n, 100n, '%', false);
add('‰ 千分比', {}, 1n, 1000n, '‰', false);
add('成', {}, 1n, 10n, 'tenths', false);
add('倍', {}, 1n, 1n, 'times', false);
add('个百分点 百分点 pp', { pp: 1 }, 1n, 1n, 'percentage points', false);
add('个千分点 千分点', { pp: 1 }, 1n, 10n, 'tenths of a percentage point', false);

add('位 名次', { rank: 1 }, 1n, 1n, 'place', false);
add('岁', { age: 1 }, 1n, 1n, 'years of age', false);
add('年 year a', { year: 1 }, 1n, 1n, 'years', false);
add('个月 月 month', { year: 1 }, 1n, 12n, 'months', false);
add('日 天 d day', { day: 1 }, 1n, 1n, 'days', false);
add('个工作日 工作日', { workday: 1 }, 1n, 1n, 'working days', false);
add('小时 h', { day: 1 }, 1n, 24n, 'hours', false);
add('分钟 min', { day: 1 }, 1n, 1440n, 'minutes', false);
add('秒 s', { day: 1 }, 1n, 86_400n, 'seconds', false);
add('分', { score: 1 }, 1n, 1n, 'points', false);
add('点', { indexPoint: 1 }, 1n, 1n, 'index points', false);
add('级', { grade: 1 }, 1n, 1n, 'grade', false);
add('°C ℃ 度C', { celsius: 1 }, 1n, 1n, '°C', false);
add('dB 分贝', { dB: 1 }, 1n, 1n, 'dB', false);
add('无量纲', {}, 1n, 1n, '', false);

/** Chinese magnitude words that may stand before a unit, longest first. */
export const MAGNITUDES: readonly (readonly [string, bigint])[] = [
  ['万亿', 1_000_000_000_000n],
  ['千亿', 100_000_000_000n],
  ['百亿', 10_000_000_000n],
  ['十亿', 1_000_000_000n],
  ['千万', 10_000_000n],
  ['百万', 1_000_000n],
  ['十万', 100_000n],
  ['亿', 100_000_000n],
  ['万', 10_000n],
  ['千', 1000n],
  ['百', 100n],
];

export function lexiconUnit(name: string): LexiconUnit | undefined {
  return LEXICON.get(name);
}

/** Every name the lexicon knows, without magnitude words; for pickers and for the plan compiler. */
export function unitNames(): string[] {
  return [...LEXICON.keys()];
}
